import type { Harm, Kind } from '../core/vocabulary.js';
import type { Turn } from '../base/database/writer.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import type { Docket } from '../casefile/docket.js';
import { systemActor } from '../identity/actor.js';
import { hidden } from './hand-overs.service.js';
import { moreUrgent, ruledGrade } from './labels.js';
import { Screening, type Reason } from './moderation.entities.js';
import type { CaseReading } from './reading.js';

/** Raise it whenever the same text may be read otherwise. */
const ENGINE = 'huiyin-screening/3';

const engineOf = ({ words }: Pick<CaseReading, 'words'>): string => `${ENGINE}@${words}`;

/** Keeps the machine’s opinion and lets the case pass or holds it for a person. Heard twice, it changes nothing. */
export async function hearReading(docket: Docket, turn: Turn, caseId: string, reading: CaseReading): Promise<void> {
  const file = await turn.rows.one(CaseFile, { id: caseId }, { lock: true });
  if (!file) return;
  const { screening } = reading;
  if (!(await turn.rows.one(Screening, { caseId }))) await turn.rows.insert(Screening, { id: turn.ids.next(), caseId, at: turn.now, ...opinionOf(reading) });
  // A person was quicker, or the citizen withdrew: the opinion is kept and moves nothing.
  if (file.state !== 'received') return;
  const change = screenedChange(file, reading);
  const { kind, urgency, grade, sensitive, groupMatter, repeatCount } = change;
  const actor = systemActor('screening');
  const { quarantine } = screening;
  if (quarantine) {
    await docket.move(turn, { act: 'quarantine', caseId, actor }, async (scene) => {
      const outcome = await hidden(scene, { code: quarantine.code as Harm, start: quarantine.start, end: quarantine.end });
      return { ...outcome, change, facts: { ...outcome.facts, engine: engineOf(reading), kind, urgency, grade, sensitive, groupMatter, repeatCount } };
    });
    return;
  }
  await docket.move(turn, { act: screening.verdict, caseId, actor }, async () => ({
    change,
    facts: {
      engine: engineOf(reading), kind, urgency, grade, sensitive, groupMatter, repeatCount,
      ...(screening.verdict === 'hold' && { codes: [...new Set(screening.reasons.filter(({ hold }) => hold).map(({ code }) => code))] }),
    },
  }));
}

/** The reasons to hold come first; of a report, the units and persons it names, for a person to confirm. */
function opinionOf({ screening, words, earlier }: CaseReading): Omit<Screening, 'id' | 'caseId' | 'at'> {
  const { verdict, kind, urgency, sensitive } = screening;
  const reasons: Reason[] = screening.reasons.map(({ code, start, end, text }) => ({ code, start, end, text }));
  const named: Reason[] = screening.accused.map(({ type, start, end, text }) => ({ code: `accused.${type}`, start, end, text }));
  return { verdict, kind, urgency, sensitive, reasons: [...reasons, ...named], scope: screening.outOfScope, people: screening.group?.people ?? null,
    earlier: earlier.map(({ caseId }) => caseId), engine: engineOf({ words }) };
}

/**
 * A channel’s own kind wins over the machine’s, except that what reads like a report gets a report’s protection until a
 * person says otherwise; an urgency is only ever raised; a report is never public.
 */
function screenedChange(file: CaseFile, { screening, earlier }: CaseReading): Partial<CaseFile> & Pick<CaseFile, 'kind'> {
  const kind: Kind = file.kind === 'other' || screening.kind === 'report' ? screening.kind : file.kind;
  const urgency = moreUrgent(file.urgency, screening.urgency);
  const sensitive = file.sensitive || screening.sensitive;
  const groupMatter = file.groupMatter || screening.group !== null;
  const repeatCount = Math.max(file.repeatCount, earlier.filter((each) => each.kind === kind).length, (screening.times ?? 1) - 1);
  return {
    kind, urgency, sensitive, groupMatter, repeatCount,
    grade: ruledGrade({ ...file, groupMatter, repeatCount }, { kind, urgency, sensitive }),
    ...(file.firstKind === 'other' && { firstKind: kind }),
    ...(kind === 'report' && { publicity: 'private' as const }),
  };
}
