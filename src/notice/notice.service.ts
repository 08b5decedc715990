import { join } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, type Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { Ids } from '../base/ids.js';
import { Rulebook } from '../base/policy.js';
import { InjectSettings } from '../base/settings.provider.js';
import type { Settings } from '../base/settings.js';
import { Secrets } from '../base/secrets.js';
import { Templates } from '../base/templates.js';
import { Judging } from '../base/workers/judging.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { Docket } from '../casefile/docket.js';
import { Sight } from '../casefile/sight.js';
import { Identity } from '../identity/identity.service.js';
import type { CaseEvent } from '../journal/journal.entities.js';
import { listener, type Listener } from '../journal/relay.js';
import { Directory } from '../registry/directory.js';
import { AnswersDue } from './answers-due.js';
import { AssessmentMails } from './assessment-mails.js';
import { Calls } from './calls.js';
import { Envelopes } from './envelopes.js';
import { FilePost } from './file-post.js';
import { Composing, type Draft } from './composing.js';
import { DutyGaps } from './duty-gaps.js';
import { LateDigests } from './digests.js';
import { NoticeList, type NoticeView } from './listing.js';
import { Mornings } from './morning.js';
import { noticeSettings, type NoticeSettings } from './notice-settings.js';
import { Notice } from './notice.entities.js';
import { noticesNaming } from './notice.query.js';
import { Pacing } from './pacing.js';
import type { Post } from './post.js';
import { Recipients } from './recipients.js';
import { ReportMails } from './report-mails.js';
import { Sending } from './sending.js';
import { SmtpPost } from './smtp-post.js';
import { TopicWarnings } from './topic-warnings.js';
import { Unsubscribing } from './unsubscribing.js';
import { SmsPost } from './sms-post.js';
import { openWays, type Way } from './ways.js';
import { WecomPost } from './wecom-post.js';

/** 通知: hears the events, writes one notice for each person and occasion, and sends what may leave. */
@Injectable()
export class Notices implements OnApplicationShutdown {
  readonly listener: Listener;
  /** 清除: the mails of a purged case that still lie in the house; the erased rows name them, and none of them leaves any more. */
  readonly erasing: Listener;
  readonly listing: NoticeList;
  readonly calls: Calls;
  readonly unsubscribing: Unsubscribing;
  private readonly digests: LateDigests;
  private readonly mornings: Mornings;
  private readonly reportMails: ReportMails;
  private readonly answersDue: AnswersDue;
  private readonly topicWarnings: TopicWarnings;
  private readonly dutyGaps: DutyGaps;
  private readonly assessmentMails: AssessmentMails;
  private readonly pacing: Pacing;
  private readonly posts: readonly (readonly [Way, Post])[];
  private readonly sendings: readonly Sending[];
  private underway: Promise<number> | undefined;

  constructor(
    database: Database, private readonly clock: Clock, directory: Directory, docket: Docket, sight: Sight, templates: Templates, rulebook: Rulebook,
    judging: Judging, secrets: Secrets, ids: Ids, identity: Identity, @InjectSettings() settings: Settings,
  ) {
    const recipients = new Recipients(database.rows, docket, directory, rulebook);
    const pace = noticeSettings(settings.configDirectory);
    const composing = new Composing(database.rows, directory, recipients, templates, rulebook, settings, judging, openWays(settings, pace.ways), ids);
    this.listing = new NoticeList(database, sight, directory);
    this.digests = new LateDigests(database, templates, settings);
    this.mornings = new Mornings(database, directory, recipients, templates, rulebook, settings);
    this.answersDue = new AnswersDue(database, templates, rulebook, settings);
    this.topicWarnings = new TopicWarnings(database, directory, templates, rulebook, settings);
    this.dutyGaps = new DutyGaps(database, directory, templates, rulebook, settings);
    this.assessmentMails = new AssessmentMails(database, templates, rulebook, settings);
    this.reportMails = new ReportMails(database, directory, templates, rulebook, settings);
    this.calls = new Calls(database, recipients, sight, pace);
    this.pacing = new Pacing(database, templates, settings, pace, rulebook);
    this.unsubscribing = new Unsubscribing(secrets, identity, settings);
    this.posts = postsOf(settings, pace, mailPostOf(settings, new Envelopes(settings.mailFrom, this.unsubscribing, database.rows), rulebook));
    this.sendings = this.posts.map(([way, post]) => new Sending(database, clock, way, post));
    this.erasing = listener({
      name: 'erase_mails',
      prepare: async ({ caseId }: CaseEvent): Promise<string[]> => {
        const file = await database.rows.one(CaseFile, { id: caseId });
        const digests = file ? await noticesNaming(database.rows.sql, file.number) : [];
        const gathered = digests.length === 0 ? [] : await database.rows.find(Notice, { id: digests });
        for (const notice of [...(await database.rows.find(Notice, { caseId })), ...gathered]) await this.forget(notice);
        return digests;
      },
      hear: async (turn, { caseId }, digests: string[]) => {
        for (const id of digests) await turn.rows.update(Notice, id, { subject: '', text: '', html: '' });
        await turn.rows.updateWhere(Notice, { caseId, state: 'queued' }, { state: 'dropped', nextTryAt: null, lastError: '内容已清除，不再发送 / the content was purged' });
      },
    });
    this.listener = listener<{ drafts: Draft[]; line: string[] }>({
      name: 'notice',
      prepare: async (event: CaseEvent) => {
        const drafts = await composing.draftsOf(event, this.clock.now());
        const emergency = drafts.some(({ template }) => template === 'emergency');
        return { drafts, line: emergency ? await this.calls.lineOf(event, this.clock.now()) : [] };
      },
      hear: async (turn, event, { drafts, line }) => {
        await this.calls.begin(turn, event, line);
        const keys = drafts.map(({ key }) => key);
        const known = new Set(keys.length === 0 ? [] : (await turn.rows.find(Notice, { key: keys })).map(({ key }) => key));
        // Heard before: the notice is there.
        for (const draft of drafts.filter(({ key }) => !known.has(key))) {
          await turn.rows.insert(Notice, { ...draft, attempts: 0, createdAt: turn.now, sentAt: null });
        }
      },
    });
  }

