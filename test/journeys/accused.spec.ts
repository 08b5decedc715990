import { SMALL_REGISTRY } from '../support/small-registry.js';
import { REPORT_LETTER, REPORT_REPLY } from './letters.js';
import { ALL_GATES, onEachOffice, type Case, type Story } from './journey.js';

/** Besides a bureau, a department of the office itself is accused: its people hold the office’s own roles. */
const REGISTRY = {
  ...SMALL_REGISTRY,
  departments: [...SMALL_REGISTRY.departments!, { code: 'hotline', name: '热线科', organisation: 'office', phone: '0599-5550105', duties: [{ text: '热线', terms: ['热线'] }] }],
  users: [
    ...SMALL_REGISTRY.users!,
    ...(['coordinator', 'supervisor', 'report_officer', 'reviewer'] as const).map((role) => ({
      login: `hotline-${role}`, name: `热线${role}`, email: `hotline-${role}@linchuan.example`, department: 'hotline', roles: [role],
    })),
    { login: 'housing-chief', name: '住建局长', email: 'housing-chief@linchuan.example', organisation: 'housing-bureau', roles: ['chief' as const] },
  ],
};
const ACCUSED_PEOPLE = [
  'housing-liaison', 'housing-handler', 'housing-head', 'housing-chief', 'hotline-coordinator', 'hotline-supervisor', 'hotline-report_officer', 'hotline-reviewer',
];
const OTHERS = [
  'reviewer', 'office-head', 'deputy', 'chief', 'duty', 'auditor', 'contractor', 'transport-head', 'urban-handler', 'justice-handler', 'justice-head',
  'housing-liaison', 'housing-handler', 'housing-head', 'housing-chief', 'hotline-reviewer',
];

/** The case does not exist for them: not by its address, not in a list, not in a count. */
async function findsNothing(story: Story, file: Case, logins: readonly string[]): Promise<void> {
  for (const login of logins) {
    expect([login, (await story.as(login).get(`/api/v1/cases/${file.id}`)).status]).toEqual([login, 404]);
    expect([login, (await story.as(login).get<{ cases: unknown[] }>('/api/v1/cases')).body.cases]).toEqual([login, []]);
    const { body: counts } = await story.as(login).get<Record<string, number>>('/api/v1/cases/counts');
    expect([login, Object.entries(counts).filter(([, count]) => count !== 0)]).toEqual([login, []]);
  }
}

/** Everywhere else a person could come across it; where a door is not theirs at all, 403 says nothing either. */
async function comesAcrossNothing(story: Story, file: Case, login: string): Promise<void> {
  const person = story.as(login);
  const clock = (await story.clock(file, 'answer')).id;
  for (const path of ['timeline', 'proposal', 'papers', `clocks/${clock}/proof`]) {
    expect([login, path, (await person.get(`/api/v1/cases/${file.id}/${path}`)).status]).toEqual([login, path, 404]);
  }
  expect([403, 404]).toContain((await person.get(`/api/v1/cases/${file.id}/informant?reason=1`)).status);
  for (const query of ['kind=report', `q=${encodeURIComponent('维修资金')}`, 'view=accused', 'view=overdue', 'department=justice']) {
    expect([login, query, (await person.get<{ cases: unknown[] }>(`/api/v1/cases?${query}`)).body.cases]).toEqual([login, query, []]);
  }
  for (const path of ['notices', 'reports/2026-03/figures/received', 'reports/2026-03?format=csv']) {
    const text = JSON.stringify((await person.get(`/api/v1/${path}`)).body);
    expect([login, path, text.includes(file.caseNumber) || text.includes(file.id)]).toEqual([login, path, false]);
  }
  expect((await person.try('reassign', file.id, { departmentId: 'housing' })).body['code']).toBe('not_found');
}

const OPTIONS = { now: '2026-03-04T10:00:00+08:00', registry: REGISTRY };

