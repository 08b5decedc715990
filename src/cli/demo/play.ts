import type { INestApplicationContext } from '@nestjs/common';
import type { Instant } from '../../base/clock.js';
import { Rulebook } from '../../base/policy.js';
import { dayNumber, HOUR_MS, instantAt, MINUTE_MS } from '../../core/time/days.js';
import { addWorkingTime, officeMoment, shiftWorkingDays } from '../../core/time/measures.js';
import type { Calendar } from '../../core/time/calendar.js';
import { systemActor } from '../../identity/actor.js';
import { Intake } from '../../intake/intake.service.js';
import { Directory } from '../../registry/directory.js';
import { Cast } from '../simulation/cast.js';
import { Stage } from '../simulation/stage.js';
import { Aftercare } from './aftercare.js';
import type { DemoMessage, DemoScript } from './demo-message.js';
import { Inspection } from './inspection.js';
import { OfficeActs } from './office-acts.js';

/** What becomes of a message: acts, and between them the instants at which the story goes on. */
type Story = AsyncGenerator<Instant, void, void>;

/** Plays the demonstration’s three months on the simulated clock, each message by its script. */
export class Play {
  private readonly stage: Stage;
  private readonly calendar: Calendar;
  private readonly cases = new Map<string, string>();

  private constructor(
    private readonly app: INestApplicationContext,
    private readonly office: OfficeActs,
  ) {
    this.stage = new Stage(app);
    this.calendar = app.get(Rulebook).today;
  }

  static async on(app: INestApplicationContext): Promise<Play> {
    return new Play(app, new OfficeActs(app, await Cast.of(app)));
  }

  /** Until the given instant: what should happen later is left to whoever tries the demonstration. */
  async perform(messages: readonly DemoMessage[], until: Instant): Promise<void> {
    for (const message of messages) this.follow(this.story(message), this.calendar.instant(message.occurredAt));
    const { cast } = this.office;
    for (const [at, act] of new Inspection(this.app, cast, messages).acts) this.stage.at(this.calendar.instant(at), act);
    for (const [at, externalId, act] of new Aftercare(this.app, cast).acts) {
      this.stage.at(this.calendar.instant(`${at}:00`), async () => void (await act(this.cases.get(externalId)!)));
    }
    await this.stage.run(until);
  }

  private follow(story: Story, at: Instant): void {
    this.stage.at(at, async () => {
      const { value, done } = await story.next();
      if (!done) this.follow(story, value);
    });
  }

  private async *story(message: DemoMessage): Story {
    const { caseId } = await this.app.get(Intake).receive(this.app.get(Directory).accountByHandle(message.account), {
      externalId: message.externalId, occurredAt: this.calendar.instant(message.occurredAt), text: message.text, author: message.author,
      kind: message.kind, publicity: message.publicity, raw: JSON.stringify(message.text), ...(message.subject && { subject: message.subject }),
      ...(message.urgency && { urgency: message.urgency }),
      ...(message.origin && { origin: { ...message.origin, dueAt: this.calendar.instant(message.origin.dueAt) } }),
    }, systemActor('demonstration'));
    this.cases.set(message.externalId, caseId);
    yield this.stage.now;
    yield* this.untilQueued(caseId);
    yield* this.scripts[message.script](message, caseId);
  }

  /** The coordinator looks at held messages in office hours, and at the queue at once when it is urgent. */
  private async *untilQueued(caseId: string): Story {
    const { state, urgency } = await this.office.case(caseId);
    yield urgency === 'emergency' ? this.stage.now + 5 * MINUTE_MS : officeMoment(this.stage.now, this.calendar) + 20 * MINUTE_MS;
    if (state === 'held') await this.office.pass(caseId);
  }

