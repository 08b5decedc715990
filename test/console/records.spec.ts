import { recordsOf, type Lists } from '../../src/console/acts/records.js';

const LISTS = [
  'relabels', 'quarantines', 'rejections', 'handOvers', 'assignments', 'merges', 'transfers', 'contacts', 'returns', 'extensions', 'joints', 'clarifications', 'procedures',
  'sendBacks', 'releases', 'interims', 'amendments', 'papers', 'studies', 'followUps', 'trackings',
];
const fileWith = (rows: object): Lists => ({ ...Object.fromEntries(LISTS.map((list) => [list, []])), ...rows }) as unknown as Lists;

describe('what was written on the way of a case', () => {
  it('stands in the order of time, with who wrote it, under the names of its fields', () => {
    const records = recordsOf(fileWith({
      extensions: [{ id: 'e', askedAt: '2026-03-06T09:00:00+08:00', askedByName: '郑处长', reason: '部件从外地调运', progress: '已下单', decision: null, decidedAt: null }],
      returns: [{ id: 'r', askedAt: '2026-03-05T09:00:00+08:00', signedByName: '王局', department: '市住建局', basis: '不属本单位职责', suggestedDepartmentName: '市城管局', decision: '同意', decidedAt: '2026-03-05T10:00:00+08:00' }],
    }));
    expect(records).toEqual([
      {
        id: 'r', act: 'ask_return', at: '2026-03-05T09:00:00+08:00', by: '王局', unit: '市住建局', open: false,
        texts: [{ label: 'field.return_basis', text: '不属本单位职责' }, { label: 'field.suggested', text: '市城管局' }, { label: 'field.decided', text: '同意' }],
      },
      { id: 'e', act: 'ask_extension', at: '2026-03-06T09:00:00+08:00', by: '郑处长', unit: '', open: true, texts: [{ label: 'field.extension_reason', text: '部件从外地调运' }, { label: 'field.progress', text: '已下单' }] },
    ]);
  });

  it('names a document by its sort, and leaves out drafts and acts without words', () => {
    const records = recordsOf(fileWith({
      papers: [{ id: 'd', sort: 'supervision', issuedAt: null, reason: '拟督办' }, { id: 'p', sort: 'urge', issuedAt: '2026-03-09T09:00:00+08:00', issuedByName: '沈处', reason: '请尽快答复', decidedAt: null }],
      assignments: [{ id: 'a', assignedAt: '2026-03-04T11:00:00+08:00', assignedByName: '沈处', note: null }],
    }));
    expect(records.map(({ id, act, open }) => [id, act, open])).toEqual([['p', 'urge', false]]);
  });
});
