import type { Notice } from './notice.entities.js';

/** What became of a mail: gone; refused for good; to be tried again; or nobody there to give it to. */
export type Outcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused' | 'later' | 'unreachable'; readonly why: string };

/** Where mails leave the house. */
export interface Post {
  /** How many are claimed at once, and how many of those go side by side. */
  readonly claim: number;
  readonly atOnce: number;
  /** Sending the same mail again changes nothing. */
  readonly repeatable: boolean;
  send(notice: Notice, now: number): Promise<Outcome>;
  /** Takes back what still lies in the house; what has left it cannot be. */
  forget(notice: Pick<Notice, 'createdAt' | 'messageId'>): Promise<void>;
  close(): void;
}
