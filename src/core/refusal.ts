/**
 * A refusal: a rule said no. It carries a code of the catalogue and the facts; nothing was changed.
 * The texts stand in `base/problems.ts`, total over this list: a new code without an entry does not compile.
 */
export const REFUSALS = [
  'act_not_allowed', 'not_your_part', 'no_standing', 'signed_out', 'not_found', 'stale_version', 'too_late',
  'accused_not_confirmed', 'accused_cannot_handle', 'not_proposed', 'same_person', 'signature_missing', 'gate_blocked',
  'gate_not_releasable', 'not_found_in_reply', 'findings_not_seen', 'contribution_open', 'contribution_not_open', 'contribution_not_overdue', 'return_limit',
  'clarified_already', 'no_contact', 'extension_limit', 'extension_open', 'extension_not_open', 'imposed_date', 'report_never_merged',
  'lead_not_open', 'merge_with_itself', 'study_open', 'paper_open', 'reopen_limit', 'text_not_approved', 'reason_needed', 'grade_not_lowered',
  'approval_void', 'already_signed', 'not_asked_to_sign', 'gates_not_ticked', 'same_person_returned', 'already_rated', 'not_overdue', 'paper_state',
  'not_yet_available', 'unknown_account', 'unknown_department', 'unknown_person', 'department_already', 'message_empty', 'message_too_long',
  'message_not_text', 'photo_unusable', 'body_too_large', 'wrong_media_type', 'wrong_shape', 'wrong_code', 'too_many_tries', 'wrong_login', 'roles_exclude',
  'password_weak', 'password_to_change', 'import_unreadable', 'config_wrong', 'busy', 'demonstration_only', 'preset_fixed', 'procedure_open', 'procedure_not_open', 'procedure_unknown', 'account_inactive', 'time_out_of_range', 'duplicate',
  'model_in_force', 'model_of_other_engine',
  'hand_over_not_open', 'hand_over_open', 'transfer_not_open', 'purge_needs_both', 'span_outside',
  'not_in_copy', 'covered_already', 'not_covered', 'stays_covered',
  'report_not_in_group', 'group_member_state', 'group_member_office', 'group_member_taken', 'group_reply_state', 'group_reply_empty',
  'entry_state', 'entry_mirrored', 'reply_not_public', 'opinion_off',
  'sample_empty', 'checkers_few', 'spot_check_state', 'sheet_state', 'sheets_open',
  'assessment_state', 'not_deducted', 'objection_open', 'decisions_open', 'own_unit',
] as const;
export type RefusalCode = (typeof REFUSALS)[number];

export type Facts = Record<string, unknown>;

export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly facts: Facts = {},
  ) {
    super(code);
    this.name = 'Refusal';
  }
}

/** Throw unless the condition holds. */
export function refuseUnless(condition: unknown, code: RefusalCode, facts: Facts = {}): asserts condition {
  if (!condition) throw new Refusal(code, facts);
}
