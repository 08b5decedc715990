/** What must be clear before a text goes out: of one reply and of one to many alike. Source: 国办发〔2018〕123号 四（二）. */
import { releasable } from './quality/verdicts.js';
import type { Severity } from './quality/settings.js';
import { SIGNATURES_OF_GRADE } from './lifecycle.js';
import { Refusal, refuseUnless } from './refusal.js';
import { GATES, keysOf, type Gate, type Grade, type Role } from './vocabulary.js';

/** A text as it was judged. */
export interface JudgedText {
  readonly verdict: 'pass' | 'warn' | 'block';
  readonly findings: readonly { readonly code: string }[];
}

/** A name under a text, bound to the hash of what it was put under. `voidedAt`: no longer counts. */
export interface Name {
  readonly sort: string;
  readonly role: Role;
  readonly copyHash: string;
  readonly voidedAt: number | null;
}

/** What a finding weighs, by its code. */
export type Weights = Readonly<Record<string, { readonly severity: Severity } | undefined>>;

/**
 * The codes that keep a reply from going out. A reply may also be blocked for being surely off topic, which is a
 * question of degree and not of a code: then `off_topic` stands for it.
 */
export function blockingCodes(reply: JudgedText, weights: Weights): string[] {
  const codes = new Set(reply.findings.map(({ code }) => code));
  const blocking = [...codes].filter((code) => weights[code]?.severity === 'block');
  const offTopic = reply.verdict === 'block' && (blocking.length === 0 || codes.has('off_topic'));
  return offTopic && !blocking.includes('off_topic') ? [...blocking, 'off_topic'] : blocking;
}

/** @throws Refusal `not_found_in_reply` | `gate_not_releasable` */
export function refuseUnlessReleasable(code: string, reply: JudgedText, weights: Weights): void {
  const findings = blockingCodes(reply, weights);
  refuseUnless(findings.includes(code), 'not_found_in_reply', { code, findings });
  refuseUnless(releasable(code), 'gate_not_releasable', { code });
}

/** What still keeps a text under review from being approved: names the grade asks for, and findings nobody let through. */
export function keptBackBy(grade: Grade, text: JudgedText, names: readonly (Pick<Name, 'sort' | 'role'> & { readonly voidedAt: unknown })[], released: readonly string[], weights: Weights): { missing: Role[]; findings: string[] } {
  const valid = names.filter(({ voidedAt, sort }) => voidedAt === null && sort !== 'approve');
  return { missing: SIGNATURES_OF_GRADE[grade].filter((role) => !valid.some((each) => each.role === role)), findings: blockingCodes(text, weights).filter((code) => !released.includes(code)) };
}

/** All five gates 五关, by name. @throws Refusal `gates_not_ticked` {missing} */
export function refuseUnlessTicked(gates: readonly Gate[]): void {
  const missing = keysOf(GATES).filter((gate) => !gates.includes(gate));
  refuseUnless(missing.length === 0, 'gates_not_ticked', { missing });
}

/** The names a reply still needs besides the reviewer’s: the own office’s head signs where no unit signed off. */
export function askedToSign(grade: Grade, signatures: readonly { readonly sort: unknown; readonly voidedAt: unknown }[]): Role[] {
  const unitSigned = signatures.some(({ sort, voidedAt }) => sort === 'sign_off' && voidedAt === null);
  return SIGNATURES_OF_GRADE[grade].filter((role) => role !== 'head' || !unitSigned);
}

/**
 * Every name the grade asks for stands under exactly this text; `hash` is that of the text as it lies there now.
 * @throws Refusal `signature_missing` {missing} | `approval_void`
 */
export function refuseUnlessSigned(grade: Grade, reply: { readonly id: string; readonly copyHash: string }, hash: string, signatures: readonly Name[]): void {
  const valid = signatures.filter(({ voidedAt, sort }) => voidedAt === null && sort !== 'approve');
  const missing = SIGNATURES_OF_GRADE[grade].filter((role) => !valid.some((each) => each.role === role));
  refuseUnless(missing.length === 0, 'signature_missing', { missing });
  if (reply.copyHash !== hash || valid.some((each) => each.copyHash !== hash)) throw new Refusal('approval_void', { reply: reply.id });
}
