import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { validate } from 'class-validator';
import { Refusal, type RefusalCode } from '../core/refusal.js';

/** A body that is no UTF-8 JSON, or of another media type; the door that gets it keeps the bytes and refuses. */
export class UnreadableBody {
  constructor(
    readonly bytes: Buffer,
    readonly code: Extract<RefusalCode, 'message_not_text' | 'wrong_media_type'> = 'message_not_text',
  ) {}
}

/** What a shape asks, said by the name of the check; `{n}` is the number the library’s own sentence ends with. */
export const IN_CHINESE: Record<string, string> = {
  isString: '应为文字', isNotEmpty: '不能为空', isInt: '应为整数', isNumber: '应为数字', isBoolean: '应为 true 或 false', isIn: '不在可用值之内', isIso8601: '应为 ISO 8601 时间',
  isEmail: '应为邮件地址', isUrl: '应为网址', isArray: '应为列表', arrayNotEmpty: '不能为空列表', arrayUnique: '不能重复', arrayMinSize: '至少 {n} 项', arrayMaxSize: '最多 {n} 项',
  maxLength: '最多 {n} 个字符', minLength: '至少 {n} 个字符', max: '不能大于 {n}', min: '不能小于 {n}', matches: '格式不对', isUuid: '应为编号', isObject: '应为对象',
  whitelistValidation: '没有这个字段', nestedValidation: '应为对象',
};

/** What the commonest patterns mean, instead of the pattern. */
const PATTERNS: readonly (readonly [meant: RegExp, zh: string, en: string])[] = [
  [/^\/\\S\//, '不能为空白', 'must not be blank'],
  [/^\/\^\(?(\\d|\[12\]\\d\{3\}).*-.*-/, '应为日期，如 2026-10-12', 'must be a day such as 2026-10-12'],
  [/^\/\^\(?(\\d|\[12\]\\d\{3\}).*-/, '应为月份，如 2026-10', 'must be a month such as 2026-10'],
];

/** Both languages at once, for the person who fills in a form and the one who writes a program. */
const bothLanguages = ([name, english]: [string, string]): string => {
  if (/\p{Script=Han}/u.test(english)) return english;
  const pattern = / must match (\/.+\/[a-z]*) regular expression$/.exec(english)?.[1];
  const said = pattern && PATTERNS.find(([meant]) => meant.test(pattern));
  if (said) return `${said[1]} / ${said[2]}`;
  const number = /(\d+)\D*$/.exec(english)?.[1] ?? '';
  return IN_CHINESE[name] ? `${IN_CHINESE[name].replace('{n}', number)} / ${english}` : english;
};

const flattened = (errors: readonly ValidationError[], path = ''): { field: string; problems: string[] }[] =>
  errors.flatMap((error) => {
    const field = path ? `${path}.${error.property}` : error.property;
    const own = error.constraints ? [{ field, problems: Object.entries(error.constraints).map(bothLanguages) }] : [];
    return [...own, ...flattened(error.children ?? [], field)];
  });

/** A refusal that names one field. */
export const wrongField = (field: string, zh: string, en: string): Refusal => new Refusal('wrong_shape', { errors: [{ field, problems: [`${zh} / ${en}`] }] });
/** @throws Refusal `wrong_shape` naming the field unless `right` */
export function refuseField(right: unknown, field: string, zh: string, en: string): asserts right {
  if (!right) throw wrongField(field, zh, en);
}
const notAnObject = (): Refusal => wrongField('', '应为 JSON 对象', 'must be a JSON object');

const isPlainObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** U+0000 and halves of surrogate pairs: JSON can say them, PostgreSQL cannot keep them, and no keyboard types them. */
export const isUnsayable = (text: string): boolean => text.includes('\0') || !text.isWellFormed();

/** The path of the first text in a value that no database keeps; `null` if there is none. */
function unsayableIn(value: unknown, path = ''): string | null {
  if (typeof value === 'string') return isUnsayable(value) ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, each] of Object.entries(value)) {
    const found = isUnsayable(name) ? path : unsayableIn(each, path ? `${path}.${name}` : name);
    if (found !== null) return found;
  }
  return null;
}

/** Shapes at the door: unknown fields are named, wrong ones too; nothing is silently dropped. */
export const shapesPipe = (): ValidationPipe =>
  new (class extends ValidationPipe {
    override async transform(value: unknown, metadata: Parameters<ValidationPipe['transform']>[1]): Promise<unknown> {
      if (metadata.type === 'custom') return value;
      // A door that takes anything looks for itself, and keeps what it refuses.
      if (metadata.type === 'body' && (metadata.metatype === undefined || metadata.metatype === Object)) return value;
      if (value instanceof UnreadableBody) {
        throw value.code === 'wrong_media_type' ? new Refusal('wrong_media_type') : wrongField('', '不是有效的 UTF-8 JSON', 'not valid UTF-8 JSON');
      }
      // Without this a list would pass as an act without a version.
      if (metadata.type === 'body' && value !== undefined && value !== null && !isPlainObject(value)) throw notAnObject();
      const unsayable = unsayableIn(value, metadata.data ?? '');
      if (unsayable !== null) throw wrongField(unsayable, '含有无法保存的字符', 'holds characters that cannot be kept');
      return (await super.transform(value, metadata)) as unknown;
    }
  })({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) => new Refusal('wrong_shape', { errors: flattened(errors) }),
  });

/** The same check for a door that must keep what it refuses. @throws Refusal `wrong_shape` | `wrong_media_type` */
export async function checkedShape<T extends object>(shape: T): Promise<T> {
  if (shape instanceof UnreadableBody) throw new Refusal(shape.code);
  if (!isPlainObject(shape)) throw notAnObject();
  const errors = await validate(shape, { whitelist: true, forbidNonWhitelisted: true });
  if (errors.length > 0) throw new Refusal('wrong_shape', { errors: flattened(errors) });
  return shape;
}