  /** Sends everything that may leave by now; returns how many did. Never overlaps itself. */
  async sendDue(): Promise<number> {
    this.underway ??= this.work().finally(() => (this.underway = undefined));
    return await this.underway;
  }

  /** What cannot wait for the minute in which the others are gathered. */
  async sendUrgent(): Promise<number> {
    await this.calls.passOn(this.clock.now());
    return this.underway === undefined ? await this.sendAll(true) : 0;
  }

  /** The mails of the day, once office hours have begun. */
  async greet(): Promise<number> {
    await this.dutyGaps.warn(this.clock.now());
    await this.topicWarnings.tell(this.clock.now());
    await this.assessmentMails.gather(this.clock.now());
    return (await this.mornings.gather(this.clock.now())) + (await this.answersDue.gather(this.clock.now())) + (await this.reportMails.gather(this.clock.now()));
  }

  /** Again, at once: who asks for it knows that the way is open. @throws Refusal `not_found` */
  async resend(id: string): Promise<NoticeView> {
    const view = await this.listing.resend(id);
    this.tryAgain();
    return view;
  }

  /** Ways that are shut are not tried while the clock is moved; what waits there leaves when it runs by itself again. */
  leaveShut(): void {
    for (const sending of this.sendings) sending.stayQuiet();
  }
  tryAgain(): void {
    for (const sending of this.sendings) sending.endQuiet();
  }

  /** When the next notice may leave, or null. */
  async nextAt(): Promise<Instant | null> {
    const next = await Promise.all(this.sendings.map((sending) => sending.nextAt()));
    return next.reduce((first, each) => (first === null || each === null ? (first ?? each) : Math.min(first, each)), null);
  }

  onApplicationShutdown(): void {
    for (const [, post] of this.posts) post.close();
  }

  private async work(): Promise<number> {
    await this.calls.passOn(this.clock.now());
    await this.digests.gather(this.clock.now());
    await this.pacing.gather(this.clock.now());
    return await this.sendAll();
  }

  private async forget(notice: Notice): Promise<void> {
    for (const [way, post] of this.posts) if (way === notice.way) await post.forget(notice);
  }

  /** One way that is shut holds up no other. */
  private async sendAll(urgentAlone = false): Promise<number> {
    const sent = await Promise.all(this.sendings.map((sending) => sending.sendDue(urgentAlone)));
    return sent.reduce((sum, count) => sum + count, 0);
  }
}

const mailPostOf = ({ smtpUrl, smtpAuthorities, dataDirectory, synchronous }: Settings, envelopes: Envelopes, rulebook: Rulebook): Post =>
  smtpUrl ? new SmtpPost(smtpUrl, smtpAuthorities, envelopes) : new FilePost(join(dataDirectory, 'mail'), envelopes, rulebook.today, synchronous === 'FULL');

const postsOf = (settings: Settings, { smsGateway }: NoticeSettings, mail: Post): (readonly [Way, Post])[] => [
  ['mail', mail],
  ...(settings.wecomUrl === undefined ? [] : [['wecom', new WecomPost(settings.wecomUrl, settings.publicUrl)] as const]),
  ...(settings.smsUrl === undefined ? [] : [['sms', new SmsPost(settings.smsUrl, settings.publicUrl, smsGateway)] as const]),
];
