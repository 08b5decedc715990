import { BUS_LETTER, BUS_REPLY, LIFT_LETTER, NOISE_LETTER, NOISE_REPLY, PRAISE } from './letters.js';
import { onEachOffice } from './journey.js';

interface Figure {
  readonly key: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
}
interface Report {
  readonly scopes: readonly { readonly kind: string; readonly id: string; readonly figures: readonly Figure[] }[];
  readonly comparisons: readonly { readonly with: string; readonly figures: readonly Figure[] }[];
}

onEachOffice({ now: '2026-03-04T10:00:00+08:00' }, (story) => {
  it('the month is reported', async () => {
    const bus = await story.citizenWrites(BUS_LETTER);
    const noise = await story.citizenWrites(NOISE_LETTER);
    const lift = await story.citizenWrites(LIFT_LETTER);
    const praise = await story.citizenWrites(PRAISE);
    for (const file of [bus, noise, lift]) await story.isAccepted(file);
    await story.as('coordinator').act('file', praise.id, { reason: '表扬感谢，阅存' });

    // The lift goes to the wrong unit first and stays where it comes to rest; the bus is answered in time, the noise late.
    await story.isTakenUpBy('transport', lift);
    await story.as('transport-head').act('ask-return', lift.id, { basis: '电梯属住建职责', suggestedDepartmentId: 'housing' });
    await story.as('coordinator').act('grant-return', lift.id);
    await story.isTakenUpBy('housing', lift);
    await story.isTakenUpBy('transport', bus);
    await story.isTakenUpBy('urban', noise);
    await story.until('2026-03-06 10:00');
    await story.isAnswered('transport', bus, BUS_REPLY);
    await story.rates(bus, 'satisfied', 'yes');
    await story.until('2026-03-13 10:00');
    await story.isAnswered('urban', noise, NOISE_REPLY);
    await story.until('2026-04-01 10:00');

    const { status, body: report } = await story.as('coordinator').get<Report>('/api/v1/reports/2026-03');
    expect(status).toBe(200);
    const figures = (kind: string, id = '') => {
      const scope = report.scopes.find((each) => each.kind === kind && each.id === id)!;
      return (key: string) => scope.figures.find((each) => each.key === key)!;
    };
    const whole = figures('whole');
    const counts = (of: (key: string) => Figure, ...keys: string[]) => Object.fromEntries(keys.map((key) => [key, of(key).value]));
    expect(counts(whole, 'received', 'valid', 'filed', 'answered', 'on_time', 'late', 'open_overdue', 'open_not_due', 'overdue', 'open_now')).toEqual({
      received: 4, valid: 3, filed: 1, answered: 2, on_time: 1, late: 1, open_overdue: 1, open_not_due: 0, overdue: 2, open_now: 1,
    });
    const shares = (...keys: string[]) => keys.map((key) => [whole(key).numerator, whole(key).denominator]);
    expect(shares('in_time', 'completion', 'response_rate', 'rated', 'satisfaction', 'resolution', 'returns', 'returns_upheld')).toEqual([
      [1, 3], [2, 3], [2, 3], [1, 2], [1, 1], [1, 1], [1, 4], [1, 1],
    ]);
    // On each of the two overdue cases both clocks, the department’s and the citizen’s, brought an urge and a draft where they ran on.
    const papers = async (file: { id: string }, sort: string) =>
      (await story.as('coordinator').get<{ papers: { sort: string }[] }>(`/api/v1/cases/${file.id}/papers`)).body.papers.filter((each) => each.sort === sort).length;
    expect(whole('urged').value).toBe((await papers(lift, 'urge')) + (await papers(noise, 'urge')));
    expect(whole('supervision_drafts').value).toBe((await papers(lift, 'supervision')) + (await papers(noise, 'supervision')));
    expect([await papers(lift, 'urge'), await papers(noise, 'urge'), await papers(bus, 'urge')]).toEqual([1, 1, 0]);

    // Every unit’s part, and the parts make the whole.
    const units = report.scopes.filter(({ kind }) => kind === 'department');
    for (const key of ['received', 'answered', 'on_time', 'late', 'open_overdue', 'overdue', 'filed']) {
      const sum = units.reduce((total, { id }) => total + (figures('department', id)(key).value ?? 0), 0);
      expect([key, sum]).toEqual([key, whole(key).value]);
    }
    expect(counts(figures('department', 'transport'), 'answered', 'on_time', 'overdue')).toEqual({ answered: 1, on_time: 1, overdue: 0 });
    expect(counts(figures('department', 'urban'), 'answered', 'late')).toEqual({ answered: 1, late: 1 });
    expect(counts(figures('department', 'housing'), 'answered', 'open_overdue')).toEqual({ answered: 0, open_overdue: 1 });
    expect(counts(figures('kind', 'thanks'), 'received', 'filed')).toEqual({ received: 1, filed: 1 });
    expect(counts(figures('account', 'wx'), 'received', 'answered')).toEqual({ received: 0, answered: 0 });

    // Which cases they were, and what was known on an earlier day.
    const counted = async (key: string) =>
      (await story.as('supervisor').get<{ numerator: { total: number; cases: string[] } }>(`/api/v1/reports/2026-03/figures/${key}`)).body.numerator;
    expect(await counted('late')).toEqual({ total: 1, cases: [noise.caseNumber] });
    expect(await counted('open_overdue')).toEqual({ total: 1, cases: [lift.caseNumber] });
    const { body: earlier } = await story.as('coordinator').get<Report>(`/api/v1/reports/2026-03?asOf=${encodeURIComponent('2026-03-12T12:00:00+08:00')}`);
    const then = (key: string) => earlier.scopes[0]!.figures.find((each) => each.key === key)!.value;
    expect([then('received'), then('answered'), then('late'), then('open_overdue')]).toEqual([4, 1, 0, 2]);
    expect(report.comparisons.find((each) => each.with === 'previous_month')!.figures.find(({ key }) => key === 'received')!.value).toBe(0);
    const csv = await story.as('chief').get<string>('/api/v1/reports/2026-03?format=csv');
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.body).toContain('收到');
    expect((await story.as('transport-head').get('/api/v1/reports/2026-03')).status).toBe(403);
  });
});
