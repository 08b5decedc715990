import { FIGURE_KEYS, figureOf, type FigureKey } from '../../src/core/figures.js';
import { Rulebook } from '../../src/base/policy.js';
import { Directory } from '../../src/registry/directory.js';
import { CountedLists } from '../../src/reporting/counted-lists.service.js';
import { Reporting, type ReportOptions } from '../../src/reporting/reporting.service.js';
import type { Report, Scope } from '../../src/reporting/report.js';
import { Office, onEachDatabase } from '../support/office.js';
import { fourOf, plainFigures, readTables, type Charged } from './plain.js';
import { RandomWorld } from './random-world.js';
import { at, Read, World } from './world.js';

const OCTOBER = { from: at('2026-10-01'), to: at('2026-11-01') };
/** Well after, at once after, in the middle, at an edge. */
const MOMENTS = [at('2026-11-02T09:00:00'), at('2026-11-01'), at('2026-10-16T12:00:00'), at('2026-10-01'), at('2026-12-01')];
const WORLDS = [1, 2, 3, 4];

onEachDatabase((dialect) => {
  let office: Office;
  let world: World;
  let reporting: Reporting;
  beforeAll(async () => {
    office = await Office.open({ dialect, now: '2026-12-10T10:00:00+08:00' });
    world = new World(office);
    reporting = office.app.get(Reporting);
  });
  afterAll(async () => await office.close());

  const made = async (seed: number): Promise<void> => {
    await world.clear();
    new RandomWorld(world, seed).fill(100);
    await world.stands();
  };

  /** What belongs to a line of the report, told once more without the report’s own code. */
  const chargedTo = ({ kind, id }: Scope): Charged => {
    const directory = office.app.get(Directory);
    const unit = (departmentId: string | null): string => (departmentId === null ? 'center' : directory.department(departmentId).code);
    return (file, departmentId) => {
      if (kind === 'imposed') return file.imposedDueAt !== null;
      const account = directory.account(file.accountId);
      const has = { whole: '', account: account.handle, channel: account.platform, kind: file.kind, department: unit(departmentId) }[kind];
      return file.imposedDueAt === null && has === id;
    };
  };

  it.each(WORLDS)('every figure of every line equals a plain reading of the rows, world %d', async (seed) => {
    await made(seed);
    const tables = await readTables(office.rows);
    for (const asOf of MOMENTS) {
      const report = await reporting.period(OCTOBER, { asOf });
      for (const scope of report.scopes) {
        const plain = plainFigures(tables, OCTOBER, asOf, chargedTo(scope), office.app.get(Rulebook).today);
        const said = Object.fromEntries(scope.figures.map(({ key, numerator, denominator, value }) => [key, { numerator, denominator, value }]));
        expect({ scope: scope.kind, id: scope.id, figures: said }).toEqual({ scope: scope.kind, id: scope.id, figures: plain });
      }
    }
  });

  it('the whole alone, of all cases, of a kind or of some units, is what the line of the report says', async () => {
    await made(1);
    for (const asOf of MOMENTS) {
      const report = await reporting.period(OCTOBER, { asOf });
      const line = (kind: string, id: string) => report.scopes.find((scope) => scope.kind === kind && scope.id === id)!.figures;
      const unit = office.app.get(Directory).allDepartments().find(({ code }) => code !== 'center')!;
      const alone = (options: ReportOptions) => reporting.wholeOf(OCTOBER, asOf, options, FIGURE_KEYS);
      expect(await alone({})).toEqual(line('whole', ''));
      expect(await alone({ kind: 'complaint' })).toEqual(line('kind', 'complaint'));
      expect(await alone({ unitIds: new Set([unit.id]) })).toEqual(line('department', unit.code));
    }
  });

  it.each(WORLDS)('a clock that is not void is in exactly one of the four, and in one month only, world %d', async (seed) => {
    await made(seed);
    const { clocks, files } = await readTables(office.rows);
    const own = new Set(files.filter((file) => file.imposedDueAt === null).map(({ id }) => id));
    const asOf = at('2026-12-05');
    const counted = clocks.filter((clock) => clock.clock === 'answer' && own.has(clock.caseId) && fourOf(clock, asOf) !== null);
    let inMonths = 0;
    for (const month of ['2026-08', '2026-09', '2026-10', '2026-11', '2026-12']) {
      const read = new Read(await reporting.month(month, asOf));
      const four = (['on_time', 'late', 'open_overdue', 'open_not_due'] as const).map((key) => read.figure(key).value!);
      inMonths += four.reduce((sum, each) => sum + each, 0);
      expect(read.figure('in_time').denominator).toBe(four[0]! + four[1]! + four[2]!);
    }
    // Those that stand still have no due time and so no month; the months asked about reach past every other due time.
    const still = counted.filter((clock) => clock.stoppedAt === null && clock.dueAt === null).length;
    expect(inMonths + still).toBe(counted.length);
  });

  it('the lines of the accounts, channels, kinds and units add up to the whole', async () => {
    await made(7);
    const report = await reporting.period(OCTOBER, { asOf: MOMENTS[0]! });
    const whole = report.scopes[0]!;
    for (const kind of ['account', 'channel', 'kind', 'department'] as const) {
      const lines = report.scopes.filter((scope) => scope.kind === kind);
      for (const [index, figure] of whole.figures.entries()) {
        const sum = (side: 'numerator' | 'denominator') => lines.reduce((total, line) => total + (line.figures[index]![side] ?? 0), 0);
        expect([kind, figure.key, sum('numerator'), sum('denominator')]).toEqual([kind, figure.key, figure.numerator ?? 0, figure.denominator ?? 0]);
      }
    }
  });

  it('received is what is valid and what is not', async () => {
    await made(8);
    for (const asOf of MOMENTS) {
      const read = new Read(await reporting.period(OCTOBER, { asOf }));
      const of = (key: FigureKey): number => read.figure(key).numerator!;
      expect(of('valid') + of('filed') + of('rejected') + of('withdrawn') + of('quarantined')).toBe(of('received'));
      expect(of('accepted') + of('unscreened')).toBe(of('valid'));
      expect(read.figure('response_rate').numerator!).toBeLessThanOrEqual(of('valid'));
    }
  });

  it('no share is above one where its parts are part of its whole', async () => {
    await made(9);
    const read = new Read(await reporting.period(OCTOBER, { asOf: MOMENTS[0]! }));
    // Returns are asked of assignments that may be of an earlier month.
    const shares = FIGURE_KEYS.filter((key) => figureOf(key).unit === 'share' && key !== 'returns');
    expect(shares.filter((key) => (read.figure(key).value ?? 0) > 1)).toEqual([]);
  });

  it('each figure of each line lists as many case numbers as it counts, on both sides of the stroke', async () => {
    await made(10);
    const report: Report = await office.app.get(CountedLists).opened(OCTOBER, { asOf: MOMENTS[0]! });
    const whole = report.scopes[0]!.figures;
    const wrong = report.scopes.flatMap(({ kind, id, figures }) => figures
      .filter(({ cases, among, numerator, denominator }) => cases!.length !== (numerator ?? denominator) || (numerator !== null && (among?.length ?? null) !== denominator))
      .map(({ key }) => `${kind} ${id} ${key}`));
    expect(wrong).toEqual([]);
    expect(whole.find(({ key }) => key === 'received')!.cases).toEqual([...new Set(whole.find(({ key }) => key === 'received')!.cases)].toSorted());
  });

  it('says the same again, byte for byte, whatever happened afterwards to other months', async () => {
    await made(11);
    const before = JSON.stringify(await reporting.month('2026-10', MOMENTS[0]));
    const late = world.case('2026-11-20');
    world.clock(late, 'answer', '2026-11-20', '2026-11-27', '2026-11-25');
    world.rating(late, 'satisfied', 'yes', '2026-11-26');
    await world.stands();
    expect(JSON.stringify(await reporting.month('2026-10', MOMENTS[0]))).toBe(before);
  });
});
