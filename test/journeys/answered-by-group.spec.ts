import assert from 'node:assert/strict';
import { CaseEvent } from '../../src/journal/journal.entities.js';
import { GroupMember } from '../../src/publication/group-replies.entities.js';
import { ALL_GATES, onEachOffice, type Case, type Story } from './journey.js';
import { LIFT_LETTER, NOISE_LETTER, NOISE_REPLY, REPORT_LETTER } from './letters.js';

interface Group {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly verdictHash: string;
  readonly grade: string;
  readonly copyHash: string;
  readonly members: readonly { readonly caseId: string; readonly state: string; readonly uncovered: readonly string[]; readonly offTopic: boolean }[];
  readonly signatures: readonly { readonly voided: boolean }[];
}
type Body = Record<string, unknown>;

/** One office’s hand on one group reply: each act at the version that stands now. */
class Answering {
  constructor(
    private readonly story: Story,
    public group: Group,
  ) {}

  static async draft(story: Story, login: string, cases: readonly Case[], toCitizen = NOISE_REPLY): Promise<Answering> {
    const { status, body } = await story.as(login).post<Group>('/api/v1/group-replies', { title: '建设路夜间施工噪声', toCitizen, caseIds: cases.map(({ id }) => id) });
    assert.equal(status, 201, JSON.stringify(body));
    return new Answering(story, body);
  }

  async try(login: string, act: string, body: Body = {}) {
    return await this.story.as(login).post<Body>(`/api/v1/group-replies/${this.group.id}/${act}`, { version: this.group.version, ...body });
  }

  async act(login: string, act: string, body: Body = {}): Promise<Group> {
    const answer = await this.try(login, act, body);
    assert.equal(answer.status, 200, `${act} ${JSON.stringify(answer.body)}`);
    this.group = answer.body as unknown as Group;
    return this.group;
  }

  async isApproved(): Promise<void> {
    await this.act('coordinator', 'propose-group-reply', { seenVerdict: this.group.verdictHash });
    await this.act('office-head', 'sign', { gates: ALL_GATES });
    if (this.group.grade !== 'A') await this.act('deputy', 'sign', { gates: ALL_GATES });
    await this.act('reviewer', 'approve-group-reply', { gates: ALL_GATES, seenVerdict: this.group.verdictHash });
  }

  stateOf(file: Case): string | undefined {
    return this.group.members.find(({ caseId }) => caseId === file.id)?.state;
  }
}

