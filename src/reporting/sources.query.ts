/**
 * The rows of each source of figures, as subselects with the columns that the parts ask for. Instants later than
 * `:asOf` are not known yet. Each is driven by one index on an instant; the joins go by keys.
 */
import { ANSWERING_ACTS, type JudgedClock, type LengthName, type SourceName } from '../core/figures.js';

const ANSWERING = `(${ANSWERING_ACTS.map((act) => `'${act}'`).join(', ')})`;
const IMPOSED = 'case when f.imposed_due_at is null then 0 else 1 end as imposed';
const FILE = `f.id as case_id, f.account_id, :kind as kind, ${IMPOSED}`;
const flag = (condition: string, name: string): string => `case when ${condition} then 1 else 0 end as ${name}`;

/** The state of a case now, and as the journal has it for an instant that is past. */
export const STATE_NOW = 'f.state';
export const STATE_THEN = `coalesce((select e.to_state from case_events e where e.case_id = f.id and e.written_at <= :asOf
  order by e.seq desc limit 1), f.state)`;

/** The kind of a case now, and what it was taken for then: what the next relabelling began with, or before it was screened what it came as. */
export const KIND_NOW = 'f.kind';
export const KIND_THEN = `coalesce(case when exists (select 1 from screenings s where s.case_id = f.id and s.at > :asOf)
    then (select json(e.facts) ->> 'kind' from case_events e where e.case_id = f.id and e.seq = 1) end,
  (select json(r.before) ->> 'kind' from relabels r where r.case_id = f.id and r.at > :asOf order by r.at, r.id limit 1), f.kind)`;
/** The unit that holds a case now, and the one that held it then, if it has been given or taken since. */
export const UNIT_NOW = 'f.department_id';
export const UNIT_THEN = `case when exists (select 1 from assignments a where a.case_id = f.id and (a.assigned_at > :asOf or a.ended_at > :asOf))
  then (select a.department_id from assignments a where a.case_id = f.id and a.assigned_at <= :asOf and (a.ended_at is null or a.ended_at > :asOf) order by a.id desc limit 1)
  else f.department_id end`;
/** When a clock `d` was due by what was promised then. */
export const DUE_THEN = `case when exists (select 1 from former_deadlines p where p.deadline_id = d.id and p.ended_at > :asOf)
  then (select p.due_at from former_deadlines p where p.deadline_id = d.id and p.ended_at > :asOf order by p.revision limit 1) else d.due_at end`;

/**
 * The clocks now, and as they stood at an instant that is past: what has moved since (an extension, a pause, another edition of the
 * rules, an end undone) is read as it was then.
 */
export const CLOCKS_NOW = 'deadlines';
export const CLOCKS_THEN = `(
    select d.id, d.case_id, d.clock, d.epoch, d.department_id, d.calendar_hash, d.start_at, d.due_at, d.original_due_at, d.extension, d.stopped_at, d.stop_act, d.verdict
    from deadlines d where not exists (select 1 from former_deadlines p where p.deadline_id = d.id and p.ended_at > :asOf)
    union all
    select d.id, d.case_id, d.clock, d.epoch, d.department_id, p.calendar_hash, d.start_at, p.due_at, p.original_due_at,
      case when exists (select 1 from extension_requests r where r.case_id = d.case_id and r.state = 'granted' and r.decided_at >= d.start_at and r.decided_at <= :asOf)
        then d.extension else '[]' end, p.stopped_at, p.stop_act, p.verdict
    from former_deadlines p cross join deadlines d where d.id = p.deadline_id and p.ended_at > :asOf
      and not exists (select 1 from former_deadlines q where q.deadline_id = p.deadline_id and q.ended_at > :asOf and q.revision < p.revision)) c`;

/** Whose part a clock is: the department’s it names, that of the case’s unit, or the own office’s. */
type Charge = 'd.department_id' | ':unit' | 'null';
const CHARGE: Record<JudgedClock, Charge> = {
  answer: ':unit', leg: 'd.department_id', acknowledge: 'd.department_id', contact: 'd.department_id',
  contribution: 'd.department_id', screen: 'null', dispatch: 'null', review: 'null', publish: 'null', return_decision: 'null', study: 'null',
};

