import type { ActName } from '../core/lifecycle.js';

/** Acts other systems may be told of: what moves a case or its promise. */
export const TOLD_ACTS: readonly ActName[] = [
  'receive', 'pass', 'reject', 'file', 'withdraw', 'merge', 'unmerge', 'assign', 'reassign', 'acknowledge', 'ask_return', 'grant_return', 'adjudicate',
  'grant_extension', 'ask_citizen', 'hear_citizen', 'interim', 'publish', 'tell_merged', 'answer_by_group', 'correct', 'retract', 'rate', 'reopen', 'close', 'miss', 'retract_miss', 'rebase', 'urge', 'supervise',
  'conclude_supervision',
];