  private readonly scripts: Record<DemoScript, (message: DemoMessage, caseId: string) => Story> = {
    on_time: (message, caseId) => this.answered(message, caseId),
    late: (message, caseId) => this.answered(message, caseId),
    very_late: (message, caseId) => this.answered(message, caseId),
    from_above: (message, caseId) => this.answered(message, caseId),
    emergency: (message, caseId) => this.answered(message, caseId),
    report_accused: (message, caseId) => this.reported(message, caseId),
    returned: (message, caseId) => this.returned(message, caseId),
    returned_twice: (message, caseId) => this.returned(message, caseId),
    joint: (message, caseId) => this.joined(message, caseId),
    joint_silent: (message, caseId) => this.joined(message, caseId),
    reopened: (message, caseId) => this.reopened(message, caseId),
    bad_reply: (message, caseId) => this.improved(message, caseId),
    extended: (message, caseId) => this.extended(message, caseId),
    clarified: (message, caseId) => this.clarified(message, caseId),
    merged: (message, caseId) => this.merged(message, caseId),
    answered_directly: (message, caseId) => this.answeredDirectly(message, caseId),
    thanks_filed: (message, caseId) => this.filed(message, caseId),
    rejected: (message, caseId) => this.rejected(message, caseId),
    open_new: () => this.leftAlone(),
    open_handling: (message, caseId) => this.inHand(message, caseId),
    open_overdue: (message, caseId) => this.inHand(message, caseId),
  };

  private async *leftAlone(): Story {}

  /** Assigned, acknowledged two working hours later, the citizen called an hour after that. */
  private async *inHand(message: DemoMessage, caseId: string, department = message.department): Story {
    await this.office.assign(caseId, department);
    yield addWorkingTime(this.stage.now, 2 * HOUR_MS, this.calendar);
    await this.office.acknowledge(caseId);
    if (!message.author.contact) return;
    yield addWorkingTime(this.stage.now, HOUR_MS, this.calendar);
    await this.office.logContact(caseId);
  }

  /** `days` working days after an instant, at twenty to four in the afternoon, or soon where that has passed. */
  private later(from: Instant, days: number | undefined): Instant {
    const day = shiftWorkingDays(this.calendar.iso(from).slice(0, 10), days ?? 0, this.calendar);
    return Math.max(instantAt(dayNumber(day), 15 * HOUR_MS + 40 * MINUTE_MS, this.calendar.zoneOffsetMinutes), this.stage.now + 10 * MINUTE_MS);
  }

  private replyAt(message: DemoMessage): Instant {
    return this.later(this.calendar.instant(message.occurredAt), message.replyAfterWorkingDays);
  }

  private async *answered(message: DemoMessage, caseId: string): Story {
    yield* this.inHand(message, caseId);
    yield this.replyAt(message);
    await this.office.submit(caseId, message.reply!, message.toSuperior);
    yield* this.finished(message, caseId);
  }

  /** Signed off, reviewed, published within the hour; rated when the citizen does. */
  private async *finished(message: DemoMessage, caseId: string): Story {
    if ((await this.office.case(caseId)).state === 'signing') {
      yield this.stage.now + 15 * MINUTE_MS;
      await this.office.signOff(caseId);
    }
    yield this.stage.now + 20 * MINUTE_MS;
    await this.office.approve(caseId, '已核对原文，内容属实，予以放行');
    yield this.stage.now + 10 * MINUTE_MS;
    await this.office.publish(caseId);
    if (!message.rating) return;
    yield this.later(this.stage.now, message.ratingAfterWorkingDays);
    await this.office.rate(caseId, message.rating);
  }

  private async *reported(message: DemoMessage, caseId: string): Story {
    await this.office.confirmAccused(caseId, [...(message.accused ?? [])]);
    yield* this.answered(message, caseId);
  }

  private async *returned(message: DemoMessage, caseId: string): Story {
    yield* this.inHand(message, caseId, message.firstDepartment);
    yield this.stage.now + HOUR_MS;
    await this.office.askReturn(caseId, message.returnReason ?? '', message.secondDepartment ?? message.department);
    yield addWorkingTime(this.stage.now, 2 * HOUR_MS, this.calendar);
    await this.office.grantReturn(caseId);
    yield this.stage.now + 30 * MINUTE_MS;
    if (!message.secondDepartment) return yield* this.answered(message, caseId);
    yield* this.inHand(message, caseId, message.secondDepartment);
    yield this.stage.now + HOUR_MS;
    await this.office.askReturn(caseId, message.secondReturnReason ?? '', message.department);
    yield addWorkingTime(this.stage.now, 2 * HOUR_MS, this.calendar);
    await this.office.adjudicate(caseId, message.department, '经核对职责清单，由该单位承办。');
    yield addWorkingTime(this.stage.now, HOUR_MS, this.calendar);
    await this.office.acknowledge(caseId);
    yield this.replyAt(message);
    await this.office.submit(caseId, message.reply!);
    yield* this.finished(message, caseId);
  }

