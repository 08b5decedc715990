/** 时限规则: presets stay, an office’s own are cloned and edited with their mistakes named, and no edit moves a running case. */
import { Deadline } from '../../src/casefile/casefile.entities.js';
import { replayAll } from '../../src/casefile/replay.js';
import { Rulebook } from '../../src/base/policy.js';
import { canonicalJson } from '../../src/core/canonical.js';
import { parsePolicy } from '../../src/core/time/policy-parse.js';
import { Registry } from '../../src/registry/registry.service.js';
import { RuleVersion } from '../../src/registry/registry.entities.js';
import { Rebases, type Preview } from '../../src/rules/rebases.service.js';
import type { PolicyLine, PolicyPage } from '../../src/rules/policies.service.js';
import { Office, onEachDatabase } from '../support/office.js';
import { SMALL_REGISTRY } from '../support/small-registry.js';
import { administrator } from './administrator.js';

const REASON = '市政府办公室印发办理规定';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
    await administrator(office);
    await office.remember();
  });
  beforeEach(async () => await office.startOver());
  afterAll(async () => await office.close());

  const admin = () => office.as('admin');
  const clone = async (name = 'linchuan', from = 'default') => await admin().post<PolicyPage>(`/api/v1/policies/${from}/clones`, { name, reason: REASON });
  /** The amounts of one clock replaced in what was written. */
  const withClock = (page: PolicyPage, clock: string, change: object): Record<string, unknown> => {
    const content = page.content as { clocks: { clock: string }[] };
    return { ...content, clocks: content.clocks.map((rule) => (rule.clock === clock ? { ...rule, ...change } : rule)) };
  };
  const fallUnder = async (policy: string): Promise<void> => {
    const accounts = SMALL_REGISTRY.accounts!.map((account) => ({ ...account, policy }));
    await office.app.get(Registry).take({ accounts });
  };
  const answerOf = async (caseId: string): Promise<Deadline> => (await office.rows.one(Deadline, { caseId, clock: 'answer' }))!;

  it('lists the presets with source and whether the source was seen, and who is named by what', async () => {
    const { body } = await office.as('coordinator').get<PolicyLine[]>('/api/v1/policies');
    expect(body).toHaveLength(14);
    expect(body.find(({ name }) => name === 'petition-2022')).toMatchObject({
      preset: true, verified: 'yes', extends: 'default', source: { document: '信访工作条例' }, edition: null,
    });
    await fallUnder('anhui-2015');
    const anhui = (await office.as('coordinator').get<PolicyPage>('/api/v1/policies/anhui-2015')).body;
    expect(anhui.namedBy).toEqual(['wx', 'wb']);
    expect(anhui.complete.clocks.length).toBeGreaterThan((anhui.content as { clocks: unknown[] }).clocks.length);
    expect((await office.as('coordinator').get('/api/v1/policies/nowhere')).status).toBe(404);
  });

  it('reads every preset back as it is written, so that each can be cloned', async () => {
    const rules = office.app.get(Rulebook);
    for (const name of rules.policyNames()) {
      const written = JSON.parse(JSON.stringify(rules.written(name).policy)) as unknown;
      expect([name, canonicalJson(parsePolicy(written) as never)]).toEqual([name, canonicalJson(written as never)]);
    }
  });

  it('clones, edits by edition, and keeps every edition that was ever in force', async () => {
    const { status, body: page } = await clone();
    expect([status, page]).toMatchObject([201, { name: 'linchuan', preset: false, clonedFrom: 'default', edition: 1 }]);
    const content = withClock(page, 'answer', { amount: 4, unit: 'workingDay' });
    const put = async (edition: number) => await admin().put<PolicyPage>('/api/v1/policies/linchuan', { content, edition, reason: REASON });
    const second = (await put(1)).body;
    expect(second).toMatchObject({ edition: 2, editions: [{ edition: 2, reason: REASON }, { edition: 1 }] });
    expect(await put(1)).toMatchObject({ status: 409, body: { code: 'stale_version', current: 2 } });
    const kept = (await office.rows.find(RuleVersion, { name: 'linchuan' })).map(({ hash }) => hash);
    expect(kept.toSorted()).toEqual([page.hash, second.hash].toSorted());
  });

  it('refuses what cannot be, and names the field in both languages; nothing is changed', async () => {
    const { body: page } = await clone();
    const refusals: [Record<string, unknown>, string][] = [
      [withClock(page, 'answer', { amount: -1, unit: 'workingDay' }), 'clocks[4].amount'],
      [withClock(page, 'answer', { ladder: 'nowhere' }), 'clocks[4].ladder'],
      [withClock(page, 'answer', { pause: [{ by: 'sign_off', effect: 'stop', until: ['send_back'] }] }), 'clocks[4].pause[0].by'],
      [withClock(page, 'answer', { start: ['wake_up'] }), 'clocks[4].start'],
      [{ ...withClock(page, 'answer', {}), extends: 'nowhere' }, 'extends'],
      [{ ...withClock(page, 'answer', {}), name: 'other' }, 'name'],
    ];
    for (const [content, field] of refusals) {
      const zh = await admin().put('/api/v1/policies/linchuan', { content, reason: REASON });
      expect([zh.status, String(zh.body['detail'])]).toEqual([422, expect.stringContaining(field)]);
      const en = await admin().put('/api/v1/policies/linchuan', { content, reason: REASON }, { 'accept-language': 'en' });
      expect(String(en.body['detail'])).toContain(field);
    }
    expect((await admin().get<PolicyPage>('/api/v1/policies/linchuan')).body.edition).toBe(1);
    expect(await admin().put('/api/v1/policies/default', { content: page.content, reason: REASON })).toMatchObject({ status: 409, body: { code: 'preset_fixed' } });
    expect(await clone()).toMatchObject({ status: 409, body: { code: 'duplicate' } });
    expect((await office.as('supervisor').put('/api/v1/policies/linchuan', { content: page.content, reason: REASON })).status).toBe(403);
    expect(await admin().post('/api/v1/policies/linchuan/checks', { content: page.content })).toMatchObject({ status: 200, body: { fine: true } });
  });

  it('moves no running case by an edit; rebase says what it would move and then does exactly that', async () => {
    const { body: page } = await clone();
    await fallUnder('linchuan');
    const old = [];
    for (let index = 0; index < 3; index++) old.push((await office.message('wx', { kind: 'help', text: `第${index}号路灯不亮`, author: { id: `u${index}` } })).id);
    const { id: other } = await office.message('wx', { kind: 'consultation', text: '如何办理社保卡？', author: { id: 'u9' } });
    await office.settle();
    const before = await Promise.all(old.map(answerOf));
    await admin().put('/api/v1/policies/linchuan', { content: withClock(page, 'answer', { amount: [{ kind: ['help'], amount: 1, unit: 'workingDay' }, { amount: 3, unit: 'workingDay' }] }), reason: REASON });
    expect(await Promise.all(old.map(answerOf))).toEqual(before);
    const { id: young } = await office.message('wx', { kind: 'help', text: '井盖缺失', author: { id: 'u5' } });
    expect((await answerOf(young)).dueDay).toBe('2026-03-05');

    office.at('2026-03-06T10:00:00+08:00');
    const order = { rules: 'policy', policy: 'linchuan', reason: '办理规定自本月起适用于在办件' };
    const preview = (await admin().post<Preview>('/api/v1/rebasings', { ...order, dryRun: true })).body;
    expect(preview).toMatchObject({ cases: 4, moved: 3, earlier: 3, later: 0, becomeOverdue: 3 });
    expect(preview.named.every(({ overdueAfter }) => overdueAfter)).toBe(true);
    expect(await Promise.all(old.map(answerOf))).toEqual(before);
    const placed = (await admin().post<{ id: string }>('/api/v1/rebasings', order)).body;
    await office.app.get(Rebases).work();
    expect((await office.as('supervisor').get(`/api/v1/rebasings/${placed.id}`)).body).toMatchObject({ cases: 4, moved: 3, faults: [], reason: order.reason });
    for (const each of await Promise.all(old.map(answerOf))) expect(each).toMatchObject({ dueDay: '2026-03-05', amount: 1 });
    expect((await answerOf(other)).dueDay).toBe('2026-03-09');
    await office.settle();
    // Overdue by the new rules, marked at the new due instant and once.
    expect((await answerOf(old[0]!)).missedAt).toBe(Date.parse('2026-03-05T23:59:59.999+08:00'));
    expect((await admin().get<PolicyPage>('/api/v1/policies/linchuan')).body.openClocksByOlder).toBe(0);
    expect((await replayAll(office.database, office.app.get(Rulebook))).differences).toEqual([]);
    expect((await admin().post('/api/v1/rebasings', { ...order, policy: 'nowhere' })).status).toBe(422);
  });

  it('falls under the choice of the account, then of its sponsor and the units above, by kind and urgency', async () => {
    await office.app.get(Registry).take({
      organisations: [
        { code: 'city', name: '临川市人民政府', policy: 'guangdong-2022' },
        { code: 'office', name: '临川市政务新媒体中心', parent: 'city', policies: [{ policy: 'opinion-2016', urgency: ['public_opinion', 'major_event'] }] },
      ],
      accounts: [{ ...SMALL_REGISTRY.accounts![0]!, policies: [{ policy: 'site-error-2017', kind: ['correction'] }] }],
    });
    const policyOf = async (id: string): Promise<string> => (await office.rows.sql.all<{ policy: string }>('select policy from case_files where id = ?', [id]))[0]!.policy;
    const { id: help } = await office.message('wx', { kind: 'help', text: '小区电梯坏了', author: { id: 'a' } });
    const { id: correction } = await office.message('wx', { kind: 'correction', text: '网页上的电话写错了', author: { id: 'b' } });
    expect([await policyOf(help), await policyOf(correction)]).toEqual(['guangdong-2022', 'site-error-2017']);
    expect((await answerOf(help)).dueDay).toBe('2026-03-18');
    await office.settle();
    // Another label, another rule: counted from the same start, both due times kept.
    await office.as('coordinator').act('relabel', help, { urgency: 'public_opinion' });
    expect(await policyOf(help)).toBe('opinion-2016');
    expect(await answerOf(help)).toMatchObject({ unit: 'hour', amount: 48, dueAt: Date.parse('2026-03-06T10:00:00+08:00') });
    const { status, body } = await office.as('admin').post('/api/v1/registry/imports', '{"accounts": [{"handle": "wx", "platform": "wechat", "name": "x", "sponsor": "office", "policies": [{"policy": "default", "kind": ["gossip"]}]}]}', { 'content-type': 'text/yaml' });
    expect([status, String(body['detail'])]).toEqual([422, expect.stringContaining('accounts[0].policies[0].kind')]);
  });
});
