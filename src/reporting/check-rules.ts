/** What the self-check 自查 may look at, and how a rule of `config/reports/self-check.yaml` names it. */

/** `limit` is in days or months as the item says. */
export interface CheckRule {
  readonly key: CheckKey;
  readonly item: string;
  readonly basis: string;
  readonly limit: number | null;
}
export const CHECK_KEYS = ['unanswered_long', 'overdue', 'quiet_accounts', 'no_answers', 'robots', 'filing', 'twin_accounts', 'stale_entries', 'secrets', 'window_closed'] as const;
export type CheckKey = (typeof CHECK_KEYS)[number];
