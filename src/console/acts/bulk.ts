import { perform, type CaseLine } from '../api/cases';
import { Refused } from '../api/http';
import { hasRole, type Role } from '../api/session';
import { keepTyped } from '../desk/typed';
import { t } from '../words/language';
import type { Field } from './acts';
import { ACT_FORMS } from './acts';

/** Acts done to a whole selection: each case by itself, so that one that is refused does not hold up the others. */
const BULK_ACTS = ['assign', 'urge', 'file', 'merge'] as const;
export type BulkAct = (typeof BULK_ACTS)[number];

/** Whose acts they are; nobody else is offered them. */
const WHOSE: Record<BulkAct, readonly Role[]> = { assign: ['coordinator'], urge: ['coordinator', 'supervisor'], file: ['coordinator'], merge: ['coordinator'] };
export const bulkActs = (): BulkAct[] => BULK_ACTS.filter((act) => hasRole(...WHOSE[act]));

/** From which states an act can be begun at all; the server decides each case. */
const FROM: Record<BulkAct, (line: CaseLine) => boolean> = {
  assign: ({ state }) => state === 'queued',
  urge: ({ department }) => department !== null,
  file: ({ state }) => ['received', 'held', 'quarantined', 'queued'].includes(state),
  merge: ({ state, kind }) => ['queued', 'assigned', 'handling'].includes(state) && kind !== 'report',
};

export const fitting = (act: BulkAct, lines: readonly CaseLine[]): CaseLine[] => lines.filter(FROM[act]);
/** The form of one case serves for many; the lead of a merge is one of the selection. */
export const bulkFields = (act: BulkAct): readonly Field[] => (ACT_FORMS[act]?.fields ?? []).filter(({ name }) => name !== 'leadId');

/** Where what was typed for many is kept until it is done: who takes it back finds it again. */
export const typedInBulk = (act: BulkAct): string => `bulk ${act}`;

export interface Outcome {
  readonly line: CaseLine;
  readonly refusal: string | null;
}

/** Three at a time: the server’s writer is one, and the list stays usable. */
const AT_ONCE = 3;

export async function performMany(act: BulkAct, lines: readonly CaseLine[], body: Readonly<Record<string, unknown>>, told: (done: number) => void): Promise<Outcome[]> {
  keepTyped(typedInBulk(act), null);
  const outcomes: Outcome[] = [];
  const waiting = [...lines];
  const work = async (): Promise<void> => {
    for (let line = waiting.shift(); line; line = waiting.shift()) {
      outcomes.push({ line, refusal: await tried(act, line, body) });
      told(outcomes.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcomes;
}

async function tried(act: BulkAct, { id, version }: CaseLine, body: Readonly<Record<string, unknown>>): Promise<string | null> {
  try {
    await perform(id, act, { version, ...body }, true);
    return null;
  } catch (error) {
    return error instanceof Refused ? error.problem.title : t('state.offline');
  }
}
