-- Every figure of a period once more, from the journal and the clocks alone: written from the definitions 口径 and not from
-- the program. The same text runs on SQLite and on PostgreSQL. `asked` has one row: the period [from_at, to_at) and the instant
-- as of which is counted, in ms. Each statement after `-- figure: KEY SIDE` gives one row for each thing that the figure counts:
-- the case, and the unit it is charged to (null: the own office of the account). What is measured in working days gives `began`,
-- `ended` and the calendar besides.

-- What had been written down by the instant.
create temp table happened as
  select e.id, e.case_id, e.seq, e.act, e.at, e.written_at, e.actor_kind, e.to_state, json(e.facts) as facts from case_events e, asked where e.written_at <= asked.as_of;
create index happened_case on happened (case_id, seq);

create temp table in_period as
  select h.* from happened h, asked where h.at >= asked.from_at and h.at < asked.to_at;

-- A case as it was then: its state, the kind it was taken for, the unit it had last been given to and had not been taken from.
create temp table files as
  select f.id, f.number, f.account_id, f.first_kind, f.received_at, f.answered_at, f.history, f.anonymous, f.contactable, f.repeat_count, f.imposed_due_at,
    (select h.to_state from happened h where h.case_id = f.id order by h.seq desc limit 1) as state_then,
    (select coalesce(h.facts -> 'after' ->> 'kind', h.facts ->> 'kind') from happened h where h.case_id = f.id and h.act in ('receive', 'hold', 'pass', 'quarantine', 'relabel')
      and coalesce(h.facts -> 'after' ->> 'kind', h.facts ->> 'kind') is not null order by h.seq desc limit 1) as kind,
    case when f.history then f.department_id else (select case when h.act in ('assign', 'reassign', 'adjudicate') then coalesce(h.facts ->> 'department', h.facts ->> 'departmentId') end
      from happened h where h.case_id = f.id and h.act in ('assign', 'reassign', 'adjudicate', 'grant_return', 'merge') order by h.seq desc limit 1) end as department_id
  from case_files f, asked where f.received_at <= asked.as_of;
create index files_id on files (id);

-- 办结: published, told to a merged citizen, or answered with others; of a past case, when it was answered before it came here.
create temp table answers as
  select h.case_id, h.at, h.seq, f.department_id as unit, f.kind,
    (select r.seq from happened r where r.case_id = h.case_id and r.act in ('publish', 'tell_merged', 'answer_by_group') and r.seq > h.seq order by r.seq limit 1) as next_seq
  from happened h join files f on f.id = h.case_id where h.act in ('publish', 'tell_merged', 'answer_by_group');
create index answers_case on answers (case_id);

create temp table answered as
  select a.* from answers a, asked where a.at >= asked.from_at and a.at < asked.to_at;

-- The citizen’s word on an answer: said after it and before the next one.
create temp table rated as
  select a.*, h.facts ->> 'satisfaction' as satisfaction, h.facts ->> 'resolved' as resolved,
    -- 挂账: taken up and not cleared yet.
    exists (select 1 from happened t where t.case_id = a.case_id and t.act = 'track'
      and not exists (select 1 from happened c where c.case_id = t.case_id and c.act in ('clear', 'reopen') and c.seq > t.seq)) as tracked
  from answered a join happened h on h.case_id = a.case_id and h.act = 'rate' and h.seq > a.seq and (a.next_seq is null or h.seq < a.next_seq);

create temp table received as
  select f.id as case_id, f.department_id as unit, f.*,
    exists (select 1 from answers a where a.case_id = f.id) or coalesce(f.answered_at <= asked.as_of and f.history, false) as has_answer
  from files f join in_period h on h.case_id = f.id and h.act = 'receive', asked;

create temp table valid as
  select * from received where has_answer or state_then not in ('filed', 'rejected', 'withdrawn', 'quarantined');

