import { defineEntity, Type } from '@mikro-orm/core';

/**
 * Column kinds that read the same on both databases, so that a row looks alike to the ORM, to a prepared
 * statement and to a person with a SQL prompt.
 */

/** An instant as whole milliseconds since 1970 UTC: exact, small, sorts and indexes well. */
export class InstantColumn extends Type<number, number | string> {
  override convertToJSValue(value: number | string): number {
    return value === null ? (value as never) : Number(value);
  }
  override getColumnType(): string {
    return 'bigint';
  }
  override compareAsType(): string {
    return 'number';
  }
  override get runtimeType(): string {
    return 'number';
  }
}

/** JSON kept as text, byte for byte as written: hashes over it stay true (jsonb would reorder keys). */
export class JsonColumn<T> extends Type<T, string> {
  override convertToDatabaseValue(value: T): string {
    return value === null || value === undefined ? (value as never) : JSON.stringify(value);
  }
  override convertToJSValue(value: string | T): T {
    return typeof value === 'string' ? (JSON.parse(value) as T) : value;
  }
  override getColumnType(): string {
    return 'text';
  }
  override compareAsType(): string {
    return 'string';
  }
}

const p = defineEntity.properties;

export const identifier = () => p.string().columnType('varchar(36)');
export const instant = () => p.type(InstantColumn).$type<number>();
export const json = <T>() => p.type(JsonColumn).$type<T>();

/** On an index: the embedded database goes without it. */
export const POSTGRES_ONLY = { dialect: 'postgresql' } as const;
