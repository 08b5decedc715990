import { Injectable } from '@nestjs/common';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { Rulebook } from '../base/policy.js';
import { InjectSettings } from '../base/settings.provider.js';
import type { Settings } from '../base/settings.js';
import { Words } from '../base/words.js';
import { wrongField } from '../base/shapes.js';
import { Judging } from '../base/workers/judging.js';
import { Sight } from '../casefile/sight.js';
import { contentHashOf, withoutSalutation, type EntryContent } from '../core/knowledge.js';
import { Refusal, refuseUnless } from '../core/refusal.js';
import { shiftWorkingDays } from '../core/time/measures.js';
import type { Person } from '../identity/actor.js';
import { Identity } from '../identity/identity.service.js';
import { DEPARTMENT_ROLES } from '../identity/standing.js';
import { Publication } from '../publication/publication.entities.js';
import { Directory } from '../registry/directory.js';
import type { ApproveDto, EditEntryDto, EntryDto } from './knowledge.dto.js';
import { KnowledgeEntry, KnowledgeUse, KnowledgeVersion } from './knowledge.entities.js';
import { readKnowledgeSettings, type KnowledgeSettings } from './knowledge-settings.js';
import { changeEntry, latestVersion, ownEntry, putEntry, putVersion } from './shelf.js';

/** Never in a text for the public, whoever approves it. */
const NEVER_PUBLIC: ReadonlySet<string> = new Set(['personal_data', 'secret', 'insult', 'advertisement']);

