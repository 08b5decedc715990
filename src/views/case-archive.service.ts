import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { strToU8, zip, type AsyncZippable } from 'fflate';
import type { Language } from '../base/problems.js';
import { Clock } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { Sight } from '../casefile/sight.js';
import { STATES } from '../core/vocabulary.js';
import type { Person } from '../identity/actor.js';
import { Directory } from '../registry/directory.js';
import { caseSheetPage, writtenDay } from './case-sheet.js';
import { CaseView } from './case-view.service.js';
import { paperPage } from './paper-page.js';
import { PaperReading } from './paper-reading.js';
import { Proofs } from './proofs.service.js';

const zipped = promisify<AsyncZippable, Uint8Array>(zip);

/** Excel and WPS know by it that a file is UTF-8. */
const MARK = '\uFEFF';
const cell = (value: string | number | null | undefined): string => {
  const text = value === null || value === undefined ? '' : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** 办理单、归档包: a case on paper and as files, each person as far as they may see it. */
@Injectable()
export class CaseArchive {
  private readonly papers: PaperReading;

  constructor(
    database: Database,
    directory: Directory,
    private readonly view: CaseView,
    private readonly proofs: Proofs,
    private readonly sight: Sight,
    private readonly rulebook: Rulebook,
    private readonly clock: Clock,
  ) {
    this.papers = new PaperReading(database, directory, sight, rulebook);
  }

  /** @throws Refusal `not_found` */
  async sheet(person: Person, caseId: string, language: Language): Promise<string> {
    return caseSheetPage(await this.view.show(person, caseId), this.now(), language);
  }

  /** @throws Refusal `not_found` */
  async bundle(person: Person, caseId: string, language: Language): Promise<{ name: string; bytes: Buffer }> {
    const shown = await this.view.show(person, caseId);
    const timeline = await this.view.timeline(person, caseId);
    const file = await this.sight.case(person, caseId);
    const { allowed: _allowed, ...record } = shown;
    const files: Record<string, string> = {
      '办理单.html': caseSheetPage(shown, this.now(), language),
      '办理经过.csv': MARK + timelineTable(timeline.events, language),
      'case.json': `${JSON.stringify({ ...record, timeline: timeline.events }, null, 2)}\n`,
    };
    for (const [index, { id, name }] of shown.clocks.entries()) {
      files[`时限计算说明/${String(index + 1).padStart(2, '0')}-${name[language]}.html`] = await this.proofs.page(file, id, language);
    }
    const subject = file.kind === 'report' || file.firstKind === 'report' ? null : file.subject || null;
    for (const [index, paper] of (await this.papers.ofCase(person, caseId)).entries()) {
      files[`文书/${String(index + 1).padStart(2, '0')}-${paper.name[language]}${paper.number ? ` ${paper.number}` : ''}.html`] = paperPage({ ...paper, caseNumber: file.number, subject }, language);
    }
    files['SHA256SUMS'] = Object.entries(files).map(([path, content]) => `${createHash('sha256').update(content).digest('hex')}  ${path}\n`).join('');
    const bytes = await zipped(Object.fromEntries(Object.entries(files).map(([path, content]) => [path, strToU8(content)])));
    return { name: `${shown.number}.zip`, bytes: Buffer.from(bytes) };
  }

  private now(): string {
    return this.rulebook.today.iso(this.clock.now());
  }
}

type Timeline = Awaited<ReturnType<CaseView['timeline']>>['events'];

function timelineTable(events: Timeline, language: Language): string {
  const head = { zh: ['序', '时间', '事项', '办理人', '状态', '哈希'], en: ['No.', 'Time', 'Act', 'By', 'State', 'Hash'] }[language];
  const lines = events.map(({ seq, at, name, by, to, hash }) => [seq, writtenDay(at, language, true), name[language], by[language], STATES[to as keyof typeof STATES]?.[language], hash]);
  return [head, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}
