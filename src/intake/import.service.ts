import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Refusal, refuseUnless } from '../core/refusal.js';
import { Database } from '../base/database/database.js';
import { sentenceOf } from '../base/problems.js';
import { Rulebook } from '../base/policy.js';
import type { Turn } from '../base/database/writer.js';
import type { Actor } from '../identity/actor.js';
import { Directory } from '../registry/directory.js';
import type { Account } from '../registry/registry.entities.js';
import { wantedFrom, type Wanted } from './import-row.js';
import { inSavepoint } from './import.query.js';
import { ImportBatch, ImportFault } from './intake.entities.js';
import { check, Intake } from './intake.service.js';
import { rowsOf, sortOf, type Read } from '../base/readers.js';

export type ImportMode = 'live' | 'history';

/** A file to be taken in; `name` tells what sort it is, `path` where it lies. */
export interface ImportOrder {
  readonly account: Account;
  readonly path: string;
  readonly name: string;
  readonly mode: ImportMode;
  /** A person of the office; absent: the account itself, as its channel would bring them. */
  readonly by?: Actor;
}

/** Lines committed together with how far the file is done. */
const LINES_AT_ONCE = 500;
/** Lines after which others get their turn at the processor. */
const BREATH = 25;

/**
 * Takes files of messages 导入: streamed, in batches that are committed together with their progress, so that a run may
 * end at any moment and the same file again goes on where it stopped. `live`: as if just arrived. `history`: past
 * cases, no clock opens and nothing is sent; answered ones are born closed.
 */
@Injectable()
export class Imports implements BeforeApplicationShutdown {
  private stopped = false;
  private readonly underway = new Map<string, Promise<ImportBatch>>();

  constructor(
    private readonly database: Database,
    private readonly intake: Intake,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
  ) {}

  /** The batch of this file, made or found again. @throws Refusal `import_unreadable` | `account_inactive` */
  async begin({ account, path, name, mode }: ImportOrder): Promise<ImportBatch> {
    sortOf(name);
    refuseUnless(account.active, 'account_inactive', { handle: account.handle });
    const fileHash = await hashOf(path);
    return await this.database.write('person', async (turn) => {
      const match = { accountId: account.id, fileHash, mode };
      const known = await turn.rows.one(ImportBatch, match);
      if (known) return known;
      await turn.rows.insert(ImportBatch, {
        id: turn.ids.next(), ...match, fileName: basename(name), startedAt: turn.now, lastLine: 0, taken: 0, seenBefore: 0, refused: 0,
      });
      return (await turn.rows.one(ImportBatch, match))!;
    });
  }

  /** Takes the rest of the file. Whoever asks for a batch that is under way waits for that run. */
  async run(batch: ImportBatch, order: ImportOrder, tell: (batch: ImportBatch) => void = () => undefined): Promise<ImportBatch> {
    if (batch.finishedAt !== null) return batch;
    const running = this.underway.get(batch.id) ?? this.work(batch, order, tell).finally(() => this.underway.delete(batch.id));
    this.underway.set(batch.id, running);
    return await running;
  }

  async batch(id: string): Promise<ImportBatch | undefined> {
    return await this.database.rows.one(ImportBatch, { id });
  }

  /** The newest of these accounts’ first. */
  async batches(accountIds: readonly string[], limit: number): Promise<ImportBatch[]> {
    return await this.database.rows.find(ImportBatch, { accountId: [...accountIds] }, { orderBy: 'id', descending: true, limit });
  }

  async faults(batchId: string, limit = 1000): Promise<ImportFault[]> {
    return await this.database.rows.find(ImportFault, { batchId }, { orderBy: 'line', limit });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await Promise.allSettled(this.underway.values());
  }

