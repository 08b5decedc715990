import fc from 'fast-check';
import { differenceOf, type Piece } from '../../src/console/desk/difference.js';

const shown = (pieces: readonly Piece[]): string => pieces.map(({ sort, text }) => ({ same: text, gone: `[-${text}-]`, new: `[+${text}+]` })[sort]).join('');

describe('the difference between two versions of a reply', () => {
  it.each([
    ['已修复。', '已修复。', '已修复。'],
    ['已修复。', '已修复。如有问题请拨打12345。', '已修复。[+如有问题请拨打12345。+]'],
    ['将于近期修复。', '将于3月9日修复。', '将于[-近期-][+3月9日+]修复。'],
    ['路灯不亮，已派人查看。\n请等待。', '路灯不亮，3月6日已更换灯头。', '路灯不亮，[-已派人查看。\n请等待。-][+3月6日已更换灯头。+]'],
    ['', '您好。', '[+您好。+]'],
    ['您好。', '', '[-您好。-]'],
  ])('%j → %j', (before, after, expected) => expect(shown(differenceOf(before, after))).toBe(expected));

  it('gives back both texts, whatever they are', () => {
    const words = fc.array(fc.constantFrom('您好', '，', '。', '已', '修复', '3月9日', '\n', 'a')).map((parts) => parts.join(''));
    fc.assert(fc.property(words, words, (before, after) => {
      const pieces = differenceOf(before, after);
      expect(pieces.filter(({ sort }) => sort !== 'new').map(({ text }) => text).join('')).toBe(before);
      expect(pieces.filter(({ sort }) => sort !== 'gone').map(({ text }) => text).join('')).toBe(after);
    }));
  });
});