-- 抽查: the last word of a closed check on an answer of the period; reports are left out.
create temp table checked as
  select case_id, unit, good from (
    select k.case_id, k.unit, cast(json(k.settled) ->> 'overall' as real) > 2.5 as good, row_number() over (partition by k.case_id order by s.id desc) as nth
    from spot_check_cases k join spot_checks s on s.id = k.check_id join files f on f.id = k.case_id, asked
    where k.answered_at >= asked.from_at and k.answered_at < asked.to_at and s.closed_at <= asked.as_of and k.settled is not null
      and 'report' not in (f.kind, f.first_kind) and not k.report) c where nth = 1;

-- What a clock said at the instant, where it has moved since.
create temp table moved_since as
  select p.deadline_id, p.due_at, p.original_due_at, p.calendar_hash, p.stopped_at, p.stop_act, p.verdict from former_deadlines p, asked where p.ended_at > asked.as_of
    and not exists (select 1 from former_deadlines q where q.deadline_id = p.deadline_id and q.ended_at > asked.as_of and q.revision < p.revision);
create index moved_since_clock on moved_since (deadline_id);

-- A clock as it stood at the instant. One that was declared void before then counts nowhere.
create temp table clocks as
  select d.case_id, d.clock, d.epoch, d.department_id, f.department_id as holder, d.start_at,
    case when m.deadline_id is null then d.due_at else m.due_at end as due_at, case when m.deadline_id is null then d.original_due_at else m.original_due_at end as original_due_at, case when m.deadline_id is null then d.calendar_hash else m.calendar_hash end as calendar,
    case when ended.at <= asked.as_of then ended.at end as stop_at, case when ended.at <= asked.as_of then ended.act end as stop_act
  from (select d.id, case when m.deadline_id is null then d.stopped_at else m.stopped_at end as at, case when m.deadline_id is null then d.stop_act else m.stop_act end as act,
      case when m.deadline_id is null then d.verdict else m.verdict end as verdict from deadlines d left join moved_since m on m.deadline_id = d.id) ended
  join deadlines d on d.id = ended.id join files f on f.id = d.case_id left join moved_since m on m.deadline_id = d.id, asked
  where d.start_at <= asked.as_of and (ended.verdict is null or ended.verdict <> 'void' or ended.at > asked.as_of);

-- Exactly one of four. A first contact 先行联系 that the reply overtook was not made in time.
create temp table standing as
  select c.*, case
      when stop_at is not null and clock = 'contact' and stop_act = 'submit_reply' then 'late'
      when stop_at is not null and (due_at is null or stop_at <= due_at) then 'on time'
      when stop_at is not null then 'late'
      when due_at < (select as_of from asked) then 'open overdue'
      else 'open not due' end as four
  from clocks c;

-- Counted once, in the period of the due time or the stop, whichever is earlier.
create temp table judged as
  select s.* from (select c.*, case when c.stop_at < c.due_at then c.stop_at else coalesce(c.due_at, c.stop_at) end as counts_at from standing c) s, asked
  where s.counts_at >= asked.from_at and s.counts_at < asked.to_at;

create temp table promises as
  select j.*, j.holder as unit,
    exists (select 1 from happened h where h.case_id = j.case_id and h.act = 'urge') as urged,
    exists (select 1 from happened h where h.case_id = j.case_id and h.act = 'supervise') as supervised,
    exists (select 1 from happened h where h.case_id = j.case_id and h.act = 'grant_extension' and h.at >= j.start_at and (j.stop_at is null or h.at <= j.stop_at)) as extended,
    exists (select 1 from answers a where a.case_id = j.case_id and a.at = j.stop_at) as answered_then
  from judged j where j.clock = 'answer';

create temp table due as
  select * from promises where four <> 'open not due';

create temp table carried as
  select c.*, c.holder as unit from standing c, asked
  where c.clock = 'answer' and c.due_at < asked.from_at and c.due_at < asked.as_of and (c.stop_at is null or c.stop_at >= asked.from_at);

create temp table open_now as
  select c.*, c.holder as unit from standing c where c.clock = 'answer' and c.stop_at is null;

create temp table returned as
  select i.case_id, i.facts ->> 'departmentId' as unit,
    (select h.act from happened h where h.case_id = i.case_id and h.facts ->> 'returnId' = i.facts ->> 'returnId' and h.act <> 'ask_return' order by h.seq limit 1) as decision
  from in_period i where i.act = 'ask_return';

