import type { Database } from '../base/database/database.js';
import { contentHash } from './content.js';
import { CaseEvent, Matter, MatterEvent, Seal } from './journal.entities.js';
import { eventHash, NO_HASH } from './journal.js';
import { matterHash } from './matters.js';
import { merkleRoot, sealHash } from './seal.js';
import {
  casesPurged, casesWithoutEvents, documentsAfter, DOCUMENTS, eventsAfter, factsOfMessages, hashesUnder, lostSeals, messagesAfter, photosOf, sealsAfter, unsealedCount, type ChainRow,
} from './verify.query.js';

/** What does not verify: which row, and what is wrong with it. */
export interface AuditFault {
  readonly where: string;
  readonly what: string;
}

export interface AuditFindings {
  readonly cases: number;
  readonly events: number;
  readonly seals: number;
  readonly messages: number;
  /** Events since the last seal: their chains are checked, their root is not fixed yet. */
  readonly unsealed: number;
  /** The first thousand; `tell` hears of all. */
  readonly faults: readonly AuditFault[];
}

const ROWS_AT_ONCE = 2000;
const FAULTS_KEPT = 1000;

/**
 * Computes every hash of the journal again: the chain of each case, the seals of the installation, and the hash of
 * every message that was not erased. Reads in batches; the installation may go on working meanwhile.
 */
export async function verifyAudit(database: Database, tell: (fault: AuditFault) => void = () => undefined, matters?: MatterProofs): Promise<AuditFindings> {
  const faults: AuditFault[] = [];
  const found = (where: string, what: string): void => {
    if (faults.length < FAULTS_KEPT) faults.push({ where, what });
    tell({ where, what });
  };
  const chains = await verifyChains(database, found);
  const seals = await verifySeals(database, found);
  const messages = await verifyMessages(database, found);
  await verifyMatters(database, found);
  await matters?.verify(found);
  for (const document of DOCUMENTS) await verifyDocuments(database, document, found);
  return { ...chains, seals, messages, unsealed: await unsealedCount(database.rows.sql), faults };
}

export type Found = (where: string, what: string) => void;

/** What the rooms know of their own matters beyond the chain of events: samples drawn again, results hashed again. */
export abstract class MatterProofs {
  abstract verify(found: Found): Promise<void>;
}

interface End {
  readonly caseId: string;
  readonly seq: number;
  readonly hash: string;
  readonly row: ChainRow;
}

async function verifyChains({ rows }: Database, found: Found): Promise<{ cases: number; events: number }> {
  let [cases, events] = [0, 0];
  let last: End | null = null;
  for (;;) {
    const batch: ChainRow[] = await eventsAfter(rows.sql, last?.caseId ?? '', last?.seq ?? 0, ROWS_AT_ONCE);
    for (const row of batch) {
      if (last && last.caseId !== row.case_id) verifyEnd(last, found);
      const before: End | null = last && last.caseId === row.case_id ? last : null;
      if (!before) cases += 1;
      events += 1;
      last = verifyEvent(rows.read(CaseEvent, row), before, row, found);
    }
    if (batch.length < ROWS_AT_ONCE) break;
  }
  if (last) verifyEnd(last, found);
  for (const id of await casesWithoutEvents(rows.sql, FAULTS_KEPT)) found(`case ${id}`, 'has no events');
  return { cases, events };
}

function verifyEvent(event: CaseEvent, before: End | null, row: ChainRow, found: Found): End {
  const where = `case ${event.caseId} event ${event.seq}`;
  const expected = (before?.seq ?? 0) + 1;
  if (event.seq !== expected) found(where, `an event is missing: ${expected} was expected`);
  else if (event.previousHash !== (before?.hash ?? NO_HASH)) found(where, 'does not follow from the event before it');
  if (eventHash(event) !== event.hash) found(where, 'was changed: its hash is another');
  return { caseId: event.caseId, seq: event.seq, hash: event.hash, row };
}

/** Spot checks and assessments: few events each, a chain each. */
async function verifyMatters({ rows }: Database, found: Found): Promise<void> {
  for (const matter of await rows.find(Matter, {}, { orderBy: 'id' })) {
    let [seq, hash] = [0, NO_HASH];
    for (const event of await rows.find(MatterEvent, { matterId: matter.id }, { orderBy: 'seq' })) {
      const where = `${matter.sort} ${matter.id} event ${event.seq}`;
      if (event.seq !== seq + 1) found(where, `an event is missing: ${seq + 1} was expected`);
      else if (event.previousHash !== hash) found(where, 'does not follow from the event before it');
      if (matterHash(event) !== event.hash) found(where, 'was changed: its hash is another');
      [seq, hash] = [event.seq, event.hash];
    }
    if (seq !== matter.lastSeq || hash !== matter.lastHash) found(`${matter.sort} ${matter.id}`, `ends at event ${seq}, it says ${matter.lastSeq}`);
  }
}

