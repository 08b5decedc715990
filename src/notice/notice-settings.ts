import { join } from 'node:path';
import { readYaml } from '../base/policy.js';
import { keysOf, ROLES, type Role } from '../core/vocabulary.js';
import { ROTA_PARTS, type RotaPart } from './occasions.js';
import type { OtherWay } from './ways.js';

/** How often, and in an emergency whom first: `config/notices.yaml`. */
export interface NoticeSettings {
  readonly perHour: number;
  readonly callLine: readonly (Role | RotaPart)[];
  readonly callWithinMinutes: number;
  /** How often the whole line is called before it is left. */
  readonly callRounds: number;
  /** Which mails go out by other ways too. */
  readonly ways: Readonly<Record<OtherWay, readonly string[]>>;
  readonly smsGateway: SmsGateway;
}

/** How the gateway for short messages is spoken to. */
export interface SmsGateway {
  /** `{id}`, `{phone}` and `{text}` are filled in. */
  readonly body: Readonly<Record<string, string>>;
  /** The field of the answer that says it was accepted, and what it then says; an answer without it is an acceptance by its status. */
  readonly accepted: { readonly field: string; readonly values: readonly string[] };
}

export const noticeSettings = (configDirectory: string): NoticeSettings => readYaml(join(configDirectory, 'notices.yaml'), settingsIn);

function settingsIn(value: unknown): NoticeSettings {
  const { perHour, callLine, callWithinMinutes, callRounds, ways, smsGateway } = (value ?? {}) as Record<string, unknown>;
  const roles: readonly string[] = [...keysOf(ROLES), ...ROTA_PARTS];
  if (!Array.isArray(callLine) || callLine.length === 0 || !callLine.every((role) => roles.includes(String(role)))) {
    throw Object.assign(new Error(), { zh: `callLine 应为岗位的列表，可用：${roles.join('、')}`, en: `callLine must be a list of roles: ${roles.join(', ')}` });
  }
  return {
    perHour: wholeIn(perHour, 'perHour'), callLine: callLine as (Role | RotaPart)[], callWithinMinutes: wholeIn(callWithinMinutes, 'callWithinMinutes'),
    callRounds: wholeIn(callRounds, 'callRounds'), ways: { wecom: textsIn(ways, 'ways', 'wecom'), sms: textsIn(ways, 'ways', 'sms') }, smsGateway: gatewayIn(smsGateway),
  };
}

function gatewayIn(value: unknown): SmsGateway {
  const { body, accepted } = (value ?? {}) as { body?: Record<string, unknown>; accepted?: Record<string, unknown> };
  const filled = Object.values(body ?? {}).join(' ');
  for (const field of ['{phone}', '{text}']) {
    if (!filled.includes(field)) throw Object.assign(new Error(), { zh: `smsGateway.body 须含 ${field}`, en: `smsGateway.body must hold ${field}` });
  }
  const field = accepted?.['field'];
  if (typeof field !== 'string') throw Object.assign(new Error(), { zh: 'smsGateway.accepted.field 应为文字', en: 'smsGateway.accepted.field must be a text' });
  const texts = Object.entries(body ?? {}).map(([name, text]): [string, string] => [name, String(text)]);
  return { body: Object.fromEntries(texts), accepted: { field, values: textsIn(accepted, 'smsGateway.accepted', 'values') } };
}

function textsIn(value: unknown, where: string, field: string): string[] {
  const list = ((value ?? {}) as Record<string, unknown>)[field];
  if (!Array.isArray(list)) throw Object.assign(new Error(), { zh: `${where}.${field} 应为列表`, en: `${where}.${field} must be a list` });
  return list.map(String);
}

function wholeIn(value: unknown, name: string): number {
  if (!Number.isInteger(value) || (value as number) < 1) throw Object.assign(new Error(), { zh: `${name} 应为不小于 1 的整数`, en: `${name} must be a whole number, 1 or more` });
  return value as number;
}
