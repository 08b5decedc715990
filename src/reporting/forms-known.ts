/** The reports there are 报表种类, as data: when each is due, what it is made of, and what its texts may take. */
import { FIGURE_KEYS } from '../core/figures.js';
import { FORM_KEYS, REPORT_FORMS, type FormKey } from '../core/report-forms.js';
import type { Label } from '../core/vocabulary.js';
import { CHECK_KEYS } from './check-rules.js';
import { LEDGER_KEYS } from './ledgers.query.js';
import type { Rhythm } from './rhythms.js';
import { CHECK_WORDS } from './spot-checks-told.js';
import { KNOWLEDGE_WORDS } from './knowledge-told.js';
import { MATTER_WORDS } from './topics-told.js';

export type ContentSort = 'figures' | 'ledgers' | 'warnings' | 'self_check' | 'workload' | 'typical_cases' | 'topic_brief';
export interface ReportForm {
  readonly content: ContentSort;
  /** By which it is made if its settings say so; null: by hand alone. */
  readonly rhythm: Rhythm | null;
  /** Speaks of what stands now or is still to come: its period need not be over. */
  readonly ahead?: true;
}

const FORMS: Record<FormKey, ReportForm> = {
  daily: { content: 'figures', rhythm: 'workday' },
  weekly: { content: 'figures', rhythm: 'week' },
  monthly: { content: 'figures', rhythm: 'month' },
  quarterly: { content: 'figures', rhythm: 'quarter' },
  half_yearly: { content: 'figures', rhythm: 'half' },
  yearly: { content: 'figures', rhythm: 'year' },
  warnings: { content: 'warnings', rhythm: 'coming_week', ahead: true },
  ledgers: { content: 'ledgers', rhythm: 'month', ahead: true },
  self_check: { content: 'self_check', rhythm: 'month_begin', ahead: true },
  workload: { content: 'workload', rhythm: 'month' },
  typical_cases: { content: 'typical_cases', rhythm: null },
  topic_brief: { content: 'topic_brief', rhythm: null, ahead: true },
};
export { FORM_KEYS, type FormKey };
export const formNamed = (key: FormKey): ReportForm & { readonly name: Label } => ({ ...FORMS[key], name: REPORT_FORMS[key] });

export const WAYS_OF_WRITING = ['count', 'share', 'days', 'monthly', 'yearly', 'change', 'some', 'any'] as const;
const FIGURE_WORDS = FIGURE_KEYS.flatMap((key) => WAYS_OF_WRITING.map((way) => `${key}.${way}`));
/** What every text may take. */
const COMMON_WORDS = ['period', 'current', 'year', 'asOf', 'issuer', 'serial'];

/** What the texts of a content may take, and the tables and charts its sections may show. */
export const CONTENTS: Record<ContentSort, { readonly words: readonly string[]; readonly tables: readonly string[]; readonly charts: readonly string[] }> = {
  figures: {
    words: [...FIGURE_WORDS, ...CHECK_WORDS, ...MATTER_WORDS, ...KNOWLEDGE_WORDS, 'kinds', 'channels', 'handling', 'busiest', 'overdueUnits', 'minimum'],
    tables: ['main', 'kinds', 'channels', 'accounts', 'peers', 'imposed', 'spot_check', 'spot_check_agreement', 'topics', 'knowledge'], charts: ['months', 'departments', 'ageing', 'durations', 'returns'],
  },
  ledgers: { words: ['total', 'summary'], tables: [...LEDGER_KEYS], charts: [] },
  warnings: { words: ['due', 'overdue', 'busiestDay', 'units', 'reports'], tables: ['days', 'units', 'cases', 'overdue'], charts: ['days'] },
  self_check: { words: ['checked', 'passed', 'failed', 'faults', 'manual'], tables: ['checks', ...CHECK_KEYS], charts: [] },
  workload: { words: ['people', 'acts'], tables: ['people'], charts: ['units'] },
  typical_cases: { words: ['good', 'bad'], tables: ['chosen'], charts: [] },
  topic_brief: { words: ['matter', 'place', 'who', 'users', 'letters', 'answered', 'first', 'last', 'busiestDay', 'busiestLetters'], tables: ['facts'], charts: ['trend'] },
};

export const wordsKnownTo = (content: ContentSort): ReadonlySet<string> => new Set([...COMMON_WORDS, ...CONTENTS[content].words]);
