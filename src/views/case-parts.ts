import type { Rows } from '../base/database/rows.query.js';
import { Cover } from '../casefile/covers.entities.js';
import type { CaseFile } from '../casefile/casefile.entities.js';
import { Paper } from '../escalation/escalation.entities.js';
import { FollowUp, Rating, RepeatsEnded, Study, Tracking } from '../feedback/feedback.entities.js';
import { Clarification, Contact, ExtensionRequest, JointHandling, LegalProcedure, Reply, ReturnRequest, Signature } from '../handling/handling.entities.js';
import { Purge } from '../inspection/inspection.entities.js';
import { HandOver, Quarantine, Rejection, Relabel, Screening } from '../moderation/moderation.entities.js';
import { Amendment, Interim } from '../publication/amendments.entities.js';
import { GroupMember } from '../publication/group-replies.entities.js';
import { CitizenNotice, Publication } from '../publication/publication.entities.js';
import type { Directory } from '../registry/directory.js';
import { Release, SendBack } from '../review/review.entities.js';
import { Assignment, Merge, Proposal, Transfer } from '../routing/routing.entities.js';
import { answererOf } from './answerer.js';

/** The name of a person by id. */
export type Names = (id: string | null) => string | null;

type Row = Record<string, unknown>;

/** A row as people read it: instants as ISO times, names beside ids. */
export type ReadableRow<Kept> = {
  -readonly [Column in Extract<keyof Kept, string> as Column extends 'deliveryKey' | 'salt' ? never : Column]: Column extends InstantColumn ? TimeFor<Kept[Column]> : Kept[Column];
} & { readonly [Column in Extract<keyof Kept, string> as NameColumn<Column>]?: string | null };
type InstantColumn = 'at' | `${string}At` | 'dueBefore' | 'dueAfter';
type TimeFor<Value> = Value extends number ? string : Value;
type NameColumn<Column extends string> = Column extends 'departmentId' ? 'department'
  : Column extends `${infer Whose}DepartmentId` ? `${Whose}DepartmentName`
  : Column extends 'userId' | 'drafterId' ? (Column extends `${infer Who}Id` ? `${Who}Name` : never)
  : Column extends 'by' | `${string}By` ? `${Column}Name` : never;

/** What the rooms wrote about a case, with names for ids and ISO times for instants. */
export class CaseParts {
  constructor(
    private readonly rows: Rows,
    private readonly directory: Directory,
    private readonly time: (instant: number) => string,
  ) {}

  async of(file: CaseFile, names: Names, { instructions }: { instructions: boolean }) {
    const { rows, directory } = this;
    const caseId = file.id;
    const match = { caseId };
    const papers = await rows.find(Paper, match, { orderBy: 'id' });
    const shown = <Kept extends object>(list: readonly Kept[]): ReadableRow<Kept>[] => list.map((row) => this.readable(row as Row, names) as ReadableRow<Kept>);
    return {
      screening: shown(await rows.find(Screening, match))[0] ?? null,
      proposal: shown(await rows.find(Proposal, match))[0] ?? null,
      rejections: shown(await rows.find(Rejection, match, { orderBy: 'id' })),
      quarantines: shown(await rows.find(Quarantine, match, { orderBy: 'id' })),
      handOvers: shown(await rows.find(HandOver, match, { orderBy: 'id' })),
      transfers: shown(await rows.find(Transfer, match, { orderBy: 'id' })),
      purges: shown(await rows.find(Purge, match, { orderBy: 'id' })),
      relabels: shown(await rows.find(Relabel, match, { orderBy: 'id' })),
      assignments: shown(await rows.find(Assignment, match, { orderBy: 'id' })),
      merges: shown([...(await rows.find(Merge, match, { orderBy: 'id' })), ...(await rows.find(Merge, { leadId: caseId }, { orderBy: 'id' }))]),
      contacts: shown(await rows.find(Contact, match, { orderBy: 'id' })),
      joints: shown(await rows.find(JointHandling, match, { orderBy: 'id' })),
      returns: shown(await rows.find(ReturnRequest, match, { orderBy: 'id' })),
      extensions: shown(await rows.find(ExtensionRequest, match, { orderBy: 'id' })),
      clarifications: shown(await rows.find(Clarification, match, { orderBy: 'id' })),
      procedures: shown(await rows.find(LegalProcedure, match, { orderBy: 'id' })),
      replies: shown(await rows.find(Reply, match, { orderBy: 'version' })),
      signatures: shown(await rows.find(Signature, match, { orderBy: 'id' })),
      covers: shown(await rows.find(Cover, match, { orderBy: 'id' })),
      releases: shown(await rows.find(Release, match, { orderBy: 'id' })),
      sendBacks: shown(await rows.find(SendBack, match, { orderBy: 'id' })),
      interims: shown(await rows.find(Interim, match, { orderBy: 'id' })),
      amendments: shown(await rows.find(Amendment, match, { orderBy: 'id' })),
      groupMembers: shown(await rows.find(GroupMember, match, { orderBy: 'id' })),
      publications: shown(await rows.find(Publication, match, { orderBy: 'id' })),
      notices: shown(await rows.find(CitizenNotice, match, { orderBy: 'id' })),
      ratings: shown(await rows.find(Rating, match, { orderBy: 'id' })),
      studies: shown(await rows.find(Study, match, { orderBy: 'id' })),
      followUps: shown(await rows.find(FollowUp, match, { orderBy: 'id' })),
      trackings: shown(await rows.find(Tracking, match, { orderBy: 'id' })),
      repeatsEnded: shown(await rows.find(RepeatsEnded, match))[0] ?? null,
      papers: shown(papers.filter(({ sort }) => instructions || sort !== 'instruction').map((paper) => ({ ...paper, answererId: answererOf(directory, file, paper) }))),
    };
  }

  /** By the name of the column: `…At` and `at` are instants, `…DepartmentId` units, the rest of the ids people. */
  private readable(row: Row, names: Names): Row {
    const read: Row = {};
    for (const [column, value] of Object.entries(row)) {
      if (column === 'deliveryKey' || column === 'salt') continue;
      read[column] = typeof value === 'number' && INSTANT.test(column) ? this.time(value) : value;
      if (typeof value !== 'string') continue;
      if (UNIT.test(column)) read[column.replace(/Id$/, 'Name').replace(/^departmentName$/, 'department')] = this.directory.departmentName(value) || null;
      else if (PERSON.test(column)) read[column.replace(/Id$/, '') + 'Name'] = names(value);
    }
    return read;
  }
}

const INSTANT = /^at$|At$|^due(Before|After)$/;
const UNIT = /^departmentId$|DepartmentId$/;
const PERSON = /^by$|By$|^(user|drafter)Id$/;
