import { Injectable } from '@nestjs/common';
import { Refusal, refuseUnless } from '../core/refusal.js';
import type { Harm } from '../core/vocabulary.js';
import { Rulebook } from '../base/policy.js';
import type { Turn } from '../base/database/writer.js';
import { refuseAccusedReceiver } from '../casefile/accused.js';
import { Docket, type Moved, type Outcome, type Scene } from '../casefile/docket.js';
import { actorId, type Actor, type Person } from '../identity/actor.js';
import { Message } from '../intake/intake.entities.js';
import { Directory } from '../registry/directory.js';
import type { ConfirmHandOverDto, HandOverDto, QuarantineDto } from './hand-overs.dto.js';
import { HandOver, Quarantine } from './moderation.entities.js';
import { refuseField } from '../base/shapes.js';

/** Why a message is hidden: the reason, and the span that gave it. */
export interface HarmFound {
  readonly code: Harm;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  readonly note?: string | undefined;
}

/**
 * 违法有害信息第一时间处理，重大舆情按程序转送 (国办发〔2018〕123号 四（二）): hidden and never deleted, handed over to a
 * named body, and not done before that body’s receipt is written down.
 */
@Injectable()
export class HandOvers {
  constructor(
    private readonly docket: Docket,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
  ) {}

  /** 隔离 by a person. @throws Refusal `span_outside` */
  async quarantine(actor: Person, caseId: string, { version, ...harm }: QuarantineDto): Promise<Moved> {
    return await this.docket.perform({ act: 'quarantine', caseId, actor, version }, async (scene) => {
      await refuseUnlessInside(scene.turn, caseId, harm);
      return await hidden(scene, harm);
    });
  }

  /** 转送. What was hidden is handed over under the time limit that began when it was hidden. */
  async handOver(actor: Person, caseId: string, { version, receiver, receiverPhone, way, reason, legalWay }: HandOverDto): Promise<Moved> {
    return await this.docket.perform({ act: 'hand_over', caseId, actor, version }, async ({ turn, case: file, clocks }) => {
      refuseAccusedReceiver(this.directory, file, receiver);
      const given = await turn.rows.find(HandOver, { caseId }, { orderBy: 'id' });
      const waiting = clocks.find((clock) => clock.clock === 'hand_over' && clock.stoppedAt === null && !given.some(({ concernsId }) => concernsId === clock.concernsId));
      const id = turn.ids.next();
      await turn.rows.insert(HandOver, {
        id, caseId, concernsId: waiting?.concernsId ?? id, receiver: receiver.trim(), receiverPhone: receiverPhone.trim(), way, reason,
        legalWay: legalWay ?? null, handedBy: actor.id, handedAt: turn.now,
      });
      return { facts: { handOver: id, way, told: legalWay !== undefined }, ...(waiting ? { steps: [] } : { clock: { concernsId: id } }) };
    });
  }

  /** 转送回执: who received it and when; or why what was hidden needs no hand-over. @throws Refusal `hand_over_not_open` */
  async confirm(actor: Person, caseId: string, body: ConfirmHandOverDto): Promise<Moved> {
    return await this.docket.perform({ act: 'confirm_hand_over', caseId, actor, version: body.version }, async (scene) =>
      body.notNeeded === undefined ? await this.received(scene, actor, body) : await waived(scene, actor, body.notNeeded));
  }

