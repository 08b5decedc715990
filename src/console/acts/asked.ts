import type { TextName } from '../words/texts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One thing that is asked for before something is done: how it is typed and how it is named. */
export interface AskedField {
  readonly name: string;
  readonly label: TextName;
  readonly sort: 'line' | 'text' | 'number' | 'choice' | 'choices' | 'ticks' | 'flag' | 'day' | 'case';
  readonly needed?: boolean;
  readonly most?: number;
  readonly choices?: readonly Choice[];
  /** Of a case that is chosen: it is another than this, and in one of these states. */
  readonly among?: { readonly but: string; readonly states: readonly string[] };
  /** What stands in the field at first. */
  readonly first?: unknown;
  readonly hint?: TextName;
}

export type Answers = Record<string, unknown>;

export const firstAnswers = (fields: readonly AskedField[]): Answers =>
  Object.fromEntries(fields.map(({ name, sort, first }) => [name, first ?? (sort === 'choices' || sort === 'ticks' ? [] : sort === 'flag' ? false : undefined)]));

/** What was filled in; what was left empty is not said. */
export const given = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined && value !== null && value !== ''));

export const isComplete = (fields: readonly AskedField[], answers: Answers): boolean =>
  fields.every(({ name, needed }) => needed !== true || (Array.isArray(answers[name]) ? answers[name].length > 0 : String(answers[name] ?? '').trim() !== ''));

/** A thing to be done beside a case: what it is called, what it asks for, and how it is done. */
export interface Asking {
  readonly title: string;
  readonly text?: string;
  readonly fields: readonly AskedField[];
  readonly grave?: boolean;
  readonly does: (answers: Answers) => Promise<unknown>;
}
