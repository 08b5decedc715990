import type { FiguresController } from '../../reporting/figures.controller.js';
import type { ReportingController } from '../../reporting/reporting.controller.js';
import { t } from '../words/language';
import type { Answer } from './doors';
import { ask, withQuery } from './http';

export type Report = Answer<ReportingController, 'month'>;
export type Scope = Report['scopes'][number];
export type Figure = Scope['figures'][number];
/** The cases behind a figure, on both sides of the stroke. */
export type Counted = Pick<Answer<FiguresController, 'counted'>, 'label' | 'numerator' | 'denominator'>;
export type CountedSide = Counted['numerator'];

export const reportOf = (month: string): Promise<Report> => ask(`/api/v1/reports/${month}`);
/** Where a form of the month’s report is fetched. */
export const formHref = (month: string, form: string): string => `/api/v1/reports/${month}?format=${form}`;
/** The figures of a month as they stand now. */
export const figuresOf = (period: string): Promise<Pick<Report, 'asOf' | 'scopes'>> => ask(withQuery('/api/v1/figures', { period }));
/** By what the door knows a line of the figures. */
const LINES: Readonly<Record<string, (id: string) => Record<string, string>>> = {
  account: (account) => ({ account }), channel: (channel) => ({ channel }), kind: (kind) => ({ kind }), department: (unit) => ({ unit: unit || '-' }), imposed: () => ({ imposed: 'true' }),
};
/** The cases that a figure of a line counted, as of the instant at which it did. */
export const countedOf = (period: string, key: string, { kind, id }: Pick<Scope, 'kind' | 'id'>, asOf: string): Promise<Counted> =>
  ask(withQuery(`/api/v1/figures/${key}`, { period, asOf, ...LINES[kind]?.(id) }));

/** A share as a percentage, a length in days, a count as it is; a dash over nothing. */
export function written({ unit, value }: Figure): string {
  if (value === null) return '—';
  if (unit === 'share') return `${(value * 100).toFixed(1)}%`;
  const number = Number.isInteger(value) ? String(value) : value.toFixed(1);
  return unit === 'working_days' ? `${number} ${t('unit.workingDay')}` : number;
}
/** Of what the figure is made, where it is a share of something. */
export const fraction = ({ numerator, denominator }: Figure): string => (denominator === null || numerator === null ? '' : `${numerator}/${denominator}`);
