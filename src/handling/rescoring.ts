import type { Judgement } from '../core/quality/verdicts.js';
import type { Database } from '../base/database/database.js';
import type { Judging } from '../base/workers/judging.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { casesAfter } from '../casefile/replay.query.js';
import { Message } from '../intake/intake.entities.js';
import type { Directory } from '../registry/directory.js';
import { Reply } from './handling.entities.js';

/** One verdict, as far as two are compared. */
interface Verdict {
  readonly engine: string;
  readonly score: number;
  readonly verdict: Judgement['verdict'];
  readonly codes: readonly string[];
}

/** A reply that is judged otherwise now: by number and version, without a word of its text. */
export interface Rejudged {
  readonly caseNumber: string;
  readonly version: number;
  readonly before: Verdict;
  readonly now: Verdict;
}

export interface Rescored {
  replies: number;
  /** Replies whose score, verdict or codes are others now. */
  changed: number;
  /** Mean score, before and now. */
  score: { before: number; now: number };
  /** How often a verdict became another, as `warn → pass`. */
  verdicts: Record<string, number>;
  /** In how many replies each code was found, before and now. */
  codes: Record<string, { before: number; now: number }>;
}

const CASES_AT_ONCE = 25;
/** So many of a department’s replies are compared, as when a reply is submitted. */
const REPLIES_COMPARED = 50;

/**
 * 重新评判: judges every reply ever submitted again by the words and weights of today and compares. Changes nothing: the
 * verdict a reply was reviewed under stays with it. `tell` hears of every reply that is judged otherwise.
 */
export async function rescoreAll(database: Database, directory: Directory, judging: Judging, tell: (change: Rejudged) => Promise<void>): Promise<Rescored> {
  const totals: Rescored = { replies: 0, changed: 0, score: { before: 0, now: 0 }, verdicts: {}, codes: {} };
  const phones = directory.allDepartments().flatMap(({ phone }) => (phone ? [phone] : []));
  const latest = new Map<string | null, string[]>();
  for (let last = ''; ; ) {
    const page = await casesAfter(database.rows.sql, last, CASES_AT_ONCE);
    if (page.length === 0) return meant(totals);
    for (const { id, number } of page) {
      last = id;
      const replies = await database.rows.find(Reply, { caseId: id }, { orderBy: 'version' });
      if (replies.length === 0) continue;
      const file = (await database.rows.one(CaseFile, { id }))!;
      const messages = await database.rows.find(Message, { caseId: id }, { orderBy: 'id' });
      for (const reply of replies.filter(({ toCitizen }) => toCitizen !== '')) {
        const others = latest.get(reply.departmentId) ?? [];
        const { judgement } = await judging.readReply(
          {
            message: messages.map(({ text }) => text).join('\n'), subject: file.subject, reply: reply.toCitizen, kind: file.kind,
            channel: directory.account(file.accountId).platform, earlierReplies: others,
            ...(reply.departmentId !== null && { department: directory.departmentName(reply.departmentId) }),
          },
          phones,
        );
        const change = { caseNumber: number, version: reply.version, before: verdictOf(reply, reply.findings), now: verdictOf(judgement, judgement.defects) };
        if (counted(totals, change)) await tell(change);
      }
      const given = replies.at(-1)!;
      latest.set(given.departmentId, [...(latest.get(given.departmentId) ?? []), given.toCitizen].slice(-REPLIES_COMPARED));
    }
  }
}

const verdictOf = ({ engine, score, verdict }: Pick<Judgement, 'engine' | 'score' | 'verdict'>, findings: readonly { code: string }[]): Verdict => ({
  engine, score, verdict, codes: [...new Set(findings.map(({ code }) => code))].toSorted(),
});

/** Whether the two verdicts differ in more than the engine’s version. */
function counted(totals: Rescored, { before, now }: Rejudged): boolean {
  totals.replies += 1;
  totals.score.before += before.score;
  totals.score.now += now.score;
  for (const [when, { codes }] of [['before', before], ['now', now]] as const) {
    for (const code of codes) (totals.codes[code] ??= { before: 0, now: 0 })[when] += 1;
  }
  if (before.verdict !== now.verdict) totals.verdicts[`${before.verdict} → ${now.verdict}`] = (totals.verdicts[`${before.verdict} → ${now.verdict}`] ?? 0) + 1;
  const differs = before.score !== now.score || before.verdict !== now.verdict || before.codes.join() !== now.codes.join();
  if (differs) totals.changed += 1;
  return differs;
}

/** Sums to means, and the codes in an order that does not depend on the data. */
function meant(totals: Rescored): Rescored {
  const mean = (sum: number): number => (totals.replies === 0 ? 0 : Math.round((100 * sum) / totals.replies) / 100);
  const sorted = <T>(record: Record<string, T>): Record<string, T> => Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { ...totals, score: { before: mean(totals.score.before), now: mean(totals.score.now) }, verdicts: sorted(totals.verdicts), codes: sorted(totals.codes) };
}
