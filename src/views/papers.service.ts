import { Injectable } from '@nestjs/common';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { Paper, type PaperSort, type PaperState } from '../escalation/escalation.entities.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import { Directory } from '../registry/directory.js';
import type { PaperListDto } from './papers.dto.js';
import { paperBefore, paperIs, paperIsNot, papersOf, type PaperRow } from './papers.query.js';
import { waysToSee, type Condition } from './visible.query.js';

/** One document in the list 催办单、督办单、批示件. Instants ISO of the calendar’s zone. */
export interface PaperLine {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  /** A report’s subject stands on no list of documents. */
  readonly subject: string | null;
  readonly sort: PaperSort;
  readonly state: PaperState;
  readonly number: string | null;
  readonly department: string | null;
  readonly level: string;
  readonly reason: string;
  readonly issuedBy: string | null;
  readonly issuedAt: string | null;
  readonly replyDueAt: string | null;
  readonly repliedAt: string | null;
  readonly createdAt: string;
}
export interface PaperPage {
  readonly papers: readonly PaperLine[];
  readonly next: string | null;
}

const PAGE = 50;

/** 催办督办 over all cases: who sees a case sees its documents; an instruction is not for contractors. */
@Injectable()
export class PaperList {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
  ) {}

  async list(person: Person, wanted: PaperListDto): Promise<PaperPage> {
    await this.directory.refresh();
    const limit = wanted.limit ?? PAGE;
    const rows = await papersOf(this.database.rows.sql, { ways: waysToSee(person, this.directory), where: this.conditions(person, wanted), limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const issuers = await this.database.rows.find(User, { id: [...new Set(shown.flatMap((row) => (row['issued_by'] as string | null) ?? []))] });
    const names = new Map(issuers.map(({ id, name }) => [id, name]));
    const papers = shown.map((row) => this.line(row, names));
    return { papers, next: rows.length > limit ? (papers.at(-1)?.id ?? null) : null };
  }

  private conditions(person: Person, { sort, state, department, before }: PaperListDto): Condition[] {
    return [
      ...(sort === undefined ? [] : [paperIs('sort', sort)]), ...(state === undefined ? [] : [paperIs('state', state)]),
      ...(department === undefined ? [] : [paperIs('department_id', this.directory.department(department).id)]),
      ...(person.roles.includes('contractor') ? [paperIsNot('sort', 'instruction')] : []), ...(before === undefined ? [] : [paperBefore(before)]),
    ];
  }

  private line(row: PaperRow, names: ReadonlyMap<string, string>): PaperLine {
    const paper = this.database.rows.read(Paper, row);
    const iso = (instant: number | null): string | null => (instant === null ? null : this.rulebook.today.iso(instant));
    const isReport = row.case_kind === 'report' || row.case_first_kind === 'report';
    return {
      id: paper.id, caseId: paper.caseId, caseNumber: row.case_number, subject: isReport ? null : row.case_subject, sort: paper.sort, state: paper.state,
      number: paper.number, department: this.directory.departmentName(paper.departmentId) || null, level: paper.level, reason: paper.reason,
      issuedBy: paper.issuedBy === null ? null : (names.get(paper.issuedBy) ?? null), issuedAt: iso(paper.issuedAt),
      replyDueAt: row.due_at === null ? null : iso(Number(row.due_at)), repliedAt: iso(paper.repliedAt), createdAt: iso(paper.createdAt)!,
    };
  }
}