/** What every clock is judged by: no more than stands in the indexes that find it, so that the wide rows themselves stay unread. */
const CLOCK = 'case_id, department_id, start_at, due_at, stopped_at, verdict';
const STANDING = 'd.due_at, d.verdict, case when d.stopped_at <= :asOf then d.stopped_at end as stopped_at';
/** The citizen’s own besides. */
const PROMISE = `${CLOCK}, stop_act, calendar_hash, original_due_at, extension`;
const ANSWERED_BY = flag(`d.stop_act in ${ANSWERING}`, 'answering');
const PROMISED = `d.start_at, d.original_due_at, d.calendar_hash, ${ANSWERED_BY}, ${STANDING}`;
/** A void clock is not counted; one that became void later was running then. */
const STANDS = "(d.verdict is null or d.verdict <> 'void' or d.stopped_at > :asOf) and d.start_at <= :asOf and f.received_at <= :asOf";

/** Two disjoint ranges, each by its index: due in the period and not stopped before it; stopped in it and due later. */
const inPeriod = (clock: JudgedClock, columns: string): string => `
  select ${columns} from :clocks where clock = '${clock}' and due_at >= :from and due_at < :to
    and (stopped_at is null or stopped_at >= :from or stopped_at > :asOf)
  union all
  select ${columns} from :clocks where clock = '${clock}' and stopped_at >= :from and stopped_at < :to and stopped_at <= :asOf
    and (due_at is null or due_at >= :to)`;

// “cross join … where” is an ordinary join on PostgreSQL and fixes the order on SQLite: clocks first, cases by key.
const clockRows = (clock: JudgedClock): string => `
  select ${FILE}, ${CHARGE[clock]} as department_id, ${STANDING}
  from (${inPeriod(clock, CLOCK)}) d cross join case_files f where f.id = d.case_id and ${STANDS}`;
const promiseRows = (more = ''): string => `
  select ${FILE}, ${CHARGE.answer} as department_id, ${PROMISED}${more}
  from (${inPeriod('answer', PROMISE)}) d cross join case_files f where f.id = d.case_id and ${STANDS}`;

/** Documents and tracked cases are few: gathered once, they cost less than asking case by case. */
const paper = (sort: string): string =>
  `d.case_id in (select p.case_id from papers p where p.sort = '${sort}' and p.issued_at <= :asOf)`;
const TRACKED = `d.case_id in (select c.case_id from deadlines c where c.clock = 'tracking_review' and c.start_at <= :asOf
    and (c.stopped_at is null or c.stopped_at > :asOf))`;

const openClocks = (condition: string): string => `
  select ${FILE}, ${CHARGE.answer} as department_id, ${ANSWERED_BY}, ${STANDING}
  from (${condition}) d cross join case_files f where f.id = d.case_id and ${STANDS}`;

const openAnswers = (columns: string): string => `
    select ${columns} from :clocks where clock = 'answer' and stopped_at is null
    union all
    select ${columns} from :clocks where clock = 'answer' and stopped_at > :asOf`;

/** Rows of a room’s own table that came about in the period, with their decision as of the instant. */
const asked = (table: string, instant: string, unit: string, columns: string): string => `
  select ${FILE}, ${unit} as department_id, ${columns}
  from ${table} r cross join case_files f where f.id = r.case_id and r.${instant} >= :from and r.${instant} < :to and r.${instant} <= :asOf`;
const DECISION = 'case when r.decided_at <= :asOf then r.state end as decision';

/**
 * Whether a case has such a clock, looked for under the case, once for each row. “epoch >= 0” is always so: without it, and without “+”
 * before instants, SQLite takes the index by clock, which holds all that is asked, through the clocks of all cases; “limit” keeps
 * PostgreSQL from gathering those first.
 */
