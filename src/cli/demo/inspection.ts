import type { INestApplicationContext } from '@nestjs/common';
import { AssessmentReading } from '../../assessment/assessment-reading.service.js';
import { Assessments } from '../../assessment/assessments.service.js';
import { Decisions } from '../../assessment/decisions.service.js';
import { Drawing } from '../../assessment/drawing.service.js';
import { Sheets, type Sheet, type SheetLine } from '../../assessment/sheets.service.js';
import { SpotChecks } from '../../assessment/spot-checks.service.js';
import type { Marks } from '../../core/spot-check-results.js';
import type { Person } from '../../identity/actor.js';
import type { Cast } from '../simulation/cast.js';
import type { DemoMessage, DemoScript } from './demo-message.js';

const THIRD_QUARTER = { from: '2026-07-01', to: '2026-09-30' };
const OCTOBER = { from: '2026-10-01', to: '2026-10-31' };
/** Drawn fresh each time the demonstration is played, as everywhere: which replies are checked is not known beforehand. */
const SAMPLE = { by: 'number', cases: 30, least: 1 } as const;

const EXAMPLE: Marks = { overall: 5, relevant: 2, resolved: 2, evasive: 0, hollow: 0, cold: 0 };
const GOOD: Marks = { ...EXAMPLE, overall: 4 };
const HALF: Marks = { ...EXAMPLE, overall: 3, resolved: 1 };
const POOR: Marks = { ...EXAMPLE, overall: 2, resolved: 0, evasive: 1 };
const COLD: Marks = { ...EXAMPLE, overall: 2, cold: 1 };
/** Replies of which a strict reader says that some of what was asked is left open. */
const HARD: ReadonlySet<DemoScript> = new Set(['joint', 'extended', 'clarified', 'returned', 'returned_twice', 'bad_reply']);
const BESIDE: Marks = { ...EXAMPLE, overall: 2, relevant: 1, resolved: 1 };

/** 抽查、考核 of the demonstration: one check closed, one under way, one assessment with an exclusion, objections and their decisions. */
export class Inspection {
  private checkId = '';
  private assessmentId = '';

  constructor(
    private readonly app: INestApplicationContext,
    private readonly cast: Cast,
    private readonly messages: readonly DemoMessage[],
  ) {}

  /** What happens when, by the calendar’s own time. */
  readonly acts: readonly (readonly [at: string, act: () => Promise<void>])[] = [
    ['2026-10-09T09:40:00+08:00', async () => void (this.checkId = await this.draw('2026年第三季度答复质量抽查', THIRD_QUARTER))],
    ['2026-10-12T15:10:00+08:00', () => this.handIn('bian.qiuyang')],
    ['2026-10-13T10:20:00+08:00', () => this.handIn('geng.xiaoman')],
    ['2026-10-14T16:00:00+08:00', () => this.handIn('qi.wenbo')],
    ['2026-10-15T09:30:00+08:00', () => this.handIn('shen.yuqing')],
    ['2026-10-16T11:00:00+08:00', () => this.settle()],
    ['2026-10-16T15:30:00+08:00', () => this.app.get(SpotChecks).close(this.supervisor, this.checkId, '本办直接答复的，评查人都须回避，不列入结果。')],
    ['2026-10-19T10:00:00+08:00', async () => void (this.assessmentId = await this.app.get(Assessments).assess(this.supervisor, THIRD_QUARTER))],
    ['2026-10-19T10:30:00+08:00', () => this.exclude()],
    ['2026-10-20T09:30:00+08:00', () => this.app.get(Assessments).tell(this.supervisor, this.assessmentId)],
    ['2026-10-22T14:20:00+08:00', () => this.object()],
    ['2026-10-26T10:10:00+08:00', () => this.decide()],
    ['2026-10-29T09:15:00+08:00', () => this.app.get(Assessments).fix(this.cast.one('chief'), this.assessmentId)],
    ['2026-11-04T09:20:00+08:00', async () => void (await this.draw('2026年10月答复质量抽查', OCTOBER))],
    ['2026-11-05T16:10:00+08:00', () => this.handIn('geng.xiaoman')],
    ['2026-11-06T10:40:00+08:00', () => this.handIn('bian.qiuyang')],
  ];

  private get supervisor(): Person {
    return this.cast.one('supervisor');
  }

  private async draw(title: string, period: { from: string; to: string }): Promise<string> {
    const checkerIds = ['qi.wenbo', 'shen.yuqing', 'geng.xiaoman', 'bian.qiuyang'].map((login) => this.cast.named(login).id);
    return await this.app.get(Drawing).draw(this.supervisor, { title, ...period, size: SAMPLE, checkerIds });
  }

