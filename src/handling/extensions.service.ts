import { Injectable } from '@nestjs/common';
import { questionOf, resolvedRule } from '../core/clock-due.js';
import type { ClockState, Extension } from '../core/clock-state.js';
import { refuseUnless } from '../core/refusal.js';
import { dueOf } from '../core/time/deadline.js';
import { extensionAllowed } from '../core/time/extension.js';
import type { ResolvedRule } from '../core/time/policy.js';
import type { ReasonedActDto } from '../casefile/act.dto.js';
import type { CaseFile } from '../casefile/casefile.entities.js';
import { Clocks } from '../casefile/clocks.js';
import { Docket, type Moved, type Scene } from '../casefile/docket.js';
import type { Person } from '../identity/actor.js';
import type { AskExtensionDto, GrantExtensionDto } from './extensions.dto.js';
import { ExtensionRequest } from './handling.entities.js';

/** 延期: asked before the due time, granted by another person within the policy, told to the citizen at once. */
@Injectable()
export class Extensions {
  constructor(
    private readonly docket: Docket,
    private readonly clocks: Clocks,
  ) {}

  /**
   * 申请延期 by the head, while neither the citizen’s clock nor the department’s has run out.
   * @throws Refusal `imposed_date` | `too_late` {dueAt} | `extension_open` | `extension_limit` {cap, unit}
   */
  async ask(person: Person, caseId: string, { version, amount, reason, progress }: AskExtensionDto): Promise<Moved> {
    return await this.docket.perform({ act: 'ask_extension', caseId, actor: person, version }, async (scene) => {
      const { turn, now, case: file } = scene;
      const answer = answerOf(scene);
      const passed = runningOf(scene, ['answer', 'leg']).find((clock) => clock.dueAt !== null && clock.dueAt < now);
      refuseUnless(!passed, 'too_late', { clock: passed?.clock, dueAt: passed?.dueAt });
      refuseUnless(!(await openRequestOf(scene, answer)), 'extension_open');
      const rule = this.ruleOf(answer, file);
      const { left } = allowedOf(rule, answer, amount);
      refuseUnless(amount <= left || rule?.extension?.above !== undefined, 'extension_limit', { cap: left, unit: answer.unit });
      const id = turn.ids.next();
      await turn.rows.insert(ExtensionRequest, { id, caseId, askedBy: person.id, askedAt: now, amount, reason, progress: progress ?? null, state: 'asked', dueBefore: answer.dueAt });
      return { facts: { requestId: id, amount, unit: answer.unit, dueAt: answer.dueAt } };
    });
  }

  /**
   * 同意延期: a request made in time counts from when it was made, so a miss marked meanwhile is withdrawn by the docket.
   * A grant whose new time has passed as well would promise the citizen a day that is gone, and is refused.
   * @throws Refusal `extension_not_open` | `same_person` | `imposed_date` | `extension_limit` {cap, unit, who} | `too_late` {newDueAt}
   */
  async grant(person: Person, caseId: string, { version, reason }: GrantExtensionDto): Promise<Moved> {
    return await this.docket.perform({ act: 'grant_extension', caseId, actor: person, version }, async (scene) => {
      const { turn, now, case: file } = scene;
      const answer = answerOf(scene);
      const request = await requestToDecide(scene, answer, person);
      const by = granterOf(person, this.ruleOf(answer, file), answer, request.amount);
      const extension: Extension = { amount: request.amount, by, grantedAt: now };
      const newDueAt = this.dueWith(answer, file, extension);
      refuseUnless(newDueAt === null || newDueAt >= now, 'too_late', { newDueAt });
      await turn.rows.update(ExtensionRequest, request.id, {
        state: 'granted', decidedBy: person.id, decidedAt: now, decision: reason ?? null, dueBefore: answer.dueAt, dueAfter: newDueAt,
      });
      return {
        facts: { requestId: request.id, amount: request.amount, unit: answer.unit, oldDueAt: answer.dueAt, newDueAt, grantedAs: by },
        change: { extensions: file.extensions + 1 },
        clock: { extension },
      };
    });
  }

