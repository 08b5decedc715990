import type { EntityMetadata, MetadataStorage } from '@mikro-orm/core';
import { InstantColumn, JsonColumn } from './columns.js';

/** A value a driver takes as a parameter. */
export type SqlValue = string | number | bigint | boolean | Buffer | null;

/** What `*.query.ts` files and the docket speak to: plain statements inside the transaction of the turn. */
export interface Sql {
  readonly dialect: 'sqlite' | 'postgresql';
  /** Rows with column names as in SQL. `?` marks a parameter on both databases. */
  all<T = Record<string, unknown>>(sql: string, parameters?: readonly SqlValue[]): Promise<T[]>;
  /** The number of rows changed. */
  run(sql: string, parameters?: readonly SqlValue[]): Promise<number>;
}

type Reader = (value: unknown) => unknown;

interface Column {
  readonly property: string;
  readonly column: string;
  /** Quoted: some of our words (by, window, public) are the database’s too. */
  readonly quoted: string;
  readonly read: Reader | null;
  readonly json: boolean;
}

interface Table {
  readonly name: string;
  readonly key: string;
  /** Its rows can be found under their case. */
  readonly isUnderCase: boolean;
  readonly byProperty: ReadonlyMap<string, Column>;
  readonly byColumn: ReadonlyMap<string, Column>;
}

type Entity<T> = new (...parts: never[]) => T;
/** Equality on properties; `null` means “is null”, a list means “in”. */
export type Match<T> = { readonly [K in keyof T]?: T[K] | readonly T[K][] | null };

/** The shape of every table, taken from the entities: the one description of the schema. */
export class Tables {
  private readonly tables = new Map<unknown, Table>();

  constructor(private readonly metadata: MetadataStorage) {}

  of(entity: Entity<unknown>): Table {
    const known = this.tables.get(entity);
    if (known) return known;
    const table = describe(this.metadata.get(entity as never) as unknown as EntityMetadata);
    this.tables.set(entity, table);
    return table;
  }
}

const describe = (metadata: EntityMetadata): Table => {
  const columns = metadata.props
    .filter((property) => property.fieldNames?.length && property.persist !== false)
    .map((property): Column => ({
      property: property.name,
      column: property.fieldNames[0]!,
      quoted: `"${property.fieldNames[0]!}"`,
      read: readerOf(property.customType, property.runtimeType),
      json: property.customType instanceof JsonColumn,
    }));
  return {
    name: metadata.tableName,
    key: metadata.primaryKeys[0]!,
    isUnderCase: isUnderCase(metadata),
    byProperty: new Map(columns.map((each) => [each.property, each])),
    byColumn: new Map(columns.map((each) => [each.column, each])),
  };
};

const CASE = 'case_id';

/** An index of the table begins with the case. */
const isUnderCase = ({ props, indexes, uniques }: EntityMetadata): boolean => {
  const property = props.find(({ fieldNames }) => fieldNames?.[0] === CASE);
  if (!property) return false;
  return Boolean(property.index) || Boolean(property.unique) || [...indexes, ...uniques].some(({ properties }) => [properties].flat()[0] === property.name);
};

const readerOf = (type: unknown, runtimeType: string): Reader | null => {
  if (type instanceof JsonColumn) return (value) => (typeof value === 'string' ? JSON.parse(value) : value);
  if (type instanceof InstantColumn) return Number;
  return runtimeType === 'boolean' ? Boolean : null;
};

/** Typed single-row work on the tables of the entities by prepared statements: the docket’s hand, without an identity map. */
export class Rows {
  constructor(
    private readonly tables: Tables,
    readonly sql: Sql,
  ) {}

  async insert<T extends object>(entity: Entity<T>, values: Partial<T>): Promise<void> {
    await this.inserted(entity, values, '');
  }

  /** Inserts unless a row of this key is there: another process may be writing the very same. */
  async insertOnce<T extends object>(entity: Entity<T>, values: Partial<T>): Promise<void> {
    await this.inserted(entity, values, ' on conflict do nothing');
  }

  private async inserted<T extends object>(entity: Entity<T>, values: Partial<T>, otherwise: string): Promise<void> {
    const table = this.tables.of(entity);
    const given = Object.entries(values).filter(([, value]) => value !== undefined);
    const columns = given.map(([property]) => columnOf(table, property).quoted);
    await this.sql.run(
      `insert into ${table.name} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})${otherwise}`,
      given.map(([property, value]) => written(columnOf(table, property), value)),
    );
  }