onEachOffice(OPTIONS, (story) => {
  it('an accused unit never sees the report about it', async () => {
    const file = await story.citizenWrites(REPORT_LETTER);

    // Whom it accuses is not settled yet: those who settle it, and nobody else.
    await findsNothing(story, file, OTHERS);
    for (const login of ['housing-head', 'chief']) await comesAcrossNothing(story, file, login);
    for (const login of ['coordinator', 'coordinator2', 'supervisor', 'report-officer']) await story.seen(file, login);
    if ((await story.seen(file)).state === 'held') await story.as('coordinator').act('pass', file.id);
    expect(await story.refused('coordinator', 'assign', file, { departmentId: 'justice' })).toBe('accused_not_confirmed');
    expect((await story.told(file)).filter((each) => !/ → (hotline-)?(coordinator2?|supervisor|report-officer|report_officer)$/.test(each))).toEqual([]);

    await story.as('report-officer').act('confirm-accused', file.id, { accused: ['housing-bureau', 'hotline'] });
    const toldBefore = (await story.mails()).length;
    await findsNothing(story, file, ACCUSED_PEOPLE);
    for (const login of ['housing-head', 'hotline-coordinator', 'hotline-report_officer']) await comesAcrossNothing(story, file, login);
    const { body: proposal } = await story.as('coordinator').get<{ departments: { code: string }[] }>(`/api/v1/cases/${file.id}/proposal`);
    expect(proposal.departments.map(({ code }) => code)).not.toContain('housing');
    expect(await story.refused('coordinator', 'assign', file, { departmentId: 'housing' })).toBe('accused_cannot_handle');
    await story.isTakenUpBy('justice', file);
    expect(await story.refused('justice-handler', 'invite', file, { departmentId: 'housing', ask: '请说明情况' })).toBe('accused_cannot_handle');

    // Who wrote it is no clerk’s business; one person may read it, with a reason.
    expect(JSON.stringify([await story.seen(file), await story.seen(file, 'justice-handler'), await story.seen(file, 'report-officer')])).not.toMatch(/孙正直|13900009999|"informant"/);
    expect((await story.as('report-officer').get(`/api/v1/cases/${file.id}/informant`)).status).toBe(422);
    const { body: informant } = await story.as('report-officer').get(`/api/v1/cases/${file.id}/informant?reason=${encodeURIComponent('核实线索')}`);
    expect(JSON.stringify(informant)).toContain('孙正直');

    await story.until('2026-03-09 09:00');
    await story.isDrafted('justice', file, REPORT_REPLY);
    await findsNothing(story, file, ['housing-head', 'hotline-reviewer']);
    for (const login of ['deputy', 'chief']) await story.as(login).act('sign', file.id, { gates: ALL_GATES });
    await story.isApproved(file);
    await story.isPublished(file);

    // The informant reads the answer; the public does not, whatever the informant chose, and not which unit looked into it.
    expect(await story.lookUp(file)).toMatchObject({ state: 'answered', department: null, replies: [{ text: REPORT_REPLY }] });
    expect(await story.publicAnswers()).toEqual([]);
    expect((await story.office.anybody.get(`/api/v1/public/answers/${file.caseNumber}`)).status).toBe(404);
    expect((await story.office.anybody.get<string>(`/public/answers/${file.caseNumber}`)).status).toBe(404);
    await story.rates(file, 'dissatisfied', 'no', '处理太轻');
    await story.until('2026-03-19 10:00');
    await findsNothing(story, file, ACCUSED_PEOPLE);
    for (const login of ['housing-chief', 'hotline-supervisor']) await comesAcrossNothing(story, file, login);

    const mails = await story.mails();
    expect(mails.slice(toldBefore).filter(({ to }) => ACCUSED_PEOPLE.includes(to))).toEqual([]);
    expect(mails.some(({ subject, text, html }) => /维修资金|孙正直|13900009999|住建局/.test(subject + text + html))).toBe(false);
  });
});
