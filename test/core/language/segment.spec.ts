import fc from 'fast-check';
import { asks, clauses, sentences } from '../../../src/core/language/segment.js';

describe('sentences and clauses', () => {
  it('end at Chinese and Western marks and at line breaks', () => {
    expect(sentences('路灯坏了。没人修！怎么办？\n请回复').map(({ text }) => text)).toEqual([
      '路灯坏了。',
      '没人修！',
      '怎么办？',
      '请回复',
    ]);
    expect(clauses('路灯坏了，天黑路滑，怕摔。').map(({ text }) => text)).toEqual([
      '路灯坏了，',
      '天黑路滑，',
      '怕摔。',
    ]);
  });

  it('give spans that cut their own text out of the whole', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('路灯', '。', '？', '，', ' ', '\n', '请问', '希望修', '；', '…', 'a', '）')),
        (parts) => {
          const text = parts.join('');
          for (const piece of [...sentences(text), ...clauses(text), ...asks(text)]) {
            expect(text.slice(piece.start, piece.end)).toBe(piece.text);
          }
        },
      ),
    );
  });
});

describe('asks', () => {
  it.each<[string, string[]]>([
    ['我家门口的路灯坏了半个月。请问什么时候能修好？', ['请问什么时候能修好？']],
    ['想知道入园年龄怎么算？需要带哪些材料？', ['想知道入园年龄怎么算？', '需要带哪些材料？']],
    ['小区停水三天了。恳请尽快恢复供水。', ['恳请尽快恢复供水。']],
    [
      '建议在三号路口加一条斑马线；建议把早班车提前十分钟。',
      ['建议在三号路口加一条斑马线；', '建议把早班车提前十分钟。'],
    ],
    ['今天去窗口办事，工作人员很热情。谢谢！', []],
    ['难道老百姓的命就不值钱吗？', []],
    ['', []],
  ])('of %j are %j', (message, wanted) => {
    expect(asks(message).map(({ text }) => text)).toEqual(wanted);
  });

  it('are at most eight', () => {
    const many = Array.from({ length: 30 }, (_, i) => `请问第${i}条路什么时候修？`).join('');
    expect(asks(many)).toHaveLength(8);
  });
});