create temp table extended as
  select i.case_id, f.department_id as unit,
    (select h.act from happened h where h.case_id = i.case_id and h.facts ->> 'requestId' = i.facts ->> 'requestId' and h.act <> 'ask_extension' order by h.seq limit 1) as decision
  from in_period i join files f on f.id = i.case_id where i.act = 'ask_extension';

-- Signed for by the unit it was last given to.
create temp table acknowledged as
  select i.case_id, f.contactable, (select coalesce(h.facts ->> 'department', h.facts ->> 'departmentId') from happened h
    where h.case_id = i.case_id and h.act in ('assign', 'reassign', 'adjudicate') and h.seq < i.seq order by h.seq desc limit 1) as unit
  from in_period i join files f on f.id = i.case_id where i.act = 'acknowledge';

create temp table followed_up as
  select i.case_id, f.department_id as unit, cast(i.facts ->> 'reached' as text) in ('true', '1') as reached, i.facts ->> 'resolved' as resolved, i.facts ->> 'satisfaction' as satisfaction,
    exists (select 1 from happened h where h.case_id = i.case_id and h.act = 'log_contact' and h.seq < i.seq) as contacted
  from in_period i join files f on f.id = i.case_id where i.act = 'follow_up';

create temp table published as
  select i.case_id, f.department_id as unit, cast(i.facts ->> 'public' as text) in ('true', '1') as to_all
  from in_period i join files f on f.id = i.case_id where i.act in ('publish', 'tell_merged', 'answer_by_group');