  /** Every sheet that lies with them, in one sitting. */
  private async handIn(login: string): Promise<void> {
    const checker = this.cast.named(login);
    for (const { id } of await this.openOf(checker)) {
      const sheet = await this.app.get(Sheets).one(checker, id);
      await this.app.get(Sheets).handIn(checker, id, { marks: this.marksOf(sheet, login === 'qi.wenbo'), ...(sheet.third && { note: '逐项对照来信核定。' }) });
    }
  }

  /** The third ones are given out as the two differ: who handed in already gets them now. */
  private async settle(): Promise<void> {
    for (const login of ['bian.qiuyang', 'geng.xiaoman', 'qi.wenbo', 'shen.yuqing']) await this.handIn(login);
  }

  private async openOf(checker: Person): Promise<SheetLine[]> {
    return (await this.app.get(Sheets).mine(checker)).filter(({ state }) => state === 'open');
  }

  /** What somebody would say who reads message and reply: by how the citizen took it; a strict reader sees less than a mild one. */
  private marksOf({ reply }: Sheet, strict: boolean): Marks {
    const said = this.messages.find((message) => message.reply === reply || message.secondReply === reply);
    if (said?.rating?.satisfaction === 'dissatisfied' || said?.script === 'reopened') return POOR;
    if (said?.script === 'very_late') return BESIDE;
    if (said?.script === 'late') return COLD;
    if (said?.rating?.satisfaction === 'fairly' || (strict && said !== undefined && HARD.has(said.script))) return HALF;
    return said?.kind === 'consultation' ? EXAMPLE : GOOD;
  }

  /** One late case does not count: somebody proposes, a leader grants. */
  private async exclude(): Promise<void> {
    const [late] = await this.deductions();
    if (!late) return;
    const decisions = this.app.get(Decisions);
    await decisions.proposeExclusion(this.cast.one('coordinator'), this.assessmentId, { assessedCaseId: late.id, ground: 'force_majeure', reason: '当日机房断电，系统停用半日，承办单位无法签收、提交，有运维记录。' });
    const { exclusions } = await this.app.get(AssessmentReading).one(this.supervisor, this.assessmentId);
    await decisions.decideExclusion(this.cast.one('deputy_leader'), this.assessmentId, exclusions[0]!.id, { granted: true, reason: '经核对运维记录，情况属实，同意剔除。' });
  }

  /** Two units object, each to one deduction. */
  private async object(): Promise<void> {
    const units = new Map((await this.deductions()).map((each) => [each.departmentId, each]));
    const reasons = ['期限当日已在系统内提交，因附件上传失败未能成功，有截图为证，请核减。', '本件须等协办单位意见，迟延不在本单位，请核减。'];
    for (const [departmentId, { id }] of [...units].slice(0, reasons.length)) {
      await this.app.get(Decisions).object(this.cast.one('head', { departmentId }), this.assessmentId, { assessedCaseId: id, reason: reasons.shift()! });
    }
  }

  private async decide(): Promise<void> {
    const { objectionLines } = await this.app.get(AssessmentReading).one(this.supervisor, this.assessmentId);
    const decisions = [
      { granted: true, reason: '经查系统日志，当日确有提交失败的记录，异议成立，不计扣分。' },
      { granted: false, reason: '协办意见未到不影响主办单位先作阶段性答复，也未申请延期，扣分成立。' },
    ];
    for (const [index, { id }] of objectionLines.entries()) await this.app.get(Decisions).decideObjection(this.cast.one('deputy_leader'), this.assessmentId, id, decisions[index]!);
  }

  /** What counts against the units, the own office’s left out: its leaders decide. */
  private async deductions(): Promise<{ id: string; departmentId: string }[]> {
    const reading = this.app.get(AssessmentReading);
    const { unitLines } = await reading.one(this.supervisor, this.assessmentId);
    const found: { id: string; departmentId: string }[] = [];
    for (const { departmentId } of unitLines.filter((unit) => unit.departmentId !== this.supervisor.departmentId)) {
      const { criteria } = await reading.unit(this.supervisor, this.assessmentId, departmentId);
      found.push(...criteria.flatMap(({ cases }) => cases.filter(({ bad, excluded, cancelled }) => bad && !excluded && !cancelled)).map(({ id }) => ({ id, departmentId })));
    }
    return found;
  }
}
