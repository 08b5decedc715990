/** 清除: two people erase what a message said, everywhere; rows, clocks and chain stay and verify. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Rulebook } from '../../src/base/policy.js';
import { replayAll } from '../../src/casefile/replay.js';
import { ENTITIES } from '../../src/entities.js';
import { CaseFile } from '../../src/casefile/casefile.entities.js';
import { Draft } from '../../src/desk/desk.entities.js';
import { BANDS, FindingLabel, ReplyWording } from '../../src/handling/replies.entities.js';
import { LetterMarks, Topic } from '../../src/insight/insight.entities.js';
import { contentTablesOf, undecidedTablesOf } from '../../src/inspection/content-tables.js';
import { SecondOpinion } from '../../src/opinion/opinion.entities.js';
import { Amendment, Interim } from '../../src/publication/amendments.entities.js';
import { GroupMember } from '../../src/publication/group-replies.entities.js';
import { CitizenNotice } from '../../src/publication/publication.entities.js';
import { photoOf } from '../../src/core/photos.js';
import { Message } from '../../src/intake/intake.entities.js';
import { Intake } from '../../src/intake/intake.service.js';
import { Purge } from '../../src/inspection/inspection.entities.js';
import { CaseEvent } from '../../src/journal/journal.entities.js';
import { verifyAudit } from '../../src/journal/verify.js';
import { SMALL_REGISTRY } from '../support/small-registry.js';
import { Office, onEachDatabase } from '../support/office.js';

const REGISTRY = {
  ...SMALL_REGISTRY,
  users: [
    ...SMALL_REGISTRY.users!,
    { login: 'keeper', name: '沈管理', email: 'keeper@linchuan.example', organisation: 'office', roles: ['administrator' as const] },
    { login: 'keeper2', name: '韩管理', email: 'keeper2@linchuan.example', organisation: 'office', roles: ['administrator' as const] },
  ],
};
const SECRET = '零七号库房布防图';
const PURGE = { code: 'secret', basis: '保密局2026年3月4日通知' };

/** The whole database as it lies on the disk, with what waits in its log. */
const fileOf = ({ folder }: Office): Buffer => Buffer.concat(['', '-wal'].map((end) => readFileSync(join(folder, `huiyin.sqlite${end}`))));

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect, registry: REGISTRY });
  });
  afterAll(async () => await office.close());

  const written = async () => {
    const { id, caseNumber } = await office.message('wb', { subject: `关于${SECRET}`, text: `建议公开${SECRET}，投诉物业收费。`, author: { id: 'u1', contact: '13900001234' } });
    await office.settle();
    return { id, caseNumber };
  };
  /** Every table and column in which the phrase stands, by plain search of every row. */
  const found = async (phrase: string): Promise<string[]> => {
    const places: string[] = [];
    for (const entity of ENTITIES) {
      const { tableName } = office.database.orm.getMetadata().get(entity as never) as unknown as { tableName: string };
      const rows = await office.rows.sql.all(`select * from ${tableName}`);
      for (const row of rows) for (const [column, value] of Object.entries(row)) if (String(value).includes(phrase)) places.push(`${tableName}.${column}`);
    }
    return [...new Set(places)];
  };

  it('leaves not one copy in any table or mail, and the books still verify', async () => {
    const { id, caseNumber } = await written();
    // It spreads: into a reply, a signature’s note, a hand-over, a citizen’s rating, mails.
    await office.as('coordinator').act('hand-over', id, { receiver: '临川市国家保密局', receiverPhone: '0599-5550170', way: 'letter', reason: `含${SECRET}` });
    await office.app.get(Intake).supplement({ kind: 'citizen', caseId: id }, '附照片', [photoOf(`${SECRET}.jpg`, Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.from(SECRET)]))]);
    await office.as('coordinator').act('assign', id, { departmentId: 'housing', note: `请看${SECRET}` });
    await office.as('housing-handler').act('acknowledge', id);
    await office.as('housing-handler').act('submit-reply', id, { toCitizen: `关于${SECRET}的答复：物业费标准为每平方米1.2元。` });
    await office.as('housing-head').act('return-inside', id, { reason: `不得出现${SECRET}` });
    await office.settle();
    expect(await found(SECRET)).toEqual(expect.arrayContaining(['messages.text', 'messages.raw', 'case_files.subject', 'replies.to_citizen', 'hand_overs.reason', 'attachments.name', 'attachment_contents.content']));
    await office.as('keeper').act('propose-purge', id, PURGE);
    await office.settle();
    expect(await office.as('coordinator').act('purge', id)).toMatchObject({ state: 'handling' });
    await office.settle();
    expect(await found(SECRET)).toEqual([]);
    const mails = readdirSync(join(office.folder, 'mail')).map((name) => readFileSync(join(office.folder, 'mail', name), 'utf8'));
    expect(mails.filter((mail) => mail.includes(caseNumber))).toEqual([]);
    expect((dialect === 'sqlite' ? fileOf(office) : Buffer.alloc(0)).includes(SECRET)).toBe(false);

    const [{ faults }, { differences }] = [await verifyAudit(office.database), await replayAll(office.database, office.app.get(Rulebook))];
    expect([faults, differences]).toEqual([[], []]);
    expect(await office.rows.one(CaseFile, { id })).toMatchObject({ subject: '（内容已依规清除）' });
    const message = (await office.rows.one(Message, { caseId: id }))!;
    expect(message).toMatchObject({ text: '', raw: '', salt: '', erasedAt: office.clock.now() });
    expect(message.authorContact).not.toBeNull();
    expect(message.contentHash).toMatch(/^[0-9a-f]{64}$/);
    const event = (await office.rows.one(CaseEvent, { caseId: id, act: 'purge' }))!;
    expect(event.facts).toMatchObject({ code: 'secret', proposedAs: 'administrator', erased: { messages: 2, replies: 1 } });
    const report = await office.as('supervisor').get<{ scopes: { kind: string; figures: { key: string; value: number }[] }[] }>('/api/v1/reports/2026-03');
    const figures = report.body.scopes.find(({ kind }) => kind === 'whole')!.figures;
    expect(figures.find(({ key }) => key === 'purged_secret')!.value).toBeGreaterThan(0);
  });

  it('takes the answers of others with it: interim, correction, drafts, labels, second opinion, and what they were found by', async () => {
    const { id } = await written();
    const text = `关于${SECRET}的答复：物业费标准为每平方米1.2元，已核查。`;
    await office.database.write('person', async ({ rows, ids, now }) => {
      const [key, by] = [() => ids.next(), 'somebody'];
      const salted = { salt: 'salt', contentHash: 'hash' };
      await rows.insert(Interim, { id: key(), caseId: id, draftedBy: by, draftedAt: now, text, ...salted, state: 'refused' });
      await rows.insert(Amendment, { id: key(), caseId: id, publicationId: key(), sort: 'correct', reason: text, text, publicText: text, score: 1, verdict: 'warn', engine: 'e', findings: [{ code: 'hollow', start: 0, end: 1, text, why: '', hint: '' }], ...salted, formerText: text, formerPublicText: text, proposedBy: by, proposedAt: now, state: 'refused' });
      await rows.insert(Draft, { id: key(), caseId: id, userId: by, act: 'submit_reply', content: { toCitizen: text }, caseVersion: 1, savedAt: now });
      await rows.insert(FindingLabel, { id: key(), caseId: id, replyId: key(), opinion: 'wrong', code: 'hollow', start: 0, end: 2, note: text, form: 'mailbox', platform: 'weibo', engine: 'e', by, at: now });
      await rows.insert(SecondOpinion, { id: key(), caseId: id, askedBy: by, askedAt: now, model: 'm', promptVersion: '1', failure: text, tookMs: 1 });
      await rows.insert(ReplyWording, { replyId: key(), caseId: id, officeId: 'office', ...Object.fromEntries(BANDS.map((band) => [band, 1])) });
      await rows.insert(CitizenNotice, { id: key(), caseId: id, template: 'interim', text, at: now, eventId: key() });
      await rows.insert(GroupMember, { id: key(), groupReplyId: key(), caseId: id, state: 'in', uncovered: [text], offTopic: false, decidedBy: by, reason: text });
      await rows.insert(Topic, {
        id: key(), state: 'open', title: text, givenTitle: text, centralCaseId: id, place: '', who: '', terms: [SECRET], heat: 1, users: 1, letters: 1,
        firstAt: now, lastAt: now, foundAt: now, runAt: now, warned: 0,
      });
    });
    expect((await found(SECRET)).length).toBeGreaterThan(12);
    await office.as('keeper').act('propose-purge', id, PURGE);
    await office.as('coordinator').act('purge', id);
    await office.settle();
    expect(await found(SECRET)).toEqual([]);
    for (const table of [Interim, Amendment]) expect(await office.rows.find(table as typeof Interim, { caseId: id })).toMatchObject([{ salt: '', erasedAt: office.clock.now() }]);
    for (const table of [ReplyWording, LetterMarks]) expect(await office.rows.find(table as typeof ReplyWording, { caseId: id })).toEqual([]);
    expect(await office.rows.find(GroupMember, { caseId: id })).toMatchObject([{ state: 'out', uncovered: [], reason: null }]);
  });

  it('has decided of every table with words what becomes of them', () => {
    expect(undecidedTablesOf(office.database.orm.getMetadata())).toEqual([]);
    // A table nobody thought of is noticed, whether it names its case or not.
    const words = { fieldNames: ['words'], type: 'text' };
    const planted = (tableName: string, props: object[]) => ({ getAll: () => new Map([[tableName, { tableName, props }]]) }) as never;
    expect(undecidedTablesOf(planted('copied_words', [words]))).toEqual(['copied_words']);
    expect(undecidedTablesOf(planted('marks', [{ fieldNames: ['marks'], type: 'blob' }, { fieldNames: ['case_id'], type: 'string' }]))).toContain('marks');
    expect(contentTablesOf(planted('added', [words, { fieldNames: ['case_id'], type: 'string' }]))).toMatchObject([{ name: 'added', columns: [{ name: 'words' }] }]);
  });

  it('needs one of each: not the same person, not two of one kind, not unproposed', async () => {
    const { id } = await written();
    expect((await office.as('coordinator').try('purge', id)).body['code']).toBe('not_proposed');
    await office.as('coordinator').act('propose-purge', id, PURGE);
    expect((await office.as('coordinator').try('purge', id)).body).toMatchObject({ code: 'same_person' });
    expect((await office.as('coordinator2').try('purge', id)).body).toMatchObject({ code: 'purge_needs_both', who: ['administrator'] });
    expect((await office.as('supervisor').try('purge', id)).status).toBe(403);
    expect((await office.rows.one(Message, { caseId: id }))!.text).toContain(SECRET);
    await office.as('keeper').act('propose-purge', id, PURGE);
    expect((await office.as('keeper2').try('purge', id)).body).toMatchObject({ code: 'purge_needs_both', who: ['coordinator'] });
    await office.as('coordinator2').act('purge', id);
    expect(await office.rows.find(Purge, { caseId: id })).toMatchObject([{ proposedAs: 'administrator' }]);
  });

  it('tells the other of the two at once', async () => {
    const { id } = await written();
    await office.as('coordinator').act('propose-purge', id, PURGE);
    await office.settle();
    const told = await office.rows.sql.all<{ login: string }>(
      `select u.login from notices n join users u on u.id = n.user_id where n.case_id = ? and n.template = 'to_do' order by u.login`, [id]);
    expect(told.map(({ login }) => login)).toEqual(['keeper', 'keeper2']);
    const queue = await office.as('keeper').get<{ cases: { id: string }[] }>('/api/v1/cases?view=purges');
    expect(queue.body.cases.map((each) => each.id)).toContain(id);
  });

  it('is found out where content was erased without it', async () => {
    const { id } = await written();
    await office.database.write('person', async (turn) => void (await turn.rows.updateWhere(Message, { caseId: id }, { text: '', erasedAt: turn.now })));
    const { faults } = await verifyAudit(office.database);
    expect(faults.map(({ what }) => what)).toEqual(['was erased and no purge is written down']);
  });
});