  /** 不同意延期. @throws Refusal `extension_not_open` | `same_person` */
  async refuse(person: Person, caseId: string, { version, reason }: ReasonedActDto): Promise<Moved> {
    return await this.docket.perform({ act: 'refuse_extension', caseId, actor: person, version }, async (scene) => {
      const request = await requestToDecide(scene, answerOf(scene), person);
      await scene.turn.rows.update(ExtensionRequest, request.id, { state: 'refused', decidedBy: person.id, decidedAt: scene.now, decision: reason });
      return { facts: { requestId: request.id, amount: request.amount } };
    });
  }

  /** By the version of the policy that the clock pinned. */
  private ruleOf(clock: ClockState, { kind, urgency }: Pick<CaseFile, 'kind' | 'urgency'>): ResolvedRule | null {
    return resolvedRule(this.clocks.rules.policy(clock.policyHash), clock.clock, { kind, urgency, act: clock.startAct });
  }

  private dueWith(clock: ClockState, file: Pick<CaseFile, 'kind' | 'urgency'>, extension: Extension): number | null {
    const question = questionOf({ ...clock, extension: [...clock.extension, extension] }, this.ruleOf(clock, file));
    // As the clock itself will count: official notices that came since are part of it.
    const { rules } = this.clocks;
    return dueOf(question, rules.calendar(rules.completed(clock.calendarHash, rules.calendarHash))).dueAt;
  }
}

const runningOf = ({ clocks }: Scene, names: readonly string[]): ClockState[] =>
  clocks.filter((clock) => names.includes(clock.clock) && clock.stoppedAt === null);

/** The citizen’s clock, whose rule decides. @throws Refusal `imposed_date` where the sender set the time */
function answerOf(scene: Scene): ClockState {
  const [answer] = runningOf(scene, ['answer']);
  refuseUnless(answer, 'too_late', { clock: 'answer' });
  refuseUnless(answer.imposedAt === null, 'imposed_date', { dueAt: answer.dueAt });
  return answer;
}

/** The request that waits; one of an earlier handling (before 重办) went with the clock it was about. */
async function openRequestOf({ turn, case: file }: Scene, answer: ClockState): Promise<ExtensionRequest | undefined> {
  const asked = await turn.rows.find(ExtensionRequest, { caseId: file.id, state: 'asked' });
  return asked.find((request) => request.askedAt >= answer.startAt);
}

async function requestToDecide(scene: Scene, answer: ClockState, person: Person): Promise<ExtensionRequest> {
  const request = await openRequestOf(scene, answer);
  refuseUnless(request, 'extension_not_open');
  refuseUnless(request.askedBy !== person.id, 'same_person');
  return request;
}

const allowedOf = (rule: ResolvedRule | null, answer: ClockState, wished: number): { allowed: number; left: number } =>
  rule === null ? { allowed: 0, left: 0 } : extensionAllowed(rule, answer.extension.map(({ amount }) => amount), wished);

/** As whom the person grants: within the limit the ordinary granter or the one above, beyond it the one above alone. */
function granterOf(person: Person, rule: ResolvedRule | null, answer: ClockState, wished: number): string {
  const { left } = allowedOf(rule, answer, wished);
  const { by, above } = rule?.extension ?? {};
  const roles: readonly string[] = person.roles;
  const granters = [...(wished <= left ? [by] : []), above].filter((role) => role !== undefined);
  const granter = granters.find((role) => roles.includes(role));
  refuseUnless(granter !== undefined || wished <= left, 'extension_limit', { cap: left, unit: answer.unit, who: granters });
  refuseUnless(granter !== undefined, 'not_your_part', { act: 'grant_extension', who: granters });
  return granter;
}
