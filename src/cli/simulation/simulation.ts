import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import type { Instant } from '../../base/clock.js';
import { Database } from '../../base/database/database.js';
import { Rulebook } from '../../base/policy.js';
import { CaseFile } from '../../casefile/casefile.entities.js';
import { HOUR_MS } from '../../core/time/days.js';
import type { State } from '../../core/vocabulary.js';
import { addWorkingTime, officeMoment } from '../../core/time/measures.js';
import { systemActor } from '../../identity/actor.js';
import { Message } from '../../intake/intake.entities.js';
import { Intake } from '../../intake/intake.service.js';
import { CaseEvent } from '../../journal/journal.entities.js';
import { Directory } from '../../registry/directory.js';
import { monthAfter, periodOfMonth } from '../../reporting/periods.js';
import { Monthly } from '../../reporting/monthly.service.js';
import { writeReport } from '../../reporting/report-files.js';
import { Assignment } from '../../routing/routing.entities.js';
import { Cast } from './cast.js';
import { Clerks } from './clerks.js';
import type { Letter } from './letters.js';
import { Stage } from './stage.js';

export const SIMULATED_ACCOUNT = 'simulation';
const ACKNOWLEDGED_AFTER_MS = 4 * HOUR_MS;
const DECIDED_AFTER_OPENING_MS = HOUR_MS;

/**
 * Real letters through the whole line, each at its own time and answered when it was answered. What comes next for a
 * letter is read from where its case stands, so a run that was cut off goes on from there.
 */
export class Simulation {
  private readonly stage: Stage;
  private readonly database: Database;
  private readonly rulebook: Rulebook;
  private month = '';
  private reported: Promise<void> = Promise.resolve();

  private constructor(
    private readonly app: INestApplicationContext,
    private readonly clerks: Clerks,
    private readonly reportsFolder: string | null,
  ) {
    this.stage = new Stage(app);
    this.database = app.get(Database);
    this.rulebook = app.get(Rulebook);
  }

  static async on(app: INestApplicationContext, dataDirectory: string | null): Promise<Simulation> {
    await app.get(Directory).refresh(true);
    return new Simulation(app, new Clerks(app, await Cast.of(app)), dataDirectory && join(dataDirectory, 'reports'));
  }

  /** Plays all letters; ends when no clock has a rung or window left. */
  async play(letters: readonly Letter[], onProgress: (letters: number) => void): Promise<void> {
    this.month = this.monthOf(letters[0]!.at);
    this.stage.onMoved = (now) => this.reportMonths(now);
    this.reportMonths(this.stage.now);
    const seen = new Map((await this.database.rows.find(Message, {})).map((message) => [message.externalId, message.caseId]));
    let arrived = 0;
    for (const letter of letters) {
      const caseId = seen.get(letter.id);
      this.stage.at(caseId === undefined ? letter.at : this.stage.now, async () => {
        await (caseId === undefined ? this.arrive(letter) : this.goOn(letter, caseId));
        if (++arrived % 100 === 0) onProgress(arrived);
      });
    }
    await this.stage.run();
    await this.reported;
  }

  private async arrive(letter: Letter): Promise<void> {
    const account = this.app.get(Directory).accountByHandle(SIMULATED_ACCOUNT);
    const { subject, message, user } = letter;
    const incoming = { externalId: letter.id, occurredAt: letter.at, subject, text: message, author: { id: user }, raw: JSON.stringify({ subject, message }) };
    const { caseId } = await this.app.get(Intake).receive(account, incoming, systemActor('simulation'));
    this.next(letter, caseId, this.stage.now);
  }

  /** Whatever would fall after the reply happens at the reply, in order. */
  private next(letter: Letter, caseId: string, at: Instant): void {
    this.stage.at(Math.min(at, letter.replyAt), () => this.goOn(letter, caseId));
  }

  private async goOn(letter: Letter, caseId: string): Promise<void> {
    const file = await this.clerks.case(caseId);
    const due = await this.dueInstant(letter, file);
    if (due === null) return;
    if (due > this.stage.now && this.stage.now < letter.replyAt) return this.next(letter, caseId, due);
    await this.acts[file.state]?.(letter, file);
    this.next(letter, caseId, this.stage.now);
  }

  /** When the next act on a case is to happen; `null`: nothing more is to be done. */
  private async dueInstant(letter: Letter, file: CaseFile): Promise<Instant | null> {
    const when = this.whens[file.state];
    return when ? await when(letter, file) : null;
  }

  private readonly whens: Partial<Record<State, (letter: Letter, file: CaseFile) => Instant | Promise<Instant>>> = {
    received: () => this.stage.now,
    held: (_letter, file) => this.afterHolding(file.id),
    queued: () => this.stage.now,
    assigned: (_letter, file) => this.afterAssignment(file.id),
    handling: (letter) => letter.replyAt,
    signing: (letter) => letter.replyAt,
    in_review: (letter) => letter.replyAt,
    approved: (letter) => letter.replyAt,
  };

  private async afterHolding(caseId: string): Promise<Instant> {
    const held = await this.database.rows.one(CaseEvent, { caseId, act: 'hold' });
    return officeMoment(held!.at, this.rulebook.today) + DECIDED_AFTER_OPENING_MS;
  }

  private async afterAssignment(caseId: string): Promise<Instant> {
    const assignment = await this.database.rows.one(Assignment, { caseId, endedAt: null });
    return addWorkingTime(assignment!.assignedAt, ACKNOWLEDGED_AFTER_MS, this.rulebook.today);
  }

  private readonly acts: Partial<Record<State, (letter: Letter, file: CaseFile) => Promise<unknown>>> = {
    // Not screened yet: the relay does that before anybody acts.
    received: () => this.stage.settle(),
    held: (_letter, file) => this.clerks.pass(file.id),
    queued: (_letter, file) => this.clerks.assign(file.id),
    assigned: (_letter, file) => this.clerks.acknowledge(file.id),
    handling: async (letter, file) => await this.clerks.submit(file.id, await this.clerks.withoutWhatMayNotGoOut(file.id, letter.reply)),
    signing: (_letter, file) => this.clerks.signOff(file.id),
    in_review: (_letter, file) => this.clerks.approve(file.id, 'simulated'),
    approved: (_letter, file) => this.clerks.publish(file.id),
  };

  private monthOf(instant: Instant): string {
    return this.rulebook.today.iso(instant).slice(0, 7);
  }

  /** When a month is over it is reported as of its end, beside what goes on; a run that was cut off makes up for what is missing. */
  private reportMonths(now: Instant): void {
    const running = this.monthOf(now);
    if (running === this.month || !this.reportsFolder) return;
    const [first, folder] = [this.month, this.reportsFolder];
    this.month = running;
    this.reported = this.reported.then(async () => {
      for (let month = first; month < running; month = monthAfter(month, 1)) await this.reportMonth(month, folder);
    });
  }

  private async reportMonth(month: string, folder: string): Promise<void> {
    if (existsSync(join(folder, `report-${month}.csv`))) return;
    await writeReport(await this.app.get(Monthly).report(month, { asOf: periodOfMonth(month, this.rulebook.today).to }), folder, ['json', 'csv']);
  }
}