const hasClock = (caseId: string, condition: string): string =>
  `(select 1 from deadlines c where c.case_id = ${caseId} and c.epoch >= 0 and ${condition} limit 1) is not null`;
/** Whether something happened to a case, looked for under the case likewise: “seq > 0” is always so. */
const hasEvent = (caseId: string, condition: string): string => `exists (select 1 from case_events e where e.case_id = ${caseId} and e.seq > 0 and ${condition})`;
const ANSWERED_EVER = `(f.answered_at is not null and f.answered_at <= :asOf)
  or ${hasClock('f.id', `c.clock = 'answer' and c.stop_act in ${ANSWERING} and +c.stopped_at <= :asOf`)}`;

/** A letter that read like an earlier one of the same writer whose repeats had been ended 不再重复受理 when it came. */
const AFTER_END = `exists (select 1 from screenings s cross join repeats_ended z
  where s.case_id = f.id and s.earlier <> '[]' and s.at <= :asOf and z.at < f.received_at and s.earlier like '%' || z.case_id || '%')`;

const issuedIn = 'r.issued_at >= :from and r.issued_at < :to and r.issued_at <= :asOf';
const draftedIn = 'r.created_at >= :from and r.created_at < :to and r.created_at <= :asOf and (r.issued_at is null or r.issued_at > :asOf)';

/** A clock `d` of a case `f` by which the citizen was answered in the period. */
export const ANSWERED_IN = `f.id = d.case_id and d.clock = 'answer' and d.stopped_at >= :from and d.stopped_at < :to and d.stopped_at <= :asOf
      and d.stop_act in ${ANSWERING}`;

/** The clocks whose lengths are measured, from `began` to `ended`. */
export const LENGTH_ROWS: Record<LengthName, string> = {
  duration: `
    select ${FILE}, :unit as department_id, d.calendar_hash, d.start_at as began, d.stopped_at as ended
    from deadlines d cross join case_files f where ${ANSWERED_IN}`,
  ageing: `
    select ${FILE}, ${CHARGE.answer} as department_id, d.calendar_hash, d.start_at as began, cast(:asOf as bigint) as ended
    from (${openAnswers(`${CLOCK}, calendar_hash`)}) d cross join case_files f where f.id = d.case_id and ${STANDS}`,
  overdue: `
    select x.*, x.due_at as began, coalesce(x.stopped_at, :asOf) as ended from (${promiseRows()}) x
    where x.due_at < coalesce(x.stopped_at, :asOf) and (x.stopped_at is null or x.verdict = 'late')`,
};