onEachOffice({ now: '2026-03-04T10:00:00+08:00' }, (story) => {
  const writes = async (author: string, more: Body = {}): Promise<Case> => {
    const file = await story.citizenWrites({ ...NOISE_LETTER, author: { id: author, contact: '13900005678' }, ...more });
    await story.isAccepted(file);
    return file;
  };

  it('two citizens who wrote of one matter are answered together, each under their own number', async () => {
    const first = await writes('first', { text: `${NOISE_LETTER.text}我家住建设路12号2单元501室。` });
    const second = await writes('second');
    await story.isTakenUpBy('urban', second);
    await story.until('2026-03-05 10:00');
    const answering = await Answering.draft(story, 'coordinator', [first, second]);
    expect(answering.group.members.map(({ state }) => state)).toEqual(['in', 'in']);

    // Who wrote it does not review it; nothing goes out before the names stand.
    await answering.act('coordinator', 'propose-group-reply', { seenVerdict: answering.group.verdictHash });
    await story.office.settle();
    expect((await story.as('reviewer').get<{ groupReplies: Body[] }>('/api/v1/group-replies?duty=review')).body.groupReplies).toMatchObject([{ id: answering.group.id, cases: 2 }]);
    expect(await story.told(first)).toEqual(expect.arrayContaining([expect.stringMatching(/ → reviewer$/)]));
    expect((await answering.try('coordinator', 'answer-by-group')).body).toMatchObject({ code: 'group_reply_state' });
    expect((await answering.try('reviewer', 'approve-group-reply', { gates: ALL_GATES })).body).toMatchObject({ code: 'signature_missing' });
    expect((await answering.try('office-head', 'sign', { gates: ALL_GATES.slice(1) })).body).toMatchObject({ code: 'gates_not_ticked', missing: [ALL_GATES[0]] });
    await answering.act('office-head', 'sign', { gates: ALL_GATES });
    await answering.act('reviewer', 'approve-group-reply', { gates: ALL_GATES, seenVerdict: answering.group.verdictHash });
    expect(answering.group.state).toBe('approved');

    expect((await answering.try('reviewer', 'answer-by-group')).status).toBe(403);
    await answering.act('coordinator', 'answer-by-group');
    await story.office.settle();
    for (const file of [first, second]) {
      const found = await story.lookUp(file);
      expect([found.state, found.replies.length, found.rating.open, found.promised!.met]).toEqual(['answered', 1, true, true]);
      expect(found.replies[0]!.text).toBe(NOISE_REPLY);
      const seen = await story.seen(file);
      expect(seen.state).toBe('answered');
      expect(seen.clocks.filter(({ stoppedAt }) => stoppedAt === null).map(({ clock }) => clock)).toEqual(['rating']);
    }
    const shown = await story.publicAnswers();
    expect(shown.map(({ number }) => number).toSorted()).toEqual([first, second].map(({ caseNumber }) => caseNumber).toSorted());
    expect(shown.find(({ number }) => number === first.caseNumber)!.message).not.toMatch(/501室/);
    expect(await story.told(second)).toEqual(expect.arrayContaining([expect.stringMatching(/ → urban-handler$/)]));
    await story.rates(first, 'satisfied', 'yes');
    await story.rates(second, 'dissatisfied', 'no', '昨晚还在施工');
    expect((await story.lookUp(first)).rating.given).toEqual({ satisfaction: 'satisfied', resolved: 'yes' });
    const report = await story.as('supervisor').get<{ scopes: { kind: string; figures: { key: string; value: number }[] }[] }>('/api/v1/reports/2026-03');
    const figures = report.body.scopes.find(({ kind }) => kind === 'whole')!.figures;
    const figure = (name: string) => figures.find(({ key }) => key === name)?.value;
    expect([figure('answered'), figure('in_time'), figure('rated')]).toEqual([2, 1, 1]);
    expect(await story.office.rows.find(CaseEvent, { act: 'answer_by_group' })).toHaveLength(2);
  });

  it('any edit voids the names, and a stale version changes nothing', async () => {
    const [first, second] = [await writes('first'), await writes('second')];
    const answering = await Answering.draft(story, 'coordinator', [first, second]);
    await answering.isApproved();
    const { version } = answering.group;
    await answering.act('coordinator', 'leave-out', { caseId: second.id, reason: '另有诉求' });
    expect(answering.group).toMatchObject({ state: 'draft', signatures: [{ voided: true }, { voided: true }] });
    expect((await answering.try('coordinator', 'answer-by-group')).body).toMatchObject({ code: 'group_reply_state' });
    expect((await answering.try('coordinator', 'edit', { version, title: '噪声' })).body).toMatchObject({ code: 'stale_version' });
    await answering.isApproved();
    await answering.act('coordinator', 'edit', { toCitizen: NOISE_REPLY.replace('立即', '当日') });
    expect([answering.group.state, answering.stateOf(second)]).toEqual(['draft', 'out']);
    await answering.isApproved();
    await answering.act('coordinator', 'answer-by-group');
    expect([(await story.seen(first)).state, (await story.seen(second)).state]).toEqual(['answered', 'queued']);
    expect((await answering.try('coordinator', 'answer-by-group')).body).toMatchObject({ code: 'group_reply_state' });
  });

  it('a finding let through by the reviewer is written down, and the month counts it', async () => {
    const first = await writes('first');
    const answering = await Answering.draft(story, 'coordinator', [first], `${NOISE_REPLY}\n附件：____`);
    await answering.act('coordinator', 'propose-group-reply', { seenVerdict: answering.group.verdictHash });
    await answering.act('office-head', 'sign', { gates: ALL_GATES });
    const approval = { gates: ALL_GATES, seenVerdict: answering.group.verdictHash };
    expect((await answering.try('reviewer', 'approve-group-reply', approval)).body).toMatchObject({ code: 'gate_blocked', findings: ['placeholder'] });
    await answering.act('reviewer', 'release-group-reply', { code: 'placeholder', reason: '附件名待印制，不影响内容' });
    await answering.act('reviewer', 'approve-group-reply', approval);
    expect((await story.office.rows.find(CaseEvent, { act: 'release_group_reply' })).map(({ facts }) => facts)).toMatchObject([{ groupReply: answering.group.id, code: 'placeholder' }]);
    const report = await story.as('supervisor').get<{ scopes: { kind: string; figures: { key: string; value: number }[] }[] }>('/api/v1/reports/2026-03');
    expect(report.body.scopes.find(({ kind }) => kind === 'whole')!.figures.find(({ key }) => key === 'released')?.value).toBe(1);
  });

  it('leaves out whose ask it does not answer until a person puts it back, and never takes a report', async () => {
    const [first, other] = [await writes('first'), await story.citizenWrites(LIFT_LETTER)];
    await story.isAccepted(other);
    const answering = await Answering.draft(story, 'coordinator', [first, other]);
    expect([answering.stateOf(first), answering.stateOf(other)]).toEqual(['in', 'out']);
    await answering.act('coordinator', 'put-back', { caseId: other.id, reason: '电梯因该工地停电停运，一并答复' });
    expect(answering.stateOf(other)).toBe('in');
    expect(await story.office.rows.find(GroupMember, { caseId: other.id })).toMatchObject([{ reason: '电梯因该工地停电停运，一并答复' }]);
    const again = await story.as('coordinator').post('/api/v1/group-replies', { title: '又一份', toCitizen: NOISE_REPLY, caseIds: [first.id] });
    expect(again.body).toMatchObject({ code: 'group_member_taken', cases: [first.caseNumber] });

    const report = await story.citizenWrites(REPORT_LETTER);
    const refused = await story.as('coordinator').post('/api/v1/group-replies', { title: '举报', toCitizen: NOISE_REPLY, caseIds: [report.id] });
    expect(refused.body).toMatchObject({ code: 'report_not_in_group', case: report.caseNumber });
    expect((await story.as('transport-handler').get(`/api/v1/group-replies/${answering.group.id}`)).status).toBe(404);
    expect((await story.as('transport-handler').post('/api/v1/group-replies', { title: '甲', toCitizen: NOISE_REPLY, caseIds: [first.id] })).status).toBe(404);
    expect((await story.as('auditor').post('/api/v1/group-replies', { title: '甲', toCitizen: NOISE_REPLY, caseIds: [first.id] })).status).toBe(403);
    expect((await story.as('coordinator').post('/api/v1/group-replies', { title: '', toCitizen: NOISE_REPLY, caseIds: [] })).status).toBe(400);
  });

  it('a case that ended or became a report since the approval is passed over, the rest is answered', async () => {
    const [first, second, third] = [await writes('first'), await writes('second'), await writes('third')];
    const answering = await Answering.draft(story, 'coordinator', [first, second, third]);
    await answering.isApproved();
    await story.office.anybody.post('/api/v1/public/withdrawals', { caseNumber: second.caseNumber, queryCode: second.queryCode });
    await story.as('coordinator').act('relabel', third.id, { kind: 'report', reason: '内容为举报' });
    await answering.act('coordinator', 'answer-by-group');
    expect([answering.stateOf(first), answering.stateOf(second), answering.stateOf(third)]).toEqual(['answered', 'passed_over', undefined]);
    expect([(await story.lookUp(second)).state, (await story.lookUp(third)).replies]).toEqual(['withdrawn', []]);
  });
});
