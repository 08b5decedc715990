import { Migration } from '@mikro-orm/migrations';

export class Migration20261123000000_start extends Migration {

  override name = 'Migration20261123000000_start';

  override up(): void | Promise<void> {
    this.addSql(`create table "accounts" ("id" varchar(36) not null, "handle" varchar(255) not null, "platform" varchar(255) not null, "name" varchar(255) not null, "sponsor_id" varchar(36) not null, "supervisor_id" varchar(36) null, "filing" varchar(255) not null, "robots_off" boolean not null, "policies" text not null, "attach_minutes" int not null, "active" boolean not null, "created_at" bigint not null, primary key ("id"));`);
    this.addSql(`alter table "accounts" add constraint "accounts_handle_unique" unique ("handle");`);
    this.addSql(`create index "accounts_sponsor_id_index" on "accounts" ("sponsor_id");`);
    this.addSql(`create index "accounts_supervisor_id_index" on "accounts" ("supervisor_id");`);

    this.addSql(`create table "amendments" ("id" varchar(36) not null, "case_id" varchar(36) not null, "publication_id" varchar(36) not null, "sort" varchar(255) not null, "reason" text not null, "text" text not null, "public_text" text not null, "salt" varchar(255) not null, "content_hash" varchar(255) not null, "score" int not null, "verdict" varchar(255) not null, "engine" varchar(255) not null, "findings" text not null, "former_text" text not null, "former_public_text" text not null, "proposed_by" varchar(36) not null, "proposed_at" bigint not null, "state" varchar(255) not null, "decided_by" varchar(36) null, "decided_at" bigint null, "decision" text null, "erased_at" bigint null, primary key ("id"));`);
    this.addSql(`create index "amendments_case_id_index" on "amendments" ("case_id");`);
    this.addSql(`create index amendments_open on amendments (case_id) where state = 'proposed';`);

    this.addSql(`create table "assessed_cases" ("id" varchar(36) not null, "assessment_id" varchar(36) not null, "department_id" varchar(36) not null, "criterion" varchar(40) not null, "case_id" varchar(36) not null, "bad" boolean not null, "evidence" text not null, "excluded" boolean not null, "cancelled" boolean not null, primary key ("id"));`);
    this.addSql(`create index "assessed_cases_case_id_index" on "assessed_cases" ("case_id");`);
    this.addSql(`create index "assessed_cases_assessment_id_department_id_criterion_index" on "assessed_cases" ("assessment_id", "department_id", "criterion");`);

    this.addSql(`create table "assessed_units" ("id" varchar(36) not null, "assessment_id" varchar(36) not null, "department_id" varchar(36) not null, "score" text not null, "graded" boolean not null, primary key ("id"));`);
    this.addSql(`create index "assessed_units_department_id_index" on "assessed_units" ("department_id");`);
    this.addSql(`alter table "assessed_units" add constraint "assessed_units_assessment_id_department_id_unique" unique ("assessment_id", "department_id");`);

    this.addSql(`create table "assessments" ("id" varchar(36) not null, "key" varchar(255) not null, "organisation_id" varchar(36) not null, "period" varchar(24) not null, "from" bigint not null, "to" bigint not null, "as_of" bigint not null, "edition" int not null, "corrects_id" varchar(36) null, "reason" text null, "scheme" text not null, "scheme_hash" varchar(64) not null, "state" varchar(8) not null, "created_by" varchar(36) not null, "created_at" bigint not null, "told_at" bigint null, "fixed_by" varchar(36) null, "fixed_at" bigint null, "hash" varchar(64) null, primary key ("id"));`);
    this.addSql(`alter table "assessments" add constraint "assessments_key_unique" unique ("key");`);
    this.addSql(`create index "assessments_organisation_id_index" on "assessments" ("organisation_id");`);
    this.addSql(`create index "assessments_state_from_index" on "assessments" ("state", "from");`);

    this.addSql(`create table "assessment_objections" ("id" varchar(36) not null, "assessment_id" varchar(36) not null, "assessed_case_id" varchar(36) not null, "case_id" varchar(36) not null, "department_id" varchar(36) not null, "reason" text not null, "state" varchar(8) not null, "made_by" varchar(36) not null, "made_at" bigint not null, "decided_by" varchar(36) null, "decided_at" bigint null, "decision_reason" text null, primary key ("id"));`);
    this.addSql(`create index "assessment_objections_assessment_id_index" on "assessment_objections" ("assessment_id");`);

    this.addSql(`create table "assignments" ("id" varchar(36) not null, "case_id" varchar(36) not null, "department_id" varchar(36) not null, "assigned_by" varchar(36) null, "assigned_at" bigint not null, "note" text null, "ended_at" bigint null, "ended_by" varchar(255) null, primary key ("id"));`);
    this.addSql(`create index "assignments_case_id_index" on "assignments" ("case_id");`);
    this.addSql(`create index "assignments_department_id_index" on "assignments" ("department_id");`);
    this.addSql(`create index "assignments_assigned_at_index" on "assignments" ("assigned_at");`);

    this.addSql(`create table "attachments" ("id" varchar(36) not null, "case_id" varchar(36) not null, "message_id" varchar(36) not null, "name" varchar(255) not null, "media_type" varchar(255) not null, "size" int not null, primary key ("id"));`);
    this.addSql(`create index "attachments_case_id_index" on "attachments" ("case_id");`);

    this.addSql(`create table "attachment_contents" ("id" varchar(36) not null, "case_id" varchar(36) not null, "content" bytea not null, primary key ("id"));`);
    this.addSql(`create index "attachment_contents_case_id_index" on "attachment_contents" ("case_id");`);

    this.addSql(`create table "automatic_assignings" ("id" varchar(36) not null, "organisation_id" varchar(36) not null, "on" boolean not null, "by" varchar(36) not null, "at" bigint not null, "reason" text not null, primary key ("id"));`);
    this.addSql(`create index "automatic_assignings_organisation_id_index" on "automatic_assignings" ("organisation_id");`);

    this.addSql(`create table "calendar_notices" ("id" varchar(36) not null, "year" int not null, "edition" int not null, "changed_by" varchar(255) not null, "changed_at" bigint not null, "reason" text not null, "content" text not null, primary key ("id"));`);
    this.addSql(`alter table "calendar_notices" add constraint "calendar_notices_year_edition_unique" unique ("year", "edition");`);

    this.addSql(`create table "case_counters" ("id" varchar(255) not null, "last" int not null, primary key ("id"));`);

    this.addSql(`create table "case_events" ("id" varchar(36) not null, "case_id" varchar(36) not null, "seq" int not null, "act" varchar(255) not null, "at" bigint not null, "written_at" bigint not null, "actor_kind" varchar(255) not null, "actor_id" varchar(36) null, "from_state" varchar(255) null, "to_state" varchar(255) not null, "facts" text not null, "previous_hash" varchar(255) not null, "hash" varchar(255) not null, "seal_id" varchar(36) null, primary key ("id"));`);
    this.addSql(`create index "case_events_at_index" on "case_events" ("at");`);
    this.addSql(`create index "case_events_seal_id_id_index" on "case_events" ("seal_id", "id");`);
    this.addSql(`create index "case_events_act_at_index" on "case_events" ("act", "at");`);
    this.addSql(`alter table "case_events" add constraint "case_events_case_id_seq_unique" unique ("case_id", "seq");`);

    this.addSql(`create table "case_files" ("id" varchar(36) not null, "number" varchar(255) not null, "account_id" varchar(36) not null, "state" varchar(255) not null, "version" int not null, "kind" varchar(255) not null, "first_kind" varchar(255) not null, "urgency" varchar(255) not null, "grade" varchar(255) not null, "sensitive" boolean not null, "group_matter" boolean not null, "repeat_count" int not null, "publicity" varchar(255) not null, "subject" text not null, "author_digest" varchar(255) null, "contactable" boolean not null, "anonymous" boolean not null, "origin_system" varchar(255) not null, "origin_number" varchar(255) null, "imposed_due_at" bigint null, "has_instruction" boolean not null, "open_papers" int not null default 0, "department_id" varchar(36) null, "handler_id" varchar(36) null, "lead_id" varchar(36) null, "previous_id" varchar(36) null, "accused" text null, "rejection_proposed_by" varchar(36) null, "returns" int not null, "clarifications" int not null, "extensions" int not null, "reopenings" int not null, "current_reply_id" varchar(36) null, "epoch" int not null, "policy" varchar(255) not null, "occurred_at" bigint not null, "received_at" bigint not null, "answered_at" bigint null, "closed_at" bigint null, "next_due_at" bigint null, "history" boolean not null, "last_seq" int not null, "last_hash" varchar(255) not null, primary key ("id"));`);
    this.addSql(`alter table "case_files" add constraint "case_files_number_unique" unique ("number");`);
    this.addSql(`create index "case_files_state_next_due_at_id_index" on "case_files" ("state", "next_due_at", "id");`);
    this.addSql(`create index "case_files_department_id_state_next_due_at_id_index" on "case_files" ("department_id", "state", "next_due_at", "id");`);
    this.addSql(`create index "case_files_account_id_received_at_index" on "case_files" ("account_id", "received_at");`);
    this.addSql(`create index "case_files_received_at_index" on "case_files" ("received_at");`);
    this.addSql(`create index "case_files_lead_id_index" on "case_files" ("lead_id");`);
    this.addSql(`create index "case_files_author_digest_received_at_index" on "case_files" ("author_digest", "received_at");`);
    this.addSql(`create index case_files_handled on case_files (handler_id, state, next_due_at, id) where handler_id is not null;`);
    this.addSql(`create index case_files_rejecting on case_files (rejection_proposed_by) where rejection_proposed_by is not null;`);
    this.addSql(`create index case_files_unconfirmed on case_files (state, next_due_at, id) where kind = 'report' and accused is null;`);
    this.addSql(`create index case_files_from_above on case_files (state, next_due_at, id) where origin_system <> 'own';`);
    this.addSql(`create index case_files_history_answered on case_files (answered_at) where history;`);

    this.addSql(`create table "citizen_notices" ("id" varchar(36) not null, "case_id" varchar(36) not null, "template" varchar(255) not null, "text" text not null, "at" bigint not null, "event_id" varchar(36) not null, primary key ("id"));`);
    this.addSql(`create index "citizen_notices_case_id_index" on "citizen_notices" ("case_id");`);
    this.addSql(`alter table "citizen_notices" add constraint "citizen_notices_event_id_unique" unique ("event_id");`);

    this.addSql(`create table "clarifications" ("id" varchar(36) not null, "case_id" varchar(36) not null, "proposed_by" varchar(36) not null, "proposed_at" bigint not null, "question" text not null, "state" varchar(255) not null, "approved_by" varchar(36) null, "asked_at" bigint null, "answer" text null, "answered_at" bigint null, primary key ("id"));`);
    this.addSql(`create index "clarifications_case_id_index" on "clarifications" ("case_id");`);
    this.addSql(`create index clarifications_open on clarifications (case_id) where state = 'proposed';`);

    this.addSql(`create table "contacts" ("id" varchar(36) not null, "case_id" varchar(36) not null, "by" varchar(36) not null, "at" bigint not null, "way" varchar(255) not null, "reached" boolean not null, "note" text not null, primary key ("id"));`);
    this.addSql(`create index "contacts_case_id_index" on "contacts" ("case_id");`);

    this.addSql(`create table "covers" ("id" varchar(36) not null, "case_id" varchar(36) not null, "reply_id" varchar(36) not null, "act" varchar(255) not null, "copy" varchar(255) not null, "kind" varchar(255) not null, "spans" text not null, "quote" text not null, "reason" text not null, "by" varchar(36) not null, "at" bigint not null, primary key ("id"));`);
    this.addSql(`create index "covers_case_id_index" on "covers" ("case_id");`);

    this.addSql(`create table "deadlines" ("id" varchar(36) not null, "case_id" varchar(36) not null, "clock" varchar(255) not null, "epoch" int not null, "department_id" varchar(36) null, "concerns_id" varchar(36) null, "policy_hash" varchar(255) not null, "calendar_hash" varchar(255) not null, "start_act" varchar(255) not null, "start_at" bigint not null, "amount" int not null, "unit" varchar(255) not null, "window" boolean not null, "due_at" bigint null, "original_due_at" bigint null, "due_day" varchar(10) null, "provisional" boolean not null, "imposed_at" bigint null, "cap_at" bigint null, "pauses" text not null, "extension" text not null, "revision" int not null, "stopped_at" bigint null, "stop_act" varchar(255) null, "verdict" varchar(255) null, "missed_at" bigint null, "ladder" varchar(255) null, "next_rung_at" bigint null, "proof" text not null, "proof_hash" varchar(255) not null, primary key ("id"));`);
    this.addSql(`create index "deadlines_case_id_clock_epoch_index" on "deadlines" ("case_id", "clock", "epoch");`);
    this.addSql(`create index deadlines_next_rung on deadlines (next_rung_at, id) where next_rung_at is not null;`);
    this.addSql(`create index "deadlines_clock_due_at_stopped_at_verdict_start_at_be516_index" on "deadlines" ("clock", "due_at", "stopped_at", "verdict", "start_at", "department_id", "case_id", "id");`);
    this.addSql(`create index "deadlines_clock_stopped_at_due_at_verdict_start_at_ce0e1_index" on "deadlines" ("clock", "stopped_at", "due_at", "verdict", "start_at", "department_id", "case_id", "id");`);
    this.addSql(`create index deadlines_open on deadlines (case_id) where stopped_at is null;`);
    this.addSql(`create index "deadlines_department_id_clock_due_at_index" on "deadlines" ("department_id", "clock", "due_at");`);
    this.addSql(`create index deadlines_told_stopped on deadlines (clock, stopped_at, due_at) include (start_at, verdict, stop_act, case_id, epoch, department_id, calendar_hash, original_due_at, extension, id) where clock in ('answer', 'acknowledge');`);
    this.addSql(`create index deadlines_told_due on deadlines (due_at, stopped_at) include (start_at, verdict, stop_act, case_id, epoch, department_id, calendar_hash, original_due_at, extension, id) where clock = 'answer';`);

    this.addSql(`create table "deliveries" ("id" varchar(36) not null, "case_id" varchar(36) not null, "event_id" varchar(36) not null, "listener" varchar(255) not null, "attempts" int not null, "next_try_at" bigint null, "done_at" bigint null, "parked_at" bigint null, "last_error" text null, primary key ("id"));`);
    this.addSql(`create index deliveries_waiting on deliveries (next_try_at, id) where done_at is null and parked_at is null;`);
    this.addSql(`create index deliveries_of_case on deliveries (case_id, id) where done_at is null;`);
    this.addSql(`alter table "deliveries" add constraint "deliveries_event_id_listener_unique" unique ("event_id", "listener");`);

    this.addSql(`create table "departments" ("id" varchar(36) not null, "code" varchar(255) not null, "name" varchar(255) not null, "organisation_id" varchar(36) not null, "own" boolean not null, "phone" varchar(255) null, "duties" text not null, "active" boolean not null, "position" int not null, primary key ("id"));`);
    this.addSql(`alter table "departments" add constraint "departments_code_unique" unique ("code");`);
    this.addSql(`create index "departments_organisation_id_index" on "departments" ("organisation_id");`);

    this.addSql(`create table "drafts" ("id" varchar(36) not null, "case_id" varchar(36) not null, "user_id" varchar(36) not null, "act" varchar(60) not null, "content" text not null, "case_version" int not null, "saved_at" bigint not null, primary key ("id"));`);
    this.addSql(`create index "drafts_case_id_index" on "drafts" ("case_id");`);
    this.addSql(`alter table "drafts" add constraint "drafts_user_id_case_id_act_unique" unique ("user_id", "case_id", "act");`);

    this.addSql(`create table "emergency_calls" ("id" varchar(36) not null, "event_id" varchar(36) not null, "case_id" varchar(36) not null, "user_id" varchar(36) not null, "turn" int not null, "line" text not null, "to_call_at" bigint not null, "pass_at" bigint not null, "passed_on_at" bigint null, "acknowledged_at" bigint null, "note" text null, "recorded_by" varchar(36) null, "recorded_at" bigint null, primary key ("id"));`);
    this.addSql(`create index "emergency_calls_case_id_index" on "emergency_calls" ("case_id");`);
    this.addSql(`create index emergency_calls_open on emergency_calls (pass_at) where acknowledged_at is null and passed_on_at is null;`);
    this.addSql(`alter table "emergency_calls" add constraint "emergency_calls_event_id_turn_unique" unique ("event_id", "turn");`);

    this.addSql(`create table "exclusions" ("id" varchar(36) not null, "assessment_id" varchar(36) not null, "assessed_case_id" varchar(36) not null, "case_id" varchar(36) not null, "department_id" varchar(36) not null, "ground" varchar(40) not null, "reason" text not null, "state" varchar(8) not null, "proposed_by" varchar(36) not null, "proposed_at" bigint not null, "decided_by" varchar(36) null, "decided_at" bigint null, "decision_reason" text null, primary key ("id"));`);
    this.addSql(`create index "exclusions_assessment_id_index" on "exclusions" ("assessment_id");`);

    this.addSql(`create table "extension_requests" ("id" varchar(36) not null, "case_id" varchar(36) not null, "asked_by" varchar(36) not null, "asked_at" bigint not null, "amount" int not null, "reason" text not null, "progress" text null, "state" varchar(255) not null, "decided_by" varchar(36) null, "decided_at" bigint null, "decision" text null, "due_before" bigint null, "due_after" bigint null, primary key ("id"));`);
    this.addSql(`create index "extension_requests_case_id_index" on "extension_requests" ("case_id");`);
    this.addSql(`create index "extension_requests_asked_at_index" on "extension_requests" ("asked_at");`);
    this.addSql(`create index extension_requests_open on extension_requests (case_id) where state = 'asked';`);

    this.addSql(`create table "filings" ("id" varchar(36) not null, "case_id" varchar(36) not null, "filed_by" varchar(36) not null, "filed_at" bigint not null, "reason" text not null, "restored_at" bigint null, primary key ("id"));`);
    this.addSql(`create index "filings_case_id_index" on "filings" ("case_id");`);

    this.addSql(`create table "finding_labels" ("id" varchar(36) not null, "case_id" varchar(36) not null, "reply_id" varchar(36) not null, "opinion" varchar(255) not null, "code" varchar(255) not null, "start" int not null, "end" int not null, "note" text null, "form" varchar(255) not null, "platform" varchar(255) not null, "engine" varchar(255) not null, "by" varchar(36) not null, "at" bigint not null, primary key ("id"));`);
    this.addSql(`create index "finding_labels_case_id_index" on "finding_labels" ("case_id");`);
    this.addSql(`alter table "finding_labels" add constraint "finding_labels_reply_id_code_opinion_start_end_by_unique" unique ("reply_id", "code", "opinion", "start", "end", "by");`);

    this.addSql(`create table "follow_ups" ("id" varchar(36) not null, "case_id" varchar(36) not null, "epoch" int not null, "by" varchar(36) not null, "at" bigint not null, "way" varchar(255) not null, "reached" boolean not null, "resolved" varchar(255) null, "satisfaction" varchar(255) null, "note" text null, primary key ("id"));`);
    this.addSql(`create index "follow_ups_case_id_epoch_index" on "follow_ups" ("case_id", "epoch");`);
    this.addSql(`create index "follow_ups_at_index" on "follow_ups" ("at");`);

    this.addSql(`create table "former_deadlines" ("id" varchar(36) not null, "deadline_id" varchar(36) not null, "case_id" varchar(36) not null, "revision" int not null, "policy_hash" varchar(255) not null, "calendar_hash" varchar(255) not null, "amount" int not null, "unit" varchar(255) not null, "due_at" bigint null, "original_due_at" bigint null, "due_day" varchar(10) null, "provisional" boolean not null, "stopped_at" bigint null, "stop_act" varchar(255) null, "verdict" varchar(255) null, "proof" text not null, "proof_hash" varchar(255) not null, "ended_by" varchar(255) not null, "ended_at" bigint not null, primary key ("id"));`);
    this.addSql(`create index "former_deadlines_deadline_id_revision_ended_at_index" on "former_deadlines" ("deadline_id", "revision", "ended_at");`);
    this.addSql(`create index "former_deadlines_case_id_index" on "former_deadlines" ("case_id");`);
    this.addSql(`create index "former_deadlines_ended_at_index" on "former_deadlines" ("ended_at");`);

    this.addSql(`create table "group_members" ("id" varchar(36) not null, "group_reply_id" varchar(36) not null, "case_id" varchar(36) not null, "state" varchar(255) not null, "uncovered" text not null, "off_topic" boolean not null, "decided_by" varchar(36) null, "reason" text null, primary key ("id"));`);
    this.addSql(`create index "group_members_group_reply_id_index" on "group_members" ("group_reply_id");`);
    this.addSql(`create index "group_members_case_id_index" on "group_members" ("case_id");`);
    this.addSql(`alter table "group_members" add constraint "group_members_group_reply_id_case_id_unique" unique ("group_reply_id", "case_id");`);

    this.addSql(`create table "group_replies" ("id" varchar(36) not null, "title" text not null, "office_id" varchar(36) not null, "version" int not null, "state" varchar(255) not null, "drafters" text not null, "drafted_at" bigint not null, "to_citizen" text not null, "public_reply" text not null, "score" int not null, "verdict" varchar(255) not null, "findings" text not null, "engine" varchar(255) not null, "releases" text not null, "sent_back" text null, "answered_at" bigint null, primary key ("id"));`);
    this.addSql(`create index "group_replies_state_index" on "group_replies" ("state");`);

    this.addSql(`create table "group_signatures" ("id" varchar(36) not null, "group_reply_id" varchar(36) not null, "sort" varchar(255) not null, "role" varchar(255) not null, "user_id" varchar(36) not null, "at" bigint not null, "copy_hash" varchar(255) not null, "gates" text not null, "note" text null, "voided_at" bigint null, primary key ("id"));`);
    this.addSql(`create index "group_signatures_group_reply_id_index" on "group_signatures" ("group_reply_id");`);

    this.addSql(`create table "hand_overs" ("id" varchar(36) not null, "case_id" varchar(36) not null, "concerns_id" varchar(36) not null, "receiver" varchar(255) not null, "receiver_phone" varchar(255) not null, "way" varchar(255) not null, "reason" text not null, "legal_way" text null, "handed_by" varchar(36) not null, "handed_at" bigint not null, "received_by" varchar(255) null, "received_at" bigint null, "receipt_number" varchar(255) null, "confirmed_by" varchar(36) null, "confirmed_at" bigint null, primary key ("id"));`);
    this.addSql(`create index "hand_overs_case_id_index" on "hand_overs" ("case_id");`);

    this.addSql(`create table "identity_events" ("id" varchar(36) not null, "at" bigint not null, "what" varchar(255) not null, "user_id" varchar(36) null, "facts" text not null, primary key ("id"));`);
    this.addSql(`create index "identity_events_at_index" on "identity_events" ("at");`);

    this.addSql(`create table "import_batches" ("id" varchar(36) not null, "account_id" varchar(36) not null, "file_name" varchar(255) not null, "file_hash" varchar(255) not null, "mode" varchar(255) not null, "started_at" bigint not null, "finished_at" bigint null, "last_line" int not null, "taken" int not null, "seen_before" int not null, "refused" int not null, primary key ("id"));`);
    this.addSql(`alter table "import_batches" add constraint "import_batches_account_id_file_hash_mode_unique" unique ("account_id", "file_hash", "mode");`);

    this.addSql(`create table "import_faults" ("id" varchar(36) not null, "batch_id" varchar(36) not null, "line" int not null, "code" varchar(255) not null, "reason" text not null, "raw" text not null, primary key ("id"));`);
    this.addSql(`alter table "import_faults" add constraint "import_faults_batch_id_line_unique" unique ("batch_id", "line");`);

    this.addSql(`create table "interims" ("id" varchar(36) not null, "case_id" varchar(36) not null, "drafted_by" varchar(36) not null, "drafted_at" bigint not null, "text" text not null, "salt" varchar(255) not null, "content_hash" varchar(255) not null, "state" varchar(255) not null, "decided_by" varchar(36) null, "decided_at" bigint null, "decision" text null, "erased_at" bigint null, primary key ("id"));`);
    this.addSql(`create index "interims_case_id_index" on "interims" ("case_id");`);

    this.addSql(`create table "issued_reports" ("id" varchar(36) not null, "key" varchar(255) not null, "organisation_id" varchar(36) not null, "form" varchar(20) not null, "period" varchar(21) not null, "topic_id" varchar(36) null, "chosen" text null, "edition" int not null, "corrects_id" varchar(36) null, "reason" text null, "state" varchar(8) not null, "as_of" bigint not null, "model" text not null, "hash" varchar(64) not null, "number" varchar(255) null, "series" varchar(20) not null, "year" int null, "serial" int null, "created_at" bigint not null, "created_by" varchar(36) null, "approved_at" bigint null, "approved_by" varchar(36) null, "issued_at" bigint null, "recipients" text not null, "attached" text not null, "told_at" bigint null, primary key ("id"));`);
    this.addSql(`alter table "issued_reports" add constraint "issued_reports_key_unique" unique ("key");`);
    this.addSql(`create index "issued_reports_organisation_id_form_period_index" on "issued_reports" ("organisation_id", "form", "period");`);
    this.addSql(`alter table "issued_reports" add constraint "issued_reports_organisation_id_series_year_serial_unique" unique ("organisation_id", "series", "year", "serial");`);

    this.addSql(`create table "joint_handlings" ("id" varchar(36) not null, "case_id" varchar(36) not null, "department_id" varchar(36) not null, "invited_by" varchar(36) not null, "invited_at" bigint not null, "ask" text not null, "state" varchar(255) not null, "text" text null, "ended_by" varchar(36) null, "ended_at" bigint null, primary key ("id"));`);
    this.addSql(`create index "joint_handlings_department_id_index" on "joint_handlings" ("department_id");`);
    this.addSql(`create index "joint_handlings_case_id_department_id_index" on "joint_handlings" ("case_id", "department_id");`);
    this.addSql(`create index joint_handlings_open on joint_handlings (department_id, case_id) where state = 'invited';`);

    this.addSql(`create table "knowledge_counters" ("id" varchar(255) not null, "last" bigint not null, primary key ("id"));`);

    this.addSql(`create table "knowledge_days" ("day" varchar(10) not null, "searches" int not null, "answered" int not null, "helpful" int not null, "unhelpful" int not null, primary key ("day"));`);

    this.addSql(`create table "knowledge_entries" ("id" varchar(36) not null, "number" int not null, "key" varchar(255) null, "state" varchar(255) not null, "version" int not null, "public_version" int null, "content" text not null, "content_hash" varchar(255) not null, "department_id" varchar(36) null, "review_by" varchar(10) null, "reviewed_by" varchar(36) null, "reviewed_at" bigint null, "offline_reason" text null, "warned_at" bigint null, "repealed" text not null, "change" bigint not null, "uses" int not null, "hits" int not null, "helpful" int not null, "unhelpful" int not null, "source_id" varchar(36) null, "origin_id" varchar(255) null, "origin_number" int null, "from_publication_id" varchar(36) null, "created_at" bigint not null, "updated_at" bigint not null, primary key ("id"));`);
    this.addSql(`alter table "knowledge_entries" add constraint "knowledge_entries_number_unique" unique ("number");`);
    this.addSql(`alter table "knowledge_entries" add constraint "knowledge_entries_key_unique" unique ("key");`);
    this.addSql(`alter table "knowledge_entries" add constraint "knowledge_entries_from_publication_id_unique" unique ("from_publication_id");`);
    this.addSql(`create index "knowledge_entries_state_id_index" on "knowledge_entries" ("state", "id");`);
    this.addSql(`create index "knowledge_entries_department_id_state_id_index" on "knowledge_entries" ("department_id", "state", "id");`);
    this.addSql(`create index "knowledge_entries_state_review_by_index" on "knowledge_entries" ("state", "review_by");`);
    this.addSql(`create index "knowledge_entries_change_index" on "knowledge_entries" ("change");`);
    this.addSql(`alter table "knowledge_entries" add constraint "knowledge_entries_source_id_origin_id_unique" unique ("source_id", "origin_id");`);

    this.addSql(`create table "knowledge_repeals" ("id" varchar(36) not null, "title" text null, "number" text null, "reason" text not null, "marked_by" varchar(36) not null, "marked_at" bigint not null, "entries" int not null, primary key ("id"));`);

    this.addSql(`create table "knowledge_sources" ("id" varchar(36) not null, "name" varchar(255) not null, "url" text not null, "every_minutes" int not null, "active" boolean not null, "cursor" varchar(255) not null, "etag" text null, "next_pull_at" bigint not null, "pulled_at" bigint null, "last_error" text null, "failures" int not null, "created_by" varchar(36) not null, "created_at" bigint not null, primary key ("id"));`);

    this.addSql(`create table "knowledge_uses" ("id" varchar(36) not null, "entry_id" varchar(36) not null, "case_id" varchar(36) not null, "version" int not null, "used_by" varchar(36) not null, "at" bigint not null, primary key ("id"));`);
    this.addSql(`create index "knowledge_uses_at_index" on "knowledge_uses" ("at");`);
    this.addSql(`alter table "knowledge_uses" add constraint "knowledge_uses_entry_id_case_id_unique" unique ("entry_id", "case_id");`);

    this.addSql(`create table "knowledge_versions" ("id" varchar(36) not null, "entry_id" varchar(36) not null, "version" int not null, "stage" varchar(255) not null, "content" text not null, "content_hash" varchar(255) not null, "drafted_by" varchar(255) not null, "drafted_at" bigint not null, "submitted_at" bigint null, "decided_by" varchar(36) null, "decided_at" bigint null, "note" text null, primary key ("id"));`);
    this.addSql(`create index "knowledge_versions_stage_id_index" on "knowledge_versions" ("stage", "id");`);
    this.addSql(`alter table "knowledge_versions" add constraint "knowledge_versions_entry_id_version_unique" unique ("entry_id", "version");`);

    this.addSql(`create table "legal_procedures" ("id" varchar(36) not null, "case_id" varchar(36) not null, "procedure" varchar(255) not null, "basis" text not null, "reason" text not null, "begun_by" varchar(36) not null, "begun_at" bigint not null, "ended_by" varchar(36) null, "ended_at" bigint null, "outcome" text null, primary key ("id"));`);
    this.addSql(`create index "legal_procedures_case_id_index" on "legal_procedures" ("case_id");`);

    this.addSql(`create table "letter_marks" ("number" serial primary key, "case_id" varchar(36) not null, "received_at" bigint not null, "marks" bytea not null, "band0" int null, "band1" int null, "band2" int null, "band3" int null, "band4" int null, "band5" int null, "band6" int null, "band7" int null, "band8" int null, "band9" int null, "band10" int null, "band11" int null, "place0" int null, "place1" int null, "place2" int null);`);
    this.addSql(`alter table "letter_marks" add constraint "letter_marks_case_id_unique" unique ("case_id");`);
    this.addSql(`create index "letter_marks_band0_number_index" on "letter_marks" ("band0", "number");`);
    this.addSql(`create index "letter_marks_band1_number_index" on "letter_marks" ("band1", "number");`);
    this.addSql(`create index "letter_marks_band2_number_index" on "letter_marks" ("band2", "number");`);
    this.addSql(`create index "letter_marks_band3_number_index" on "letter_marks" ("band3", "number");`);
    this.addSql(`create index "letter_marks_band4_number_index" on "letter_marks" ("band4", "number");`);
    this.addSql(`create index "letter_marks_band5_number_index" on "letter_marks" ("band5", "number");`);
    this.addSql(`create index "letter_marks_band6_number_index" on "letter_marks" ("band6", "number");`);
    this.addSql(`create index "letter_marks_band7_number_index" on "letter_marks" ("band7", "number");`);
    this.addSql(`create index "letter_marks_band8_number_index" on "letter_marks" ("band8", "number");`);
    this.addSql(`create index "letter_marks_band9_number_index" on "letter_marks" ("band9", "number");`);
    this.addSql(`create index "letter_marks_band10_number_index" on "letter_marks" ("band10", "number");`);
    this.addSql(`create index "letter_marks_band11_number_index" on "letter_marks" ("band11", "number");`);
    this.addSql(`create index "letter_marks_place0_number_index" on "letter_marks" ("place0", "number");`);
    this.addSql(`create index "letter_marks_place1_number_index" on "letter_marks" ("place1", "number");`);
    this.addSql(`create index "letter_marks_place2_number_index" on "letter_marks" ("place2", "number");`);

    this.addSql(`create table "likenesses" ("id" varchar(36) not null, "case_id" varchar(36) not null, "other_id" varchar(36) not null, "score" double precision not null, "wording" double precision not null, "matter" double precision not null, "same_place" boolean not null, "same_writer" boolean not null, "state" varchar(255) not null, "found_at" bigint not null, "decided_by" varchar(36) null, "decided_at" bigint null, "reason" text null, primary key ("id"));`);
    this.addSql(`create index "likenesses_other_id_index" on "likenesses" ("other_id");`);
    this.addSql(`create index "likenesses_state_found_at_index" on "likenesses" ("state", "found_at");`);
    this.addSql(`alter table "likenesses" add constraint "likenesses_case_id_other_id_unique" unique ("case_id", "other_id");`);

    this.addSql(`create table "local_days" ("id" varchar(36) not null, "code" varchar(255) not null, "edition" int not null, "changed_by" varchar(255) not null, "changed_at" bigint not null, "reason" text not null, "organisation_id" varchar(36) null, "source" text not null, "off" text not null, "makeup" text not null, primary key ("id"));`);
    this.addSql(`alter table "local_days" add constraint "local_days_code_edition_unique" unique ("code", "edition");`);

    this.addSql(`create table "matters" ("id" varchar(36) not null, "sort" varchar(16) not null, "last_seq" int not null, "last_hash" varchar(255) not null, primary key ("id"));`);

    this.addSql(`create table "matter_events" ("id" varchar(36) not null, "matter_id" varchar(36) not null, "seq" int not null, "act" varchar(255) not null, "at" bigint not null, "actor_kind" varchar(255) not null, "actor_id" varchar(36) null, "facts" text not null, "previous_hash" varchar(255) not null, "hash" varchar(255) not null, "seal_id" varchar(36) null, primary key ("id"));`);
    this.addSql(`create index "matter_events_seal_id_id_index" on "matter_events" ("seal_id", "id");`);
    this.addSql(`alter table "matter_events" add constraint "matter_events_matter_id_seq_unique" unique ("matter_id", "seq");`);

    this.addSql(`create table "merges" ("id" varchar(36) not null, "case_id" varchar(36) not null, "lead_id" varchar(36) not null, "merged_by" varchar(36) not null, "merged_at" bigint not null, "reason" text not null, "undone_at" bigint null, "undone_by" varchar(36) null, "undone_reason" text null, primary key ("id"));`);
    this.addSql(`create index "merges_case_id_index" on "merges" ("case_id");`);
    this.addSql(`create index "merges_lead_id_index" on "merges" ("lead_id");`);

    this.addSql(`create table "messages" ("id" varchar(36) not null, "case_id" varchar(36) not null, "account_id" varchar(36) not null, "external_id" varchar(255) not null, "occurred_at" bigint not null, "received_at" bigint not null, "subject" text not null, "text" text not null, "raw" text not null, "salt" varchar(255) not null, "content_hash" varchar(255) not null, "author_id" text null, "author_name" text null, "author_contact" text null, "erased_at" bigint null, "batch_id" varchar(36) null, primary key ("id"));`);
    this.addSql(`create index "messages_case_id_index" on "messages" ("case_id");`);
    this.addSql(`create index messages_erased on messages (erased_at) where erased_at is not null;`);
    this.addSql(`alter table "messages" add constraint "messages_account_id_external_id_unique" unique ("account_id", "external_id");`);

    this.addSql(`create table "mornings" ("day" varchar(10) not null, "gathered_at" bigint not null, primary key ("day"));`);

    this.addSql(`create table "notices" ("id" varchar(36) not null, "key" varchar(255) not null, "case_id" varchar(36) null, "report_id" varchar(36) null, "template" varchar(255) not null, "user_id" varchar(36) not null, "way" varchar(8) not null, "address" varchar(255) not null, "subject" text not null, "text" text not null, "html" text not null, "message_id" varchar(255) not null, "urgent" boolean not null, "state" varchar(255) not null, "next_try_at" bigint null, "attempts" int not null, "created_at" bigint not null, "sent_at" bigint null, "read_at" bigint null, "last_error" text null, primary key ("id"));`);
    this.addSql(`alter table "notices" add constraint "notices_key_unique" unique ("key");`);
    this.addSql(`create index "notices_case_id_index" on "notices" ("case_id");`);
    this.addSql(`create index "notices_user_id_index" on "notices" ("user_id");`);
    this.addSql(`create index "notices_message_id_index" on "notices" ("message_id");`);
    this.addSql(`create index notices_queued on notices (next_try_at, id) where state = 'queued';`);
    this.addSql(`create index notices_late on notices (user_id, created_at) where state = 'queued' and template = 'late_item';`);
    this.addSql(`create index notices_rare on notices (state, id) where state in ('dead', 'dropped');`);
    this.addSql(`create index notices_sent on notices (user_id, sent_at) where state = 'sent';`);

    this.addSql(`create table "organisations" ("id" varchar(36) not null, "code" varchar(255) not null, "name" varchar(255) not null, "parent_id" varchar(36) null, "policies" text not null, primary key ("id"));`);
    this.addSql(`alter table "organisations" add constraint "organisations_code_unique" unique ("code");`);
    this.addSql(`create index "organisations_parent_id_index" on "organisations" ("parent_id");`);

    this.addSql(`create table "own_policies" ("id" varchar(36) not null, "name" varchar(255) not null, "edition" int not null, "changed_by" varchar(255) not null, "changed_at" bigint not null, "reason" text not null, "cloned_from" varchar(255) not null, "content" text not null, primary key ("id"));`);
    this.addSql(`alter table "own_policies" add constraint "own_policies_name_edition_unique" unique ("name", "edition");`);

    this.addSql(`create table "papers" ("id" varchar(36) not null, "case_id" varchar(36) not null, "sort" varchar(255) not null, "number" varchar(255) null, "state" varchar(255) not null, "department_id" varchar(36) null, "reason" text not null, "asked" text null, "leader" varchar(255) null, "level" varchar(255) not null, "level_reason" text null, "rung_key" varchar(255) null, "issued_by" varchar(36) null, "issued_at" bigint null, "reply" text null, "replied_by" varchar(36) null, "replied_at" bigint null, "decided_by" varchar(36) null, "decided_at" bigint null, "decision" text null, "created_at" bigint not null, primary key ("id"));`);
    this.addSql(`create index "papers_case_id_index" on "papers" ("case_id");`);
    this.addSql(`create index "papers_issued_at_index" on "papers" ("issued_at");`);
    this.addSql(`create index "papers_created_at_index" on "papers" ("created_at");`);
    this.addSql(`create index "papers_sort_state_department_id_index" on "papers" ("sort", "state", "department_id");`);
    this.addSql(`alter table "papers" add constraint "papers_rung_key_unique" unique ("rung_key");`);
    this.addSql(`alter table "papers" add constraint "papers_number_unique" unique ("number");`);

    this.addSql(`create table "paper_counters" ("id" varchar(255) not null, "last" int not null, primary key ("id"));`);

    this.addSql(`create table "presences" ("id" varchar(36) not null, "case_id" varchar(36) not null, "user_id" varchar(36) not null, "doing" varchar(10) not null, "seen_at" bigint not null, "pen_until" bigint null, primary key ("id"));`);
    this.addSql(`create index "presences_case_id_index" on "presences" ("case_id");`);
    this.addSql(`create index "presences_seen_at_index" on "presences" ("seen_at");`);
    this.addSql(`alter table "presences" add constraint "presences_case_id_user_id_unique" unique ("case_id", "user_id");`);

    this.addSql(`create table "proposals" ("id" varchar(36) not null, "case_id" varchar(36) not null, "at" bigint not null, "department_id" varchar(36) null, "ranked" text not null, "terms" text not null, "confidence" double precision not null, "auto" boolean not null, "joint_department_id" varchar(36) null, "model_version" int null, "basis" varchar(255) not null, "engine" varchar(255) not null, primary key ("id"));`);
    this.addSql(`alter table "proposals" add constraint "proposals_case_id_unique" unique ("case_id");`);
    this.addSql(`create index "proposals_department_id_at_index" on "proposals" ("department_id", "at");`);

    this.addSql(`create table "publications" ("id" varchar(36) not null, "case_id" varchar(36) not null, "reply_id" varchar(36) not null, "epoch" int not null, "published_by" varchar(36) null, "published_at" bigint not null, "public" boolean not null, "public_subject" text not null, "public_message" text not null, "public_reply" text not null, "to_citizen" text not null, "delivery_state" varchar(255) not null, "delivery_key" varchar(255) not null, "delivered_at" bigint null, "delivery_note" text null, "corrected_at" bigint null, "retracted_at" bigint null, primary key ("id"));`);
    this.addSql(`create index "publications_case_id_index" on "publications" ("case_id");`);
    this.addSql(`create index "publications_reply_id_index" on "publications" ("reply_id");`);
    this.addSql(`alter table "publications" add constraint "publications_delivery_key_unique" unique ("delivery_key");`);
    this.addSql(`create index "publications_public_published_at_index" on "publications" ("public", "published_at");`);
    this.addSql(`create index "publications_delivery_state_index" on "publications" ("delivery_state");`);

    this.addSql(`create table "purges" ("id" varchar(36) not null, "case_id" varchar(36) not null, "code" varchar(255) not null, "basis" varchar(500) not null, "proposed_by" varchar(36) not null, "proposed_as" varchar(255) not null, "proposed_at" bigint not null, "confirmed_by" varchar(36) null, "confirmed_at" bigint null, "erased" text not null, primary key ("id"));`);
    this.addSql(`create index "purges_case_id_index" on "purges" ("case_id");`);
    this.addSql(`create index "purges_confirmed_at_index" on "purges" ("confirmed_at");`);

    this.addSql(`create table "quarantines" ("id" varchar(36) not null, "case_id" varchar(36) not null, "by" varchar(36) null, "at" bigint not null, "code" varchar(255) not null, "start" int null, "end" int null, "note" text null, "lifted_by" varchar(36) null, "lifted_at" bigint null, "waiver" text null, "waived_by" varchar(36) null, primary key ("id"));`);
    this.addSql(`create index "quarantines_case_id_index" on "quarantines" ("case_id");`);
    this.addSql(`create index "quarantines_at_index" on "quarantines" ("at");`);

    this.addSql(`create table "ratings" ("id" varchar(36) not null, "case_id" varchar(36) not null, "epoch" int not null, "satisfaction" varchar(255) not null, "resolved" varchar(255) not null, "text" text not null, "at" bigint not null, primary key ("id"));`);
    this.addSql(`alter table "ratings" add constraint "ratings_case_id_epoch_unique" unique ("case_id", "epoch");`);

    this.addSql(`create table "rebasings" ("id" varchar(36) not null, "sort" varchar(255) not null, "subject" varchar(255) null, "organisation_id" varchar(36) null, "reason" text not null, "ordered_by" varchar(255) not null, "ordered_at" bigint not null, "reached" varchar(255) not null, "cases" int not null, "clocks" int not null, "moved" int not null, "faults" text not null, "finished_at" bigint null, primary key ("id"));`);
    this.addSql(`create index "rebasings_finished_at_index" on "rebasings" ("finished_at");`);

    this.addSql(`create table "rejections" ("id" varchar(36) not null, "case_id" varchar(36) not null, "proposed_by" varchar(36) not null, "proposed_at" bigint not null, "reason" text not null, "legal_way" text not null, "template" varchar(255) not null, "text" text not null, "decided_by" varchar(36) null, "decided_at" bigint null, primary key ("id"));`);
    this.addSql(`create index "rejections_case_id_index" on "rejections" ("case_id");`);

    this.addSql(`create table "relabels" ("id" varchar(36) not null, "case_id" varchar(36) not null, "by" varchar(36) not null, "at" bigint not null, "before" text not null, "after" text not null, "downwards" boolean not null, "reason" text null, primary key ("id"));`);
    this.addSql(`create index "relabels_case_id_index" on "relabels" ("case_id");`);
    this.addSql(`create index "relabels_at_index" on "relabels" ("at");`);

    this.addSql(`create table "releases" ("id" varchar(36) not null, "case_id" varchar(36) not null, "reply_id" varchar(36) not null, "code" varchar(255) not null, "reason" text not null, "by" varchar(36) not null, "at" bigint not null, primary key ("id"));`);
    this.addSql(`create index "releases_case_id_index" on "releases" ("case_id");`);
    this.addSql(`create index "releases_reply_id_index" on "releases" ("reply_id");`);

    this.addSql(`create table "reopenings" ("id" varchar(36) not null, "case_id" varchar(36) not null, "epoch" int not null, "by" varchar(36) not null, "at" bigint not null, "reason" text not null, primary key ("id"));`);
    this.addSql(`alter table "reopenings" add constraint "reopenings_case_id_epoch_unique" unique ("case_id", "epoch");`);

    this.addSql(`create table "repeats_ended" ("id" varchar(36) not null, "case_id" varchar(36) not null, "by" varchar(36) not null, "at" bigint not null, "reason" text not null, "basis" text not null, primary key ("id"));`);
    this.addSql(`alter table "repeats_ended" add constraint "repeats_ended_case_id_unique" unique ("case_id");`);

    this.addSql(`create table "replies" ("id" varchar(36) not null, "case_id" varchar(36) not null, "version" int not null, "drafter_id" varchar(36) not null, "department_id" varchar(36) null, "submitted_at" bigint not null, "to_citizen" text not null, "to_superior" text null, "public_message" text not null, "public_reply" text not null, "attachments" text not null, "contributions" text not null, "copy_hash" varchar(255) not null, "score" int not null, "verdict" varchar(255) not null, "findings" text not null, "asks" text null, "form" varchar(255) null, "engine" varchar(255) not null, primary key ("id"));`);
    this.addSql(`alter table "replies" add constraint "replies_case_id_version_unique" unique ("case_id", "version");`);

    this.addSql(`create table "reply_wordings" ("reply_id" varchar(36) not null, "case_id" varchar(36) not null, "office_id" varchar(36) not null, "band0" int not null, "band1" int not null, "band2" int not null, "band3" int not null, "band4" int not null, "band5" int not null, "band6" int not null, "band7" int not null, "band8" int not null, "band9" int not null, "band10" int not null, "band11" int not null, primary key ("reply_id"));`);
    this.addSql(`create index "reply_wordings_case_id_index" on "reply_wordings" ("case_id");`);
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

    this.addSql(`create table "report_cases" ("report_id" varchar(36) not null, "case_id" varchar(36) not null, "account_id" varchar(36) not null, "kind" varchar(255) not null, "imposed" boolean not null, "counted" text not null, primary key ("report_id", "case_id"));`);

    this.addSql(`create table "report_files" ("id" varchar(36) not null, "report_id" varchar(36) not null, "format" varchar(8) not null, "name" varchar(255) not null, "media_type" varchar(255) not null, "hash" varchar(64) not null, "bytes" bytea not null, primary key ("id"));`);
    this.addSql(`alter table "report_files" add constraint "report_files_report_id_format_unique" unique ("report_id", "format");`);

    this.addSql(`create table "return_requests" ("id" varchar(36) not null, "case_id" varchar(36) not null, "department_id" varchar(36) not null, "signed_by" varchar(36) not null, "asked_at" bigint not null, "basis" text not null, "suggested_department_id" varchar(36) null, "state" varchar(255) not null, "decided_by" varchar(36) null, "decided_at" bigint null, "decision" text null, primary key ("id"));`);
    this.addSql(`create index "return_requests_case_id_index" on "return_requests" ("case_id");`);
    this.addSql(`create index "return_requests_department_id_index" on "return_requests" ("department_id");`);
    this.addSql(`create index "return_requests_asked_at_index" on "return_requests" ("asked_at");`);

    this.addSql(`create table "review_sheets" ("id" varchar(36) not null, "check_id" varchar(36) not null, "case_id" varchar(36) not null, "checker_id" varchar(36) not null, "third" boolean not null, "state" varchar(10) not null, "marks" text null, "note" text null, "assigned_at" bigint not null, "handed_in_at" bigint null, primary key ("id"));`);
    this.addSql(`create index "review_sheets_check_id_index" on "review_sheets" ("check_id");`);
    this.addSql(`create index "review_sheets_checker_id_state_index" on "review_sheets" ("checker_id", "state");`);
    this.addSql(`alter table "review_sheets" add constraint "review_sheets_check_id_case_id_checker_id_unique" unique ("check_id", "case_id", "checker_id");`);

    this.addSql(`create table "rota_entries" ("id" varchar(36) not null, "organisation_id" varchar(36) not null, "day" varchar(10) not null, "from_time" varchar(5) not null, "to_time" varchar(5) not null, "officers" text not null, "lead" varchar(36) null, "note" varchar(255) null, primary key ("id"));`);
    this.addSql(`alter table "rota_entries" add constraint "rota_entries_organisation_id_day_from_time_unique" unique ("organisation_id", "day", "from_time");`);

    this.addSql(`create table "rota_notes" ("id" varchar(36) not null, "organisation_id" varchar(36) not null, "shift_start_at" bigint not null, "shift_end_at" bigint not null, "written_by" varchar(36) not null, "written_at" bigint not null, "text" text not null, "open" text not null, "acknowledged_by" varchar(36) null, "acknowledged_at" bigint null, primary key ("id"));`);
    this.addSql(`create index "rota_notes_written_at_index" on "rota_notes" ("written_at");`);

    this.addSql(`create table "rota_patterns" ("id" varchar(36) not null, "organisation_id" varchar(36) not null, "code" varchar(255) not null, "name" varchar(255) not null, "days" varchar(255) not null, "from_time" varchar(5) not null, "to_time" varchar(5) not null, "anchor" varchar(10) not null, "until" varchar(10) null, "teams" text not null, primary key ("id"));`);
    this.addSql(`alter table "rota_patterns" add constraint "rota_patterns_organisation_id_code_unique" unique ("organisation_id", "code");`);

    this.addSql(`create table "rota_swaps" ("id" varchar(36) not null, "organisation_id" varchar(36) not null, "day" varchar(10) not null, "from_time" varchar(5) not null, "absent_id" varchar(36) not null, "substitute_id" varchar(36) not null, "reason" varchar(255) not null, "by" varchar(36) not null, "at" bigint not null, primary key ("id"));`);
    this.addSql(`alter table "rota_swaps" add constraint "rota_swaps_organisation_id_day_from_time_absent_id_unique" unique ("organisation_id", "day", "from_time", "absent_id");`);

    this.addSql(`create table "routing_models" ("id" varchar(36) not null, "version" int not null, "trained_at" bigint not null, "hash" varchar(255) not null, "bytes" int not null, "engine" varchar(255) not null, "lessons" text not null, "figures" text not null, "threshold" text not null, "comparison" text not null, primary key ("id"));`);
    this.addSql(`alter table "routing_models" add constraint "routing_models_version_unique" unique ("version");`);

    this.addSql(`create table "routing_model_contents" ("id" varchar(36) not null, "content" bytea not null, primary key ("id"));`);

    this.addSql(`create table "routing_switches" ("id" varchar(36) not null, "at" bigint not null, "version" int null, "before" int null, "by" varchar(255) not null, "reason" text not null, primary key ("id"));`);

    this.addSql(`create table "routing_trainings" ("id" varchar(36) not null, "asked_by" varchar(255) not null, "asked_at" bigint not null, "held_until" bigint null, "finished_at" bigint null, "outcome" varchar(255) null, "cases" int null, "model_version" int null, "fault" text null, primary key ("id"));`);

    this.addSql(`create table "rule_versions" ("hash" varchar(255) not null, "sort" varchar(255) not null, "name" varchar(255) not null, "content" text not null, "first_used_at" bigint not null, primary key ("hash"));`);

    this.addSql(`create table "rung_marks" ("id" varchar(36) not null, "deadline_id" varchar(36) not null, "case_id" varchar(36) not null, "epoch" int not null, "revision" int not null, "rung" varchar(255) not null, "at" bigint not null, "marked_at" bigint not null, "suppressed" boolean not null, primary key ("id"));`);
    this.addSql(`create index "rung_marks_case_id_index" on "rung_marks" ("case_id");`);
    this.addSql(`alter table "rung_marks" add constraint "rung_marks_deadline_id_epoch_revision_rung_unique" unique ("deadline_id", "epoch", "revision", "rung");`);

    this.addSql(`create table "saved_views" ("id" varchar(36) not null, "owner_id" varchar(36) not null, "organisation_id" varchar(36) null, "name" varchar(60) not null, "query" text not null, "shared" boolean not null, "saved_at" bigint not null, primary key ("id"));`);
    this.addSql(`create index "saved_views_owner_id_index" on "saved_views" ("owner_id");`);
    this.addSql(`create index "saved_views_organisation_id_index" on "saved_views" ("organisation_id");`);

    this.addSql(`create table "screenings" ("id" varchar(36) not null, "case_id" varchar(36) not null, "at" bigint not null, "verdict" varchar(255) not null, "kind" varchar(255) not null, "urgency" varchar(255) not null, "sensitive" boolean not null, "reasons" text not null, "scope" varchar(255) null, "people" int null, "earlier" text not null, "engine" varchar(255) not null, primary key ("id"));`);
    this.addSql(`alter table "screenings" add constraint "screenings_case_id_unique" unique ("case_id");`);

    this.addSql(`create table "seals" ("id" varchar(36) not null, "at" bigint not null, "position" int not null, "events" int not null, "root" varchar(255) not null, "previous_hash" varchar(255) not null, "hash" varchar(255) not null, primary key ("id"));`);
    this.addSql(`alter table "seals" add constraint "seals_position_unique" unique ("position");`);

    this.addSql(`create table "second_opinions" ("id" varchar(36) not null, "case_id" varchar(36) not null, "reply_version" int null, "asked_by" varchar(36) not null, "asked_at" bigint not null, "model" varchar(255) not null, "prompt_version" varchar(255) not null, "opinion" text null, "failure" text null, "took_ms" int not null, primary key ("id"));`);
    this.addSql(`create index "second_opinions_case_id_index" on "second_opinions" ("case_id");`);

    this.addSql(`create table "send_backs" ("id" varchar(36) not null, "case_id" varchar(36) not null, "reply_id" varchar(36) not null, "by" varchar(36) not null, "at" bigint not null, "reason" text not null, primary key ("id"));`);
    this.addSql(`create index "send_backs_case_id_index" on "send_backs" ("case_id");`);

    this.addSql(`create table "sessions" ("id" varchar(255) not null, "user_id" varchar(36) not null, "created_at" bigint not null, "last_seen_at" bigint not null, "expires_at" bigint not null, primary key ("id"));`);
    this.addSql(`create index "sessions_user_id_index" on "sessions" ("user_id");`);
    this.addSql(`create index "sessions_expires_at_index" on "sessions" ("expires_at");`);

    this.addSql(`create table "signatures" ("id" varchar(36) not null, "case_id" varchar(36) not null, "reply_id" varchar(36) not null, "sort" varchar(255) not null, "role" varchar(255) not null, "user_id" varchar(36) not null, "at" bigint not null, "copy_hash" varchar(255) not null, "gates" text not null, "note" text null, "voided_at" bigint null, primary key ("id"));`);
    this.addSql(`create index "signatures_case_id_index" on "signatures" ("case_id");`);
    this.addSql(`create index "signatures_reply_id_index" on "signatures" ("reply_id");`);

    this.addSql(`create table "spot_checks" ("id" varchar(36) not null, "organisation_id" varchar(36) not null, "title" varchar(120) not null, "period" varchar(24) not null, "from" bigint not null, "to" bigint not null, "seed" varchar(64) not null, "size" text not null, "population" text not null, "population_hash" varchar(64) not null, "population_count" int not null, "settings" text not null, "settings_version" varchar(40) not null, "settings_hash" varchar(64) not null, "state" varchar(8) not null, "drawn_by" varchar(36) not null, "drawn_at" bigint not null, "pool" text not null, "closed_by" varchar(36) null, "closed_at" bigint null, "results_hash" varchar(64) null, primary key ("id"));`);
    this.addSql(`create index "spot_checks_organisation_id_index" on "spot_checks" ("organisation_id");`);
    this.addSql(`create index "spot_checks_state_from_index" on "spot_checks" ("state", "from");`);

    this.addSql(`create table "spot_check_cases" ("id" varchar(36) not null, "check_id" varchar(36) not null, "case_id" varchar(36) not null, "account_id" varchar(36) not null, "unit" varchar(36) not null, "kind" varchar(255) not null, "report" boolean not null, "answered_at" bigint not null, "settled" text null, "settled_at" bigint null, "good" boolean null, primary key ("id"));`);
    this.addSql(`create index "spot_check_cases_case_id_index" on "spot_check_cases" ("case_id");`);
    this.addSql(`create index "spot_check_cases_answered_at_index" on "spot_check_cases" ("answered_at");`);
    this.addSql(`alter table "spot_check_cases" add constraint "spot_check_cases_check_id_case_id_unique" unique ("check_id", "case_id");`);

    this.addSql(`create table "studies" ("id" varchar(36) not null, "case_id" varchar(36) not null, "by" varchar(36) not null, "at" bigint not null, "decision" varchar(255) not null, "reason" text not null, "cause" varchar(255) null, "found" text null, "measure" text null, primary key ("id"));`);
    this.addSql(`create index "studies_case_id_index" on "studies" ("case_id");`);

    this.addSql(`create table "assessment_tellings" ("id" varchar(36) not null, "sort" varchar(24) not null, "matter_id" varchar(36) not null, "user_id" varchar(36) not null, "facts" text not null, "path" varchar(255) not null, "created_at" bigint not null, "told_at" bigint null, primary key ("id"));`);
    this.addSql(`create index assessment_tellings_waiting on assessment_tellings (id) where told_at is null;`);

    this.addSql(`create table "terms" ("id" varchar(36) not null, "matter_id" varchar(36) not null, "name" varchar(20) not null, "concerns_id" varchar(36) not null, "start_at" bigint not null, "amount" int not null, "due_at" bigint not null, "due_day" varchar(10) not null, "calendar_hash" varchar(255) not null, "proof" text not null, "person_ids" text not null, "overseer_ids" text not null, "remind_at" bigint not null, "reminded_at" bigint null, "stopped_at" bigint null, "missed_at" bigint null, primary key ("id"));`);
    this.addSql(`create index "terms_matter_id_index" on "terms" ("matter_id");`);
    this.addSql(`alter table "terms" add constraint "terms_concerns_id_unique" unique ("concerns_id");`);
    this.addSql(`create index terms_running on terms (due_at) where stopped_at is null;`);

    this.addSql(`create table "tokens" ("id" varchar(36) not null, "name" varchar(255) not null, "hash" varchar(255) not null, "scope" varchar(255) not null, "account_id" varchar(36) null, "created_at" bigint not null, "revoked_at" bigint null, primary key ("id"));`);
    this.addSql(`alter table "tokens" add constraint "tokens_hash_unique" unique ("hash");`);
    this.addSql(`create index "tokens_account_id_index" on "tokens" ("account_id");`);

    this.addSql(`create table "topics" ("id" varchar(36) not null, "state" varchar(255) not null, "title" text not null, "given_title" text null, "central_case_id" varchar(36) not null, "place" varchar(255) not null, "who" varchar(255) not null, "terms" text not null, "heat" double precision not null, "users" int not null, "letters" int not null, "first_at" bigint not null, "last_at" bigint not null, "found_at" bigint not null, "run_at" bigint not null, "joined_id" varchar(36) null, "warned" int not null, primary key ("id"));`);
    this.addSql(`create index "topics_state_heat_index" on "topics" ("state", "heat");`);

    this.addSql(`create table "topic_changes" ("id" varchar(36) not null, "topic_id" varchar(36) not null, "act" varchar(255) not null, "at" bigint not null, "by" varchar(36) null, "reason" text null, "facts" text not null, "told_at" bigint null, primary key ("id"));`);
    this.addSql(`create index "topic_changes_topic_id_index" on "topic_changes" ("topic_id");`);
    this.addSql(`create index "topic_changes_at_index" on "topic_changes" ("at");`);
    this.addSql(`create index "topic_changes_act_told_at_index" on "topic_changes" ("act", "told_at");`);

    this.addSql(`create table "topic_members" ("case_id" varchar(36) not null, "topic_id" varchar(36) not null, "score" double precision not null, "pinned" boolean not null, primary key ("case_id"));`);
    this.addSql(`create index "topic_members_topic_id_index" on "topic_members" ("topic_id");`);

    this.addSql(`create table "trackings" ("id" varchar(36) not null, "case_id" varchar(36) not null, "by" varchar(36) not null, "at" bigint not null, "basis" text not null, "condition" text null, "until" varchar(10) null, "told" text not null, "ended_at" bigint null, "ended_by" varchar(36) null, "evidence" text null, primary key ("id"));`);
    this.addSql(`create index "trackings_case_id_index" on "trackings" ("case_id");`);
    this.addSql(`create index trackings_open on trackings (case_id) where ended_at is null;`);

    this.addSql(`create table "transfers" ("id" varchar(36) not null, "case_id" varchar(36) not null, "receiver" varchar(255) not null, "receiver_phone" varchar(255) not null, "receiver_number" varchar(255) null, "reason" text not null, "transferred_by" varchar(36) not null, "transferred_at" bigint not null, "ended_at" bigint null, "ended_by" varchar(36) null, "outcome" varchar(255) null, "end_reason" text null, primary key ("id"));`);
    this.addSql(`create index "transfers_case_id_index" on "transfers" ("case_id");`);

    this.addSql(`create table "turned_away" ("id" varchar(36) not null, "at" bigint not null, "account_id" varchar(36) null, "raw" bytea not null, "reason" text not null, primary key ("id"));`);
    this.addSql(`create index "turned_away_at_index" on "turned_away" ("at");`);

    this.addSql(`create table "users" ("id" varchar(36) not null, "login" varchar(255) not null, "name" varchar(255) not null, "email" varchar(255) null, "phone" varchar(255) null, "wecom" varchar(255) null, "password_hash" varchar(255) null, "password_set_at" bigint null, "must_change_password" boolean not null, "roles" text not null, "department_id" varchar(36) null, "organisation_id" varchar(36) null, "substitute_id" varchar(36) null, "absent_from" bigint null, "absent_until" bigint null, "locale" varchar(8) not null, "notices_off" text not null, "active" boolean not null, "failures" int not null, "locked_until" bigint null, "created_at" bigint not null, primary key ("id"));`);
    this.addSql(`alter table "users" add constraint "users_login_unique" unique ("login");`);
    this.addSql(`create index "users_department_id_index" on "users" ("department_id");`);
    this.addSql(`create index "users_organisation_id_index" on "users" ("organisation_id");`);

    this.addSql(`create table "webhooks" ("id" varchar(36) not null, "name" varchar(255) not null, "url" text not null, "secret" text not null, "acts" text not null, "account_ids" text not null, "active" boolean not null, "off_reason" text null, "created_by" varchar(36) not null, "created_at" bigint not null, primary key ("id"));`);

    this.addSql(`create table "webhook_messages" ("id" varchar(36) not null, "webhook_id" varchar(36) not null, "event_id" varchar(36) not null, "act" varchar(255) not null, "body" text not null, "state" varchar(255) not null, "next_try_at" bigint null, "attempts" int not null, "last_status" int null, "last_error" text null, "created_at" bigint not null, "sent_at" bigint null, primary key ("id"));`);
    this.addSql(`create index webhook_messages_queued on webhook_messages (next_try_at, id) where state = 'queued';`);
    this.addSql(`create index "webhook_messages_webhook_id_created_at_index" on "webhook_messages" ("webhook_id", "created_at");`);
    this.addSql(`alter table "webhook_messages" add constraint "webhook_messages_webhook_id_event_id_unique" unique ("webhook_id", "event_id");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "accounts" cascade;`);
    this.addSql(`drop table if exists "amendments" cascade;`);
    this.addSql(`drop table if exists "assessed_cases" cascade;`);
    this.addSql(`drop table if exists "assessed_units" cascade;`);
    this.addSql(`drop table if exists "assessments" cascade;`);
    this.addSql(`drop table if exists "assessment_objections" cascade;`);
    this.addSql(`drop table if exists "assignments" cascade;`);
    this.addSql(`drop table if exists "attachments" cascade;`);
    this.addSql(`drop table if exists "attachment_contents" cascade;`);
    this.addSql(`drop table if exists "automatic_assignings" cascade;`);
    this.addSql(`drop table if exists "calendar_notices" cascade;`);
    this.addSql(`drop table if exists "case_counters" cascade;`);
    this.addSql(`drop table if exists "case_events" cascade;`);
    this.addSql(`drop table if exists "case_files" cascade;`);
    this.addSql(`drop table if exists "citizen_notices" cascade;`);
    this.addSql(`drop table if exists "clarifications" cascade;`);
    this.addSql(`drop table if exists "contacts" cascade;`);
    this.addSql(`drop table if exists "covers" cascade;`);
    this.addSql(`drop table if exists "deadlines" cascade;`);
    this.addSql(`drop table if exists "deliveries" cascade;`);
    this.addSql(`drop table if exists "departments" cascade;`);
    this.addSql(`drop table if exists "drafts" cascade;`);
    this.addSql(`drop table if exists "emergency_calls" cascade;`);
    this.addSql(`drop table if exists "exclusions" cascade;`);
    this.addSql(`drop table if exists "extension_requests" cascade;`);
    this.addSql(`drop table if exists "filings" cascade;`);
    this.addSql(`drop table if exists "finding_labels" cascade;`);
    this.addSql(`drop table if exists "follow_ups" cascade;`);
    this.addSql(`drop table if exists "former_deadlines" cascade;`);
    this.addSql(`drop table if exists "group_members" cascade;`);
    this.addSql(`drop table if exists "group_replies" cascade;`);
    this.addSql(`drop table if exists "group_signatures" cascade;`);
    this.addSql(`drop table if exists "hand_overs" cascade;`);
    this.addSql(`drop table if exists "identity_events" cascade;`);
    this.addSql(`drop table if exists "import_batches" cascade;`);
    this.addSql(`drop table if exists "import_faults" cascade;`);
    this.addSql(`drop table if exists "interims" cascade;`);
    this.addSql(`drop table if exists "issued_reports" cascade;`);
    this.addSql(`drop table if exists "joint_handlings" cascade;`);
    this.addSql(`drop table if exists "knowledge_counters" cascade;`);
    this.addSql(`drop table if exists "knowledge_days" cascade;`);
    this.addSql(`drop table if exists "knowledge_entries" cascade;`);
    this.addSql(`drop table if exists "knowledge_repeals" cascade;`);
    this.addSql(`drop table if exists "knowledge_sources" cascade;`);
    this.addSql(`drop table if exists "knowledge_uses" cascade;`);
    this.addSql(`drop table if exists "knowledge_versions" cascade;`);
    this.addSql(`drop table if exists "legal_procedures" cascade;`);
    this.addSql(`drop table if exists "letter_marks" cascade;`);
    this.addSql(`drop table if exists "likenesses" cascade;`);
    this.addSql(`drop table if exists "local_days" cascade;`);
    this.addSql(`drop table if exists "matters" cascade;`);
    this.addSql(`drop table if exists "matter_events" cascade;`);
    this.addSql(`drop table if exists "merges" cascade;`);
    this.addSql(`drop table if exists "messages" cascade;`);
    this.addSql(`drop table if exists "mornings" cascade;`);
    this.addSql(`drop table if exists "notices" cascade;`);
    this.addSql(`drop table if exists "organisations" cascade;`);
    this.addSql(`drop table if exists "own_policies" cascade;`);
    this.addSql(`drop table if exists "papers" cascade;`);
    this.addSql(`drop table if exists "paper_counters" cascade;`);
    this.addSql(`drop table if exists "presences" cascade;`);
    this.addSql(`drop table if exists "proposals" cascade;`);
    this.addSql(`drop table if exists "publications" cascade;`);
    this.addSql(`drop table if exists "purges" cascade;`);
    this.addSql(`drop table if exists "quarantines" cascade;`);
    this.addSql(`drop table if exists "ratings" cascade;`);
    this.addSql(`drop table if exists "rebasings" cascade;`);
    this.addSql(`drop table if exists "rejections" cascade;`);
    this.addSql(`drop table if exists "relabels" cascade;`);
    this.addSql(`drop table if exists "releases" cascade;`);
    this.addSql(`drop table if exists "reopenings" cascade;`);
    this.addSql(`drop table if exists "repeats_ended" cascade;`);
    this.addSql(`drop table if exists "replies" cascade;`);
    this.addSql(`drop table if exists "reply_wordings" cascade;`);
    this.addSql(`drop table if exists "report_cases" cascade;`);
    this.addSql(`drop table if exists "report_files" cascade;`);
    this.addSql(`drop table if exists "return_requests" cascade;`);
    this.addSql(`drop table if exists "review_sheets" cascade;`);
    this.addSql(`drop table if exists "rota_entries" cascade;`);
    this.addSql(`drop table if exists "rota_notes" cascade;`);
    this.addSql(`drop table if exists "rota_patterns" cascade;`);
    this.addSql(`drop table if exists "rota_swaps" cascade;`);
    this.addSql(`drop table if exists "routing_models" cascade;`);
    this.addSql(`drop table if exists "routing_model_contents" cascade;`);
    this.addSql(`drop table if exists "routing_switches" cascade;`);
    this.addSql(`drop table if exists "routing_trainings" cascade;`);
    this.addSql(`drop table if exists "rule_versions" cascade;`);
    this.addSql(`drop table if exists "rung_marks" cascade;`);
    this.addSql(`drop table if exists "saved_views" cascade;`);
    this.addSql(`drop table if exists "screenings" cascade;`);
    this.addSql(`drop table if exists "seals" cascade;`);
    this.addSql(`drop table if exists "second_opinions" cascade;`);
    this.addSql(`drop table if exists "send_backs" cascade;`);
    this.addSql(`drop table if exists "sessions" cascade;`);
    this.addSql(`drop table if exists "signatures" cascade;`);
    this.addSql(`drop table if exists "spot_checks" cascade;`);
    this.addSql(`drop table if exists "spot_check_cases" cascade;`);
    this.addSql(`drop table if exists "studies" cascade;`);
    this.addSql(`drop table if exists "assessment_tellings" cascade;`);
    this.addSql(`drop table if exists "terms" cascade;`);
    this.addSql(`drop table if exists "tokens" cascade;`);
    this.addSql(`drop table if exists "topics" cascade;`);
    this.addSql(`drop table if exists "topic_changes" cascade;`);
    this.addSql(`drop table if exists "topic_members" cascade;`);
    this.addSql(`drop table if exists "trackings" cascade;`);
    this.addSql(`drop table if exists "transfers" cascade;`);
    this.addSql(`drop table if exists "turned_away" cascade;`);
    this.addSql(`drop table if exists "users" cascade;`);
    this.addSql(`drop table if exists "webhooks" cascade;`);
    this.addSql(`drop table if exists "webhook_messages" cascade;`);
  }

}
