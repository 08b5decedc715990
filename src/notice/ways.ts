import type { Settings } from '../base/settings.js';
import type { User } from '../identity/identity.entities.js';

/** Ways out 途径: mail always; beside it, where an installation has them, 政务微信（企业微信） and 短信. */
export type Way = 'mail' | OtherWay;
export const OTHER_WAYS = ['wecom', 'sms'] as const;
export type OtherWay = (typeof OTHER_WAYS)[number];

/** A way beside mail that this installation has, and which notices go by it too. */
export interface OpenWay {
  readonly way: OtherWay;
  readonly templates: readonly string[];
}

export const openWays = ({ wecomUrl, smsUrl }: Settings, ways: Readonly<Record<OtherWay, readonly string[]>>): OpenWay[] =>
  OTHER_WAYS.filter((way) => ({ wecom: wecomUrl, sms: smsUrl })[way] !== undefined).map((way) => ({ way, templates: ways[way] }));

/** Where a person is reached by it, or null. */
export const addressBy = (way: OtherWay, { wecom, phone }: Pick<User, 'wecom' | 'phone'>): string | null => ({ wecom, sms: phone })[way];
