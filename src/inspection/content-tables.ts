import type { EntityMetadata, EntityProperty, MetadataStorage } from '@mikro-orm/core';
import { JsonColumn } from '../base/database/columns.js';

/** A table with something a person wrote or read of a case, and the columns that hold it. */
export interface ContentTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly json: boolean; readonly nullable: boolean }[];
  /** Column that says when the content was erased, where the table has one. */
  readonly erasedAt: string | null;
  /** Has a salt: it goes with the text, so that what the journal’s hash was made from can never be guessed again. */
  readonly salted: boolean;
}

/** Photos; marks and keys made from the words of a case, without the words: the rows go whole. */
export const DROPPED_TABLES: ReadonlySet<string> = new Set(['letter_marks', 'reply_wordings', 'attachments', 'attachment_contents']);

/** Tables with texts that belong to no case. A table that is neither here nor known by its case is found by a test. */
const OF_NO_CASE: Readonly<Record<string, string>> = {
  users: 'staff', identity_events: 'what staff did with names and rights',
  organisations: 'registry', departments: 'registry', accounts: 'registry', rule_versions: 'rules', own_policies: 'rules', calendar_notices: 'rules', local_days: 'rules',
  seals: 'hashes', import_batches: 'names of files and counts', import_faults: 'lines that became no case', turned_away: 'what became no case',
  routing_models: 'numbers', routing_model_contents: 'weights of words', routing_switches: 'who and why', routing_trainings: 'numbers', automatic_assignings: 'who and why',
  rebasings: 'rules', mornings: 'days', webhooks: 'addresses', webhook_messages: 'numbers and states, never words',
  rota_patterns: 'hours of staff', rota_notes: 'hours of staff', rota_entries: 'hours of staff',
  saved_views: 'filters', topics: 'emptied with their central letter, see the service', topic_changes: 'what staff did with topics',
  knowledge_entries: 'redacted, reviewed and kept by their own rules', knowledge_versions: 'as the entries', knowledge_repeals: 'documents', knowledge_sources: 'addresses',
  matters: 'hashes', matter_events: 'facts and hashes', terms: 'how a date was counted', assessment_tellings: 'names and counts for mails',
  spot_checks: 'numbers, seed and the scale', assessments: 'the scheme, and why a correction was made', assessed_units: 'points',
  issued_reports: 'documents as they were issued, with public subjects alone; a correction is a new document',
  group_replies: 'written for many, with nothing of any citizen’s own; each citizen’s copy is erased with the case', group_signatures: 'names under it',
};

/** Facts and hashes without content: the journal, the clocks with their proofs, the record of the purge itself. */
const KEPT_TABLES: ReadonlySet<string> = new Set([
  'case_files', 'case_events', 'deliveries', 'deadlines', 'former_deadlines', 'rung_marks', 'purges', 'report_cases',
]);

/** Columns of text that say nothing of the content: who the citizen is (sealed), which units, which labels. */
const KEPT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  messages: ['author_id', 'author_name', 'author_contact'],
  relabels: ['before', 'after'],
  proposals: ['ranked'],
  replies: ['contributions'],
  signatures: ['gates'],
  emergency_calls: ['line'],
  spot_check_cases: ['settled'],
  review_sheets: ['marks'],
  assessed_cases: ['evidence'],
};

/**
 * Every table that belongs to a case, and its columns of text and JSON. By default a column is content: a table that is
 * added tomorrow is erased without anybody remembering it here.
 */
export function contentTablesOf(metadata: MetadataStorage): ContentTable[] {
  const tables = [...metadata.getAll().values()].map(tableOf).filter((table) => table !== null);
  return tables.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Texts and JSON; names, codes and keys are strings (`p.string`) and stay. SQLite’s own types do not tell them apart. */
const holdsContent = ({ type, customType }: EntityProperty): boolean => type === 'text' || customType instanceof JsonColumn;

function tableOf(entity: EntityMetadata): ContentTable | null {
  const { tableName: name, props } = entity;
  const owned = props.some((property) => property.fieldNames?.[0] === 'case_id');
  if (!owned || KEPT_TABLES.has(name)) return null;
  const columns = props
    .filter((property) => holdsContent(property) && !KEPT_COLUMNS[name]?.includes(property.fieldNames[0]!))
    .map((property) => ({ name: property.fieldNames[0]!, json: property.customType instanceof JsonColumn, nullable: property.nullable === true }));
  const erasedAt = props.find((property) => property.fieldNames?.[0] === 'erased_at')?.fieldNames[0] ?? null;
  const salted = props.some((property) => property.fieldNames?.[0] === 'salt');
  return columns.length === 0 ? null : { name, columns, erasedAt, salted };
}

/** Tables with texts, JSON or bytes of which nobody has said what becomes of them when a case is purged: there should be none. */
export function undecidedTablesOf(metadata: MetadataStorage): string[] {
  const decided = new Set([...contentTablesOf(metadata).map(({ name }) => name), ...KEPT_TABLES, ...DROPPED_TABLES, ...Object.keys(OF_NO_CASE), ...Object.keys(KEPT_COLUMNS)]);
  const wordy = [...metadata.getAll().values()].filter(({ props }) => props.some((property) => holdsContent(property) || property.type === 'blob'));
  const marked = [...metadata.getAll().values()].filter(({ props }) => props.some((property) => property.type === 'blob') && props.some((property) => property.fieldNames?.[0] === 'case_id'));
  return [...wordy.filter(({ tableName }) => !decided.has(tableName)), ...marked.filter(({ tableName }) => !DROPPED_TABLES.has(tableName))].map(({ tableName }) => tableName);
}