-- figure: received numerator
select case_id, unit from received;
-- figure: valid numerator
select case_id, unit from valid;
-- figure: accepted numerator
select case_id, unit from valid where has_answer or history or state_then not in ('received', 'held');
-- figure: unscreened numerator
select case_id, unit from valid where not has_answer and not history and state_then in ('received', 'held');
-- figure: filed numerator
select case_id, unit from received where not has_answer and state_then = 'filed';
-- figure: rejected numerator
select case_id, unit from received where not has_answer and state_then = 'rejected';
-- figure: withdrawn numerator
select case_id, unit from received where not has_answer and state_then = 'withdrawn';
-- figure: quarantined numerator
select case_id, unit from received where not has_answer and state_then = 'quarantined';
-- figure: quarantined denominator
select case_id, unit from received;
-- figure: merged numerator
select case_id, unit from received where state_then = 'merged';
-- figure: anonymous numerator
select case_id, unit from received where anonymous;
-- figure: received_history numerator
select case_id, unit from received where history;
-- figure: response_rate numerator
select case_id, unit from received where has_answer;
-- figure: response_rate denominator
select case_id, unit from valid;
-- figure: answered numerator
select case_id, unit from answered
union all select f.id, f.department_id from files f, asked where f.history and f.answered_at >= asked.from_at and f.answered_at < asked.to_at and f.answered_at <= asked.as_of;
-- figure: answered_history numerator
select f.id as case_id, f.department_id as unit from files f, asked where f.history and f.answered_at >= asked.from_at and f.answered_at < asked.to_at and f.answered_at <= asked.as_of;
-- figure: in_time numerator
select case_id, unit from due where four = 'on time';
-- figure: in_time denominator
select case_id, unit from due;
-- figure: in_time_original numerator
select case_id, unit from due where four = 'on time' and stop_at <= coalesce(original_due_at, due_at);
-- figure: in_time_original denominator
select case_id, unit from due;
-- figure: completion numerator
select case_id, unit from due where answered_then;
-- figure: completion denominator
select case_id, unit from due;
-- figure: on_time numerator
select case_id, unit from promises where four = 'on time';
-- figure: late numerator
select case_id, unit from promises where four = 'late';
-- figure: open_overdue numerator
select case_id, unit from promises where four = 'open overdue';
-- figure: open_not_due numerator
select case_id, unit from promises where four = 'open not due';
-- figure: overdue numerator
select case_id, unit from promises where four in ('late', 'open overdue');
-- figure: overdue_longest lengths
select case_id, unit, calendar, due_at as began, coalesce(stop_at, (select as_of from asked)) as ended from promises where four in ('late', 'open overdue');
-- figure: carried_over numerator
select case_id, unit from carried;
-- figure: carried_over_answered numerator
select c.case_id, c.unit from carried c, asked where c.stop_at < asked.to_at and exists (select 1 from answers a where a.case_id = c.case_id and a.at = c.stop_at);
-- figure: carried_over_open numerator
select case_id, unit from carried where stop_at is null;
-- figure: open_now numerator
select case_id, unit from open_now;
-- figure: open_now_overdue numerator
select case_id, unit from open_now where four = 'open overdue';
-- figure: open_now_paused numerator
select case_id, unit from open_now where due_at is null;
-- figure: duration_median duration_mean duration_p90 duration_longest lengths
select a.case_id, a.unit, c.calendar, c.start_at as began, a.at as ended from answered a join clocks c on c.case_id = a.case_id and c.clock = 'answer' and c.stop_at = a.at;
-- figure: leg_in_time numerator
select case_id, department_id as unit from judged where clock = 'leg' and four = 'on time';
-- figure: leg_in_time denominator
select case_id, department_id as unit from judged where clock = 'leg' and four <> 'open not due';
-- figure: acknowledged_in_time numerator
select case_id, department_id as unit from judged where clock = 'acknowledge' and four = 'on time';
-- figure: acknowledged_in_time denominator
select case_id, department_id as unit from judged where clock = 'acknowledge' and four <> 'open not due';
-- figure: contacted_in_time numerator
select case_id, department_id as unit from judged where clock = 'contact' and four = 'on time';
-- figure: contacted_in_time denominator
select case_id, department_id as unit from judged where clock = 'contact' and four <> 'open not due';
-- figure: not_contactable numerator
select case_id, unit from acknowledged where not contactable;
-- figure: not_contactable denominator
select case_id, unit from acknowledged;
-- figure: contributed_in_time numerator
select case_id, department_id as unit from judged where clock = 'contribution' and four = 'on time';
-- figure: contributed_in_time denominator
select case_id, department_id as unit from judged where clock = 'contribution' and four <> 'open not due';
-- figure: screened_in_time numerator
select case_id, null as unit from judged where clock = 'screen' and four = 'on time';
-- figure: screened_in_time denominator
select case_id, null as unit from judged where clock = 'screen' and four <> 'open not due';
-- figure: dispatched_in_time numerator
select case_id, null as unit from judged where clock = 'dispatch' and four = 'on time';
-- figure: dispatched_in_time denominator
select case_id, null as unit from judged where clock = 'dispatch' and four <> 'open not due';
-- figure: reviewed_in_time numerator
select case_id, null as unit from judged where clock = 'review' and four = 'on time';
-- figure: reviewed_in_time denominator
select case_id, null as unit from judged where clock = 'review' and four <> 'open not due';
-- figure: published_in_time numerator
select case_id, null as unit from judged where clock = 'publish' and four = 'on time';
-- figure: published_in_time denominator
select case_id, null as unit from judged where clock = 'publish' and four <> 'open not due';
-- figure: returns_decided_in_time numerator
select case_id, null as unit from judged where clock = 'return_decision' and four = 'on time';
-- figure: returns_decided_in_time denominator
select case_id, null as unit from judged where clock = 'return_decision' and four <> 'open not due';
-- figure: studied_in_time numerator
select case_id, null as unit from judged where clock = 'study' and four = 'on time';
-- figure: studied_in_time denominator
select case_id, null as unit from judged where clock = 'study' and four <> 'open not due';
-- figure: rated numerator
select case_id, unit from rated;
-- figure: rated denominator
select case_id, unit from answered;
-- figure: satisfaction numerator
select case_id, unit from rated where satisfaction in ('satisfied', 'fairly');
-- figure: satisfaction denominator
select case_id, unit from rated;
-- figure: satisfied_only numerator
select case_id, unit from rated where satisfaction = 'satisfied';
-- figure: satisfied_only denominator
select case_id, unit from rated;
-- figure: dissatisfied numerator
select case_id, unit from rated where satisfaction = 'dissatisfied';
-- figure: dissatisfied denominator
select case_id, unit from rated;
-- figure: resolution numerator
select case_id, unit from rated where kind <> 'consultation' and resolved in ('yes', 'partly') and not tracked;
-- figure: resolution denominator
select case_id, unit from rated where kind <> 'consultation';
-- figure: resolved_only numerator
select case_id, unit from rated where kind <> 'consultation' and resolved = 'yes' and not tracked;
-- figure: resolved_only denominator
select case_id, unit from rated where kind <> 'consultation';
-- figure: resolution_consultation numerator
select case_id, unit from rated where kind = 'consultation' and resolved in ('yes', 'partly') and not tracked;
-- figure: resolution_consultation denominator
select case_id, unit from rated where kind = 'consultation';
-- figure: returns numerator
select case_id, unit from returned;
-- figure: returns denominator
select case_id, coalesce(facts ->> 'department', facts ->> 'departmentId') as unit from in_period where act in ('assign', 'reassign', 'adjudicate');
-- figure: returns_upheld numerator
select case_id, unit from returned where decision = 'grant_return';
-- figure: returns_upheld denominator
select case_id, unit from returned;
-- figure: returns_refused numerator
select case_id, unit from returned where decision = 'refuse_return';
-- figure: returns_refused denominator
select case_id, unit from returned;
-- figure: returns_adjudicated numerator
select case_id, unit from returned where decision = 'adjudicate';
-- figure: extensions numerator
select case_id, unit from extended where decision = 'grant_extension';
-- figure: extensions denominator
select case_id, unit from extended;
-- figure: extended numerator
select case_id, unit from due where extended;
-- figure: extended denominator
select case_id, unit from due;
-- figure: reopened numerator
select i.case_id, f.department_id as unit from in_period i join files f on f.id = i.case_id where i.act = 'reopen';
-- figure: reopened_share numerator
select a.case_id, a.unit from answered a where exists (select 1 from happened h where h.case_id = a.case_id and h.act = 'reopen' and h.seq > a.seq);
-- figure: reopened_share denominator
select case_id, unit from answered;
-- figure: clarified numerator
select i.case_id, f.department_id as unit from in_period i join files f on f.id = i.case_id where i.act = 'ask_citizen';
-- figure: released numerator
select i.case_id, f.department_id as unit from in_period i join files f on f.id = i.case_id where i.act in ('release', 'release_group_reply');
-- figure: quality numerator
select case_id, unit from checked where good;
-- figure: quality denominator
select case_id, unit from checked;
-- figure: follow_ups numerator
select case_id, unit from followed_up;
-- figure: follow_up_share numerator
select a.case_id, a.unit from answered a where exists (select 1 from happened h where h.case_id = a.case_id and h.act = 'follow_up' and h.seq > a.seq and (a.next_seq is null or h.seq < a.next_seq));
-- figure: follow_up_share denominator
select case_id, unit from answered;
-- figure: followed_up numerator
select case_id, unit from followed_up where reached;
-- figure: followed_up denominator
select case_id, unit from followed_up;
-- figure: followed_up_contacted numerator
select case_id, unit from followed_up where reached and contacted;
-- figure: followed_up_contacted denominator
select case_id, unit from followed_up where reached;
-- figure: followed_up_resolved numerator
select case_id, unit from followed_up where resolved in ('yes', 'partly');
-- figure: followed_up_resolved denominator
select case_id, unit from followed_up where reached;
-- figure: followed_up_satisfied numerator
select case_id, unit from followed_up where satisfaction in ('satisfied', 'fairly');
-- figure: followed_up_satisfied denominator
select case_id, unit from followed_up where reached;
-- figure: tracked numerator
select i.case_id, f.department_id as unit from in_period i join files f on f.id = i.case_id where i.act = 'track';
-- figure: cleared numerator
select i.case_id, f.department_id as unit from in_period i join files f on f.id = i.case_id where i.act = 'clear';
-- figure: tracked_now numerator
select case_id, holder as unit from clocks where clock = 'tracking_review' and stop_at is null;
-- figure: tracked_past_review numerator
select case_id, holder as unit from clocks, asked where clock = 'tracking_review' and stop_at is null and due_at < as_of;
-- figure: repeats_ended numerator
select i.case_id, f.department_id as unit from in_period i join files f on f.id = i.case_id where i.act = 'end_repeats';
-- figure: repeats_after_end numerator
select r.case_id, r.unit from received r where exists (select 1 from screenings s, happened h, asked where s.case_id = r.case_id and s.at <= asked.as_of
  and h.act = 'end_repeats' and h.at < r.received_at and s.earlier like '%' || h.case_id || '%');
