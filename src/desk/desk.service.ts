import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../core/refusal.js';
import { Clock, toIso } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { wrongField } from '../base/shapes.js';
import type { Turn } from '../base/database/writer.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { Sight } from '../casefile/sight.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import { Directory } from '../registry/directory.js';
import type { DraftDto, PresenceDto, SavedViewDto } from './desk.dto.js';
import { Draft, Presence, SavedView } from './desk.entities.js';

/** Whoever was not heard of for so long has left, in ms. */
export const PRESENT_MS = 45_000;
/** How long a pen is held without a word typed, in ms. */
export const PEN_MS = 120_000;
/** The longest draft, in characters of its JSON. */
const LONGEST_DRAFT = 200_000;
const MOST_VIEWS = 50;

/** 工位: what a person at the console leaves lying about – drafts, views of one’s own, the case that lies open. */
@Injectable()
export class Desk {
  constructor(
    private readonly database: Database,
    private readonly sight: Sight,
    private readonly directory: Directory,
    private readonly clock: Clock,
  ) {}

  /**
   * One’s own words stay readable when the case has gone to others; nothing of the case comes with them. What was written on
   * a case that is merged lies with the lead: `of` says which case it was.
   */
  async drafts(person: Person, caseId: string) {
    const own = await this.database.rows.find(Draft, { userId: person.id, caseId });
    if (own.length === 0) await this.sight.case(person, caseId);
    return { drafts: [...own.map((each) => readable(each, null)), ...(await this.draftsOnMembers(person, caseId))] };
  }

  private async draftsOnMembers(person: Person, leadId: string) {
    const { rows } = this.database;
    const members = new Map((await rows.find(CaseFile, { leadId })).map(({ id, number }) => [id, { id, number }]));
    const drafts = members.size === 0 ? [] : await rows.find(Draft, { userId: person.id, caseId: [...members.keys()] });
    return drafts.map((each) => readable(each, members.get(each.caseId)!));
  }

  /** @throws Refusal `not_found` | `wrong_shape` where it is longer than anything that may be sent */
  async keepDraft(person: Person, caseId: string, act: string, { content, caseVersion }: DraftDto): Promise<{ savedAt: string }> {
    await this.sight.case(person, caseId);
    if (JSON.stringify(content).length > LONGEST_DRAFT) throw wrongField('content', `草稿最多 ${LONGEST_DRAFT} 个字符`, `a draft has at most ${LONGEST_DRAFT} characters`);
    return await this.database.write('person', async (turn) => {
      const match = { userId: person.id, caseId, act };
      const values = { content, caseVersion, savedAt: turn.now };
      if ((await turn.rows.updateWhere(Draft, match, values)) === 0) await turn.rows.insert(Draft, { id: turn.ids.next(), ...match, ...values });
      return { savedAt: toIso(turn.now) };
    });
  }

  async dropDraft(person: Person, caseId: string, act: string): Promise<void> {
    await this.database.write('person', (turn) => turn.rows.delete(Draft, { userId: person.id, caseId, act }));
  }

  /** One’s own views first, then those that colleagues of the organisation share. */
  async views(person: Person) {
    await this.directory.refresh();
    const own = await this.database.rows.find(SavedView, { ownerId: person.id }, { orderBy: 'name' });
    const organisationId = this.organisationOf(person);
    const shared = organisationId === null ? [] : await this.database.rows.find(SavedView, { organisationId, shared: true }, { orderBy: 'name' });
    return {
      views: [...own, ...shared.filter(({ ownerId }) => ownerId !== person.id)].map(({ id, ownerId, name, query, shared: isShared }) => ({ id, name, query, shared: isShared, own: ownerId === person.id })),
    };
  }

  async keepView(person: Person, { name, query, shared = false }: SavedViewDto): Promise<{ id: string }> {
    if (Object.entries(query).some(([key, value]) => key.length > 40 || typeof value !== 'string' || value.length > 200)) {
      throw wrongField('query', '应为筛选条件，值为文字', 'must be filters whose values are texts');
    }
    await this.directory.refresh();
    return await this.database.write('person', async (turn) => {
      const own = await turn.rows.find(SavedView, { ownerId: person.id });
      const same = own.find((each) => each.name === name.trim());
      const values = { query, shared, savedAt: turn.now, organisationId: this.organisationOf(person) };
      if (same) {
        await turn.rows.update(SavedView, same.id, values);
        return { id: same.id };
      }
      if (own.length >= MOST_VIEWS) throw wrongField('name', `常用视图最多 ${MOST_VIEWS} 个，请先删去不用的`, `at most ${MOST_VIEWS} views; delete one first`);
      const id = turn.ids.next();
      await turn.rows.insert(SavedView, { id, ownerId: person.id, name: name.trim(), ...values });
      return { id };
    });
  }

  async dropView(person: Person, id: string): Promise<void> {
    const dropped = await this.database.write('person', (turn) => turn.rows.delete(SavedView, { id, ownerId: person.id }));
    refuseUnless(dropped > 0, 'not_found', { view: id });
  }

  /** Says that the person is here, and answers who else is. The pen goes to whoever writes first, or takes it over. */
  async attend(person: Person, caseId: string, wanted: PresenceDto) {
    await this.sight.case(person, caseId);
    await this.database.write('person', (turn) => this.sit(turn, person, caseId, wanted));
    return await this.present(person, caseId);
  }

  private async sit(turn: Turn, person: Person, caseId: string, { doing, takeOver }: PresenceDto): Promise<void> {
    const others = (await turn.rows.find(Presence, { caseId }, { lock: true })).filter(({ userId }) => userId !== person.id);
    const held = others.filter(({ penUntil }) => penUntil !== null && penUntil > turn.now);
    if (takeOver) for (const { id } of held) await turn.rows.update(Presence, id, { penUntil: null });
    const penUntil = doing === 'writing' && (takeOver || held.length === 0) ? turn.now + PEN_MS : null;
    const values = { doing, seenAt: turn.now, penUntil };
    if ((await turn.rows.updateWhere(Presence, { caseId, userId: person.id }, values)) === 0) {
      await turn.rows.insertOnce(Presence, { id: turn.ids.next(), caseId, userId: person.id, ...values });
    }
  }

  async leave(person: Person, caseId: string): Promise<void> {
    await this.database.write('person', (turn) => turn.rows.delete(Presence, { caseId, userId: person.id }));
  }

  async present(person: Person, caseId: string) {
    const now = this.clock.now();
    const seated = (await this.database.rows.find(Presence, { caseId })).filter(({ seenAt }) => seenAt > now - PRESENT_MS);
    const users = seated.length === 0 ? [] : await this.database.rows.find(User, { id: seated.map(({ userId }) => userId) });
    const names = new Map(users.map(({ id, name }) => [id, name]));
    return {
      people: seated.map(({ userId, doing, penUntil }) => ({
        id: userId, name: names.get(userId) ?? '', doing, self: userId === person.id, pen: penUntil !== null && penUntil > now,
      })),
    };
  }

  private organisationOf(person: Person): string | null {
    return this.directory.seatOf(person).path[0] ?? null;
  }
}

const readable = ({ act, content, caseVersion, savedAt }: Draft, of: { id: string; number: string } | null) => ({ act, content, caseVersion, savedAt: toIso(savedAt), of });
