import { peerRankings } from '../../src/reporting/peers.js';
import type { Scope } from '../../src/reporting/report.js';

const unit = (name: string, onTime: number, due: number, answered = due): Scope => ({
  kind: 'department', id: name, name: { zh: name, en: name },
  figures: [
    { key: 'leg_in_time', label: { zh: '', en: '' }, unit: 'share', numerator: onTime, denominator: due, value: due === 0 ? null : onTime / due },
    ...(['answered', 'open_overdue', 'returns'] as const).map((key) => ({ key, label: { zh: '', en: '' }, unit: 'count' as const, numerator: key === 'answered' ? answered : 0, denominator: null, value: 0 })),
  ],
});
const SETTINGS = { minimum: 5, peers: [{ name: '街镇', endings: ['街道', '镇'] }, { name: '部门', endings: [''] }] };

describe('units beside their like', () => {
  const table = (...scopes: Scope[]) => peerRankings({ scopes }, SETTINGS).map(({ group, units }) => [group, ...units.map(({ id, rank }) => `${id} ${rank ?? '—'}`)]);

  it.each<[string, Scope[], string[][]]>([
    ['each in its own group, in the order of the settings', [unit('市城管局', 9, 10), unit('东湖街道', 5, 10)], [['街镇', '东湖街道 1'], ['部门', '市城管局 1']]],
    ['the best first; equal rates share a rank, and the next is counted on', [unit('甲局', 5, 10), unit('乙局', 10, 10), unit('丙局', 20, 20), unit('丁局', 9, 10)], [['部门', '丙局 1', '乙局 1', '丁局 3', '甲局 4']]],
    ['below the minimum shown and not ranked, however good', [unit('甲局', 4, 4), unit('乙局', 1, 5), unit('丙局', 2, 2)], [['部门', '乙局 1', '甲局 —', '丙局 —']]],
    ['what had no cases is left out, what had no time limit due is not ranked', [unit('甲局', 0, 0, 0), unit('乙局', 0, 0, 3)], [['部门', '乙局 —']]],
  ])('%s', (_name, scopes, expected) => expect(table(...scopes)).toEqual(expected));
});