/** 咨询答问库: drafted by those who answer, approved by another, shown until its review date, every version kept. */
@Injectable()
export class Knowledge {
  readonly settings: KnowledgeSettings;

  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly identity: Identity,
    private readonly rulebook: Rulebook,
    private readonly judging: Judging,
    private readonly sight: Sight,
    private readonly words: Words,
    @InjectSettings() settings: Settings,
  ) {
    this.settings = readKnowledgeSettings(settings.configDirectory);
  }

  /** 起草. @throws Refusal `unknown_department` | `no_standing` */
  async draft(person: Person, wish: EntryDto): Promise<KnowledgeEntry> {
    const content = await this.contentOf(wish);
    this.admit(person, content.departmentId);
    return await this.database.write('person', async (turn) => {
      const entry = await putEntry(turn, this.words, content, { stage: 'draft', draftedBy: person.id }, { state: 'draft' });
      return await this.noted(turn, 'knowledge_drafted', person, entry);
    });
  }

  /** A draft from what was answered in public 由答复转为答问: redacted once more, and reviewed like any other. @throws Refusal `reply_not_public` | `duplicate` */
  async draftFromReply(person: Person, caseId: string): Promise<KnowledgeEntry> {
    const file = await this.sight.case(person, caseId);
    const found = (await this.database.rows.find(Publication, { caseId: file.id, public: true, retractedAt: null }, { orderBy: 'id', descending: true, limit: 1 }))[0];
    if (!found || file.kind === 'report' || file.firstKind === 'report') throw new Refusal('reply_not_public', { case: file.number });
    const known = await this.database.rows.one(KnowledgeEntry, { fromPublicationId: found.id });
    refuseUnless(!known, 'duplicate', { entry: known?.number, id: known?.id, say: { zh: `这份答复已转为第 ${known?.number} 号答问`, en: `This reply is entry no. ${known?.number} already` } });
    const texts = [found.publicSubject, found.publicMessage, withoutSalutation(found.publicReply)];
    const [subject = '', message = '', answer = ''] = await this.judging.redact(texts, this.publicPhones());
    const department = file.departmentId ?? this.directory.ownOffice(this.directory.account(file.accountId).sponsorId)?.id;
    refuseUnless(department, 'unknown_department', { case: file.number });
    const content = await this.contentOf({ question: subject.slice(0, 300), similar: message.length <= 300 && message !== subject ? [message] : [], answer, department });
    this.admit(person, content.departmentId);
    return await this.database.write('person', async (turn) => {
      const entry = await putEntry(turn, this.words, content, { stage: 'draft', draftedBy: person.id }, { state: 'draft', fromPublicationId: found.id });
      return await this.noted(turn, 'knowledge_drafted', person, entry, { case: file.number });
    });
  }

  /** 修改: a new version. What waits for a reviewer is void; what the public sees stays until the new version is approved. */
  async edit(person: Person, id: string, { version, ...wish }: EditEntryDto): Promise<KnowledgeEntry> {
    const content = await this.contentOf(wish);
    this.admit(person, content.departmentId);
    return await this.database.write('person', async (turn) => {
      const entry = await ownEntry(turn, id);
      this.admit(person, entry.departmentId);
      refuseUnless(version === entry.version, 'stale_version', { given: version, current: entry.version });
      const latest = await latestVersion(turn, entry);
      if (latest.contentHash === contentHashOf(content)) return entry;
      return await this.noted(turn, 'knowledge_edited', person, await this.newVersion(turn, entry, latest, content, person.id, 'draft'));
    });
  }

  /** 送审. An entry that expired or was taken offline is submitted again as it stands, or edited first. @throws Refusal `gate_blocked` {findings} | `entry_state` */
  async submit(person: Person, id: string, version: number): Promise<KnowledgeEntry> {
    const seen = await this.database.rows.one(KnowledgeVersion, { entryId: id, version });
    if (seen) await this.refuseUnfit(seen.content);
    return await this.database.write('person', async (turn) => {
      const entry = await ownEntry(turn, id);
      this.admit(person, entry.departmentId);
      refuseUnless(version === entry.version, 'stale_version', { given: version, current: entry.version });
      const latest = await latestVersion(turn, entry);
      const again = latest.stage === 'approved' && (entry.state === 'expired' || entry.state === 'offline' || entry.repealed.length > 0);
      refuseUnless(latest.stage === 'draft' || latest.stage === 'returned' || again, 'entry_state', { state: entry.state, stage: latest.stage });
      if (again) {
        // The old review date is what ran out: a fresh one is counted, unless the writer sets it.
        return await this.noted(turn, 'knowledge_submitted', person, await this.newVersion(turn, entry, latest, { ...latest.content, reviewBy: null }, person.id, 'in_review'));
      }
      await turn.rows.update(KnowledgeVersion, latest.id, { stage: 'in_review', submittedAt: turn.now, decidedBy: null, decidedAt: null, note: null });
      const state = entry.state === 'draft' ? 'in_review' as const : entry.state;
      await turn.rows.update(KnowledgeEntry, id, { state, updatedAt: turn.now });
      return await this.noted(turn, 'knowledge_submitted', person, { ...entry, state });
    });
  }

  /** 审核通过, by another than who wrote it, of exactly the words that were read. @throws Refusal `same_person` | `approval_void` | `entry_state` */
  async approve(person: Person, id: string, { contentHash, note }: ApproveDto): Promise<KnowledgeEntry> {
    return await this.database.write('person', async (turn) => {
      const entry = await ownEntry(turn, id);
      const latest = await latestVersion(turn, entry);
      refuseUnless(latest.stage === 'in_review', 'entry_state', { state: entry.state, stage: latest.stage });
      refuseUnless(latest.draftedBy !== person.id, 'same_person');
      refuseUnless(contentHash === latest.contentHash && contentHashOf(latest.content) === latest.contentHash, 'approval_void', { entry: entry.number, version: latest.version });
      const reviewBy = this.reviewDay(turn.now, latest.content.reviewBy);
      await turn.rows.update(KnowledgeVersion, latest.id, { stage: 'approved', decidedBy: person.id, decidedAt: turn.now, note: note ?? null });
      const approved = await changeEntry(turn, this.words, entry, {
        state: 'public', content: latest.content, publicVersion: latest.version, reviewBy, reviewedBy: person.id, reviewedAt: turn.now, warnedAt: null, offlineReason: null, repealed: [],
      });
      return await this.noted(turn, 'knowledge_approved', person, approved, { contentHash });
    });
  }

  /** 退回修改, with what to change. */
  async sendBack(person: Person, id: string, reason: string): Promise<KnowledgeEntry> {
    return await this.database.write('person', async (turn) => {
      const entry = await ownEntry(turn, id);
      const latest = await latestVersion(turn, entry);
      refuseUnless(latest.stage === 'in_review', 'entry_state', { state: entry.state, stage: latest.stage });
      await turn.rows.update(KnowledgeVersion, latest.id, { stage: 'returned', decidedBy: person.id, decidedAt: turn.now, note: reason });
      const state = entry.state === 'in_review' ? 'draft' as const : entry.state;
      await turn.rows.update(KnowledgeEntry, id, { state, updatedAt: turn.now });
      return await this.noted(turn, 'knowledge_sent_back', person, { ...entry, state });
    });
  }

  /** 下线. */
  async takeOffline(person: Person, id: string, reason: string): Promise<KnowledgeEntry> {
    return await this.database.write('person', async (turn) => {
      const entry = await ownEntry(turn, id);
      this.admit(person, entry.departmentId);
      refuseUnless(entry.state === 'public' || entry.state === 'expired', 'entry_state', { state: entry.state });
      return await this.noted(turn, 'knowledge_taken_offline', person, await changeEntry(turn, this.words, entry, { state: 'offline', offlineReason: reason }), { reason });
    });
  }

  /** 引用: put into the reply of a case; counted once for each case. @throws Refusal `not_found` | `entry_state` */
  async use(person: Person, id: string, caseId: string): Promise<{ uses: number }> {
    const file = await this.sight.case(person, caseId);
    return await this.database.write('person', async (turn) => {
      const entry = await turn.rows.one(KnowledgeEntry, { id }, { lock: true });
      refuseUnless(entry, 'not_found', { entry: id });
      refuseUnless(entry.state === 'public', 'entry_state', { state: entry.state });
      if (await turn.rows.one(KnowledgeUse, { entryId: id, caseId: file.id })) return { uses: entry.uses };
      await turn.rows.insert(KnowledgeUse, { id: turn.ids.next(), entryId: id, caseId: file.id, version: entry.publicVersion ?? entry.version, usedBy: person.id, at: turn.now });
      await turn.rows.update(KnowledgeEntry, id, { uses: entry.uses + 1 });
      return { uses: entry.uses + 1 };
    });
  }

  /** An entry as a file or a form writes it, complete. @throws Refusal `unknown_department` | `wrong_shape` */
  async contentOf(wish: EntryDto): Promise<EntryContent> {
    await this.directory.refresh();
    const department = this.directory.allDepartments().find(({ name }) => name === wish.department) ?? this.directory.department(wish.department);
    const text = (value: string | null | undefined): string | null => value?.trim() || null;
    return {
      question: wish.question.trim(), similar: [...new Set((wish.similar ?? []).map((each) => each.trim()).filter(Boolean))], answer: wish.answer.trim(),
      region: text(wish.region), audience: text(wish.audience),
      basis: (wish.basis ?? []).map(({ title, number, article, link }) => ({ title: title.trim(), number: text(number), article: text(article), link: text(link) })),
      departmentId: department.id, department: department.name, reviewBy: this.checkedDay(wish.reviewBy ?? null),
    };
  }

  /** A version in the place of the latest one. */
  async newVersion(turn: Turn, entry: KnowledgeEntry, latest: KnowledgeVersion, content: EntryContent, draftedBy: string, stage: 'draft' | 'in_review'): Promise<KnowledgeEntry> {
    if (latest.stage !== 'approved') await turn.rows.update(KnowledgeVersion, latest.id, { stage: 'superseded' });
    const version = entry.version + 1;
    await putVersion(turn, entry, content, { version, stage, draftedBy, submittedAt: stage === 'in_review' ? turn.now : null });
    const unseen = entry.publicVersion === null;
    const changes = { version, updatedAt: turn.now, ...(unseen && { state: stage }) };
    // What the public sees, or last saw, stays as it was approved.
    if (unseen) return await changeEntry(turn, this.words, entry, { ...changes, content, reviewBy: content.reviewBy });
    await turn.rows.update(KnowledgeEntry, entry.id, changes);
    return { ...entry, ...changes };
  }

  /** @throws Refusal `gate_blocked` {findings} for what must never stand in public */
  async refuseUnfit({ question, similar, answer }: EntryContent): Promise<void> {
    await this.directory.refresh();
    const phones = this.publicPhones();
    const { judgement } = await this.judging.readReply({ message: question, reply: answer }, phones);
    const findings = judgement.defects.filter(({ code }) => NEVER_PUBLIC.has(code)).map(({ code, text, why }) => ({ code, text, why }));
    const asked = [question, ...similar];
    const redacted = await this.judging.redact(asked, phones);
    const personal = asked.flatMap((text, index) => (redacted[index] === text ? [] : [{ code: 'personal_data', text, why: '含有个人信息' }]));
    refuseUnless(findings.length + personal.length === 0, 'gate_blocked', { findings: [...findings, ...personal] });
  }

  async noted(turn: Turn, what: string, person: Pick<Person, 'id'> | null, entry: KnowledgeEntry, facts: Record<string, unknown> = {}): Promise<KnowledgeEntry> {
    await this.identity.note(turn, what, person?.id ?? null, { entry: entry.id, number: entry.number, version: entry.version, ...facts });
    return entry;
  }

  /** Departments write what they answer for; the office writes everything. @throws Refusal `no_standing` */
  private admit(person: Person, departmentId: string | null): void {
    const seat = this.directory.seatOf(person);
    const office = seat.own || person.roles.some((role) => !DEPARTMENT_ROLES.has(role));
    refuseUnless(office || (departmentId !== null && departmentId === person.departmentId), 'no_standing', { department: this.directory.departmentName(departmentId) });
  }

  private publicPhones(): string[] {
    return this.directory.allDepartments().flatMap(({ phone }) => (phone ? [phone] : []));
  }

  private reviewDay(now: number, wanted: string | null): string {
    const today = this.rulebook.today.iso(now).slice(0, 10);
    if (wanted !== null && wanted <= today) throw wrongField('reviewBy', '复核日期应晚于今天', 'must lie after today');
    return wanted ?? shiftWorkingDays(today, this.settings.reviewAfterWorkingDays, this.rulebook.today);
  }

  private checkedDay(day: string | null): string | null {
    if (day === null) return null;
    const fine = !Number.isNaN(Date.parse(day)) && new Date(Date.parse(day)).toISOString().startsWith(day);
    if (!fine) throw wrongField('reviewBy', '没有这一天', 'is no day of the calendar');
    return day;
  }
}
