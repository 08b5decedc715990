import { spanOf } from '../../src/console/desk/json-span.js';

const TEXT = JSON.stringify({ name: 'ours', clocks: [{ clock: 'screen', amount: [{ amount: 0 }, { amount: 2 }] }, { clock: 'answer', extension: { max: -1 } }], last: [] }, null, 2);

describe('where a wrong field stands in the text of a policy', () => {
  it.each([
    ['name', '"name": "ours"'],
    ['clocks[1].extension.max', '"max": -1'],
    ['clocks[0].amount[1].amount', '"amount": 2'],
    ['clocks[0].amount[0].unit', '{\n          "amount": 0\n        }'],
    ['last', '"last": []'],
  ])('%s', (path, found) => {
    const [from, to] = spanOf(TEXT, path);
    expect(TEXT.slice(from, to)).toBe(found);
  });
});
