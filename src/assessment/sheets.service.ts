import { Injectable } from '@nestjs/common';
import { toIsoOrNull } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { checkersFor } from '../core/spot-check.js';
import { canonicalJson, sha256Hex } from '../core/canonical.js';
import { Refusal, refuseUnless } from '../core/refusal.js';
import { disputed, isFinding, settledMarks, wrongParts, type Marks } from '../core/spot-check-results.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { Sight } from '../casefile/sight.js';
import type { Person } from '../identity/actor.js';
import { Message } from '../intake/intake.entities.js';
import { recordMatter } from '../journal/matters.js';
import { Publication } from '../publication/publication.entities.js';
import { Directory } from '../registry/directory.js';
import { Drawing } from './drawing.service.js';
import { Impartial } from './impartial.js';
import type { HandInDto } from './spot-check.dto.js';
import { ReviewSheet, SpotCheck, SpotCheckCase } from './spot-check.entities.js';
import type { SheetPart, SpotCheckSettings } from './spot-check-settings.js';
import { Term } from './terms.entities.js';
import { Terms } from './terms.js';

export interface SheetLine {
  readonly id: string;
  readonly checkId: string;
  readonly title: string;
  readonly caseNumber: string;
  readonly subject: string;
  readonly kind: string;
  readonly unitName: string;
  readonly third: boolean;
  readonly state: ReviewSheet['state'];
  readonly dueAt: string | null;
  readonly handedInAt: string | null;
}
export interface Sheet extends SheetLine {
  readonly caseId: string;
  readonly message: { readonly subject: string; readonly text: string };
  readonly reply: string;
  readonly parts: readonly SheetPart[];
  readonly marks: Marks | null;
  readonly note: string | null;
  /** What the two said, for the third alone, and in which parts they differ. */
  readonly others: readonly { readonly marks: Marks; readonly note: string | null }[];
  readonly disputed: readonly string[];
}

export const marksHash = (marks: Marks): string => sha256Hex(canonicalJson(marks));
/** The edition that the check was made by. */
export const settingsOf = (check: SpotCheck): SpotCheckSettings => check.settings as unknown as SpotCheckSettings;

