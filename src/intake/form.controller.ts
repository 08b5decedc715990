import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { Refusal } from '../core/refusal.js';
import { OWN_FORM_PLATFORMS } from '../core/vocabulary.js';
import { Clock } from '../base/clock.js';
import { checkedShape, UnreadableBody } from '../base/shapes.js';
import { Secrets } from '../base/secrets.js';
import type { Machine } from '../identity/actor.js';
import { Anybody, RECEIPT_COOKIE, type SetsCookies, type WithCookies } from '../identity/door.js';
import { Directory } from '../registry/directory.js';
import { WrittenDto } from './form.dto.js';
import { Intake } from './intake.service.js';

const RECEIPT_SECONDS = 600;
/** Messages from one address within an hour; a library or an office shares one. */
const MOST_AN_HOUR = 30;
const HOUR_MS = 3_600_000;
/** Addresses remembered at once. */
const REMEMBERED = 10_000;

/**
 * 网上留言: the office’s own form for citizens, without sign-in and without scripts. Answered by sending the browser on to
 * a page, so that loading it again writes nothing twice; the pages themselves stand in `src/public`.
 */
@ApiExcludeController()
@Controller('public')
@Anybody()
export class FormController {
  private readonly lately = new Map<string, number[]>();

  constructor(
    private readonly intake: Intake,
    private readonly directory: Directory,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
  ) {}

  @Post('write')
  async write(@Body() body: unknown, @Req() request: WithCookies, @Res() reply: SetsCookies): Promise<void> {
    const form = plainToInstance(WrittenDto, body instanceof UnreadableBody ? {} : (body ?? {}));
    const page = new URLSearchParams({ lang: form.lang === 'en' ? 'en' : 'zh', ...(form.large === '1' && { large: '1' }) });
    try {
      const receipt = await this.take(await checkedShape(form), request);
      void reply.setCookie(RECEIPT_COOKIE, this.secrets.encrypt(JSON.stringify(receipt)), {
        path: '/public', httpOnly: true, sameSite: 'lax', maxAge: RECEIPT_SECONDS, secure: request.protocol === 'https',
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      page.set('problem', error.code);
    }
    void reply.status(303).header('location', `/public/received?${page.toString()}`).send();
  }

  /** @throws Refusal `too_many_tries` | `unknown_account` | what the door of a channel refuses */
  private async take(form: WrittenDto, request: WithCookies): Promise<{ caseNumber: string; queryCode: string }> {
    const now = this.clock.now();
    this.refuseFlood(request.ip, now);
    const account = (await this.directory.refresh()).accountByHandle(form.account);
    if (!OWN_FORM_PLATFORMS.includes(account.platform)) throw new Refusal('unknown_account', { handle: form.account });
    const contact = form.contact?.trim();
    // Name and contact are kept encrypted in columns of their own, and nowhere else.
    const { name: _name, contact: _contact, once: _once, ...kept } = form;
    const text = form.place?.trim() ? `${form.text.trim()}\n地点：${form.place.trim()}` : form.text.trim();
    const machine: Machine = { kind: 'machine', id: 'public-form', scope: 'channel', accountId: account.id };
    const { caseNumber, queryCode } = await this.intake.receive(account, {
      externalId: `form-${form.once}`, occurredAt: now, text, raw: JSON.stringify(kept), publicity: form.publicity === 'private' ? 'private' : 'public',
      ...(form.subject?.trim() && { subject: form.subject.trim() }), ...(form.kind && { kind: form.kind }),
      ...(contact && { author: { id: `form:${contact}`, contact, ...(form.name?.trim() && { name: form.name.trim() }) } }),
    }, machine);
    return { caseNumber, queryCode };
  }

  private refuseFlood(address: string, now: number): void {
    const recent = (this.lately.get(address) ?? []).filter((at) => at > now - HOUR_MS);
    if (recent.length >= MOST_AN_HOUR) throw new Refusal('too_many_tries', { seconds: Math.ceil((recent[0]! + HOUR_MS - now) / 1000) });
    this.lately.delete(address);
    this.lately.set(address, [...recent, now]);
    if (this.lately.size > REMEMBERED) this.lately.delete(this.lately.keys().next().value!);
  }
}