  /** One column of every row. */
  async column<T extends object, K extends keyof T & string>(entity: Entity<T>, property: K): Promise<T[K][]> {
    const table = this.tables.of(entity);
    const rows = await this.sql.all(`select ${columnOf(table, property).quoted} from ${table.name}`);
    return rows.map((row) => this.read(entity, row)[property]);
  }

  async update<T extends object>(entity: Entity<T>, key: string, changes: Partial<T>): Promise<number> {
    return await this.updateWhere(entity, { [this.tables.of(entity).key]: key } as Match<T>, changes);
  }

  async updateWhere<T extends object>(entity: Entity<T>, match: Match<T>, changes: Partial<T>): Promise<number> {
    const table = this.tables.of(entity);
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    if (given.length === 0) return 0;
    const { clause, parameters } = conditionOf(this.sql, table, match);
    return await this.sql.run(
      `update ${table.name} set ${given.map(([property]) => `${columnOf(table, property).quoted} = ?`).join(', ')}${clause}`,
      [...given.map(([property, value]) => written(columnOf(table, property), value)), ...parameters],
    );
  }

  async delete<T extends object>(entity: Entity<T>, match: Match<T>): Promise<number> {
    const table = this.tables.of(entity);
    const { clause, parameters } = conditionOf(this.sql, table, match);
    return await this.sql.run(`delete from ${table.name}${clause}`, parameters);
  }

  async find<T extends object>(
    entity: Entity<T>,
    match: Match<T>,
    options: { lock?: boolean | 'free ones'; orderBy?: keyof T & string; descending?: boolean; limit?: number } = {},
  ): Promise<T[]> {
    const table = this.tables.of(entity);
    const { clause, parameters } = conditionOf(this.sql, table, match);
    const order = options.orderBy ? ` order by ${columnOf(table, options.orderBy).quoted}${options.descending ? ' desc' : ''}` : '';
    const limit = options.limit ? ` limit ${options.limit}` : '';
    const lock = options.lock && this.sql.dialect === 'postgresql' ? ` for update${options.lock === 'free ones' ? ' skip locked' : ''}` : '';
    const rows = await this.sql.all(`select * from ${table.name}${clause}${order}${limit}${lock}`, parameters);
    return rows.map((row) => this.read(entity, row));
  }

  async one<T extends object>(entity: Entity<T>, match: Match<T>, options: { lock?: boolean } = {}): Promise<T | undefined> {
    return (await this.find(entity, match, { ...options, limit: 1 }))[0];
  }

  /** A row of SQL as the entity’s properties. */
  read<T extends object>(entity: Entity<T>, row: Record<string, unknown>): T {
    const table = this.tables.of(entity);
    const read: Record<string, unknown> = {};
    for (const column in row) {
      const known = table.byColumn.get(column);
      const value = row[column];
      read[known?.property ?? column] = value === null || !known?.read ? value : known.read(value);
    }
    return read as T;
  }
}

const columnOf = (table: Table, property: string): Column => {
  const column = table.byProperty.get(property);
  if (!column) throw new Error(`Table ${table.name} has no column for ${property}`);
  return column;
};

const written = (column: Column, value: unknown): SqlValue =>
  value === null || value === undefined ? null : column.json ? JSON.stringify(value) : (value as SqlValue);

/**
 * A column that shall not be looked for by an index of its own, because another term leads to fewer rows. SQLite knows no
 * numbers of rows: it would as soon take an index of a state or an instant through all cases as look under the one asked for.
 */
export const byNoIndex = ({ dialect }: Pick<Sql, 'dialect'>, column: string): string => (dialect === 'sqlite' ? `+${column}` : column);

const conditionOf = <T>(sql: Sql, table: Table, match: Match<T>): { clause: string; parameters: SqlValue[] } => {
  const parameters: SqlValue[] = [];
  const asked = Object.entries(match).map(([property, value]) => ({ column: columnOf(table, property), value }));
  const names = new Set(asked.map(({ column }) => column.column));
  // Of a case every table has few rows.
  const underCase = table.isUnderCase && names.has(CASE) && !names.has(table.key);
  const terms = asked.map(({ column, value }) => {
    if (value === null) return `${column.quoted} is null`;
    const values = Array.isArray(value) ? (value as unknown[]) : [value];
    if (values.length === 0) return '1 = 0';
    parameters.push(...values.map((each) => written(column, each)));
    const name = underCase && column.column !== CASE ? byNoIndex(sql, column.quoted) : column.quoted;
    return values.length === 1 ? `${name} = ?` : `${name} in (${values.map(() => '?').join(', ')})`;
  });
  return { clause: terms.length ? ` where ${terms.join(' and ')}` : '', parameters };
};
