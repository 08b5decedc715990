/** Extensions 延期: how much the rule allows. Who asks, who grants and when are acts, not time. */
import type { ResolvedRule } from './policy.js';

/** How much of a wished extension the rule allows by its ordinary granter, given what was granted before (in units). */
export function extensionAllowed(
  rule: ResolvedRule,
  grantedBefore: readonly number[],
  wished: number,
): { allowed: number; left: number } {
  const { extension, amount } = rule;
  if (!extension || amount === null || grantedBefore.length >= extension.max) return { allowed: 0, left: 0 };
  const used = grantedBefore.reduce((sum, one) => sum + one, amount);
  const left = Math.max(0, Math.min(extension.amount, extension.totalCap - used));
  return { allowed: Math.min(wished, left), left };
}