/** 评查表: each checker’s own, blind to the other until both have handed in. */
@Injectable()
export class Sheets {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly sight: Sight,
    private readonly impartial: Impartial,
    private readonly drawing: Drawing,
    private readonly terms: Terms,
  ) {}

  /** Of the person: what is open first, by due time. */
  async mine(person: Person): Promise<SheetLine[]> {
    await this.directory.refresh();
    const sheets = await this.database.rows.find(ReviewSheet, { checkerId: person.id }, { orderBy: 'id', descending: true, limit: 500 });
    const lines: SheetLine[] = [];
    for (const sheet of sheets) {
      const line = await this.line(person, sheet);
      if (line) lines.push(line);
    }
    return lines.toSorted((a, b) => Number(a.state !== 'open') - Number(b.state !== 'open') || (a.dueAt ?? '').localeCompare(b.dueAt ?? ''));
  }

  /** With the message and the reply. @throws Refusal `not_found` */
  async one(person: Person, id: string): Promise<Sheet> {
    await this.directory.refresh();
    const sheet = await this.own(person, id);
    const line = await this.line(person, sheet);
    refuseUnless(line, 'not_found', { sheet: id });
    const { rows } = this.database;
    const check = (await rows.one(SpotCheck, { id: sheet.checkId }))!;
    const { parts } = settingsOf(check);
    const [message] = await rows.find(Message, { caseId: sheet.caseId }, { orderBy: 'id', limit: 1 });
    const [publication] = await rows.find(Publication, { caseId: sheet.caseId }, { orderBy: 'id', descending: true, limit: 1 });
    const others = sheet.third ? await this.two(sheet) : [];
    return {
      ...line, caseId: sheet.caseId, message: { subject: message?.subject ?? '', text: message?.text ?? '' }, reply: publication?.toCitizen ?? '', parts, marks: sheet.marks, note: sheet.note,
      others: others.map(({ marks, note }) => ({ marks: marks!, note })), disputed: others.length === 2 ? disputed(others[0]!.marks!, others[1]!.marks!, parts) : [],
    };
  }

  /** 交表; when both are in the case is settled, or goes to a third. @throws Refusal `not_found` | `sheet_state` | `spot_check_state` | `wrong_shape` */
  async handIn(person: Person, id: string, { marks, note }: HandInDto): Promise<SheetLine> {
    await this.directory.refresh();
    const known = await this.own(person, id);
    await this.sight.case(person, known.caseId);
    await this.database.write('person', async (turn) => {
      const { sheet, check } = await this.open(turn, known);
      const { parts } = settingsOf(check);
      const wrong = wrongParts(marks, parts);
      if (wrong.length > 0) {
        throw new Refusal('wrong_shape', { errors: wrong.map((part) => ({ field: `marks.${part}`, problems: [allowedIn(parts, part)] })) });
      }
      await turn.rows.update(ReviewSheet, sheet.id, { state: 'handed_in', marks, note: note?.trim() || null, handedInAt: turn.now });
      const { late } = await this.terms.stop(turn, sheet.id);
      await recordMatter(turn, { id: check.id, sort: 'spot_check' }, sheet.third ? 'settle' : 'hand_in', person, { sheet: sheet.id, case: sheet.caseId, marksHash: marksHash(marks), ...(late && { late }) });
      await this.settle(turn, check, sheet.caseId);
    });
    return (await this.line(person, (await this.database.rows.one(ReviewSheet, { id }))!))!;
  }

  /** 回避: another takes it, where there is another. @throws Refusal `not_found` | `sheet_state` | `spot_check_state` */
  async recuse(person: Person, id: string, reason: string): Promise<void> {
    await this.directory.refresh();
    const known = await this.own(person, id);
    await this.database.write('person', async (turn) => {
      const { sheet, check } = await this.open(turn, known);
      await turn.rows.update(ReviewSheet, sheet.id, { state: 'recused', note: reason.trim() });
      await this.terms.stop(turn, sheet.id);
      await recordMatter(turn, { id: check.id, sort: 'spot_check' }, 'recuse', person, { sheet: sheet.id, case: sheet.caseId });
      if (sheet.third) await this.settle(turn, check, sheet.caseId);
      else await this.drawing.fill(turn, check);
    });
  }

  /** With what there is: settled by the two, by the third, or given to a third. */
  async settle(turn: Turn, check: SpotCheck, caseId: string): Promise<void> {
    const sheets = await turn.rows.find(ReviewSheet, { checkId: check.id, caseId }, { orderBy: 'id' });
    const [first, second] = sheets.filter(({ third, state }) => !third && state === 'handed_in');
    if (!first || !second) return;
    const { parts } = settingsOf(check);
    const third = sheets.find((sheet) => sheet.third && sheet.state === 'handed_in');
    const settled = settledMarks(first.marks!, second.marks!, third?.marks ?? null, parts);
    if (settled !== null) {
      const good = !isFinding(settled['overall']!, parts.find(({ key }) => key === 'overall')!);
      return void (await turn.rows.updateWhere(SpotCheckCase, { checkId: check.id, caseId }, { settled, settledAt: turn.now, good }));
    }
    if (sheets.some((sheet) => sheet.third && sheet.state === 'open')) return;
    const pool = await this.impartial.people(check.pool);
    const free = ((await this.impartial.eligible(pool, [caseId])).get(caseId) ?? []).filter((id) => !sheets.some(({ checkerId }) => checkerId === id));
    await this.drawing.hand(turn, check, checkersFor([{ caseId, eligible: free }], 1, check.seed), true);
  }

  private async own(person: Person, id: string): Promise<ReviewSheet> {
    const sheet = await this.database.rows.one(ReviewSheet, { id, checkerId: person.id });
    refuseUnless(sheet, 'not_found', { sheet: id });
    return sheet;
  }

  /** The check is locked: two who hand in at the same moment see each other’s sheet one after the other. */
  private async open(turn: Turn, { id, checkId }: ReviewSheet): Promise<{ sheet: ReviewSheet; check: SpotCheck }> {
    const check = (await turn.rows.one(SpotCheck, { id: checkId }, { lock: true }))!;
    const sheet = (await turn.rows.one(ReviewSheet, { id }))!;
    refuseUnless(check.state === 'checking', 'spot_check_state');
    refuseUnless(sheet.state === 'open', 'sheet_state');
    return { sheet, check };
  }

  private async two({ checkId, caseId }: ReviewSheet): Promise<ReviewSheet[]> {
    return await this.database.rows.find(ReviewSheet, { checkId, caseId, third: false, state: 'handed_in' }, { orderBy: 'id' });
  }

  /** Null for a case that the checker may not know of any more. */
  private async line(person: Person, sheet: ReviewSheet): Promise<SheetLine | null> {
    const { rows } = this.database;
    const [file, check, drawn, term] = [
      await rows.one(CaseFile, { id: sheet.caseId }), await rows.one(SpotCheck, { id: sheet.checkId }), await rows.one(SpotCheckCase, { checkId: sheet.checkId, caseId: sheet.caseId }), await rows.one(Term, { concernsId: sheet.id }),
    ];
    if (!file || !check || !drawn || !(await this.sight.sees(person, file))) return null;
    return {
      id: sheet.id, checkId: check.id, title: check.title, caseNumber: file.number, subject: drawn.report ? file.number : file.subject, kind: drawn.kind, unitName: this.directory.departmentName(drawn.unit),
      third: sheet.third, state: sheet.state, dueAt: toIsoOrNull(term?.dueAt ?? null), handedInAt: toIsoOrNull(sheet.handedInAt),
    };
  }
}

function allowedIn(parts: readonly SheetPart[], key: string): string {
  const part = parts.find((each) => each.key === key);
  return part ? `应为 ${part.values.join('、')} 之一 / one of ${part.values.join(', ')}` : '评查表没有这一项 / no part of the sheet';
}