  private async *joined(message: DemoMessage, caseId: string): Story {
    yield* this.inHand(message, caseId);
    for (const department of message.joint ?? []) await this.office.invite(caseId, department);
    if (message.contribution) {
      yield addWorkingTime(this.stage.now, 7 * HOUR_MS, this.calendar);
      for (const department of message.joint ?? []) await this.office.contribute(caseId, department, message.contribution);
    }
    yield this.replyAt(message);
    if (message.waiverReason) await this.office.waive(caseId, message.waiverReason);
    await this.office.submit(caseId, message.reply!);
    yield* this.finished(message, caseId);
  }

  private async *reopened(message: DemoMessage, caseId: string): Story {
    yield* this.answered(message, caseId);
    yield this.later(this.stage.now, message.reopenedAfterWorkingDays);
    await this.office.reopen(caseId, '经核，问题未真正解决，退回重办。');
    yield this.later(this.stage.now, message.secondReplyAfterWorkingDays);
    await this.office.submit(caseId, message.secondReply!);
    yield* this.finished({ ...message, rating: undefined } as unknown as DemoMessage, caseId);
  }

  private async *improved(message: DemoMessage, caseId: string): Story {
    yield* this.inHand(message, caseId);
    yield this.replyAt(message) - 3 * HOUR_MS;
    await this.office.submit(caseId, message.reply!);
    yield this.stage.now + 20 * MINUTE_MS;
    await this.office.signOff(caseId);
    yield this.stage.now + 30 * MINUTE_MS;
    await this.office.sendBack(caseId, message.sendBackReason ?? '');
    yield this.replyAt(message);
    await this.office.submit(caseId, message.secondReply!);
    yield* this.finished(message, caseId);
  }

  private async *extended(message: DemoMessage, caseId: string): Story {
    yield* this.inHand(message, caseId);
    yield addWorkingTime(this.stage.now, 7 * HOUR_MS, this.calendar);
    await this.office.extend(caseId, message.extensionDays ?? 5, message.extensionReason ?? '');
    yield this.replyAt(message);
    await this.office.submit(caseId, message.reply!);
    yield* this.finished(message, caseId);
  }

  private async *clarified(message: DemoMessage, caseId: string): Story {
    yield* this.inHand(message, caseId);
    yield addWorkingTime(this.stage.now, 2 * HOUR_MS, this.calendar);
    await this.office.askCitizen(caseId, message.question ?? '');
    yield this.later(this.stage.now, message.answerAfterWorkingDays);
    await this.office.hearCitizen(caseId, message.answer ?? '');
    yield this.replyAt(message);
    await this.office.submit(caseId, message.reply!);
    yield* this.finished(message, caseId);
  }

  /** Joined to an earlier case on the same matter, as long as that one is open. */
  private async *merged(message: DemoMessage, caseId: string): Story {
    yield this.stage.now + 5 * MINUTE_MS;
    await this.office.merge(caseId, this.cases.get(message.mergeWith ?? '')!);
  }

  private async *answeredDirectly(message: DemoMessage, caseId: string): Story {
    yield this.replyAt(message);
    await this.office.answerDirectly(caseId, message.reply!);
    yield* this.finished(message, caseId);
  }

  private async *filed(message: DemoMessage, caseId: string): Story {
    yield this.stage.now + 5 * MINUTE_MS;
    await this.office.file(caseId, message.reason ?? '感谢类留言，阅存');
  }

  private async *rejected(message: DemoMessage, caseId: string): Story {
    yield this.replyAt(message);
    await this.office.reject(caseId, message.rejectionReason ?? '', message.legalWay ?? '');
  }
}
