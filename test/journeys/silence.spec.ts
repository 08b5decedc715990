import { SmtpForTests } from '../support/smtp.js';
import { Office, onEachDatabase } from '../support/office.js';
import { BUS_LETTER, BUS_REPLY } from './letters.js';
import { Story } from './journey.js';

onEachDatabase((dialect) => {
  let post: SmtpForTests;
  let office: Office;
  beforeAll(async () => {
    post = await new SmtpForTests().start();
    office = await Office.open({ dialect, now: '2026-03-04T10:00:00+08:00', environment: { SMTP_URL: post.url } });
  });
  afterAll(async () => {
    await office.close();
    await post.stop();
  });

  /** When each mail left, what it was, and to whom, as the post took it. */
  const delivered = (): string[] =>
    post.mails.flatMap(({ date, subject, text, envelope }) => {
      const local = new Date(date!.getTime() + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
      // Several notices at the same minute are one mail with a line each.
      const told = /\d 项通知$/.test(subject ?? '') ? text!.split('\n').filter((line) => line.startsWith('- ')) : [subject ?? ''];
      return told.map((line) => `${local} ${/［(.*?)］/.exec(line)?.[1]} → ${envelope.to.join().replace('@linchuan.example', '')}`);
    }).toSorted();

  it('silence climbs the ladder', async () => {
    const story = new Story().begin(office);
    const file = await story.citizenWrites(BUS_LETTER);
    await story.isAccepted(file);
    await story.isTakenUpBy('transport', file);
    expect([(await story.clock(file, 'leg')).dueDay, (await story.clock(file, 'answer')).dueDay]).toEqual(['2026-03-10', '2026-03-11']);
    post.clear();

    await story.until('2026-03-11 15:00');
    // The department’s own time came first: reminded the day before and on the day, missed at midnight, urged at nine.
    const papersFor = async (login: string) => (await story.as(login).get<{ papers: Paper[] }>(`/api/v1/cases/${file.id}/papers`)).body.papers;
    const [urge] = await papersFor('transport-head');
    expect(urge).toMatchObject({ sort: 'urge', number: '催〔2026〕1号', state: 'issued', department: '市交通运输局', byLadder: true, replyDueAt: '2026-03-12T23:59:59.999+08:00' });
    await story.as('transport-head').act('reply-to-urge', file.id, { paperId: urge!.id, text: '车辆调配未完成，3月18日前答复。' });
    await story.as('coordinator').act('accept-urge-reply', file.id, { paperId: urge!.id });

    await story.until('2026-03-18 10:00');
    const ladder = (await story.timeline(file)).filter(({ act }) => ['remind', 'miss', 'urge', 'propose_supervision'].includes(act));
    const climbed = (clock: string) => ladder.filter(({ facts }) => facts['clock'] === clock).map(({ act, at }) => `${at.slice(5, 23).replace('T', ' ')} ${act}`);
    expect(climbed('leg')).toEqual([
      '03-09 09:00:00.000 remind', '03-10 09:00:00.000 remind', '03-10 23:59:59.999 miss', '03-11 09:00:00.000 urge', '03-17 09:00:00.000 propose_supervision',
    ]);
    // One urge and one supervision for a late case: while the department’s clock runs, it says them.
    expect(climbed('answer')).toEqual(['03-10 09:00:00.000 remind', '03-11 09:00:00.000 remind', '03-11 23:59:59.999 miss']);
    const answer = await story.clock(file, 'answer');
    expect(answer.missedAt).toBe(answer.dueAt);

    // The urge was answered in its own time.
    const replies = (await story.seen(file)).clocks.filter(({ clock }) => clock === 'urge_reply');
    expect(replies.map(({ dueDay, verdict, missedAt }) => [dueDay, verdict, missedAt?.slice(0, 10) ?? null])).toEqual([
      ['2026-03-12', 'on_time', null],
    ]);
    // A supervision is only drafted: without number until a person signs it.
    expect((await papersFor('supervisor')).filter(({ sort }) => sort === 'supervision')).toMatchObject([{ number: null, state: 'draft' }]);

    const wanted = [
      '03-09 09:00 即将到期 → transport-handler',
      // The department’s due day, and the day before the citizen’s.
      '03-10 09:00 即将到期 → transport-handler', '03-10 09:00 即将到期 → transport-handler', '03-10 09:00 即将到期 → transport-head',
      // What fell due at midnight is said when the office opens.
      '03-11 09:00 催办单 → transport-head',
      '03-11 09:00 即将到期 → transport-handler', '03-11 09:00 即将到期 → transport-head',
      ...['coordinator', 'coordinator2', 'transport-handler', 'transport-head'].map((who) => `03-11 09:00 已逾期 → ${who}`),
      ...['coordinator', 'coordinator2', 'transport-handler', 'transport-head'].map((who) => `03-12 09:00 已逾期 → ${who}`),
      '03-17 09:00 督办拟稿待签 → supervisor',
    ].toSorted();
    // Steps that are told by the common mail (回复催办 and the like) are left aside.
    expect(delivered().filter((each) => /即将到期|已逾期|催办单|督办/.test(each))).toEqual(wanted);
    expect(new Set(post.mails.map(({ messageId }) => messageId)).size).toBe(post.mails.length);

    await story.isAnswered('transport', file, BUS_REPLY);
    expect(await story.lookUp(file)).toMatchObject({ state: 'answered', promised: { day: '2026-03-11', met: false } });
    post.clear();
    await story.until('2026-03-20 10:00');
    expect(delivered().filter((each) => /即将到期|已逾期|催办单|督办/.test(each))).toEqual([]);
    await story.endsWithSoundBooks();
  });
});

interface Paper {
  readonly id: string;
  readonly sort: string;
}
