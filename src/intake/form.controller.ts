import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ApiExcludeController } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import type { Photo } from '../core/photos.js';
import { Refusal } from '../core/refusal.js';
import { OWN_FORM_PLATFORMS } from '../core/vocabulary.js';
import { Clock } from '../base/clock.js';
import { checkedShape } from '../base/shapes.js';
import { Secrets } from '../base/secrets.js';
import { CitizenPages, type CitizenFormName } from '../casefile/citizen-pages.js';
import { Citizens } from '../casefile/citizens.js';
import type { Machine } from '../identity/actor.js';
import { Anybody, RECEIPT_COOKIE, type SetsCookies, type WithCookies } from '../identity/door.js';
import { Directory } from '../registry/directory.js';
import { citizenForm, type CitizenForm } from './citizen-form.js';
import { AddedDto, WithdrawnDto, WrittenDto } from './form.dto.js';
import { Intake } from './intake.service.js';

const RECEIPT_SECONDS = 600;
/** Messages from one address within an hour; a library or an office shares one. */
const MOST_AN_HOUR = 30;
const HOUR_MS = 3_600_000;
/** Addresses remembered at once. */
const REMEMBERED = 10_000;

/**
 * 网上留言: the office’s own form for citizens, without sign-in and without scripts. Answered by sending the browser on to
 * a page, so that loading it again writes nothing twice; what is not taken is shown again as it was typed. The pages
 * themselves stand in `src/public`.
 */
@ApiExcludeController()
@Controller('public')
@Anybody()
export class FormController {
  private readonly lately = new Map<string, number[]>();

  constructor(
    private readonly intake: Intake,
    private readonly citizens: Citizens,
    private readonly directory: Directory,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly modules: ModuleRef,
  ) {}

  @Post('write')
  async write(@Body() body: unknown, @Req() request: WithCookies, @Res() reply: SetsCookies): Promise<void> {
    const { fields, photos, fault } = await citizenForm(request, body);
    await this.answer(reply, 'write', 'received', fields, async () => {
      const receipt = await this.take(await checkedShape(plainToInstance(WrittenDto, fields)), photos, fault, request);
      void reply.setCookie(RECEIPT_COOKIE, this.secrets.encrypt(JSON.stringify(receipt)), {
        path: '/public', httpOnly: true, sameSite: 'lax', maxAge: RECEIPT_SECONDS, secure: request.protocol === 'https',
      });
    });
  }

  /** 补充情况: before the answer, also where the office asked for it. */
  @Post('supplement')
  async supplement(@Body() body: unknown, @Req() request: WithCookies, @Res() reply: SetsCookies): Promise<void> {
    const { fields, photos, fault } = await citizenForm(request, body);
    await this.answer(reply, 'supplement', 'done/supplemented', fields, async () => {
      const { caseNumber, queryCode, text } = await checkedShape(plainToInstance(AddedDto, fields));
      const { citizen } = await this.citizens.with(caseNumber, queryCode);
      this.refuseFlood(request.ip, this.clock.now());
      await this.orKeep(fault, null, text);
      await this.intake.supplement(citizen, text.trim(), photos);
    });
  }

  @Post('withdrawal')
  async withdraw(@Body() body: unknown, @Req() request: WithCookies, @Res() reply: SetsCookies): Promise<void> {
    const { fields } = await citizenForm(request, body);
    await this.answer(reply, 'withdrawal', 'done/withdrawn', fields, async () => {
      const { caseNumber, queryCode } = await checkedShape(plainToInstance(WithdrawnDto, fields));
      const { citizen } = await this.citizens.with(caseNumber, queryCode);
      await this.intake.withdraw(citizen);
    });
  }

  /** @throws Refusal `too_many_tries` | `unknown_account` | `photo_unusable` | what the door of a channel refuses */
  private async take(form: WrittenDto, photos: readonly Photo[], fault: Refusal | null, request: WithCookies): Promise<{ caseNumber: string; queryCode: string }> {
    const now = this.clock.now();
    this.refuseFlood(request.ip, now);
    const account = (await this.directory.refresh()).accountByHandle(form.account);
    if (!OWN_FORM_PLATFORMS.includes(account.platform)) throw new Refusal('unknown_account', { handle: form.account });
    const contact = form.contact?.trim();
    // Name and contact are kept encrypted in columns of their own, and nowhere else.
    const { name: _name, contact: _contact, once: _once, ...kept } = form;
    const unit = form.unit ? this.directory.department(form.unit).name : undefined;
    const text = [form.text.trim(), ...(form.place?.trim() ? [`地点：${form.place.trim()}`] : []), ...(unit ? [`希望答复的单位：${unit}`] : [])].join('\n');
    await this.orKeep(fault, account.id, JSON.stringify(kept));
    const machine: Machine = { kind: 'machine', id: 'public-form', scope: 'channel', accountId: account.id };
    const { caseNumber, queryCode } = await this.intake.receive(account, {
      externalId: `form-${form.once}`, occurredAt: now, text, raw: JSON.stringify(kept), photos, publicity: form.publicity === 'private' ? 'private' : 'public',
      ...(form.subject?.trim() && { subject: form.subject.trim() }), ...(form.kind && { kind: form.kind }),
      ...(contact && { author: { id: `form:${contact}`, contact, ...(form.name?.trim() && { name: form.name.trim() }) } }),
    }, machine);
    return { caseNumber, queryCode };
  }

  /** What was written beside a photo that cannot be taken is kept, as everything that is refused. @throws the fault */
  private async orKeep(fault: Refusal | null, accountId: string | null, written: string): Promise<void> {
    if (!fault) return;
    await this.intake.turnAway(accountId, Buffer.from(written), fault);
    throw fault;
  }

  private refuseFlood(address: string, now: number): void {
    const recent = (this.lately.get(address) ?? []).filter((at) => at > now - HOUR_MS);
    if (recent.length >= MOST_AN_HOUR) throw new Refusal('too_many_tries', { seconds: Math.ceil((recent[0]! + HOUR_MS - now) / 1000) });
    this.lately.delete(address);
    this.lately.set(address, [...recent, now]);
    if (this.lately.size > REMEMBERED) this.lately.delete(this.lately.keys().next().value!);
  }

  /** Sends the browser on to a page that says what became of it; or shows the form again. */
  private async answer(reply: SetsCookies, form: CitizenFormName, path: string, fields: CitizenForm['fields'], act: () => Promise<void>): Promise<void> {
    const { lang, large } = fields;
    const view = new URLSearchParams({ lang: lang === 'en' ? 'en' : 'zh', ...(large === '1' && { large: '1' }) });
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, headers, text } = await this.modules.get(CitizenPages, { strict: false }).again(form, fields, error);
      return void reply.status(status).headers(headers).send(text);
    }
    void reply.status(303).header('location', `/public/${path}?${view.toString()}`).send();
  }
}
