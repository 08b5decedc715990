import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { LearningResult } from '../core/routing/learning.js';
import { ROUTER_ENGINE } from '../core/routing/router-file.js';
import type { Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { Learning } from '../base/workers/learning.js';
import { Identity } from '../identity/identity.service.js';
import { RoutingBases } from './bases.js';
import { readLessons, type LessonFacts } from './lessons.js';
import { RoutingModel, RoutingModelContent, RoutingSwitch, RoutingTraining, type TrainingOutcome } from './routing.entities.js';
import { countLessons } from './routing.query.js';

/** Below this nothing can be held back and told apart; the duty lists propose alone. */
const FEWEST_CASES = 100;
/** New confirmed cases that make a training worth while: at night, and at once. */
const WORTH_WHILE = { night: 20, many: 500 } as const;
/** Whoever trains holds it so long; cut off, another begins anew. Twenty thousand cases take a few minutes. */
const HELD_MS = 30 * 60_000;
/** Who lets it be trained and switched when nobody asked. */
const BY_ITSELF = 'system';

interface Held extends RoutingTraining {
  readonly heldUntil: Instant;
}

/** 派单模型训练: learns in a thread of its own from what the office confirmed; one process at a time, once. */
@Injectable()
export class Training {
  private readonly logger = new Logger(Training.name);
  private working: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly learning: Learning,
    private readonly bases: RoutingBases,
    private readonly identity: Identity,
  ) {}

  /** Asks for a training; one that is not done yet is the answer. */
  async ask(askedBy: string): Promise<RoutingTraining> {
    return await this.database.write('person', async (turn) => {
      const [waiting] = await turn.rows.find(RoutingTraining, { finishedAt: null }, { orderBy: 'id', limit: 1 });
      if (waiting) return waiting;
      const last = await lastOf(turn);
      // Numbered on: two processes that ask at the same moment ask for the same.
      const id = String(Number(last?.id ?? 0) + 1).padStart(8, '0');
      await turn.rows.insertOnce(RoutingTraining, { id, askedBy, askedAt: turn.now });
      return (await turn.rows.one(RoutingTraining, { id }))!;
    });
  }

  /** Whether enough was confirmed since the last training; then it is asked for. */
  async askIfDue(when: keyof typeof WORTH_WHILE): Promise<boolean> {
    const cases = await countLessons(this.database.heavy.sql);
    const last = await lastOf(this.database);
    const newest = await this.newestModel();
    const outgrown = newest !== undefined && newest.engine !== ROUTER_ENGINE;
    const fresh = Math.abs(cases - (last?.cases ?? 0));
    if (cases < FEWEST_CASES || (!outgrown && fresh < WORTH_WHILE[when])) return false;
    await this.ask(BY_ITSELF);
    return true;
  }

  async list(): Promise<RoutingTraining[]> {
    return await this.database.rows.find(RoutingTraining, {}, { orderBy: 'id', descending: true, limit: 50 });
  }

  /** Works off what is asked for. Never overlaps itself; another process that is at it is left alone. */
  async work(): Promise<void> {
    this.working ??= this.workOff().finally(() => (this.working = undefined));
    await this.working;
  }

  private async workOff(): Promise<void> {
    const training = await this.claim();
    if (!training) return;
    try {
      await this.train(training);
    } catch (error) {
      if (this.learning.isEnding) return await this.release(training).catch(() => undefined);
      this.logger.error(`Training ${training.id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      await this.finish(training, 'failed', { fault: error instanceof Error ? error.message : String(error) });
    }
  }

  private async claim(): Promise<Held | null> {
    const [open] = await this.database.rows.find(RoutingTraining, { finishedAt: null }, { limit: 1 });
    if (!open) return null;
    return await this.database.write('relay', async (turn) => {
      const waiting = await turn.rows.find(RoutingTraining, { finishedAt: null }, { orderBy: 'id', lock: true });
      const [first] = waiting;
      if (!first || waiting.some(({ heldUntil }) => heldUntil !== null && heldUntil > turn.now)) return null;
      const heldUntil = turn.now + HELD_MS;
      await turn.rows.update(RoutingTraining, first.id, { heldUntil });
      return { ...first, heldUntil };
    });
  }

  private async train(training: Held): Promise<void> {
    const cases = await countLessons(this.database.heavy.sql);
    const { examples, facts } = await readLessons(this.database.heavy.sql);
    if (facts.cases - facts.onlyReturned < FEWEST_CASES || Object.keys(facts.byDepartment).length < 2) {
      return await this.finish(training, 'too_few_cases', { cases });
    }
    const { duties, model, modelVersion } = await this.bases.now(true);
    const former = model === null || modelVersion === null ? null : { version: modelVersion, model };
    const result = await this.learning.learn({ examples, duties, former });
    await this.keep(training, cases, facts, result);
    await this.bases.now(true);
  }

  /** Model, switch and the end of the training in one commit, or nothing. */
  private async keep(training: Held, cases: number, lessons: LessonFacts, result: LearningResult): Promise<void> {
    await this.database.write('relay', async (turn) => {
      if (!(await this.holds(turn, training))) return;
      const [last] = await turn.rows.find(RoutingModel, {}, { orderBy: 'version', descending: true, limit: 1 });
      const version = (last?.version ?? 0) + 1;
      const { model, figures, threshold, comparison } = result;
      const id = turn.ids.next();
      await turn.rows.insert(RoutingModel, {
        id, version, trainedAt: turn.now, hash: createHash('sha256').update(model).digest('hex'), bytes: model.length, engine: ROUTER_ENGINE, lessons, figures, threshold, comparison,
      });
      await turn.rows.insert(RoutingModelContent, { id, content: Buffer.from(model) });
      const switched = comparison.notWorse && (await this.maySwitch(turn, comparison.with));
      if (switched) {
        const reason = `held back: ${comparison.right} of ${comparison.cases} right, before ${comparison.rightBefore}`;
        await turn.rows.insert(RoutingSwitch, { id: turn.ids.next(), at: turn.now, version, before: comparison.with, by: BY_ITSELF, reason });
        await this.identity.note(turn, 'routing_model_switched', null, { version, before: comparison.with, reason });
      }
      await turn.rows.update(RoutingTraining, training.id, {
        finishedAt: turn.now, heldUntil: null, cases, modelVersion: version, outcome: switched ? 'switched' : 'kept_former',
      });
    });
  }

  /** Not where a person went back to the duty lists, nor where somebody switched while it was learned: it was compared with another. */
  private async maySwitch(turn: Turn, comparedWith: number | null): Promise<boolean> {
    const [last] = await turn.rows.find(RoutingSwitch, {}, { orderBy: 'id', descending: true, limit: 1, lock: true });
    if (!last) return true;
    if (last.version === null) return false;
    return last.version === comparedWith || (comparedWith === null && (await turn.rows.one(RoutingModel, { version: last.version }))?.engine !== ROUTER_ENGINE);
  }

  private async finish(training: Held, outcome: TrainingOutcome, more: Partial<RoutingTraining>): Promise<void> {
    await this.database.write('relay', async (turn) => {
      if (await this.holds(turn, training)) await turn.rows.update(RoutingTraining, training.id, { finishedAt: turn.now, heldUntil: null, outcome, ...more });
    });
  }

  private async release({ id, heldUntil }: Held): Promise<void> {
    await this.database.write('relay', (turn) => turn.rows.updateWhere(RoutingTraining, { id, heldUntil, finishedAt: null }, { heldUntil: null }));
  }

  /** Whoever was away too long has lost it to another. */
  private async holds(turn: Turn, { id, heldUntil }: Held): Promise<boolean> {
    const now = await turn.rows.one(RoutingTraining, { id }, { lock: true });
    return now !== undefined && now.finishedAt === null && now.heldUntil === heldUntil;
  }

  private async newestModel(): Promise<RoutingModel | undefined> {
    return (await this.database.rows.find(RoutingModel, {}, { orderBy: 'version', descending: true, limit: 1 }))[0];
  }
}

const lastOf = async ({ rows }: Pick<Turn, 'rows'>): Promise<RoutingTraining | undefined> =>
  (await rows.find(RoutingTraining, {}, { orderBy: 'id', descending: true, limit: 1 }))[0];