-- figure: repeated numerator
select case_id, unit from valid where repeat_count > 0;
-- figure: repeated denominator
select case_id, unit from valid;
-- figure: urged numerator
select case_id, facts ->> 'departmentId' as unit from in_period where act = 'urge';
-- figure: urged_share numerator
select case_id, unit from due where urged;
-- figure: urged_share denominator
select case_id, unit from due;
-- figure: supervised numerator
select case_id, facts ->> 'departmentId' as unit from in_period where act = 'supervise';
-- figure: supervised_share numerator
select case_id, unit from due where supervised;
-- figure: supervised_share denominator
select case_id, unit from due;
-- figure: supervision_drafts numerator
select i.case_id, i.facts ->> 'departmentId' as unit from in_period i where i.act = 'propose_supervision'
  and not exists (select 1 from happened h where h.case_id = i.case_id and h.act = 'supervise' and h.facts ->> 'paperId' = i.facts ->> 'paperId');
-- figure: instructed numerator
select case_id, facts ->> 'departmentId' as unit from in_period where act = 'instruct';
-- figure: downgrades numerator
select case_id, null as unit from in_period where act = 'relabel' and cast(facts ->> 'downwards' as text) in ('true', '1');
-- figure: downgrades denominator
select case_id, null as unit from in_period where act = 'relabel';
-- figure: held numerator
select r.case_id, r.unit from received r where exists (select 1 from happened h where h.case_id = r.case_id and h.act = 'hold');
-- figure: held denominator
select r.case_id, r.unit from received r where exists (select 1 from happened h where h.case_id = r.case_id and h.act in ('hold', 'pass', 'quarantine') and h.actor_kind = 'system');
-- figure: quarantines numerator
select case_id, null as unit from in_period where act = 'quarantine';
-- figure: quarantines_by_system numerator
select case_id, null as unit from in_period where act = 'quarantine' and actor_kind = 'system';
-- figure: quarantines_secret numerator
select case_id, null as unit from in_period where act = 'quarantine' and facts ->> 'code' = 'secret';
-- figure: quarantines_unlawful numerator
select case_id, null as unit from in_period where act = 'quarantine' and facts ->> 'code' = 'unlawful';
-- figure: quarantines_threat numerator
select case_id, null as unit from in_period where act = 'quarantine' and facts ->> 'code' = 'threat';
-- figure: quarantines_personal_data numerator
select case_id, null as unit from in_period where act = 'quarantine' and facts ->> 'code' = 'personal_data';
-- figure: quarantines_abuse numerator
select case_id, null as unit from in_period where act = 'quarantine' and facts ->> 'code' = 'abuse';
-- figure: quarantines_advertising numerator
select case_id, null as unit from in_period where act = 'quarantine' and facts ->> 'code' = 'advertising';
-- figure: quarantines_malice numerator
select case_id, null as unit from in_period where act = 'quarantine' and facts ->> 'code' = 'malice';
-- figure: purged numerator
select case_id, null as unit from in_period where act = 'purge';
-- figure: purged_secret numerator
select case_id, null as unit from in_period where act = 'purge' and facts ->> 'code' = 'secret';
-- figure: purged_unlawful numerator
select case_id, null as unit from in_period where act = 'purge' and facts ->> 'code' = 'unlawful';
-- figure: knowledge_used numerator
select k.case_id, f.department_id as unit from knowledge_uses k join files f on f.id = k.case_id, asked where k.at >= asked.from_at and k.at < asked.to_at and k.at <= asked.as_of;
-- figure: hidden numerator
select case_id, unit from published where not to_all;
-- figure: hidden denominator
select case_id, unit from published;