/** By source; `:state`, `:kind`, `:unit` and `:clocks` are put in by whether the instant is now. */
export const ROWS: Record<SourceName, string> = {
  received: `
    select ${FILE}, :unit as department_id, :state as state, f.repeat_count, f.anonymous, f.history, ${flag(ANSWERED_EVER, 'answered')},
      (select s.verdict from screenings s where s.case_id = f.id and s.at <= :asOf) as screened,
      ${flag(AFTER_END, 'after_end')}
    from case_files f where f.received_at >= :from and f.received_at < :to and f.received_at <= :asOf`,
  answer: promiseRows(`, ${flag("d.extension <> '[]'", 'extended')}, ${flag(paper('urge'), 'urged')}, ${flag(paper('supervision'), 'supervised')}`),
  answered: `
    select ${FILE}, :unit as department_id, r.satisfaction, r.resolved, ${flag(TRACKED, 'tracked')},
      ${flag(hasClock('d.case_id', "c.clock = 'answer' and c.epoch > d.epoch and +c.start_at <= :asOf"), 'reopened')},
      ${flag('exists (select 1 from follow_ups u where u.case_id = d.case_id and u.epoch = d.epoch and u.at <= :asOf)', 'followed_up')}
    from deadlines d cross join case_files f left join ratings r on r.case_id = d.case_id and r.epoch = d.epoch and r.at <= :asOf
    where ${ANSWERED_IN}`,
  history: `
    select ${FILE}, :unit as department_id from case_files f
    where f.history and f.answered_at >= :from and f.answered_at < :to and f.answered_at <= :asOf`,
  carried: openClocks(`
    select ${CLOCK}, stop_act from :clocks where clock = 'answer' and stopped_at is null and +due_at < :from and +due_at < :asOf
    union all
    select ${CLOCK}, stop_act from :clocks where clock = 'answer' and stopped_at >= :from and +due_at < :from and +due_at < :asOf`),
  stock: openClocks(openAnswers(`${CLOCK}, stop_act`)),
  leg: clockRows('leg'), acknowledge: clockRows('acknowledge'), contact: clockRows('contact'), contribution: clockRows('contribution'),
  screen: clockRows('screen'), dispatch: clockRows('dispatch'), review: clockRows('review'), publish: clockRows('publish'),
  return_decision: clockRows('return_decision'), study: clockRows('study'),
  acknowledged: `
    select ${FILE}, d.department_id, f.contactable from deadlines d cross join case_files f
    where f.id = d.case_id and d.clock = 'acknowledge' and d.stopped_at >= :from and d.stopped_at < :to and d.stopped_at <= :asOf
      and d.stop_act = 'acknowledge'`,
  assignments: asked('assignments', 'assigned_at', 'r.department_id', 'r.assigned_at'),
  returns: asked('return_requests', 'asked_at', 'r.department_id', DECISION),
  extensions: asked('extension_requests', 'asked_at', ':unit', DECISION),
  relabels: asked('relabels', 'at', 'null', 'r.downwards'),
  quarantines: asked('quarantines', 'at', 'null', 'r.code, r."by"'),
  purges: asked('purges', 'confirmed_at', 'null', 'r.code'),
  papers: `
    select ${FILE}, r.department_id, r.sort, ${flag(issuedIn, 'issued')}, ${flag(draftedIn, 'drafted')}
    from papers r cross join case_files f where f.id = r.case_id and ((${issuedIn}) or (${draftedIn}))`,
  events: `
    select ${FILE}, :unit as department_id, e.act from case_events e cross join case_files f
    where f.id = e.case_id and e.act in ('reopen', 'ask_citizen', 'release', 'release_group_reply', 'track', 'clear', 'end_repeats') and e.at >= :from and e.at < :to and e.at <= :asOf`,
  follow_ups: asked('follow_ups', 'at', ':unit', `r.reached, r.resolved, r.satisfaction,
    ${flag(hasEvent('r.case_id', "e.act = 'log_contact' and e.written_at <= r.at"), 'contacted')}`),
  knowledge: asked('knowledge_uses', 'at', ':unit', 'r.entry_id'),
  // Of a case that was checked twice the later word counts.
  spot_checks: `
    select ${FILE}, k.unit as department_id, k.good from spot_check_cases k cross join case_files f cross join spot_checks s
    where k.answered_at >= :from and k.answered_at < :to and f.id = k.case_id and s.id = k.check_id and s.closed_at <= :asOf and k.settled_at is not null
      and not k.report and :kind <> 'report' and f.first_kind <> 'report'
      and not exists (select 1 from spot_check_cases l cross join spot_checks t where l.case_id = k.case_id and t.id = l.check_id and t.closed_at <= :asOf and l.settled_at is not null and t.id > s.id)`,
  // The one that stands as of the instant: a review ends the one before.
  tracking: `
    select ${FILE}, :unit as department_id, d.due_at from (
      select case_id, due_at from :clocks where clock = 'tracking_review' and start_at <= :asOf and stopped_at is null
      union all
      select case_id, due_at from :clocks where clock = 'tracking_review' and start_at <= :asOf and stopped_at > :asOf) d
    cross join case_files f where f.id = d.case_id`,
  publications: `
    select ${FILE}, :unit as department_id, p."public" from publications p cross join case_files f
    where f.id = p.case_id and p."public" in (:yes, :no) and p.published_at >= :from and p.published_at < :to and p.published_at <= :asOf`,
};
