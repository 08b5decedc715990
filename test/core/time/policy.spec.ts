/** The policies and ladders that ship: all parse, say what deadlines.md says, and name only what exists. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dueOf } from '../../../src/core/time/deadline.js';
import { heldBy } from '../../../src/core/time/holds.js';
import { parseLadder } from '../../../src/core/time/ladder.js';
import { extensionAllowed } from '../../../src/core/time/extension.js';
import { completePolicies, policyHash, questionOf, ruleFor, type PauseRule } from '../../../src/core/time/policy.js';
import { parsePolicy } from '../../../src/core/time/policy-parse.js';
import { REVIVES } from '../../../src/core/clock-steps.js';
import { ACTS, actRow } from '../../../src/core/lifecycle.js';
import { CLOCKS } from '../../../src/core/vocabulary.js';
import { CN, ROOT, at, iso, yaml } from './data.js';

const names = (folder: string): string[] =>
  readdirSync(join(ROOT, folder))
    .map((file) => file.replace('.yaml', ''))
    .sort();
const policies = completePolicies(
  names('config/policies').map((name) => parsePolicy(yaml(`config/policies/${name}.yaml`))),
);
const ladders = new Map(
  names('config/ladders').map((name) => [name, parseLadder(yaml(`config/ladders/${name}.yaml`))]),
);
const policy = (name: string): NonNullable<ReturnType<typeof policies.get>> => policies.get(name)!;

describe('the presets', () => {
  it('are all there, each named as its file', () => {
    expect([...policies.keys()].sort()).toEqual([
      'anhui-2015',
      'beijing-2022',
      'bengbu-net',
      'default',
      'disclosure-2019',
      'guangdong-2022',
      'jinan-2018',
      'opinion-2016',
      'petition-2022',
      'shandong-2020',
      'shanghai-street',
      'site-2014',
      'site-error-2017',
      'tianjin-2025',
    ]);
    for (const [name, ladder] of ladders) expect(ladder.name).toBe(name);
  });

  it('have every clock of a case, a ladder that exists, a source, and an end for every window', () => {
    for (const one of policies.values()) {
      // 书面告知 and 提出异议 are of the petition rules and of those that speak of them alone.
      const everyCase = Object.keys(CLOCKS).filter((clock) => clock !== 'tell' && clock !== 'objection');
      expect(one.clocks.map(({ clock }) => clock)).toEqual(expect.arrayContaining(everyCase));
      for (const rule of one.clocks) {
        expect([one.name, rule.clock, ladders.has(rule.ladder)]).toEqual([one.name, rule.clock, true]);
        expect(rule.source.document).not.toBe('');
        const deeds = ladders.get(rule.ladder)!.rungs.map((rung) => rung.do);
        expect([rule.clock, deeds.includes('end_window')]).toEqual([rule.clock, rule.window === true]);
      }
    }
  });

  it('start each clock by every act that the life of a case starts it by', () => {
    const rules = new Map<string, readonly string[]>(policy('default').clocks.map(({ clock, start }) => [clock, start]));
    const opened = ACTS.flatMap((act) => actRow(act).ways.flatMap(({ clocks }) => clocks.filter((step) => step.startsWith('+')).map((step) => [act, step.slice(1)] as const)));
    // Reviving the old clock is not starting one; the petition rules alone have the last two.
    const elsewhere = opened.filter(([act, clock]) => !rules.get(clock)?.includes(act) && REVIVES[act] !== clock);
    expect(new Set(elsewhere.map(([, clock]) => clock))).toEqual(new Set(['tell', 'objection']));
  });

  it.each([
    ['default', 'answer', 'consultation', 'ordinary', 3, 'workingDay'],
    ['default', 'answer', 'correction', 'urgent', 3, 'workingDay'],
    ['default', 'answer', 'other', 'ordinary', 3, 'workingDay'],
    ['default', 'answer', 'help', 'ordinary', 5, 'workingDay'],
    ['default', 'answer', 'report', 'urgent', 5, 'workingDay'],
    ['default', 'answer', 'help', 'emergency', 1, 'workingDay'],
    ['default', 'leg', 'help', 'ordinary', 4, 'workingDay'],
    ['default', 'leg', 'thanks', 'ordinary', 2, 'workingDay'],
    ['default', 'leg', 'help', 'emergency', 1, 'workingDay'],
    ['default', 'screen', 'help', 'ordinary', 4, 'workingHour'],
    ['default', 'dispatch', 'help', 'ordinary', 4, 'workingHour'],
    ['default', 'acknowledge', 'help', 'ordinary', 1, 'workingDay'],
    ['default', 'contact', 'help', 'ordinary', 1, 'workingDay'],
    ['default', 'return_decision', 'help', 'ordinary', 1, 'workingDay'],
    ['default', 'contribution', 'help', 'ordinary', 2, 'workingDay'],
    ['default', 'clarification', 'help', 'ordinary', 5, 'workingDay'],
    ['default', 'review', 'help', 'ordinary', 1, 'workingDay'],
    ['default', 'publish', 'help', 'ordinary', 4, 'workingHour'],
    ['default', 'rating', 'help', 'ordinary', 7, 'naturalDay'],
    ['default', 'study', 'help', 'ordinary', 1, 'workingDay'],
    ['default', 'hand_over', 'help', 'emergency', 5, 'hour'],
    ['default', 'hand_over', 'help', 'public_opinion', 48, 'hour'],
    ['default', 'urge_reply', 'help', 'ordinary', 1, 'workingDay'],
    ['default', 'supervision_reply', 'help', 'ordinary', 3, 'workingDay'],
    ['default', 'tracking_review', 'help', 'ordinary', 20, 'workingDay'],
    ['site-2014', 'answer', 'suggestion', 'ordinary', 7, 'workingDay'],
    ['site-2014', 'answer', 'help', 'ordinary', 5, 'workingDay'],
    ['anhui-2015', 'answer', 'complaint', 'ordinary', 15, 'workingDay'],
    ['anhui-2015', 'answer', 'suggestion', 'ordinary', 7, 'workingDay'],
    ['site-error-2017', 'answer', 'correction', 'ordinary', 3, 'workingDay'],
    ['opinion-2016', 'answer', 'other', 'major_event', 5, 'hour'],
    ['opinion-2016', 'answer', 'other', 'ordinary', 48, 'hour'],
    // An emergency keeps the shorter of two, unless the policy speaks of emergencies itself.
    ['anhui-2015', 'answer', 'complaint', 'emergency', 1, 'workingDay'],
    ['anhui-2015', 'answer', 'complaint', 'urgent', 15, 'workingDay'],
    ['anhui-2015', 'leg', 'complaint', 'emergency', 1, 'workingDay'],
    ['guangdong-2022', 'answer', 'report', 'emergency', 1, 'workingDay'],
    ['jinan-2018', 'answer', 'help', 'emergency', 1, 'workingDay'],
    ['shanghai-street', 'answer', 'help', 'emergency', 1, 'workingDay'],
    ['opinion-2016', 'answer', 'help', 'emergency', 5, 'hour'],
    ['petition-2022', 'answer', 'complaint', 'emergency', 60, 'naturalDay'],
    ['disclosure-2019', 'answer', 'other', 'emergency', 20, 'workingDay'],
    ['petition-2022', 'tell', 'complaint', 'ordinary', 15, 'naturalDay'],
    ['petition-2022', 'objection', 'complaint', 'ordinary', 5, 'workingDay'],
    ['petition-2022', 'answer', 'complaint', 'ordinary', 60, 'naturalDay'],
    ['disclosure-2019', 'answer', 'other', 'ordinary', 20, 'workingDay'],
    ['beijing-2022', 'dispatch', 'help', 'emergency', 1, 'hour'],
    ['beijing-2022', 'dispatch', 'help', 'urgent', 2, 'hour'],
    ['beijing-2022', 'dispatch', 'help', 'ordinary', 24, 'hour'],
    ['beijing-2022', 'answer', 'help', 'emergency', 2, 'hour'],
    ['beijing-2022', 'answer', 'help', 'urgent', 24, 'hour'],
    ['beijing-2022', 'answer', 'help', 'ordinary', 7, 'naturalDay'],
    ['beijing-2022', 'answer', 'help', 'complex', 15, 'naturalDay'],
    ['guangdong-2022', 'answer', 'consultation', 'ordinary', 2, 'workingDay'],
    ['guangdong-2022', 'answer', 'help', 'ordinary', 10, 'workingDay'],
    ['guangdong-2022', 'answer', 'report', 'ordinary', 15, 'workingDay'],
    ['shanghai-street', 'contact', 'help', 'ordinary', 1, 'workingDay'],
    ['shanghai-street', 'answer', 'help', 'ordinary', 5, 'workingDay'],
    ['shanghai-street', 'answer', 'consultation', 'ordinary', 1, 'workingDay'],
    ['shanghai-street', 'answer', 'help', 'complex', 15, 'workingDay'],
    ['shandong-2020', 'answer', 'help', 'ordinary', 5, 'workingDay'],
    ['shandong-2020', 'objection', 'help', 'ordinary', 2, 'workingDay'],
    ['jinan-2018', 'answer', 'consultation', 'ordinary', 5, 'workingDay'],
    ['bengbu-net', 'acknowledge', 'help', 'ordinary', 1, 'workingDay'],
    ['bengbu-net', 'answer', 'help', 'ordinary', 3, 'workingDay'],
    ['tianjin-2025', 'acknowledge', 'help', 'emergency', 15, 'minute'],
    ['tianjin-2025', 'acknowledge', 'help', 'urgent', 30, 'minute'],
    ['tianjin-2025', 'acknowledge', 'help', 'ordinary', 1, 'workingDay'],
  ])('%s %s, %s %s: %s %s', (name, clock, kind, urgency, amount, unit) => {
    expect(ruleFor(policy(name), clock, { kind, urgency })).toMatchObject({ amount, unit });
  });

  it('know the second handling, documents as written, and never-pausing opinion', () => {
    expect(
      ruleFor(policy('shanghai-street'), 'answer', { kind: 'help', urgency: 'ordinary', act: 'reopen' }).amount,
    ).toBe(3);
    expect(ruleFor(policy('default'), 'instruction', { kind: 'help', urgency: 'ordinary' }).amount).toBeNull();
    for (const clock of ['answer', 'leg'])
      expect(ruleFor(policy('opinion-2016'), clock, { kind: 'help', urgency: 'ordinary' }).pause).toEqual([]);
    const leg = ruleFor(policy('default'), 'leg', { kind: 'help', urgency: 'ordinary' });
    expect(leg.pause.map(({ by }) => by)).toEqual(['ask_citizen', 'sign_off']);
    expect(
      ruleFor(policy('disclosure-2019'), 'leg', { kind: 'help', urgency: 'ordinary' }).pause.map(({ by, effect }) => [
        by,
        effect,
      ]),
    ).toEqual([
      ['third_party', 'stop'],
      ['ask_citizen', 'restart'],
      ['sign_off', 'stop'],
    ]);
  });

  it('cap extensions', () => {
    const rule = ruleFor(policy('default'), 'answer', { kind: 'help', urgency: 'ordinary' });
    expect(extensionAllowed(rule, [], 5)).toEqual({ allowed: 5, left: 10 });
    expect(extensionAllowed(rule, [], 20)).toEqual({ allowed: 10, left: 10 });
    expect(extensionAllowed(rule, [5], 5)).toEqual({ allowed: 0, left: 0 });
    expect(
      extensionAllowed(ruleFor(policy('site-2014'), 'answer', { kind: 'suggestion', urgency: 'ordinary' }), [], 9),
    ).toEqual({ allowed: 8, left: 8 });
    expect(
      extensionAllowed(ruleFor(policy('default'), 'screen', { kind: 'help', urgency: 'ordinary' }), [], 1).allowed,
    ).toBe(0);
  });

  it('ask a question that the engine answers', () => {
    const rule = ruleFor(policy('default'), 'answer', { kind: 'help', urgency: 'ordinary' });
    expect(iso(dueOf(questionOf(rule, at('2026-09-30T10:00')), CN).dueAt)).toBe('2026-10-13T23:59:59.999+08:00');
    expect(() =>
      questionOf(ruleFor(policy('default'), 'instruction', { kind: 'help', urgency: 'ordinary' }), 0),
    ).toThrow(/gives no amount/);
  });

  it('turn holds into pauses: only named acts, and a restart begins anew', () => {
    const rule = (name: string): PauseRule[] => [
      ...ruleFor(policy(name), 'answer', { kind: 'other', urgency: 'ordinary' }).pause,
    ];
    const start = at('2026-10-12T10:00');
    const asked = { by: 'ask_citizen', from: at('2026-10-13T10:00'), to: at('2026-10-20T10:00') };
    const signed = { by: 'sign_off', from: at('2026-10-14T10:00'), to: null };
    const pauses = [asked];
    expect(heldBy(rule('default'), start, [asked, signed])).toEqual({ start, pauses });
    expect(heldBy(rule('disclosure-2019'), start, [asked])).toEqual({ start: asked.to, pauses: [], restartedBy: 'ask_citizen' });
    const open = heldBy(rule('disclosure-2019'), start, [{ ...asked, to: null }]);
    expect(dueOf({ ...open, amount: 20, unit: 'workingDay' }, CN)).toMatchObject({
      dueAt: null,
      remaining: { days: 20 },
    });
    expect(heldBy(rule('opinion-2016'), start, [asked, signed])).toEqual({ start, pauses: [] });
  });

  it('have a hash that changes with any content', () => {
    expect(policyHash(policy('default'))).toMatch(/^[0-9a-f]{64}$/);
    expect(policyHash({ ...policy('default'), name: 'other' })).not.toBe(policyHash(policy('default')));
  });
});

describe('a wrong policy', () => {
  const clock = { clock: 'answer', amount: 5, unit: 'workingDay', start: ['receive'], ladder: 'main' };
  const whole = {
    name: 'own',
    title: { zh: '本单位', en: 'own' },
    source: { document: '内部规定' },
    verified: 'yes',
    clocks: [clock],
  };
  const withClock = (change: object): object => ({ ...whole, clocks: [{ ...clock, ...change }] });

  it('is fine when right', () =>
    expect(parsePolicy(whole).clocks[0]).toMatchObject({
      startRule: 'next_day',
      rollForward: true,
      cutoff: '24:00',
      pause: [],
    }));

  it.each<[unknown, string]>([
    [null, '.'],
    [{ ...whole, name: '' }, 'name'],
    [{ ...whole, title: '本单位' }, 'title'],
    [{ ...whole, verified: 'perhaps' }, 'verified'],
    [{ ...whole, colour: 1 }, 'colour'],
    [{ ...whole, source: {} }, 'source.document'],
    [{ ...whole, clocks: {} }, 'clocks'],
    [{ ...whole, clocks: [clock, clock] }, 'clocks[1].clock'],
    [withClock({ clock: 'nap' }), 'clocks[0].clock'],
    [withClock({ amount: -1 }), 'clocks[0].amount'],
    [withClock({ amount: 1e6 }), 'clocks[0].amount'],
    [withClock({ unit: 'week' }), 'clocks[0].unit'],
    [withClock({ amount: [] }), 'clocks[0].amount'],
    [withClock({ amount: [{ kind: 'gossip', amount: 1 }] }), 'clocks[0].amount[0].kind'],
    [withClock({ amount: [{ urgency: 'calm', amount: 1 }] }), 'clocks[0].amount[0].urgency'],
    [withClock({ amount: { like: 'nothing', less: 1, atLeast: 1 } }), 'clocks[0].amount.like'],
    [withClock({ amount: { like: 'answer', less: 1, atLeast: 1 } }), 'clocks[0].amount.like'],
    [withClock({ startRule: 'soon' }), 'clocks[0].startRule'],
    [withClock({ cutoff: '25:00' }), 'clocks[0].cutoff'],
    [withClock({ start: [1] }), 'clocks[0].start'],
    [withClock({ start: ['wake_up'] }), 'clocks[0].start'],
    [withClock({ amount: [{ act: 'wake_up', amount: 1 }] }), 'clocks[0].amount[0].act'],
    // Nothing inside the office ever holds the citizen’s clock.
    [withClock({ pause: [{ by: 'sign_off', effect: 'stop', until: 'send_back' }] }), 'clocks[0].pause[0].by'],
    [withClock({ pause: [{ by: 'ask_return', effect: 'stop', until: 'refuse_return' }] }), 'clocks[0].pause[0].by'],
    [withClock({ pause: [{ by: 'hearing', effect: 'nap', until: 'end_procedure' }] }), 'clocks[0].pause[0].effect'],
    [withClock({ pause: [{ by: 'hearing', effect: 'stop', until: 'wake_up' }] }), 'clocks[0].pause[0].until'],
    // Who may not grant cannot be named as the one who grants.
    [withClock({ extension: { max: 1, amount: 1, totalCap: 2, by: 'head' } }), 'clocks[0].extension.by'],
    [withClock({ needs: 'patience' }), 'clocks[0].needs'],
    [withClock({ extension: { max: 1, amount: 1, totalCap: 2, by: 'nobody' } }), 'clocks[0].extension.by'],
    [withClock({ window: true, ends: 'publish' }), 'clocks[0].ends'],
    [withClock({ ladder: undefined }), 'clocks[0].ladder'],
    [withClock({ startrule: 'x' }), 'clocks[0].startrule'],
  ])('%j names %s', (value, path) => {
    expect(() => parsePolicy(value)).toThrow(
      expect.objectContaining({
        code: 'config_wrong',
        facts: expect.objectContaining({ path }) as object,
        zh: expect.stringContaining(path) as string,
        en: expect.stringContaining(path) as string,
      }) as Error,
    );
  });

  it('extends what is there, and no ring', () => {
    const a = parsePolicy({ ...whole, name: 'a', extends: 'b' });
    expect(() => completePolicies([a])).toThrow(/a extends b/);
    expect(() => completePolicies([a, parsePolicy({ ...whole, name: 'b', extends: 'a' })])).toThrow(/extends/);
  });
});