  private async work(batch: ImportBatch, order: ImportOrder, tell: (batch: ImportBatch) => void): Promise<ImportBatch> {
    let done = batch;
    const sort = sortOf(order.name);
    try {
      for await (const reads of inBatches(rowsOf(order.path, sort), batch.lastLine)) {
        done = await this.takeLines(done, reads, order);
        tell(done);
        if (this.stopped) return done;
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return await this.finish(done.id, { line: done.lastLine + 1, raw: '', fault: error });
    }
    return await this.finish(done.id);
  }

  private async takeLines(batch: ImportBatch, reads: readonly Read[], order: ImportOrder): Promise<ImportBatch> {
    await this.directory.refresh();
    return await this.database.write('relay', async (turn) => {
      const fresh = (await turn.rows.one(ImportBatch, { id: batch.id }, { lock: true }))!;
      const counts = { taken: fresh.taken, seenBefore: fresh.seenBefore, refused: fresh.refused, lastLine: fresh.lastLine };
      let sinceBreath = 0;
      for (const read of reads) {
        // Another process may be at the same file: what it has done is done.
        if (read.line <= counts.lastLine) continue;
        counts[await this.takeLine(turn, batch, read, order)] += 1;
        counts.lastLine = read.line;
        sinceBreath = (sinceBreath + 1) % BREATH;
        if (sinceBreath === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      await turn.rows.update(ImportBatch, batch.id, counts);
      return { ...fresh, ...counts };
    });
  }

  private async takeLine(turn: Turn, batch: ImportBatch, read: Read, order: ImportOrder): Promise<'taken' | 'seenBefore' | 'refused'> {
    try {
      if ('fault' in read) throw read.fault;
      const wanted = wantedFrom(read, { mode: order.mode, now: turn.now, calendar: this.rulebook.today });
      check(wanted.incoming, order.account);
      const receipt = await inSavepoint(turn.sql, () => this.take(turn, batch, wanted, order));
      return receipt.outcome === 'seen before' ? 'seenBefore' : 'taken';
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await this.noteFault(turn, batch.id, read, error);
      return 'refused';
    }
  }

  private async take(turn: Turn, batch: ImportBatch, { incoming, department, answered }: Wanted, { account, mode, by }: ImportOrder) {
    // The account brings them, as its channel does: so a follow-up may join an open case.
    const actor: Actor = by ?? { kind: 'machine', id: batch.id, scope: 'channel', accountId: account.id };
    return await this.intake.take(turn, account, incoming, actor, {
      batchId: batch.id, history: mode === 'history',
      ...(mode === 'history' && { receivedAt: incoming.occurredAt }),
      ...(answered && { answered, ...(department && { departmentId: this.departmentOf(department) }) }),
    });
  }

  /** By code, or by name as old registers give it. @throws Refusal `unknown_department` */
  private departmentOf(given: string): string {
    return (this.directory.allDepartments().find(({ name }) => name === given) ?? this.directory.department(given)).id;
  }

  private async noteFault(turn: Turn, batchId: string, { line, raw }: Read, refusal: Refusal): Promise<void> {
    const reason = `${sentenceOf(refusal.code, saidBy(refusal))} / ${sentenceOf(refusal.code, saidBy(refusal), 'en')}`;
    if (await turn.rows.one(ImportFault, { batchId, line })) return;
    await turn.rows.insert(ImportFault, { id: turn.ids.next(), batchId, line, code: refusal.code, reason, raw });
  }

  private async finish(id: string, fault?: Extract<Read, { fault: Refusal }>): Promise<ImportBatch> {
    return await this.database.write('relay', async (turn) => {
      if (fault) await this.noteFault(turn, id, fault, fault.fault);
      await turn.rows.update(ImportBatch, id, { finishedAt: turn.now });
      return (await turn.rows.one(ImportBatch, { id }))!;
    });
  }
}

/** The time rules say their sentence themselves. */
const saidBy = (refusal: Refusal): Record<string, unknown> => {
  const { zh, en } = refusal as Partial<{ zh: string; en: string }>;
  return { ...refusal.facts, ...(zh && en && { say: { zh, en } }) };
};

async function* inBatches(rows: AsyncIterable<Read>, after: number): AsyncGenerator<Read[]> {
  let batch: Read[] = [];
  for await (const row of rows) {
    if (row.line <= after) continue;
    batch.push(row);
    if (batch.length < LINES_AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

