import { Migration } from '@mikro-orm/migrations';

export class Migration20261123000000_start extends Migration {

  override name = 'Migration20261123000000_start';

  override up(): void | Promise<void> {
    this.addSql(`create table \`accounts\` (\`id\` varchar(36) not null primary key, \`handle\` text not null, \`platform\` text not null, \`name\` text not null, \`sponsor_id\` varchar(36) not null, \`supervisor_id\` varchar(36) null, \`filing\` text not null, \`robots_off\` integer not null, \`policies\` text not null, \`attach_minutes\` integer not null, \`active\` integer not null, \`created_at\` bigint not null);`);
    this.addSql(`create unique index \`accounts_handle_unique\` on \`accounts\` (\`handle\`);`);
    this.addSql(`create index \`accounts_sponsor_id_index\` on \`accounts\` (\`sponsor_id\`);`);
    this.addSql(`create index \`accounts_supervisor_id_index\` on \`accounts\` (\`supervisor_id\`);`);

    this.addSql(`create table \`amendments\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`publication_id\` varchar(36) not null, \`sort\` text not null, \`reason\` text not null, \`text\` text not null, \`public_text\` text not null, \`salt\` text not null, \`content_hash\` text not null, \`score\` integer not null, \`verdict\` text not null, \`engine\` text not null, \`findings\` text not null, \`former_text\` text not null, \`former_public_text\` text not null, \`proposed_by\` varchar(36) not null, \`proposed_at\` bigint not null, \`state\` text not null, \`decided_by\` varchar(36) null, \`decided_at\` bigint null, \`decision\` text null, \`erased_at\` bigint null);`);
    this.addSql(`create index \`amendments_case_id_index\` on \`amendments\` (\`case_id\`);`);
    this.addSql(`create index amendments_open on amendments (case_id) where state = 'proposed';`);

    this.addSql(`create table \`assessed_cases\` (\`id\` varchar(36) not null primary key, \`assessment_id\` varchar(36) not null, \`department_id\` varchar(36) not null, \`criterion\` text not null, \`case_id\` varchar(36) not null, \`bad\` integer not null, \`evidence\` text not null, \`excluded\` integer not null, \`cancelled\` integer not null);`);
    this.addSql(`create index \`assessed_cases_case_id_index\` on \`assessed_cases\` (\`case_id\`);`);
    this.addSql(`create index \`assessed_cases_assessment_id_department_id_criterion_index\` on \`assessed_cases\` (\`assessment_id\`, \`department_id\`, \`criterion\`);`);

    this.addSql(`create table \`assessed_units\` (\`id\` varchar(36) not null primary key, \`assessment_id\` varchar(36) not null, \`department_id\` varchar(36) not null, \`score\` text not null, \`graded\` integer not null);`);
    this.addSql(`create index \`assessed_units_department_id_index\` on \`assessed_units\` (\`department_id\`);`);
    this.addSql(`create unique index \`assessed_units_assessment_id_department_id_unique\` on \`assessed_units\` (\`assessment_id\`, \`department_id\`);`);

    this.addSql(`create table \`assessments\` (\`id\` varchar(36) not null primary key, \`key\` text not null, \`organisation_id\` varchar(36) not null, \`period\` text not null, \`from\` bigint not null, \`to\` bigint not null, \`as_of\` bigint not null, \`edition\` integer not null, \`corrects_id\` varchar(36) null, \`reason\` text null, \`scheme\` text not null, \`scheme_hash\` text not null, \`state\` text not null, \`created_by\` varchar(36) not null, \`created_at\` bigint not null, \`told_at\` bigint null, \`fixed_by\` varchar(36) null, \`fixed_at\` bigint null, \`hash\` text null);`);
    this.addSql(`create unique index \`assessments_key_unique\` on \`assessments\` (\`key\`);`);
    this.addSql(`create index \`assessments_organisation_id_index\` on \`assessments\` (\`organisation_id\`);`);
    this.addSql(`create index \`assessments_state_from_index\` on \`assessments\` (\`state\`, \`from\`);`);

    this.addSql(`create table \`assessment_objections\` (\`id\` varchar(36) not null primary key, \`assessment_id\` varchar(36) not null, \`assessed_case_id\` varchar(36) not null, \`case_id\` varchar(36) not null, \`department_id\` varchar(36) not null, \`reason\` text not null, \`state\` text not null, \`made_by\` varchar(36) not null, \`made_at\` bigint not null, \`decided_by\` varchar(36) null, \`decided_at\` bigint null, \`decision_reason\` text null);`);
    this.addSql(`create index \`assessment_objections_assessment_id_index\` on \`assessment_objections\` (\`assessment_id\`);`);

    this.addSql(`create table \`assignments\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`department_id\` varchar(36) not null, \`assigned_by\` varchar(36) null, \`assigned_at\` bigint not null, \`note\` text null, \`ended_at\` bigint null, \`ended_by\` text null);`);
    this.addSql(`create index \`assignments_case_id_index\` on \`assignments\` (\`case_id\`);`);
    this.addSql(`create index \`assignments_department_id_index\` on \`assignments\` (\`department_id\`);`);
    this.addSql(`create index \`assignments_assigned_at_index\` on \`assignments\` (\`assigned_at\`);`);

    this.addSql(`create table \`attachments\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`message_id\` varchar(36) not null, \`name\` text not null, \`media_type\` text not null, \`size\` integer not null);`);
    this.addSql(`create index \`attachments_case_id_index\` on \`attachments\` (\`case_id\`);`);

    this.addSql(`create table \`attachment_contents\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`content\` blob not null);`);
    this.addSql(`create index \`attachment_contents_case_id_index\` on \`attachment_contents\` (\`case_id\`);`);

    this.addSql(`create table \`automatic_assignings\` (\`id\` varchar(36) not null primary key, \`organisation_id\` varchar(36) not null, \`on\` integer not null, \`by\` varchar(36) not null, \`at\` bigint not null, \`reason\` text not null);`);
    this.addSql(`create index \`automatic_assignings_organisation_id_index\` on \`automatic_assignings\` (\`organisation_id\`);`);

    this.addSql(`create table \`calendar_notices\` (\`id\` varchar(36) not null primary key, \`year\` integer not null, \`edition\` integer not null, \`changed_by\` text not null, \`changed_at\` bigint not null, \`reason\` text not null, \`content\` text not null);`);
    this.addSql(`create unique index \`calendar_notices_year_edition_unique\` on \`calendar_notices\` (\`year\`, \`edition\`);`);

    this.addSql(`create table \`case_counters\` (\`id\` text not null primary key, \`last\` integer not null);`);

    this.addSql(`create table \`case_events\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`seq\` integer not null, \`act\` text not null, \`at\` bigint not null, \`written_at\` bigint not null, \`actor_kind\` text not null, \`actor_id\` varchar(36) null, \`from_state\` text null, \`to_state\` text not null, \`facts\` text not null, \`previous_hash\` text not null, \`hash\` text not null, \`seal_id\` varchar(36) null);`);
    this.addSql(`create index \`case_events_at_index\` on \`case_events\` (\`at\`);`);
    this.addSql(`create index \`case_events_seal_id_id_index\` on \`case_events\` (\`seal_id\`, \`id\`);`);
    this.addSql(`create index \`case_events_act_at_index\` on \`case_events\` (\`act\`, \`at\`);`);
    this.addSql(`create unique index \`case_events_case_id_seq_unique\` on \`case_events\` (\`case_id\`, \`seq\`);`);

    this.addSql(`create table \`case_files\` (\`id\` varchar(36) not null primary key, \`number\` text not null, \`account_id\` varchar(36) not null, \`state\` text not null, \`version\` integer not null, \`kind\` text not null, \`first_kind\` text not null, \`urgency\` text not null, \`grade\` text not null, \`sensitive\` integer not null, \`group_matter\` integer not null, \`repeat_count\` integer not null, \`publicity\` text not null, \`subject\` text not null, \`author_digest\` text null, \`contactable\` integer not null, \`anonymous\` integer not null, \`origin_system\` text not null, \`origin_number\` text null, \`imposed_due_at\` bigint null, \`has_instruction\` integer not null, \`open_papers\` integer not null default 0, \`department_id\` varchar(36) null, \`handler_id\` varchar(36) null, \`lead_id\` varchar(36) null, \`previous_id\` varchar(36) null, \`accused\` text null, \`rejection_proposed_by\` varchar(36) null, \`returns\` integer not null, \`clarifications\` integer not null, \`extensions\` integer not null, \`reopenings\` integer not null, \`current_reply_id\` varchar(36) null, \`epoch\` integer not null, \`policy\` text not null, \`occurred_at\` bigint not null, \`received_at\` bigint not null, \`answered_at\` bigint null, \`closed_at\` bigint null, \`next_due_at\` bigint null, \`history\` integer not null, \`last_seq\` integer not null, \`last_hash\` text not null);`);
    this.addSql(`create unique index \`case_files_number_unique\` on \`case_files\` (\`number\`);`);
    this.addSql(`create index \`case_files_state_next_due_at_id_index\` on \`case_files\` (\`state\`, \`next_due_at\`, \`id\`);`);
    this.addSql(`create index \`case_files_department_id_state_next_due_at_id_index\` on \`case_files\` (\`department_id\`, \`state\`, \`next_due_at\`, \`id\`);`);
    this.addSql(`create index \`case_files_account_id_received_at_index\` on \`case_files\` (\`account_id\`, \`received_at\`);`);
    this.addSql(`create index \`case_files_received_at_index\` on \`case_files\` (\`received_at\`);`);
    this.addSql(`create index \`case_files_lead_id_index\` on \`case_files\` (\`lead_id\`);`);
    this.addSql(`create index \`case_files_author_digest_received_at_index\` on \`case_files\` (\`author_digest\`, \`received_at\`);`);
    this.addSql(`create index case_files_handled on case_files (handler_id, state, next_due_at, id) where handler_id is not null;`);
    this.addSql(`create index case_files_rejecting on case_files (rejection_proposed_by) where rejection_proposed_by is not null;`);
    this.addSql(`create index case_files_unconfirmed on case_files (state, next_due_at, id) where kind = 'report' and accused is null;`);
    this.addSql(`create index case_files_from_above on case_files (state, next_due_at, id) where origin_system <> 'own';`);
    this.addSql(`create index case_files_history_answered on case_files (answered_at) where history;`);

    this.addSql(`create table \`citizen_notices\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`template\` text not null, \`text\` text not null, \`at\` bigint not null, \`event_id\` varchar(36) not null);`);
    this.addSql(`create index \`citizen_notices_case_id_index\` on \`citizen_notices\` (\`case_id\`);`);
    this.addSql(`create unique index \`citizen_notices_event_id_unique\` on \`citizen_notices\` (\`event_id\`);`);

    this.addSql(`create table \`clarifications\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`proposed_by\` varchar(36) not null, \`proposed_at\` bigint not null, \`question\` text not null, \`state\` text not null, \`approved_by\` varchar(36) null, \`asked_at\` bigint null, \`answer\` text null, \`answered_at\` bigint null);`);
    this.addSql(`create index \`clarifications_case_id_index\` on \`clarifications\` (\`case_id\`);`);
    this.addSql(`create index clarifications_open on clarifications (case_id) where state = 'proposed';`);

    this.addSql(`create table \`contacts\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`by\` varchar(36) not null, \`at\` bigint not null, \`way\` text not null, \`reached\` integer not null, \`note\` text not null);`);
    this.addSql(`create index \`contacts_case_id_index\` on \`contacts\` (\`case_id\`);`);

    this.addSql(`create table \`covers\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`reply_id\` varchar(36) not null, \`act\` text not null, \`copy\` text not null, \`kind\` text not null, \`spans\` text not null, \`quote\` text not null, \`reason\` text not null, \`by\` varchar(36) not null, \`at\` bigint not null);`);
    this.addSql(`create index \`covers_case_id_index\` on \`covers\` (\`case_id\`);`);

    this.addSql(`create table \`deadlines\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`clock\` text not null, \`epoch\` integer not null, \`department_id\` varchar(36) null, \`concerns_id\` varchar(36) null, \`policy_hash\` text not null, \`calendar_hash\` text not null, \`start_act\` text not null, \`start_at\` bigint not null, \`amount\` integer not null, \`unit\` text not null, \`window\` integer not null, \`due_at\` bigint null, \`original_due_at\` bigint null, \`due_day\` text null, \`provisional\` integer not null, \`imposed_at\` bigint null, \`cap_at\` bigint null, \`pauses\` text not null, \`extension\` text not null, \`revision\` integer not null, \`stopped_at\` bigint null, \`stop_act\` text null, \`verdict\` text null, \`missed_at\` bigint null, \`ladder\` text null, \`next_rung_at\` bigint null, \`proof\` text not null, \`proof_hash\` text not null);`);
    this.addSql(`create index \`deadlines_case_id_clock_epoch_index\` on \`deadlines\` (\`case_id\`, \`clock\`, \`epoch\`);`);
    this.addSql(`create index deadlines_next_rung on deadlines (next_rung_at, id) where next_rung_at is not null;`);
    this.addSql(`create index \`deadlines_clock_due_at_stopped_at_verdict_start_at_department_id_case_id_id_index\` on \`deadlines\` (\`clock\`, \`due_at\`, \`stopped_at\`, \`verdict\`, \`start_at\`, \`department_id\`, \`case_id\`, \`id\`);`);
    this.addSql(`create index \`deadlines_clock_stopped_at_due_at_verdict_start_at_department_id_case_id_id_index\` on \`deadlines\` (\`clock\`, \`stopped_at\`, \`due_at\`, \`verdict\`, \`start_at\`, \`department_id\`, \`case_id\`, \`id\`);`);
    this.addSql(`create index deadlines_open on deadlines (case_id) where stopped_at is null;`);
    this.addSql(`create index \`deadlines_department_id_clock_due_at_index\` on \`deadlines\` (\`department_id\`, \`clock\`, \`due_at\`);`);

    this.addSql(`create table \`deliveries\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`event_id\` varchar(36) not null, \`listener\` text not null, \`attempts\` integer not null, \`next_try_at\` bigint null, \`done_at\` bigint null, \`parked_at\` bigint null, \`last_error\` text null);`);
    this.addSql(`create index deliveries_waiting on deliveries (next_try_at, id) where done_at is null and parked_at is null;`);
    this.addSql(`create index deliveries_of_case on deliveries (case_id, id) where done_at is null;`);
    this.addSql(`create unique index \`deliveries_event_id_listener_unique\` on \`deliveries\` (\`event_id\`, \`listener\`);`);

    this.addSql(`create table \`departments\` (\`id\` varchar(36) not null primary key, \`code\` text not null, \`name\` text not null, \`organisation_id\` varchar(36) not null, \`own\` integer not null, \`phone\` text null, \`duties\` text not null, \`active\` integer not null, \`position\` integer not null);`);
    this.addSql(`create unique index \`departments_code_unique\` on \`departments\` (\`code\`);`);
    this.addSql(`create index \`departments_organisation_id_index\` on \`departments\` (\`organisation_id\`);`);

    this.addSql(`create table \`drafts\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`user_id\` varchar(36) not null, \`act\` text not null, \`content\` text not null, \`case_version\` integer not null, \`saved_at\` bigint not null);`);
    this.addSql(`create index \`drafts_case_id_index\` on \`drafts\` (\`case_id\`);`);
    this.addSql(`create unique index \`drafts_user_id_case_id_act_unique\` on \`drafts\` (\`user_id\`, \`case_id\`, \`act\`);`);

    this.addSql(`create table \`emergency_calls\` (\`id\` varchar(36) not null primary key, \`event_id\` varchar(36) not null, \`case_id\` varchar(36) not null, \`user_id\` varchar(36) not null, \`turn\` integer not null, \`line\` text not null, \`to_call_at\` bigint not null, \`pass_at\` bigint not null, \`passed_on_at\` bigint null, \`acknowledged_at\` bigint null, \`note\` text null, \`recorded_by\` varchar(36) null, \`recorded_at\` bigint null);`);
    this.addSql(`create index \`emergency_calls_case_id_index\` on \`emergency_calls\` (\`case_id\`);`);
    this.addSql(`create index emergency_calls_open on emergency_calls (pass_at) where acknowledged_at is null and passed_on_at is null;`);
    this.addSql(`create unique index \`emergency_calls_event_id_turn_unique\` on \`emergency_calls\` (\`event_id\`, \`turn\`);`);

    this.addSql(`create table \`exclusions\` (\`id\` varchar(36) not null primary key, \`assessment_id\` varchar(36) not null, \`assessed_case_id\` varchar(36) not null, \`case_id\` varchar(36) not null, \`department_id\` varchar(36) not null, \`ground\` text not null, \`reason\` text not null, \`state\` text not null, \`proposed_by\` varchar(36) not null, \`proposed_at\` bigint not null, \`decided_by\` varchar(36) null, \`decided_at\` bigint null, \`decision_reason\` text null);`);
    this.addSql(`create index \`exclusions_assessment_id_index\` on \`exclusions\` (\`assessment_id\`);`);

    this.addSql(`create table \`extension_requests\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`asked_by\` varchar(36) not null, \`asked_at\` bigint not null, \`amount\` integer not null, \`reason\` text not null, \`progress\` text null, \`state\` text not null, \`decided_by\` varchar(36) null, \`decided_at\` bigint null, \`decision\` text null, \`due_before\` bigint null, \`due_after\` bigint null);`);
    this.addSql(`create index \`extension_requests_case_id_index\` on \`extension_requests\` (\`case_id\`);`);
    this.addSql(`create index \`extension_requests_asked_at_index\` on \`extension_requests\` (\`asked_at\`);`);
    this.addSql(`create index extension_requests_open on extension_requests (case_id) where state = 'asked';`);

    this.addSql(`create table \`filings\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`filed_by\` varchar(36) not null, \`filed_at\` bigint not null, \`reason\` text not null, \`restored_at\` bigint null);`);
    this.addSql(`create index \`filings_case_id_index\` on \`filings\` (\`case_id\`);`);

    this.addSql(`create table \`finding_labels\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`reply_id\` varchar(36) not null, \`opinion\` text not null, \`code\` text not null, \`start\` integer not null, \`end\` integer not null, \`note\` text null, \`form\` text not null, \`platform\` text not null, \`engine\` text not null, \`by\` varchar(36) not null, \`at\` bigint not null);`);
    this.addSql(`create index \`finding_labels_case_id_index\` on \`finding_labels\` (\`case_id\`);`);
    this.addSql(`create unique index \`finding_labels_reply_id_code_opinion_start_end_by_unique\` on \`finding_labels\` (\`reply_id\`, \`code\`, \`opinion\`, \`start\`, \`end\`, \`by\`);`);

    this.addSql(`create table \`follow_ups\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`epoch\` integer not null, \`by\` varchar(36) not null, \`at\` bigint not null, \`way\` text not null, \`reached\` integer not null, \`resolved\` text null, \`satisfaction\` text null, \`note\` text null);`);
    this.addSql(`create index \`follow_ups_case_id_epoch_index\` on \`follow_ups\` (\`case_id\`, \`epoch\`);`);
    this.addSql(`create index \`follow_ups_at_index\` on \`follow_ups\` (\`at\`);`);

    this.addSql(`create table \`former_deadlines\` (\`id\` varchar(36) not null primary key, \`deadline_id\` varchar(36) not null, \`case_id\` varchar(36) not null, \`revision\` integer not null, \`policy_hash\` text not null, \`calendar_hash\` text not null, \`amount\` integer not null, \`unit\` text not null, \`due_at\` bigint null, \`original_due_at\` bigint null, \`due_day\` text null, \`provisional\` integer not null, \`stopped_at\` bigint null, \`stop_act\` text null, \`verdict\` text null, \`proof\` text not null, \`proof_hash\` text not null, \`ended_by\` text not null, \`ended_at\` bigint not null);`);
    this.addSql(`create index \`former_deadlines_deadline_id_revision_ended_at_index\` on \`former_deadlines\` (\`deadline_id\`, \`revision\`, \`ended_at\`);`);
    this.addSql(`create index \`former_deadlines_case_id_index\` on \`former_deadlines\` (\`case_id\`);`);
    this.addSql(`create index \`former_deadlines_ended_at_index\` on \`former_deadlines\` (\`ended_at\`);`);

    this.addSql(`create table \`group_members\` (\`id\` varchar(36) not null primary key, \`group_reply_id\` varchar(36) not null, \`case_id\` varchar(36) not null, \`state\` text not null, \`uncovered\` text not null, \`off_topic\` integer not null, \`decided_by\` varchar(36) null, \`reason\` text null);`);
    this.addSql(`create index \`group_members_group_reply_id_index\` on \`group_members\` (\`group_reply_id\`);`);
    this.addSql(`create index \`group_members_case_id_index\` on \`group_members\` (\`case_id\`);`);
    this.addSql(`create unique index \`group_members_group_reply_id_case_id_unique\` on \`group_members\` (\`group_reply_id\`, \`case_id\`);`);

    this.addSql(`create table \`group_replies\` (\`id\` varchar(36) not null primary key, \`title\` text not null, \`office_id\` varchar(36) not null, \`version\` integer not null, \`state\` text not null, \`drafters\` text not null, \`drafted_at\` bigint not null, \`to_citizen\` text not null, \`public_reply\` text not null, \`score\` integer not null, \`verdict\` text not null, \`findings\` text not null, \`engine\` text not null, \`releases\` text not null, \`sent_back\` text null, \`answered_at\` bigint null);`);
    this.addSql(`create index \`group_replies_state_index\` on \`group_replies\` (\`state\`);`);

    this.addSql(`create table \`group_signatures\` (\`id\` varchar(36) not null primary key, \`group_reply_id\` varchar(36) not null, \`sort\` text not null, \`role\` text not null, \`user_id\` varchar(36) not null, \`at\` bigint not null, \`copy_hash\` text not null, \`gates\` text not null, \`note\` text null, \`voided_at\` bigint null);`);
    this.addSql(`create index \`group_signatures_group_reply_id_index\` on \`group_signatures\` (\`group_reply_id\`);`);

    this.addSql(`create table \`hand_overs\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`concerns_id\` varchar(36) not null, \`receiver\` text not null, \`receiver_phone\` text not null, \`way\` text not null, \`reason\` text not null, \`legal_way\` text null, \`handed_by\` varchar(36) not null, \`handed_at\` bigint not null, \`received_by\` text null, \`received_at\` bigint null, \`receipt_number\` text null, \`confirmed_by\` varchar(36) null, \`confirmed_at\` bigint null);`);
    this.addSql(`create index \`hand_overs_case_id_index\` on \`hand_overs\` (\`case_id\`);`);

    this.addSql(`create table \`identity_events\` (\`id\` varchar(36) not null primary key, \`at\` bigint not null, \`what\` text not null, \`user_id\` varchar(36) null, \`facts\` text not null);`);
    this.addSql(`create index \`identity_events_at_index\` on \`identity_events\` (\`at\`);`);

    this.addSql(`create table \`import_batches\` (\`id\` varchar(36) not null primary key, \`account_id\` varchar(36) not null, \`file_name\` text not null, \`file_hash\` text not null, \`mode\` text not null, \`started_at\` bigint not null, \`finished_at\` bigint null, \`last_line\` integer not null, \`taken\` integer not null, \`seen_before\` integer not null, \`refused\` integer not null);`);
    this.addSql(`create unique index \`import_batches_account_id_file_hash_mode_unique\` on \`import_batches\` (\`account_id\`, \`file_hash\`, \`mode\`);`);

    this.addSql(`create table \`import_faults\` (\`id\` varchar(36) not null primary key, \`batch_id\` varchar(36) not null, \`line\` integer not null, \`code\` text not null, \`reason\` text not null, \`raw\` text not null);`);
    this.addSql(`create unique index \`import_faults_batch_id_line_unique\` on \`import_faults\` (\`batch_id\`, \`line\`);`);

    this.addSql(`create table \`interims\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`drafted_by\` varchar(36) not null, \`drafted_at\` bigint not null, \`text\` text not null, \`salt\` text not null, \`content_hash\` text not null, \`state\` text not null, \`decided_by\` varchar(36) null, \`decided_at\` bigint null, \`decision\` text null, \`erased_at\` bigint null);`);
    this.addSql(`create index \`interims_case_id_index\` on \`interims\` (\`case_id\`);`);

    this.addSql(`create table \`issued_reports\` (\`id\` varchar(36) not null primary key, \`key\` text not null, \`organisation_id\` varchar(36) not null, \`form\` text not null, \`period\` text not null, \`topic_id\` varchar(36) null, \`chosen\` text null, \`edition\` integer not null, \`corrects_id\` varchar(36) null, \`reason\` text null, \`state\` text not null, \`as_of\` bigint not null, \`model\` text not null, \`hash\` text not null, \`number\` text null, \`series\` text not null, \`year\` integer null, \`serial\` integer null, \`created_at\` bigint not null, \`created_by\` varchar(36) null, \`approved_at\` bigint null, \`approved_by\` varchar(36) null, \`issued_at\` bigint null, \`recipients\` text not null, \`attached\` text not null, \`told_at\` bigint null);`);
    this.addSql(`create unique index \`issued_reports_key_unique\` on \`issued_reports\` (\`key\`);`);
    this.addSql(`create index \`issued_reports_organisation_id_form_period_index\` on \`issued_reports\` (\`organisation_id\`, \`form\`, \`period\`);`);
    this.addSql(`create unique index \`issued_reports_organisation_id_series_year_serial_unique\` on \`issued_reports\` (\`organisation_id\`, \`series\`, \`year\`, \`serial\`);`);

    this.addSql(`create table \`joint_handlings\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`department_id\` varchar(36) not null, \`invited_by\` varchar(36) not null, \`invited_at\` bigint not null, \`ask\` text not null, \`state\` text not null, \`text\` text null, \`ended_by\` varchar(36) null, \`ended_at\` bigint null);`);
    this.addSql(`create index \`joint_handlings_department_id_index\` on \`joint_handlings\` (\`department_id\`);`);
    this.addSql(`create index \`joint_handlings_case_id_department_id_index\` on \`joint_handlings\` (\`case_id\`, \`department_id\`);`);
    this.addSql(`create index joint_handlings_open on joint_handlings (department_id, case_id) where state = 'invited';`);

    this.addSql(`create table \`knowledge_counters\` (\`id\` text not null primary key, \`last\` bigint not null);`);

    this.addSql(`create table \`knowledge_days\` (\`day\` text not null primary key, \`searches\` integer not null, \`answered\` integer not null, \`helpful\` integer not null, \`unhelpful\` integer not null);`);

    this.addSql(`create table \`knowledge_entries\` (\`id\` varchar(36) not null primary key, \`number\` integer not null, \`key\` text null, \`state\` text not null, \`version\` integer not null, \`public_version\` integer null, \`content\` text not null, \`content_hash\` text not null, \`department_id\` varchar(36) null, \`review_by\` text null, \`reviewed_by\` varchar(36) null, \`reviewed_at\` bigint null, \`offline_reason\` text null, \`warned_at\` bigint null, \`repealed\` text not null, \`change\` bigint not null, \`uses\` integer not null, \`hits\` integer not null, \`helpful\` integer not null, \`unhelpful\` integer not null, \`source_id\` varchar(36) null, \`origin_id\` text null, \`origin_number\` integer null, \`from_publication_id\` varchar(36) null, \`created_at\` bigint not null, \`updated_at\` bigint not null);`);
    this.addSql(`create unique index \`knowledge_entries_number_unique\` on \`knowledge_entries\` (\`number\`);`);
    this.addSql(`create unique index \`knowledge_entries_key_unique\` on \`knowledge_entries\` (\`key\`);`);
    this.addSql(`create unique index \`knowledge_entries_from_publication_id_unique\` on \`knowledge_entries\` (\`from_publication_id\`);`);
    this.addSql(`create index \`knowledge_entries_state_id_index\` on \`knowledge_entries\` (\`state\`, \`id\`);`);
    this.addSql(`create index \`knowledge_entries_department_id_state_id_index\` on \`knowledge_entries\` (\`department_id\`, \`state\`, \`id\`);`);
    this.addSql(`create index \`knowledge_entries_state_review_by_index\` on \`knowledge_entries\` (\`state\`, \`review_by\`);`);
    this.addSql(`create index \`knowledge_entries_change_index\` on \`knowledge_entries\` (\`change\`);`);
    this.addSql(`create unique index \`knowledge_entries_source_id_origin_id_unique\` on \`knowledge_entries\` (\`source_id\`, \`origin_id\`);`);

    this.addSql(`create table \`knowledge_repeals\` (\`id\` varchar(36) not null primary key, \`title\` text null, \`number\` text null, \`reason\` text not null, \`marked_by\` varchar(36) not null, \`marked_at\` bigint not null, \`entries\` integer not null);`);

    this.addSql(`create table \`knowledge_sources\` (\`id\` varchar(36) not null primary key, \`name\` text not null, \`url\` text not null, \`every_minutes\` integer not null, \`active\` integer not null, \`cursor\` text not null, \`etag\` text null, \`next_pull_at\` bigint not null, \`pulled_at\` bigint null, \`last_error\` text null, \`failures\` integer not null, \`created_by\` varchar(36) not null, \`created_at\` bigint not null);`);

    this.addSql(`create table \`knowledge_uses\` (\`id\` varchar(36) not null primary key, \`entry_id\` varchar(36) not null, \`case_id\` varchar(36) not null, \`version\` integer not null, \`used_by\` varchar(36) not null, \`at\` bigint not null);`);
    this.addSql(`create index \`knowledge_uses_at_index\` on \`knowledge_uses\` (\`at\`);`);
    this.addSql(`create unique index \`knowledge_uses_entry_id_case_id_unique\` on \`knowledge_uses\` (\`entry_id\`, \`case_id\`);`);

    this.addSql(`create table \`knowledge_versions\` (\`id\` varchar(36) not null primary key, \`entry_id\` varchar(36) not null, \`version\` integer not null, \`stage\` text not null, \`content\` text not null, \`content_hash\` text not null, \`drafted_by\` text not null, \`drafted_at\` bigint not null, \`submitted_at\` bigint null, \`decided_by\` varchar(36) null, \`decided_at\` bigint null, \`note\` text null);`);
    this.addSql(`create index \`knowledge_versions_stage_id_index\` on \`knowledge_versions\` (\`stage\`, \`id\`);`);
    this.addSql(`create unique index \`knowledge_versions_entry_id_version_unique\` on \`knowledge_versions\` (\`entry_id\`, \`version\`);`);

    this.addSql(`create table \`legal_procedures\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`procedure\` text not null, \`basis\` text not null, \`reason\` text not null, \`begun_by\` varchar(36) not null, \`begun_at\` bigint not null, \`ended_by\` varchar(36) null, \`ended_at\` bigint null, \`outcome\` text null);`);
    this.addSql(`create index \`legal_procedures_case_id_index\` on \`legal_procedures\` (\`case_id\`);`);

    this.addSql(`create table \`letter_marks\` (\`number\` integer not null primary key autoincrement, \`case_id\` varchar(36) not null, \`received_at\` bigint not null, \`marks\` blob not null, \`band0\` integer null, \`band1\` integer null, \`band2\` integer null, \`band3\` integer null, \`band4\` integer null, \`band5\` integer null, \`band6\` integer null, \`band7\` integer null, \`band8\` integer null, \`band9\` integer null, \`band10\` integer null, \`band11\` integer null, \`place0\` integer null, \`place1\` integer null, \`place2\` integer null);`);
    this.addSql(`create unique index \`letter_marks_case_id_unique\` on \`letter_marks\` (\`case_id\`);`);
    this.addSql(`create index \`letter_marks_band0_number_index\` on \`letter_marks\` (\`band0\`, \`number\`);`);
    this.addSql(`create index \`letter_marks_band1_number_index\` on \`letter_marks\` (\`band1\`, \`number\`);`);
    this.addSql(`create index \`letter_marks_band2_number_index\` on \`letter_marks\` (\`band2\`, \`number\`);`);
    this.addSql(`create index \`letter_marks_band3_number_index\` on \`letter_marks\` (\`band3\`, \`number\`);`);
    this.addSql(`create index \`letter_marks_band4_number_index\` on \`letter_marks\` (\`band4\`, \`number\`);`);
    this.addSql(`create index \`letter_marks_band5_number_index\` on \`letter_marks\` (\`band5\`, \`number\`);`);
    this.addSql(`create index \`letter_marks_band6_number_index\` on \`letter_marks\` (\`band6\`, \`number\`);`);
    this.addSql(`create index \`letter_marks_band7_number_index\` on \`letter_marks\` (\`band7\`, \`number\`);`);
    this.addSql(`create index \`letter_marks_band8_number_index\` on \`letter_marks\` (\`band8\`, \`number\`);`);
    this.addSql(`create index \`letter_marks_band9_number_index\` on \`letter_marks\` (\`band9\`, \`number\`);`);
    this.addSql(`create index \`letter_marks_band10_number_index\` on \`letter_marks\` (\`band10\`, \`number\`);`);
    this.addSql(`create index \`letter_marks_band11_number_index\` on \`letter_marks\` (\`band11\`, \`number\`);`);
    this.addSql(`create index \`letter_marks_place0_number_index\` on \`letter_marks\` (\`place0\`, \`number\`);`);
    this.addSql(`create index \`letter_marks_place1_number_index\` on \`letter_marks\` (\`place1\`, \`number\`);`);
    this.addSql(`create index \`letter_marks_place2_number_index\` on \`letter_marks\` (\`place2\`, \`number\`);`);

    this.addSql(`create table \`likenesses\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`other_id\` varchar(36) not null, \`score\` double not null, \`wording\` double not null, \`matter\` double not null, \`same_place\` integer not null, \`same_writer\` integer not null, \`state\` text not null, \`found_at\` bigint not null, \`decided_by\` varchar(36) null, \`decided_at\` bigint null, \`reason\` text null);`);
    this.addSql(`create index \`likenesses_other_id_index\` on \`likenesses\` (\`other_id\`);`);
    this.addSql(`create index \`likenesses_state_found_at_index\` on \`likenesses\` (\`state\`, \`found_at\`);`);
    this.addSql(`create unique index \`likenesses_case_id_other_id_unique\` on \`likenesses\` (\`case_id\`, \`other_id\`);`);

    this.addSql(`create table \`local_days\` (\`id\` varchar(36) not null primary key, \`code\` text not null, \`edition\` integer not null, \`changed_by\` text not null, \`changed_at\` bigint not null, \`reason\` text not null, \`organisation_id\` varchar(36) null, \`source\` text not null, \`off\` text not null, \`makeup\` text not null);`);
    this.addSql(`create unique index \`local_days_code_edition_unique\` on \`local_days\` (\`code\`, \`edition\`);`);

    this.addSql(`create table \`matters\` (\`id\` varchar(36) not null primary key, \`sort\` text not null, \`last_seq\` integer not null, \`last_hash\` text not null);`);

    this.addSql(`create table \`matter_events\` (\`id\` varchar(36) not null primary key, \`matter_id\` varchar(36) not null, \`seq\` integer not null, \`act\` text not null, \`at\` bigint not null, \`actor_kind\` text not null, \`actor_id\` varchar(36) null, \`facts\` text not null, \`previous_hash\` text not null, \`hash\` text not null, \`seal_id\` varchar(36) null);`);
    this.addSql(`create index \`matter_events_seal_id_id_index\` on \`matter_events\` (\`seal_id\`, \`id\`);`);
    this.addSql(`create unique index \`matter_events_matter_id_seq_unique\` on \`matter_events\` (\`matter_id\`, \`seq\`);`);

    this.addSql(`create table \`merges\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`lead_id\` varchar(36) not null, \`merged_by\` varchar(36) not null, \`merged_at\` bigint not null, \`reason\` text not null, \`undone_at\` bigint null, \`undone_by\` varchar(36) null, \`undone_reason\` text null);`);
    this.addSql(`create index \`merges_case_id_index\` on \`merges\` (\`case_id\`);`);
    this.addSql(`create index \`merges_lead_id_index\` on \`merges\` (\`lead_id\`);`);

    this.addSql(`create table \`messages\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`account_id\` varchar(36) not null, \`external_id\` text not null, \`occurred_at\` bigint not null, \`received_at\` bigint not null, \`subject\` text not null, \`text\` text not null, \`raw\` text not null, \`salt\` text not null, \`content_hash\` text not null, \`author_id\` text null, \`author_name\` text null, \`author_contact\` text null, \`erased_at\` bigint null, \`batch_id\` varchar(36) null);`);
    this.addSql(`create index \`messages_case_id_index\` on \`messages\` (\`case_id\`);`);
    this.addSql(`create index messages_erased on messages (erased_at) where erased_at is not null;`);
    this.addSql(`create unique index \`messages_account_id_external_id_unique\` on \`messages\` (\`account_id\`, \`external_id\`);`);

    this.addSql(`create table \`mornings\` (\`day\` text not null primary key, \`gathered_at\` bigint not null);`);

    this.addSql(`create table \`notices\` (\`id\` varchar(36) not null primary key, \`key\` text not null, \`case_id\` varchar(36) null, \`report_id\` varchar(36) null, \`template\` text not null, \`user_id\` varchar(36) not null, \`way\` text not null, \`address\` text not null, \`subject\` text not null, \`text\` text not null, \`html\` text not null, \`message_id\` text not null, \`urgent\` integer not null, \`state\` text not null, \`next_try_at\` bigint null, \`attempts\` integer not null, \`created_at\` bigint not null, \`sent_at\` bigint null, \`read_at\` bigint null, \`last_error\` text null);`);
    this.addSql(`create unique index \`notices_key_unique\` on \`notices\` (\`key\`);`);
    this.addSql(`create index \`notices_case_id_index\` on \`notices\` (\`case_id\`);`);
    this.addSql(`create index \`notices_user_id_index\` on \`notices\` (\`user_id\`);`);
    this.addSql(`create index \`notices_message_id_index\` on \`notices\` (\`message_id\`);`);
    this.addSql(`create index notices_queued on notices (next_try_at, id) where state = 'queued';`);
    this.addSql(`create index notices_late on notices (user_id, created_at) where state = 'queued' and template = 'late_item';`);
    this.addSql(`create index notices_rare on notices (state, id) where state in ('dead', 'dropped');`);
    this.addSql(`create index notices_sent on notices (user_id, sent_at) where state = 'sent';`);

    this.addSql(`create table \`organisations\` (\`id\` varchar(36) not null primary key, \`code\` text not null, \`name\` text not null, \`parent_id\` varchar(36) null, \`policies\` text not null);`);
    this.addSql(`create unique index \`organisations_code_unique\` on \`organisations\` (\`code\`);`);
    this.addSql(`create index \`organisations_parent_id_index\` on \`organisations\` (\`parent_id\`);`);

    this.addSql(`create table \`own_policies\` (\`id\` varchar(36) not null primary key, \`name\` text not null, \`edition\` integer not null, \`changed_by\` text not null, \`changed_at\` bigint not null, \`reason\` text not null, \`cloned_from\` text not null, \`content\` text not null);`);
    this.addSql(`create unique index \`own_policies_name_edition_unique\` on \`own_policies\` (\`name\`, \`edition\`);`);

    this.addSql(`create table \`papers\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`sort\` text not null, \`number\` text null, \`state\` text not null, \`department_id\` varchar(36) null, \`reason\` text not null, \`asked\` text null, \`leader\` text null, \`level\` text not null, \`level_reason\` text null, \`rung_key\` text null, \`issued_by\` varchar(36) null, \`issued_at\` bigint null, \`reply\` text null, \`replied_by\` varchar(36) null, \`replied_at\` bigint null, \`decided_by\` varchar(36) null, \`decided_at\` bigint null, \`decision\` text null, \`created_at\` bigint not null);`);
    this.addSql(`create index \`papers_case_id_index\` on \`papers\` (\`case_id\`);`);
    this.addSql(`create index \`papers_issued_at_index\` on \`papers\` (\`issued_at\`);`);
    this.addSql(`create index \`papers_created_at_index\` on \`papers\` (\`created_at\`);`);
    this.addSql(`create index \`papers_sort_state_department_id_index\` on \`papers\` (\`sort\`, \`state\`, \`department_id\`);`);
    this.addSql(`create unique index \`papers_rung_key_unique\` on \`papers\` (\`rung_key\`);`);
    this.addSql(`create unique index \`papers_number_unique\` on \`papers\` (\`number\`);`);

    this.addSql(`create table \`paper_counters\` (\`id\` text not null primary key, \`last\` integer not null);`);

    this.addSql(`create table \`presences\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`user_id\` varchar(36) not null, \`doing\` text not null, \`seen_at\` bigint not null, \`pen_until\` bigint null);`);
    this.addSql(`create index \`presences_case_id_index\` on \`presences\` (\`case_id\`);`);
    this.addSql(`create index \`presences_seen_at_index\` on \`presences\` (\`seen_at\`);`);
    this.addSql(`create unique index \`presences_case_id_user_id_unique\` on \`presences\` (\`case_id\`, \`user_id\`);`);

    this.addSql(`create table \`proposals\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`at\` bigint not null, \`department_id\` varchar(36) null, \`ranked\` text not null, \`terms\` text not null, \`confidence\` double not null, \`auto\` integer not null, \`joint_department_id\` varchar(36) null, \`model_version\` integer null, \`basis\` text not null, \`engine\` text not null);`);
    this.addSql(`create unique index \`proposals_case_id_unique\` on \`proposals\` (\`case_id\`);`);
    this.addSql(`create index \`proposals_department_id_at_index\` on \`proposals\` (\`department_id\`, \`at\`);`);

    this.addSql(`create table \`publications\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`reply_id\` varchar(36) not null, \`epoch\` integer not null, \`published_by\` varchar(36) null, \`published_at\` bigint not null, \`public\` integer not null, \`public_subject\` text not null, \`public_message\` text not null, \`public_reply\` text not null, \`to_citizen\` text not null, \`delivery_state\` text not null, \`delivery_key\` text not null, \`delivered_at\` bigint null, \`delivery_note\` text null, \`corrected_at\` bigint null, \`retracted_at\` bigint null);`);
    this.addSql(`create index \`publications_case_id_index\` on \`publications\` (\`case_id\`);`);
    this.addSql(`create index \`publications_reply_id_index\` on \`publications\` (\`reply_id\`);`);
    this.addSql(`create unique index \`publications_delivery_key_unique\` on \`publications\` (\`delivery_key\`);`);
    this.addSql(`create index \`publications_public_published_at_index\` on \`publications\` (\`public\`, \`published_at\`);`);
    this.addSql(`create index \`publications_delivery_state_index\` on \`publications\` (\`delivery_state\`);`);

    this.addSql(`create table \`purges\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`code\` text not null, \`basis\` text not null, \`proposed_by\` varchar(36) not null, \`proposed_as\` text not null, \`proposed_at\` bigint not null, \`confirmed_by\` varchar(36) null, \`confirmed_at\` bigint null, \`erased\` text not null);`);
    this.addSql(`create index \`purges_case_id_index\` on \`purges\` (\`case_id\`);`);
    this.addSql(`create index \`purges_confirmed_at_index\` on \`purges\` (\`confirmed_at\`);`);

    this.addSql(`create table \`quarantines\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`by\` varchar(36) null, \`at\` bigint not null, \`code\` text not null, \`start\` integer null, \`end\` integer null, \`note\` text null, \`lifted_by\` varchar(36) null, \`lifted_at\` bigint null, \`waiver\` text null, \`waived_by\` varchar(36) null);`);
    this.addSql(`create index \`quarantines_case_id_index\` on \`quarantines\` (\`case_id\`);`);
    this.addSql(`create index \`quarantines_at_index\` on \`quarantines\` (\`at\`);`);

    this.addSql(`create table \`ratings\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`epoch\` integer not null, \`satisfaction\` text not null, \`resolved\` text not null, \`text\` text not null, \`at\` bigint not null);`);
    this.addSql(`create unique index \`ratings_case_id_epoch_unique\` on \`ratings\` (\`case_id\`, \`epoch\`);`);

    this.addSql(`create table \`rebasings\` (\`id\` varchar(36) not null primary key, \`sort\` text not null, \`subject\` text null, \`organisation_id\` varchar(36) null, \`reason\` text not null, \`ordered_by\` text not null, \`ordered_at\` bigint not null, \`reached\` text not null, \`cases\` integer not null, \`clocks\` integer not null, \`moved\` integer not null, \`faults\` text not null, \`finished_at\` bigint null);`);
    this.addSql(`create index \`rebasings_finished_at_index\` on \`rebasings\` (\`finished_at\`);`);

    this.addSql(`create table \`rejections\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`proposed_by\` varchar(36) not null, \`proposed_at\` bigint not null, \`reason\` text not null, \`legal_way\` text not null, \`template\` text not null, \`text\` text not null, \`decided_by\` varchar(36) null, \`decided_at\` bigint null);`);
    this.addSql(`create index \`rejections_case_id_index\` on \`rejections\` (\`case_id\`);`);

    this.addSql(`create table \`relabels\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`by\` varchar(36) not null, \`at\` bigint not null, \`before\` text not null, \`after\` text not null, \`downwards\` integer not null, \`reason\` text null);`);
    this.addSql(`create index \`relabels_case_id_index\` on \`relabels\` (\`case_id\`);`);
    this.addSql(`create index \`relabels_at_index\` on \`relabels\` (\`at\`);`);

    this.addSql(`create table \`releases\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`reply_id\` varchar(36) not null, \`code\` text not null, \`reason\` text not null, \`by\` varchar(36) not null, \`at\` bigint not null);`);
    this.addSql(`create index \`releases_case_id_index\` on \`releases\` (\`case_id\`);`);
    this.addSql(`create index \`releases_reply_id_index\` on \`releases\` (\`reply_id\`);`);

    this.addSql(`create table \`reopenings\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`epoch\` integer not null, \`by\` varchar(36) not null, \`at\` bigint not null, \`reason\` text not null);`);
    this.addSql(`create unique index \`reopenings_case_id_epoch_unique\` on \`reopenings\` (\`case_id\`, \`epoch\`);`);

    this.addSql(`create table \`repeats_ended\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`by\` varchar(36) not null, \`at\` bigint not null, \`reason\` text not null, \`basis\` text not null);`);
    this.addSql(`create unique index \`repeats_ended_case_id_unique\` on \`repeats_ended\` (\`case_id\`);`);

    this.addSql(`create table \`replies\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`version\` integer not null, \`drafter_id\` varchar(36) not null, \`department_id\` varchar(36) null, \`submitted_at\` bigint not null, \`to_citizen\` text not null, \`to_superior\` text null, \`public_message\` text not null, \`public_reply\` text not null, \`attachments\` text not null, \`contributions\` text not null, \`copy_hash\` text not null, \`score\` integer not null, \`verdict\` text not null, \`findings\` text not null, \`asks\` text null, \`form\` text null, \`engine\` text not null);`);
    this.addSql(`create unique index \`replies_case_id_version_unique\` on \`replies\` (\`case_id\`, \`version\`);`);

    this.addSql(`create table \`reply_wordings\` (\`reply_id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`office_id\` varchar(36) not null, \`band0\` integer not null, \`band1\` integer not null, \`band2\` integer not null, \`band3\` integer not null, \`band4\` integer not null, \`band5\` integer not null, \`band6\` integer not null, \`band7\` integer not null, \`band8\` integer not null, \`band9\` integer not null, \`band10\` integer not null, \`band11\` integer not null);`);
    this.addSql(`create index \`reply_wordings_case_id_index\` on \`reply_wordings\` (\`case_id\`);`);
    this.addSql(`create index reply_wordings_band0 on reply_wordings (band0, reply_id);`);
    this.addSql(`create index reply_wordings_band1 on reply_wordings (band1, reply_id);`);
    this.addSql(`create index reply_wordings_band2 on reply_wordings (band2, reply_id);`);
    this.addSql(`create index reply_wordings_band3 on reply_wordings (band3, reply_id);`);
    this.addSql(`create index reply_wordings_band4 on reply_wordings (band4, reply_id);`);
    this.addSql(`create index reply_wordings_band5 on reply_wordings (band5, reply_id);`);
    this.addSql(`create index reply_wordings_band6 on reply_wordings (band6, reply_id);`);
    this.addSql(`create index reply_wordings_band7 on reply_wordings (band7, reply_id);`);
    this.addSql(`create index reply_wordings_band8 on reply_wordings (band8, reply_id);`);
    this.addSql(`create index reply_wordings_band9 on reply_wordings (band9, reply_id);`);
    this.addSql(`create index reply_wordings_band10 on reply_wordings (band10, reply_id);`);
    this.addSql(`create index reply_wordings_band11 on reply_wordings (band11, reply_id);`);

    this.addSql(`create table \`report_cases\` (\`report_id\` varchar(36) not null, \`case_id\` varchar(36) not null, \`account_id\` varchar(36) not null, \`kind\` text not null, \`imposed\` integer not null, \`counted\` text not null, primary key (\`report_id\`, \`case_id\`));`);

    this.addSql(`create table \`report_files\` (\`id\` varchar(36) not null primary key, \`report_id\` varchar(36) not null, \`format\` text not null, \`name\` text not null, \`media_type\` text not null, \`hash\` text not null, \`bytes\` blob not null);`);
    this.addSql(`create unique index \`report_files_report_id_format_unique\` on \`report_files\` (\`report_id\`, \`format\`);`);

    this.addSql(`create table \`return_requests\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`department_id\` varchar(36) not null, \`signed_by\` varchar(36) not null, \`asked_at\` bigint not null, \`basis\` text not null, \`suggested_department_id\` varchar(36) null, \`state\` text not null, \`decided_by\` varchar(36) null, \`decided_at\` bigint null, \`decision\` text null);`);
    this.addSql(`create index \`return_requests_case_id_index\` on \`return_requests\` (\`case_id\`);`);
    this.addSql(`create index \`return_requests_department_id_index\` on \`return_requests\` (\`department_id\`);`);
    this.addSql(`create index \`return_requests_asked_at_index\` on \`return_requests\` (\`asked_at\`);`);

    this.addSql(`create table \`review_sheets\` (\`id\` varchar(36) not null primary key, \`check_id\` varchar(36) not null, \`case_id\` varchar(36) not null, \`checker_id\` varchar(36) not null, \`third\` integer not null, \`state\` text not null, \`marks\` text null, \`note\` text null, \`assigned_at\` bigint not null, \`handed_in_at\` bigint null);`);
    this.addSql(`create index \`review_sheets_check_id_index\` on \`review_sheets\` (\`check_id\`);`);
    this.addSql(`create index \`review_sheets_checker_id_state_index\` on \`review_sheets\` (\`checker_id\`, \`state\`);`);
    this.addSql(`create unique index \`review_sheets_check_id_case_id_checker_id_unique\` on \`review_sheets\` (\`check_id\`, \`case_id\`, \`checker_id\`);`);

    this.addSql(`create table \`rota_entries\` (\`id\` varchar(36) not null primary key, \`organisation_id\` varchar(36) not null, \`day\` text not null, \`from_time\` text not null, \`to_time\` text not null, \`officers\` text not null, \`lead\` varchar(36) null, \`note\` text null);`);
    this.addSql(`create unique index \`rota_entries_organisation_id_day_from_time_unique\` on \`rota_entries\` (\`organisation_id\`, \`day\`, \`from_time\`);`);

    this.addSql(`create table \`rota_notes\` (\`id\` varchar(36) not null primary key, \`organisation_id\` varchar(36) not null, \`shift_start_at\` bigint not null, \`shift_end_at\` bigint not null, \`written_by\` varchar(36) not null, \`written_at\` bigint not null, \`text\` text not null, \`open\` text not null, \`acknowledged_by\` varchar(36) null, \`acknowledged_at\` bigint null);`);
    this.addSql(`create index \`rota_notes_written_at_index\` on \`rota_notes\` (\`written_at\`);`);

    this.addSql(`create table \`rota_patterns\` (\`id\` varchar(36) not null primary key, \`organisation_id\` varchar(36) not null, \`code\` text not null, \`name\` text not null, \`days\` text not null, \`from_time\` text not null, \`to_time\` text not null, \`anchor\` text not null, \`until\` text null, \`teams\` text not null);`);
    this.addSql(`create unique index \`rota_patterns_organisation_id_code_unique\` on \`rota_patterns\` (\`organisation_id\`, \`code\`);`);

    this.addSql(`create table \`rota_swaps\` (\`id\` varchar(36) not null primary key, \`organisation_id\` varchar(36) not null, \`day\` text not null, \`from_time\` text not null, \`absent_id\` varchar(36) not null, \`substitute_id\` varchar(36) not null, \`reason\` text not null, \`by\` varchar(36) not null, \`at\` bigint not null);`);
    this.addSql(`create unique index \`rota_swaps_organisation_id_day_from_time_absent_id_unique\` on \`rota_swaps\` (\`organisation_id\`, \`day\`, \`from_time\`, \`absent_id\`);`);

    this.addSql(`create table \`routing_models\` (\`id\` varchar(36) not null primary key, \`version\` integer not null, \`trained_at\` bigint not null, \`hash\` text not null, \`bytes\` integer not null, \`engine\` text not null, \`lessons\` text not null, \`figures\` text not null, \`threshold\` text not null, \`comparison\` text not null);`);
    this.addSql(`create unique index \`routing_models_version_unique\` on \`routing_models\` (\`version\`);`);

    this.addSql(`create table \`routing_model_contents\` (\`id\` varchar(36) not null primary key, \`content\` blob not null);`);

    this.addSql(`create table \`routing_switches\` (\`id\` varchar(36) not null primary key, \`at\` bigint not null, \`version\` integer null, \`before\` integer null, \`by\` text not null, \`reason\` text not null);`);

    this.addSql(`create table \`routing_trainings\` (\`id\` varchar(36) not null primary key, \`asked_by\` text not null, \`asked_at\` bigint not null, \`held_until\` bigint null, \`finished_at\` bigint null, \`outcome\` text null, \`cases\` integer null, \`model_version\` integer null, \`fault\` text null);`);

    this.addSql(`create table \`rule_versions\` (\`hash\` text not null primary key, \`sort\` text not null, \`name\` text not null, \`content\` text not null, \`first_used_at\` bigint not null);`);

    this.addSql(`create table \`rung_marks\` (\`id\` varchar(36) not null primary key, \`deadline_id\` varchar(36) not null, \`case_id\` varchar(36) not null, \`epoch\` integer not null, \`revision\` integer not null, \`rung\` text not null, \`at\` bigint not null, \`marked_at\` bigint not null, \`suppressed\` integer not null);`);
    this.addSql(`create index \`rung_marks_case_id_index\` on \`rung_marks\` (\`case_id\`);`);
    this.addSql(`create unique index \`rung_marks_deadline_id_epoch_revision_rung_unique\` on \`rung_marks\` (\`deadline_id\`, \`epoch\`, \`revision\`, \`rung\`);`);

    this.addSql(`create table \`saved_views\` (\`id\` varchar(36) not null primary key, \`owner_id\` varchar(36) not null, \`organisation_id\` varchar(36) null, \`name\` text not null, \`query\` text not null, \`shared\` integer not null, \`saved_at\` bigint not null);`);
    this.addSql(`create index \`saved_views_owner_id_index\` on \`saved_views\` (\`owner_id\`);`);
    this.addSql(`create index \`saved_views_organisation_id_index\` on \`saved_views\` (\`organisation_id\`);`);

    this.addSql(`create table \`screenings\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`at\` bigint not null, \`verdict\` text not null, \`kind\` text not null, \`urgency\` text not null, \`sensitive\` integer not null, \`reasons\` text not null, \`scope\` text null, \`people\` integer null, \`earlier\` text not null, \`engine\` text not null);`);
    this.addSql(`create unique index \`screenings_case_id_unique\` on \`screenings\` (\`case_id\`);`);

    this.addSql(`create table \`seals\` (\`id\` varchar(36) not null primary key, \`at\` bigint not null, \`position\` integer not null, \`events\` integer not null, \`root\` text not null, \`previous_hash\` text not null, \`hash\` text not null);`);
    this.addSql(`create unique index \`seals_position_unique\` on \`seals\` (\`position\`);`);

    this.addSql(`create table \`second_opinions\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`reply_version\` integer null, \`asked_by\` varchar(36) not null, \`asked_at\` bigint not null, \`model\` text not null, \`prompt_version\` text not null, \`opinion\` text null, \`failure\` text null, \`took_ms\` integer not null);`);
    this.addSql(`create index \`second_opinions_case_id_index\` on \`second_opinions\` (\`case_id\`);`);

    this.addSql(`create table \`send_backs\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`reply_id\` varchar(36) not null, \`by\` varchar(36) not null, \`at\` bigint not null, \`reason\` text not null);`);
    this.addSql(`create index \`send_backs_case_id_index\` on \`send_backs\` (\`case_id\`);`);

    this.addSql(`create table \`sessions\` (\`id\` text not null primary key, \`user_id\` varchar(36) not null, \`created_at\` bigint not null, \`last_seen_at\` bigint not null, \`expires_at\` bigint not null);`);
    this.addSql(`create index \`sessions_user_id_index\` on \`sessions\` (\`user_id\`);`);
    this.addSql(`create index \`sessions_expires_at_index\` on \`sessions\` (\`expires_at\`);`);

    this.addSql(`create table \`signatures\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`reply_id\` varchar(36) not null, \`sort\` text not null, \`role\` text not null, \`user_id\` varchar(36) not null, \`at\` bigint not null, \`copy_hash\` text not null, \`gates\` text not null, \`note\` text null, \`voided_at\` bigint null);`);
    this.addSql(`create index \`signatures_case_id_index\` on \`signatures\` (\`case_id\`);`);
    this.addSql(`create index \`signatures_reply_id_index\` on \`signatures\` (\`reply_id\`);`);

    this.addSql(`create table \`spot_checks\` (\`id\` varchar(36) not null primary key, \`organisation_id\` varchar(36) not null, \`title\` text not null, \`period\` text not null, \`from\` bigint not null, \`to\` bigint not null, \`seed\` text not null, \`size\` text not null, \`population\` text not null, \`population_hash\` text not null, \`population_count\` integer not null, \`settings\` text not null, \`settings_version\` text not null, \`settings_hash\` text not null, \`state\` text not null, \`drawn_by\` varchar(36) not null, \`drawn_at\` bigint not null, \`pool\` text not null, \`closed_by\` varchar(36) null, \`closed_at\` bigint null, \`results_hash\` text null);`);
    this.addSql(`create index \`spot_checks_organisation_id_index\` on \`spot_checks\` (\`organisation_id\`);`);
    this.addSql(`create index \`spot_checks_state_from_index\` on \`spot_checks\` (\`state\`, \`from\`);`);

    this.addSql(`create table \`spot_check_cases\` (\`id\` varchar(36) not null primary key, \`check_id\` varchar(36) not null, \`case_id\` varchar(36) not null, \`account_id\` varchar(36) not null, \`unit\` varchar(36) not null, \`kind\` text not null, \`report\` integer not null, \`answered_at\` bigint not null, \`settled\` text null, \`settled_at\` bigint null, \`good\` integer null);`);
    this.addSql(`create index \`spot_check_cases_case_id_index\` on \`spot_check_cases\` (\`case_id\`);`);
    this.addSql(`create index \`spot_check_cases_answered_at_index\` on \`spot_check_cases\` (\`answered_at\`);`);
    this.addSql(`create unique index \`spot_check_cases_check_id_case_id_unique\` on \`spot_check_cases\` (\`check_id\`, \`case_id\`);`);

    this.addSql(`create table \`studies\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`by\` varchar(36) not null, \`at\` bigint not null, \`decision\` text not null, \`reason\` text not null, \`cause\` text null, \`found\` text null, \`measure\` text null);`);
    this.addSql(`create index \`studies_case_id_index\` on \`studies\` (\`case_id\`);`);

    this.addSql(`create table \`assessment_tellings\` (\`id\` varchar(36) not null primary key, \`sort\` text not null, \`matter_id\` varchar(36) not null, \`user_id\` varchar(36) not null, \`facts\` text not null, \`path\` text not null, \`created_at\` bigint not null, \`told_at\` bigint null);`);
    this.addSql(`create index assessment_tellings_waiting on assessment_tellings (id) where told_at is null;`);

    this.addSql(`create table \`terms\` (\`id\` varchar(36) not null primary key, \`matter_id\` varchar(36) not null, \`name\` text not null, \`concerns_id\` varchar(36) not null, \`start_at\` bigint not null, \`amount\` integer not null, \`due_at\` bigint not null, \`due_day\` text not null, \`calendar_hash\` text not null, \`proof\` text not null, \`person_ids\` text not null, \`overseer_ids\` text not null, \`remind_at\` bigint not null, \`reminded_at\` bigint null, \`stopped_at\` bigint null, \`missed_at\` bigint null);`);
    this.addSql(`create index \`terms_matter_id_index\` on \`terms\` (\`matter_id\`);`);
    this.addSql(`create unique index \`terms_concerns_id_unique\` on \`terms\` (\`concerns_id\`);`);
    this.addSql(`create index terms_running on terms (due_at) where stopped_at is null;`);

    this.addSql(`create table \`tokens\` (\`id\` varchar(36) not null primary key, \`name\` text not null, \`hash\` text not null, \`scope\` text not null, \`account_id\` varchar(36) null, \`created_at\` bigint not null, \`revoked_at\` bigint null);`);
    this.addSql(`create unique index \`tokens_hash_unique\` on \`tokens\` (\`hash\`);`);
    this.addSql(`create index \`tokens_account_id_index\` on \`tokens\` (\`account_id\`);`);

    this.addSql(`create table \`topics\` (\`id\` varchar(36) not null primary key, \`state\` text not null, \`title\` text not null, \`given_title\` text null, \`central_case_id\` varchar(36) not null, \`place\` text not null, \`who\` text not null, \`terms\` text not null, \`heat\` double not null, \`users\` integer not null, \`letters\` integer not null, \`first_at\` bigint not null, \`last_at\` bigint not null, \`found_at\` bigint not null, \`run_at\` bigint not null, \`joined_id\` varchar(36) null, \`warned\` integer not null);`);
    this.addSql(`create index \`topics_state_heat_index\` on \`topics\` (\`state\`, \`heat\`);`);

    this.addSql(`create table \`topic_changes\` (\`id\` varchar(36) not null primary key, \`topic_id\` varchar(36) not null, \`act\` text not null, \`at\` bigint not null, \`by\` varchar(36) null, \`reason\` text null, \`facts\` text not null, \`told_at\` bigint null);`);
    this.addSql(`create index \`topic_changes_topic_id_index\` on \`topic_changes\` (\`topic_id\`);`);
    this.addSql(`create index \`topic_changes_at_index\` on \`topic_changes\` (\`at\`);`);
    this.addSql(`create index \`topic_changes_act_told_at_index\` on \`topic_changes\` (\`act\`, \`told_at\`);`);

    this.addSql(`create table \`topic_members\` (\`case_id\` varchar(36) not null primary key, \`topic_id\` varchar(36) not null, \`score\` double not null, \`pinned\` integer not null);`);
    this.addSql(`create index \`topic_members_topic_id_index\` on \`topic_members\` (\`topic_id\`);`);

    this.addSql(`create table \`trackings\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`by\` varchar(36) not null, \`at\` bigint not null, \`basis\` text not null, \`condition\` text null, \`until\` text null, \`told\` text not null, \`ended_at\` bigint null, \`ended_by\` varchar(36) null, \`evidence\` text null);`);
    this.addSql(`create index \`trackings_case_id_index\` on \`trackings\` (\`case_id\`);`);
    this.addSql(`create index trackings_open on trackings (case_id) where ended_at is null;`);

    this.addSql(`create table \`transfers\` (\`id\` varchar(36) not null primary key, \`case_id\` varchar(36) not null, \`receiver\` text not null, \`receiver_phone\` text not null, \`receiver_number\` text null, \`reason\` text not null, \`transferred_by\` varchar(36) not null, \`transferred_at\` bigint not null, \`ended_at\` bigint null, \`ended_by\` varchar(36) null, \`outcome\` text null, \`end_reason\` text null);`);
    this.addSql(`create index \`transfers_case_id_index\` on \`transfers\` (\`case_id\`);`);

    this.addSql(`create table \`turned_away\` (\`id\` varchar(36) not null primary key, \`at\` bigint not null, \`account_id\` varchar(36) null, \`raw\` blob not null, \`reason\` text not null);`);
    this.addSql(`create index \`turned_away_at_index\` on \`turned_away\` (\`at\`);`);

    this.addSql(`create table \`users\` (\`id\` varchar(36) not null primary key, \`login\` text not null, \`name\` text not null, \`email\` text null, \`phone\` text null, \`wecom\` text null, \`password_hash\` text null, \`password_set_at\` bigint null, \`must_change_password\` integer not null, \`roles\` text not null, \`department_id\` varchar(36) null, \`organisation_id\` varchar(36) null, \`substitute_id\` varchar(36) null, \`absent_from\` bigint null, \`absent_until\` bigint null, \`locale\` text not null, \`notices_off\` text not null, \`active\` integer not null, \`failures\` integer not null, \`locked_until\` bigint null, \`created_at\` bigint not null);`);
    this.addSql(`create unique index \`users_login_unique\` on \`users\` (\`login\`);`);
    this.addSql(`create index \`users_department_id_index\` on \`users\` (\`department_id\`);`);
    this.addSql(`create index \`users_organisation_id_index\` on \`users\` (\`organisation_id\`);`);

    this.addSql(`create table \`webhooks\` (\`id\` varchar(36) not null primary key, \`name\` text not null, \`url\` text not null, \`secret\` text not null, \`acts\` text not null, \`account_ids\` text not null, \`active\` integer not null, \`off_reason\` text null, \`created_by\` varchar(36) not null, \`created_at\` bigint not null);`);

    this.addSql(`create table \`webhook_messages\` (\`id\` varchar(36) not null primary key, \`webhook_id\` varchar(36) not null, \`event_id\` varchar(36) not null, \`act\` text not null, \`body\` text not null, \`state\` text not null, \`next_try_at\` bigint null, \`attempts\` integer not null, \`last_status\` integer null, \`last_error\` text null, \`created_at\` bigint not null, \`sent_at\` bigint null);`);
    this.addSql(`create index webhook_messages_queued on webhook_messages (next_try_at, id) where state = 'queued';`);
    this.addSql(`create index \`webhook_messages_webhook_id_created_at_index\` on \`webhook_messages\` (\`webhook_id\`, \`created_at\`);`);
    this.addSql(`create unique index \`webhook_messages_webhook_id_event_id_unique\` on \`webhook_messages\` (\`webhook_id\`, \`event_id\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`accounts\`;`);
    this.addSql(`drop table if exists \`amendments\`;`);
    this.addSql(`drop table if exists \`assessed_cases\`;`);
    this.addSql(`drop table if exists \`assessed_units\`;`);
    this.addSql(`drop table if exists \`assessments\`;`);
    this.addSql(`drop table if exists \`assessment_objections\`;`);
    this.addSql(`drop table if exists \`assignments\`;`);
    this.addSql(`drop table if exists \`attachments\`;`);
    this.addSql(`drop table if exists \`attachment_contents\`;`);
    this.addSql(`drop table if exists \`automatic_assignings\`;`);
    this.addSql(`drop table if exists \`calendar_notices\`;`);
    this.addSql(`drop table if exists \`case_counters\`;`);
    this.addSql(`drop table if exists \`case_events\`;`);
    this.addSql(`drop table if exists \`case_files\`;`);
    this.addSql(`drop table if exists \`citizen_notices\`;`);
    this.addSql(`drop table if exists \`clarifications\`;`);
    this.addSql(`drop table if exists \`contacts\`;`);
    this.addSql(`drop table if exists \`covers\`;`);
    this.addSql(`drop table if exists \`deadlines\`;`);
    this.addSql(`drop table if exists \`deliveries\`;`);
    this.addSql(`drop table if exists \`departments\`;`);
    this.addSql(`drop table if exists \`drafts\`;`);
    this.addSql(`drop table if exists \`emergency_calls\`;`);
    this.addSql(`drop table if exists \`exclusions\`;`);
    this.addSql(`drop table if exists \`extension_requests\`;`);
    this.addSql(`drop table if exists \`filings\`;`);
    this.addSql(`drop table if exists \`finding_labels\`;`);
    this.addSql(`drop table if exists \`follow_ups\`;`);
    this.addSql(`drop table if exists \`former_deadlines\`;`);
    this.addSql(`drop table if exists \`group_members\`;`);
    this.addSql(`drop table if exists \`group_replies\`;`);
    this.addSql(`drop table if exists \`group_signatures\`;`);
    this.addSql(`drop table if exists \`hand_overs\`;`);
    this.addSql(`drop table if exists \`identity_events\`;`);
    this.addSql(`drop table if exists \`import_batches\`;`);
    this.addSql(`drop table if exists \`import_faults\`;`);
    this.addSql(`drop table if exists \`interims\`;`);
    this.addSql(`drop table if exists \`issued_reports\`;`);
    this.addSql(`drop table if exists \`joint_handlings\`;`);
    this.addSql(`drop table if exists \`knowledge_counters\`;`);
    this.addSql(`drop table if exists \`knowledge_days\`;`);
    this.addSql(`drop table if exists \`knowledge_entries\`;`);
    this.addSql(`drop table if exists \`knowledge_repeals\`;`);
    this.addSql(`drop table if exists \`knowledge_sources\`;`);
    this.addSql(`drop table if exists \`knowledge_uses\`;`);
    this.addSql(`drop table if exists \`knowledge_versions\`;`);
    this.addSql(`drop table if exists \`legal_procedures\`;`);
    this.addSql(`drop table if exists \`letter_marks\`;`);
    this.addSql(`drop table if exists \`likenesses\`;`);
    this.addSql(`drop table if exists \`local_days\`;`);
    this.addSql(`drop table if exists \`matters\`;`);
    this.addSql(`drop table if exists \`matter_events\`;`);
    this.addSql(`drop table if exists \`merges\`;`);
    this.addSql(`drop table if exists \`messages\`;`);
    this.addSql(`drop table if exists \`mornings\`;`);
    this.addSql(`drop table if exists \`notices\`;`);
    this.addSql(`drop table if exists \`organisations\`;`);
    this.addSql(`drop table if exists \`own_policies\`;`);
    this.addSql(`drop table if exists \`papers\`;`);
    this.addSql(`drop table if exists \`paper_counters\`;`);
    this.addSql(`drop table if exists \`presences\`;`);
    this.addSql(`drop table if exists \`proposals\`;`);
    this.addSql(`drop table if exists \`publications\`;`);
    this.addSql(`drop table if exists \`purges\`;`);
    this.addSql(`drop table if exists \`quarantines\`;`);
    this.addSql(`drop table if exists \`ratings\`;`);
    this.addSql(`drop table if exists \`rebasings\`;`);
    this.addSql(`drop table if exists \`rejections\`;`);
    this.addSql(`drop table if exists \`relabels\`;`);
    this.addSql(`drop table if exists \`releases\`;`);
    this.addSql(`drop table if exists \`reopenings\`;`);
    this.addSql(`drop table if exists \`repeats_ended\`;`);
    this.addSql(`drop table if exists \`replies\`;`);
    this.addSql(`drop table if exists \`reply_wordings\`;`);
    this.addSql(`drop table if exists \`report_cases\`;`);
    this.addSql(`drop table if exists \`report_files\`;`);
    this.addSql(`drop table if exists \`return_requests\`;`);
    this.addSql(`drop table if exists \`review_sheets\`;`);
    this.addSql(`drop table if exists \`rota_entries\`;`);
    this.addSql(`drop table if exists \`rota_notes\`;`);
    this.addSql(`drop table if exists \`rota_patterns\`;`);
    this.addSql(`drop table if exists \`rota_swaps\`;`);
    this.addSql(`drop table if exists \`routing_models\`;`);
    this.addSql(`drop table if exists \`routing_model_contents\`;`);
    this.addSql(`drop table if exists \`routing_switches\`;`);
    this.addSql(`drop table if exists \`routing_trainings\`;`);
    this.addSql(`drop table if exists \`rule_versions\`;`);
    this.addSql(`drop table if exists \`rung_marks\`;`);
    this.addSql(`drop table if exists \`saved_views\`;`);
    this.addSql(`drop table if exists \`screenings\`;`);
    this.addSql(`drop table if exists \`seals\`;`);
    this.addSql(`drop table if exists \`second_opinions\`;`);
    this.addSql(`drop table if exists \`send_backs\`;`);
    this.addSql(`drop table if exists \`sessions\`;`);
    this.addSql(`drop table if exists \`signatures\`;`);
    this.addSql(`drop table if exists \`spot_checks\`;`);
    this.addSql(`drop table if exists \`spot_check_cases\`;`);
    this.addSql(`drop table if exists \`studies\`;`);
    this.addSql(`drop table if exists \`assessment_tellings\`;`);
    this.addSql(`drop table if exists \`terms\`;`);
    this.addSql(`drop table if exists \`tokens\`;`);
    this.addSql(`drop table if exists \`topics\`;`);
    this.addSql(`drop table if exists \`topic_changes\`;`);
    this.addSql(`drop table if exists \`topic_members\`;`);
    this.addSql(`drop table if exists \`trackings\`;`);
    this.addSql(`drop table if exists \`transfers\`;`);
    this.addSql(`drop table if exists \`turned_away\`;`);
    this.addSql(`drop table if exists \`users\`;`);
    this.addSql(`drop table if exists \`webhooks\`;`);
    this.addSql(`drop table if exists \`webhook_messages\`;`);
  }

}
