import { Injectable } from '@nestjs/common';
import { formOf } from '../core/quality/forms.js';
import { PLATFORMS } from '../core/vocabulary.js';
import { Clock } from '../base/clock.js';
import { Rulebook } from '../base/policy.js';
import { Templates } from '../base/templates.js';
import { Judging } from '../base/workers/judging.js';
import type { CaseFile } from '../casefile/casefile.entities.js';
import { Sight } from '../casefile/sight.js';
import type { Person } from '../identity/actor.js';
import { Directory } from '../registry/directory.js';

/** A beginning for the editor: the form’s parts in order, filled from the case; what is open is marked and blocks. */
export interface Skeleton {
  readonly key: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly form: string;
  readonly text: string;
  readonly open: readonly { readonly field: string; readonly name: string }[];
}

/** So long a reply is expected where the channel leaves it open: it decides between the forms of a channel. */
const USUAL_LENGTH: Readonly<Record<string, number>> = { weibo: 60, douyin: 60, kuaishou: 60 };

/** 答复骨架, by kind and channel. Nothing here goes out by itself: it is the draft of a person. */
@Injectable()
export class Skeletons {
  constructor(
    private readonly sight: Sight,
    private readonly directory: Directory,
    private readonly templates: Templates,
    private readonly judging: Judging,
    private readonly rulebook: Rulebook,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal `not_found` */
  async of(person: Person, caseId: string): Promise<Skeleton> {
    const file = await this.sight.case(person, caseId);
    const { platform } = this.directory.account(file.accountId);
    const form = formOf(this.judging.forms, { platform, kind: file.kind, reply: '字'.repeat(USUAL_LENGTH[platform] ?? 300) });
    const template = this.templates.skeletonFor(file.kind, form);
    const known = this.known(file);
    const open = template.fields.filter((field) => !known[field]).map((field) => ({ field, name: this.templates.fieldName(field) }));
    const marks = Object.fromEntries(open.map(({ field, name }) => [field, `【请填写：${name}】`]));
    return { key: template.key, title: template.title, form, text: this.templates.filled(template, { ...marks, ...known }).trim(), open };
  }

  private known(file: CaseFile): Record<string, string> {
    const office = this.directory.ownOffice(this.directory.account(file.accountId).sponsorId);
    const department = this.directory.allDepartments().find(({ id }) => id === file.departmentId) ?? office;
    return {
      salutation: file.anonymous ? `${PLATFORMS[this.directory.account(file.accountId).platform].zh}网友` : '网友', receivedDate: this.dayOf(file.receivedAt),
      matter: file.subject.trim(), caseNumber: file.number, departmentName: department?.name ?? '', phone: department?.phone ?? '', date: this.dayOf(this.clock.now()),
    };
  }

  private dayOf(instant: number): string {
    const [year, month, day] = this.rulebook.today.iso(instant).slice(0, 10).split('-').map(Number);
    return `${year}年${month}月${day}日`;
  }
}
