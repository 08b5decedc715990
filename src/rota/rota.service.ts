import { Injectable } from '@nestjs/common';
import { gapsOf, shiftsAt, shiftsOf, type Gap, type Shift } from '../core/rota.js';
import { refuseUnless } from '../core/refusal.js';
import { DAY_MS, dayNumber, dayOf, HOUR_MS } from '../core/time/days.js';
import { Clock, type Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { Sight } from '../casefile/sight.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import { Directory } from '../registry/directory.js';
import { nearestRota, openForDuty, organisationsWithRota, rotaOf } from '../views/rota.query.js';
import type { RotaFile } from './rota-file.js';
import { entryOf, LEADS, patternOf, personOf, wrong } from './rota-lines.js';
import type { RotaSwapDto } from './rota.dto.js';
import { RotaEntry, RotaNote, RotaPattern, RotaSwap } from './rota.entities.js';

/** A shift as people see it; instants in ISO 8601 of the calendar’s zone. */
export interface ShiftView {
  readonly day: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly officers: readonly PersonView[];
  readonly lead: PersonView | null;
}
interface PersonView {
  readonly login: string;
  readonly name: string;
  readonly phone: string | null;
}
export interface NoteView {
  readonly id: string;
  readonly shiftEndsAt: string;
  readonly by: string;
  readonly at: string;
  readonly text: string;
  /** Open matters the reader may see, by number. */
  readonly open: readonly string[];
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: string | null;
}

/** So far ahead an unmanned time is told. */
export const GAPS_AHEAD_MS = 7 * DAY_MS;
/** A shift’s note may be written so long after its end. */
const WRITTEN_WITHIN_MS = 2 * HOUR_MS;

/** 值班表: who is on duty, who is in charge, what one shift hands to the next. */
@Injectable()
export class RotaKeeping {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly sight: Sight,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a file: a pattern of a known code and an entry of a known day and time are changed, the rest is made; all of
   * it or nothing. @throws Refusal `config_wrong` naming list, row and field
   */
  async take(file: RotaFile, organisation: string | null): Promise<{ patterns: number; entries: number }> {
    await this.directory.refresh(true);
    const organisationId = this.organisation(file.organisation ?? organisation);
    const { patterns = [], entries = [] } = file;
    refuseUnless(Array.isArray(patterns) && Array.isArray(entries) && patterns.length + entries.length > 0, 'config_wrong', wrong('patterns', '', 'patterns, entries'));
    const people = await this.database.rows.find(User, { active: true });
    await this.database.write('person', async (turn) => {
      for (const [index, given] of patterns.entries()) {
        const row = { organisationId, ...patternOf(given, people, `patterns[${index}]`) };
        const known = await turn.rows.one(RotaPattern, { organisationId, code: row.code });
        if (known) await turn.rows.update(RotaPattern, known.id, row);
        else await turn.rows.insert(RotaPattern, { id: turn.ids.next(), ...row });
      }
      for (const [index, given] of entries.entries()) {
        const row = { organisationId, ...entryOf(given, people, `entries[${index}]`) };
        const known = await turn.rows.one(RotaEntry, { organisationId, day: row.day, fromTime: row.fromTime });
        if (known) await turn.rows.update(RotaEntry, known.id, row);
        else await turn.rows.insert(RotaEntry, { id: turn.ids.next(), ...row });
      }
    });
    return { patterns: patterns.length, entries: entries.length };
  }

  /** Who is on duty now, who comes next, and what was handed over last. */
  async now(person: Person): Promise<{ shifts: ShiftView[]; next: ShiftView | null; note: NoteView | null }> {
    const { rota, organisationId } = await this.mine(person);
    const [now, calendar] = [this.clock.now(), this.rulebook.today];
    const today = calendar.iso(now).slice(0, 10);
    const coming = shiftsOf(rota, today, dayOf(dayNumber(today) + 7), calendar).find(({ startAt }) => startAt > now);
    const [note] = await this.database.rows.find(RotaNote, { organisationId }, { orderBy: 'writtenAt', descending: true, limit: 1 });
    const people = await this.people();
    return {
      shifts: shiftsAt(rota, now, calendar).map((shift) => this.view(shift, people)), next: coming ? this.view(coming, people) : null,
      note: note ? await this.noteView(note, person, people) : null,
    };
  }

  /** The shifts that begin in a month, and when nobody is on duty in it. */
  async month(person: Person | null, month: string | undefined, organisation: string | null): Promise<{ month: string; shifts: ShiftView[]; gaps: { from: string; to: string }[] }> {
    await this.directory.refresh();
    const calendar = this.rulebook.today;
    const which = month ?? calendar.iso(this.clock.now()).slice(0, 7);
    const rota = organisation === null && person ? (await this.mine(person)).rota : await rotaOf(this.database.rows, this.organisation(organisation));
    const [first, last] = [`${which}-01`, lastDayOf(which)];
    const people = await this.people();
    const ends = calendar.instant(`${dayOf(dayNumber(last) + 1)}T00:00:00`);
    return {
      month: which, shifts: shiftsOf(rota, first, last, calendar).map((shift) => this.view(shift, people)),
      gaps: gapsOf(rota, calendar.instant(`${first}T00:00:00`), ends, calendar).map((gap) => ({ from: calendar.iso(gap.startAt), to: calendar.iso(gap.endAt) })),
    };
  }

  /** Unmanned times of the coming week, for who looks after the installation. */
  async gapsAhead(): Promise<{ organisation: string; gaps: Gap[] }[]> {
    await this.directory.refresh();
    const now = this.clock.now();
    const found = [];
    for (const id of await organisationsWithRota(this.database.rows.sql)) {
      const gaps = gapsOf(await rotaOf(this.database.rows, id), now, now + GAPS_AHEAD_MS, this.rulebook.today);
      if (gaps.length > 0) found.push({ organisation: this.directory.organisation(id)?.name ?? id, gaps });
    }
    return found;
  }

  /** 换班、替班. @throws Refusal `not_found` | `unknown_person` */
  async swap(person: Person, { day, from, absent, substitute, reason }: RotaSwapDto): Promise<void> {
    const { rota, organisationId } = await this.mine(person);
    const people = await this.people();
    const [away, stands] = [personOf(absent, people, 'absent'), personOf(substitute, people, 'substitute')];
    const shift = shiftsOf({ ...rota, swaps: [] }, day, day, this.rulebook.today).find(({ fromTime, officers, lead }) => fromTime === from && (officers.includes(away.id) || lead === away.id));
    refuseUnless(shift, 'not_found', { day, from, absent });
    refuseUnless(shift.endAt > this.clock.now(), 'too_late', { day, from });
    const allowed = shift.officers.includes(away.id) ? ['duty_officer'] : LEADS;
    refuseUnless(stands.roles.some((role) => allowed.includes(role)), 'unknown_person', { substitute, allowed });
    await this.database.write('person', async (turn) => {
      await turn.rows.delete(RotaSwap, { organisationId, day, fromTime: from, absentId: away.id });
      await turn.rows.insert(RotaSwap, {
        id: turn.ids.next(), organisationId, day, fromTime: from, absentId: away.id, substituteId: stands.id, reason: reason.trim(), by: person.id, at: turn.now,
      });
    });
  }

  /** 交接班记录 of the shift under way or just over, by one of it. @throws Refusal `not_your_part` */
  async writeNote(person: Person, text: string): Promise<{ id: string; open: string[] }> {
    const { rota, organisationId } = await this.mine(person);
    const now = this.clock.now();
    const shift = [now, now - WRITTEN_WITHIN_MS].flatMap((at) => shiftsAt(rota, at, this.rulebook.today)).find((each) => isOf(each, person.id));
    refuseUnless(shift, 'not_your_part', { who: ['on duty'] });
    const accounts = this.directory.allAccounts().filter(({ sponsorId }) => this.directory.path(sponsorId).includes(organisationId));
    const open = await openForDuty(this.database.rows.sql, accounts.map(({ id }) => id));
    const id = await this.database.write('person', async (turn) => {
      const made = turn.ids.next();
      await turn.rows.insert(RotaNote, {
        id: made, organisationId, shiftStartAt: shift.startAt, shiftEndAt: shift.endAt, writtenBy: person.id, writtenAt: turn.now, text: text.trim(), open,
      });
      return made;
    });
    return { id, open: await this.numbersFor(person, open) };
  }

  /** Signed for by one of the next shift. @throws Refusal `not_found` | `same_person` | `not_your_part` | `duplicate` */
  async acknowledgeNote(person: Person, id: string): Promise<void> {
    const { rota, organisationId } = await this.mine(person);
    const now = this.clock.now();
    await this.database.write('person', async (turn) => {
      const note = await turn.rows.one(RotaNote, { id, organisationId }, { lock: true });
      refuseUnless(note, 'not_found', { note: id });
      refuseUnless(note.acknowledgedAt === null, 'duplicate', { note: id, say: { zh: '这份交接班记录已有人签收', en: 'This note was acknowledged already' } });
      refuseUnless(note.writtenBy !== person.id, 'same_person');
      const after = [...shiftsAt(rota, now, this.rulebook.today), ...shiftsAt(rota, note.shiftEndAt, this.rulebook.today)];
      refuseUnless(after.some((shift) => shift.startAt >= note.shiftEndAt && isOf(shift, person.id)), 'not_your_part', { who: ['next on duty'] });
      await turn.rows.update(RotaNote, id, { acknowledgedBy: person.id, acknowledgedAt: turn.now });
    });
  }

  async notes(person: Person): Promise<NoteView[]> {
    const { organisationId } = await this.mine(person);
    const people = await this.people();
    const notes = await this.database.rows.find(RotaNote, { organisationId }, { orderBy: 'writtenAt', descending: true, limit: 50 });
    return await Promise.all(notes.map((note) => this.noteView(note, person, people)));
  }

  /** The rota the person belongs to: the nearest on the way up, else an empty one of the own organisation. */
  private async mine(person: Person) {
    await this.directory.refresh();
    const { path } = this.directory.seatOf(person);
    const organisationId = path[0] ?? '';
    return (await nearestRota(this.database.rows, path)) ?? { organisationId, rota: { patterns: [], entries: [], swaps: [] } };
  }

  private organisation(code: string | null): string {
    const all = this.directory.allOrganisations();
    const found = all.find((each) => each.code === code || each.id === code);
    refuseUnless(found, 'config_wrong', wrong('organisation', code ?? '', all.map((each) => each.code).join(' ')));
    return found.id;
  }

  /** For imports that name no organisation: the person’s own. */
  organisationOf(person: Person): string | null {
    return this.directory.seatOf(person).path[0] ?? null;
  }

  private async people(): Promise<User[]> {
    return await this.database.rows.find(User, {});
  }

  private view({ day, name, startAt, endAt, officers, lead }: Shift, people: readonly User[]): ShiftView {
    const seen = (id: string): PersonView => {
      const user = people.find((each) => each.id === id);
      return { login: user?.login ?? id, name: user?.name ?? '', phone: user?.phone ?? null };
    };
    return { day, name, from: this.iso(startAt), to: this.iso(endAt), officers: officers.map(seen), lead: lead === null ? null : seen(lead) };
  }

  private async noteView(note: RotaNote, person: Person, people: readonly User[]): Promise<NoteView> {
    const name = (id: string | null): string | null => people.find((each) => each.id === id)?.name ?? null;
    return {
      id: note.id, shiftEndsAt: this.iso(note.shiftEndAt), by: name(note.writtenBy) ?? '', at: this.iso(note.writtenAt), text: note.text,
      open: await this.numbersFor(person, note.open), acknowledgedBy: name(note.acknowledgedBy),
      acknowledgedAt: note.acknowledgedAt === null ? null : this.iso(note.acknowledgedAt),
    };
  }

  /** A report one may not see is in nobody’s list. */
  private async numbersFor(person: Person, ids: readonly string[]): Promise<string[]> {
    const files = ids.length === 0 ? [] : await this.database.rows.find(CaseFile, { id: ids }, { orderBy: 'id' });
    const numbers: string[] = [];
    for (const file of files) if (await this.sight.sees(person, file)) numbers.push(file.number);
    return numbers;
  }

  private iso(instant: Instant): string {
    return this.rulebook.today.iso(instant);
  }
}

const isOf = ({ officers, lead }: Shift, id: string): boolean => officers.includes(id) || lead === id;

const lastDayOf = (month: string): string => {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return dayOf(dayNumber(number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`) - 1);
};
