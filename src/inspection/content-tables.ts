import type { EntityMetadata, EntityProperty, MetadataStorage } from '@mikro-orm/core';
import { JsonColumn } from '../base/database/columns.js';

/** A table with something a person wrote or read of a case, and the columns that hold it. */
export interface ContentTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly json: boolean; readonly nullable: boolean }[];
  /** Column that says when the content was erased, where the table has one. */
  readonly erasedAt: string | null;
}

/** Facts and hashes without content: the journal, the clocks with their proofs, the record of the purge itself. */
const KEPT_TABLES: ReadonlySet<string> = new Set([
  'case_files', 'case_events', 'deliveries', 'deadlines', 'former_deadlines', 'rung_marks', 'purges',
]);

/** Columns of text that say nothing of the content: who the citizen is (sealed), which units, which labels. */
const KEPT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  messages: ['author_id', 'author_name', 'author_contact'],
  relabels: ['before', 'after'],
  proposals: ['ranked'],
  replies: ['contributions'],
  signatures: ['gates'],
  emergency_calls: ['line'],
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
  return columns.length === 0 ? null : { name, columns, erasedAt };
}
