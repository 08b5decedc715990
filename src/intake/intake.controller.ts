import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiTags } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../core/refusal.js';
import { TimeRefusal } from '../core/time/refusal.js';
import { Rulebook } from '../base/policy.js';
import { checkedShape, isUnsayable, UnreadableBody, wrongField } from '../base/shapes.js';
import { Citizens } from '../casefile/citizens.js';
import type { Machine, Person } from '../identity/actor.js';
import { Anybody, By, Machines, People } from '../identity/door.js';
import { Directory } from '../registry/directory.js';
import { CitizenCodeDto, EntryDto, MessageDto, SupplementDto } from './intake.dto.js';
import { Intake, type Incoming, type Receipt } from './intake.service.js';

interface WithBytes extends FastifyRequest {
  bytes?: Buffer;
}

@ApiTags('intake')
@Controller('api/v1')
export class IntakeController {
  constructor(
    private readonly intake: Intake,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly citizens: Citizens,
  ) {}

  /** The JSON door of a channel: stores first, judges later; the same externalId again answers 200 with the same case. */
  @Post('accounts/:handle/messages')
  @ApiBearerAuth()
  @ApiBody({ type: MessageDto })
  @Machines('channel')
  async receive(
    @By() machine: Machine, @Param('handle') handle: string, @Body() body: unknown, @Req() request: WithBytes,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const account = (await this.directory.refresh()).accountByHandle(handle);
    if (machine.accountId !== account.id) throw new Refusal('no_standing', { handle });
    const bytes = body instanceof UnreadableBody ? body.bytes : (request.bytes ?? Buffer.alloc(0));
    let incoming: Incoming;
    try {
      if (request.bytes === undefined) throw new Refusal('wrong_media_type');
      incoming = this.incoming(await messageShape(body), bytes.toString('utf8'));
    } catch (error) {
      await this.intake.turnAway(account.id, bytes, error);
      throw error;
    }
    const receipt = await this.intake.receive(account, incoming, machine);
    void reply.status(receipt.outcome === 'seen before' ? 200 : 201);
    return receiptBody(receipt);
  }

  /** The office’s own form, with the origin of what came by paper, telephone or a superior system. */
  @Post('entries')
  @People('coordinator')
  async enter(@By() person: Person, @Body() body: EntryDto, @Res({ passthrough: true }) reply: FastifyReply) {
    const account = (await this.directory.refresh()).accountByHandle(body.account);
    const seat = this.directory.seatOf(person);
    const office = [...this.directory.path(account.sponsorId), ...this.directory.path(account.supervisorId)];
    if (!office.includes(seat.path[0] ?? '')) throw new Refusal('no_standing', { handle: account.handle });
    const { origin, urgency } = body;
    const incoming: Incoming = {
      ...this.incoming(body, JSON.stringify(body)),
      ...(urgency && { urgency }),
      ...(origin && {
        origin: {
          system: origin.system, ...(origin.number && { number: origin.number }),
          ...(origin.dueAt && { dueAt: this.rulebook.today.instant(origin.dueAt) }),
        },
      }),
    };
    const receipt = await this.intake.receive(account, incoming, person);
    void reply.status(receipt.outcome === 'seen before' ? 200 : 201);
    return receiptBody(receipt);
  }

  @Post('public/withdrawals')
  @HttpCode(204)
  @Anybody()
  async withdraw(@Body() body: CitizenCodeDto): Promise<void> {
    const { citizen } = await this.citizens.with(body.caseNumber, body.queryCode);
    await this.intake.withdraw(citizen);
  }

  @Post('public/supplements')
  @HttpCode(204)
  @Anybody()
  async supplement(@Body() body: SupplementDto): Promise<void> {
    const { citizen } = await this.citizens.with(body.caseNumber, body.queryCode);
    await this.intake.supplement(citizen, body.text);
  }

  private instant(text: string): number {
    try {
      return this.rulebook.today.instant(text);
    } catch (error) {
      if (error instanceof TimeRefusal && error.code === 'wrong_shape') throw wrongField('occurredAt', error.zh, error.en);
      throw error;
    }
  }

  private incoming(body: MessageDto, raw: string): Incoming {
    const { externalId, subject, text, author, kind, publicity } = body;
    return {
      externalId, text: sayable(text), raw, occurredAt: this.instant(body.occurredAt),
      ...(subject && { subject: sayable(subject) }), ...(author && { author }), ...(kind && { kind }), ...(publicity && { publicity }),
    };
  }
}

/** What no database keeps is shown as a blot; the raw body keeps it as it came. */
const sayable = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

const receiptBody = ({ caseNumber, queryCode }: Receipt) => ({ caseNumber, queryCode });

/** Checked by hand, not by the pipe: what cannot be read must be kept before it is refused. */
async function messageShape(body: unknown): Promise<MessageDto> {
  if (body instanceof UnreadableBody) throw new Refusal(body.code);
  const shape = await checkedShape(plainToInstance(MessageDto, body ?? {}));
  if (isUnsayable(shape.externalId)) throw wrongField('externalId', '含有无法保存的字符', 'holds characters that cannot be kept');
  return shape;
}