  private async received({ turn, case: file }: Scene, actor: Person, body: ConfirmHandOverDto): Promise<Outcome> {
    const waiting = await turn.rows.find(HandOver, { caseId: file.id, confirmedAt: null }, { orderBy: 'id' });
    const meant = body.handOverId === undefined ? waiting : waiting.filter(({ id }) => id === body.handOverId);
    const [handOver] = meant;
    refuseUnless(handOver, 'hand_over_not_open');
    const ids = meant.map(({ id }) => id).join(' ');
    refuseField(meant.length === 1, 'handOverId', `有多件待确认，请指明其一：${ids}`, `several wait, name one: ${ids}`);
    refuseField(body.receivedBy !== undefined, 'receivedBy', '请填写接收人', 'who received it there');
    const receivedAt = body.receivedAt === undefined ? turn.now : this.rulebook.today.instant(body.receivedAt);
    refuseUnless(receivedAt >= handOver.handedAt && receivedAt <= turn.now, 'time_out_of_range', { field: 'receivedAt' });
    await turn.rows.update(HandOver, handOver.id, {
      receivedBy: body.receivedBy.trim(), receivedAt, receiptNumber: body.receiptNumber?.trim() || null, confirmedBy: actor.id, confirmedAt: turn.now,
    });
    return { facts: { handOver: handOver.id, receivedAt }, clock: { concernsId: handOver.concernsId } };
  }
}

/** Hides the case: the row, and what the clocks must know. Used by the system as well. */
export async function hidden({ turn, case: file, actor }: Pick<Scene, 'turn' | 'case'> & { actor: Actor }, { code, start, end, note }: HarmFound): Promise<Outcome> {
  const id = turn.ids.next();
  await turn.rows.insert(Quarantine, {
    id, caseId: file.id, by: actorId(actor), at: turn.now, code, start: start ?? null, end: end ?? null, note: note?.trim() || null,
  });
  return {
    facts: { quarantine: id, code, ...(start !== undefined && end !== undefined && { start, end }) },
    clock: { concernsId: id },
  };
}

/** 解除隔离 by whoever accepts the case: what was not handed over yet need not be. */
export async function lifted({ turn, case: file }: Scene, actor: Person): Promise<Outcome> {
  const [quarantine] = await turn.rows.find(Quarantine, { caseId: file.id, liftedAt: null }, { orderBy: 'id', descending: true, limit: 1 });
  if (!quarantine) return {};
  await turn.rows.updateWhere(Quarantine, { caseId: file.id, liftedAt: null }, { liftedAt: turn.now, liftedBy: actor.id });
  const handed = await turn.rows.one(HandOver, { caseId: file.id, concernsId: quarantine.id });
  return { facts: { quarantine: quarantine.id }, clock: { concernsId: handed ? 'handed over' : quarantine.id } };
}

/** Who hid a message does not also put it away: hiding needs two. @throws Refusal `same_person` */
export async function refuseAloneHidden(turn: Turn, file: { readonly id: string; readonly state: string }, actor: Person): Promise<void> {
  if (file.state !== 'quarantined') return;
  const [quarantine] = await turn.rows.find(Quarantine, { caseId: file.id }, { orderBy: 'id', descending: true, limit: 1 });
  refuseUnless(quarantine?.by !== actor.id, 'same_person', { act: 'quarantine' });
}

async function waived({ turn, case: file, clocks }: Scene, actor: Person, reason: string): Promise<Outcome> {
  const [quarantine] = await turn.rows.find(Quarantine, { caseId: file.id }, { orderBy: 'id', descending: true, limit: 1 });
  const running = clocks.some((clock) => clock.clock === 'hand_over' && clock.stoppedAt === null && clock.concernsId === quarantine?.id);
  refuseUnless(quarantine && running, 'hand_over_not_open');
  const open = await turn.rows.one(HandOver, { caseId: file.id, concernsId: quarantine.id, confirmedAt: null });
  refuseUnless(!open, 'hand_over_open', { handOver: open?.id });
  await turn.rows.update(Quarantine, quarantine.id, { waiver: reason.trim(), waivedBy: actor.id });
  return { facts: { quarantine: quarantine.id, notNeeded: true }, clock: { concernsId: quarantine.id } };
}

async function refuseUnlessInside(turn: Turn, caseId: string, { start, end }: HarmFound): Promise<void> {
  if (start === undefined && end === undefined) return;
  const messages = await turn.rows.find(Message, { caseId }, { orderBy: 'id' });
  const { length } = `${messages[0]?.subject ?? ''}\n${messages.map(({ text }) => text).join('\n')}`;
  if (start === undefined || end === undefined || start >= end || end > length) throw new Refusal('span_outside', { start, end, length });
}
