import { keepTyped, typedInto } from '../desk/typed';
import type { Answers, AskedField } from './asked';

/** What is written by hand; what stood there at first, or is chosen in a moment, is asked for anew. */
type Written = Pick<AskedField, 'name' | 'sort'> & { readonly first?: unknown };
const isWritten = ({ sort, first }: Written): boolean => (sort === 'line' || sort === 'text') && first === undefined;

/** What was typed into this form before and not sent. */
export const typedAnswers = (name: string): Answers => typedInto<Answers>(name) ?? {};

export function keepAnswers(name: string, fields: readonly Written[], answers: Answers): void {
  const written = fields.filter(isWritten).flatMap((field) => (answers[field.name] ? [[field.name, answers[field.name]]] : []));
  keepTyped(name, written.length === 0 ? null : Object.fromEntries(written));
}