/** The case itself knows how many events it has: a chain cut off at its end is found out. */
function verifyEnd({ caseId, seq, hash, row }: End, found: Found): void {
  if (row.case_last_seq === null) return found(`case ${caseId}`, 'has events and is not there');
  if (Number(row.case_last_seq) !== seq) return found(`case ${caseId}`, `ends at event ${seq}, the case says ${row.case_last_seq}`);
  if (row.case_last_hash !== hash) found(`case ${caseId}`, 'its last event is not the one the case knows');
}

async function verifySeals({ rows }: Database, found: Found): Promise<number> {
  let before = { position: 0, hash: '' };
  for (;;) {
    const batch = await sealsAfter(rows.sql, before.position, 100);
    for (const row of batch) {
      const seal = rows.read(Seal, row);
      const where = `seal ${seal.position}`;
      if (seal.position !== before.position + 1) found(where, `a seal is missing: ${before.position + 1} was expected`);
      else if (seal.previousHash !== before.hash) found(where, 'does not follow from the seal before it');
      if (sealHash(seal) !== seal.hash) found(where, 'was changed: its hash is another');
      const hashes = await hashesUnder(rows.sql, seal.id);
      if (hashes.length !== seal.events) found(where, `holds ${seal.events} events, ${hashes.length} are there`);
      else if (merkleRoot(hashes) !== seal.root) found(where, 'its events are not those that were sealed');
      before = { position: seal.position, hash: seal.hash };
    }
    if (batch.length < 100) break;
  }
  for (const id of await lostSeals(rows.sql)) found(`seal ${id}`, 'is named by events and is not there');
  return before.position;
}

async function verifyMessages({ rows }: Database, found: Found): Promise<number> {
  let [count, last] = [0, ''];
  for (;;) {
    const batch = await messagesAfter(rows.sql, last, 500);
    const said = new Set<string>();
    const photos = new Map<string, readonly string[]>();
    const purged = await casesPurged(rows.sql, [...new Set(batch.filter((each) => each.erased_at !== null).map((each) => each.case_id))]);
    for (const { case_id, facts } of await factsOfMessages(rows.sql, [...new Set(batch.map((each) => each.case_id))])) {
      const { message, contentHash: hash, photos: shown } = JSON.parse(facts) as { message?: string; contentHash?: string; photos?: string[] };
      said.add(JSON.stringify([case_id, message, hash]));
      if (shown) photos.set(JSON.stringify([case_id, message]), shown);
    }
    for (const row of batch) {
      if (!said.has(JSON.stringify([row.case_id, row.external_id, row.content_hash]))) found(`message ${row.id}`, 'the journal knows another content');
      else if (row.erased_at === null && contentHash(row.salt, row.subject, row.text) !== row.content_hash) found(`message ${row.id}`, 'its content was changed');
      else if (row.erased_at !== null && !purged.has(row.case_id)) found(`message ${row.id}`, 'was erased and no purge is written down');
      const came = row.erased_at === null ? photos.get(JSON.stringify([row.case_id, row.external_id])) : undefined;
      if (came && !isSame(came, await photosOf(rows.sql, row.id), row.salt)) found(`message ${row.id}`, 'its photos are not those that came with it');
    }
    count += batch.length;
    last = batch.at(-1)?.id ?? last;
    if (batch.length < 500) return count;
  }
}

const isSame = (hashes: readonly string[], contents: readonly Buffer[], salt: string): boolean =>
  hashes.join() === contents.map((content) => contentHash(salt, '', content.toString('base64'))).join();

/** Interim replies, corrections and withdrawals: the journal names the hash of each, and each text still has it. */
async function verifyDocuments({ rows }: Database, document: (typeof DOCUMENTS)[number], found: Found): Promise<void> {
  for (let last = ''; ; ) {
    const batch = await documentsAfter(rows.sql, document, last, 500);
    for (const row of batch) {
      const where = `${document.table} ${row.id}`;
      const { contentHash: said } = JSON.parse(row.facts ?? '{}') as { contentHash?: string };
      if (said !== row.content_hash) found(where, 'the journal knows another content');
      else if (row.erased_at === null && contentHash(row.salt, row.subject, row.text) !== row.content_hash) found(where, 'its content was changed');
    }
    if (batch.length < 500) return;
    last = batch.at(-1)!.id;
  }
}
