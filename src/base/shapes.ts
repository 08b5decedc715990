import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { validate } from 'class-validator';
import { Refusal } from '../core/refusal.js';

/** A body whose bytes are no UTF-8 JSON; the door that gets it keeps the bytes and refuses. */
export class UnreadableBody {
  constructor(readonly bytes: Buffer) {}
}

const flattened = (errors: readonly ValidationError[], path = ''): { field: string; problems: string[] }[] =>
  errors.flatMap((error) => {
    const field = path ? `${path}.${error.property}` : error.property;
    const own = error.constraints ? [{ field, problems: Object.values(error.constraints) }] : [];
    return [...own, ...flattened(error.children ?? [], field)];
  });

/** Shapes at the door: unknown fields are named, wrong ones too; nothing is silently dropped. */
export const shapesPipe = (): ValidationPipe =>
  new (class extends ValidationPipe {
    override async transform(value: unknown, metadata: Parameters<ValidationPipe['transform']>[1]): Promise<unknown> {
      if (value instanceof UnreadableBody) {
        if (metadata.metatype === (UnreadableBody as never) || metadata.metatype === Object) return value;
        throw new Refusal('message_not_text');
      }
      return (await super.transform(value, metadata)) as unknown;
    }
  })({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) => new Refusal('wrong_shape', { errors: flattened(errors) }),
  });

/** The same check for a door that must keep what it refuses. @throws Refusal `wrong_shape` */
export async function checkedShape<T extends object>(shape: T): Promise<T> {
  const errors = Array.isArray(shape) ? [] : await validate(shape, { whitelist: true, forbidNonWhitelisted: true });
  if (errors.length > 0 || Array.isArray(shape)) throw new Refusal('wrong_shape', { errors: flattened(errors) });
  return shape;
}
