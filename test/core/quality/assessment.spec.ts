import { refuseUnlessSeen, verdictHashOf, type StoredVerdict } from '../../../src/core/quality/assessment.js';
import type { Refusal } from '../../../src/core/refusal.js';
import { shippedLexicons } from '../judgement/lexicon-files.js';

const { quality } = shippedLexicons();
const finding = { code: 'promise', start: 2, end: 6, text: '一定办成', why: '', hint: '' };
const stored: StoredVerdict = { verdict: 'warn', score: 71, engine: 'huiyin-rules/1@abc', findings: [finding, { ...finding, code: 'no_signature' }] };
const TEXT = '我们一定办成。';
const hash = verdictHashOf(TEXT, stored);

describe('warnings that must be seen', () => {
  it.each<[string, string, StoredVerdict]>([
    ['another word in the text', `${TEXT}谢谢`, stored],
    ['another finding', TEXT, { ...stored, findings: [finding] }],
    ['a finding elsewhere', TEXT, { ...stored, findings: [{ ...finding, start: 1 }, stored.findings[1]!] }],
    ['another engine', TEXT, { ...stored, engine: 'huiyin-rules/2@abc' }],
    ['another score', TEXT, { ...stored, score: 70 }],
  ])('%s gives another hash', (_name, text, verdict) => {
    expect(verdictHashOf(text, verdict)).not.toBe(hash);
  });

  it('lets pass who says back exactly this hash, and whoever has nothing to see', () => {
    expect(() => refuseUnlessSeen(TEXT, stored, hash, quality)).not.toThrow();
    expect(() => refuseUnlessSeen(TEXT, { ...stored, verdict: 'pass' }, undefined, quality)).not.toThrow();
  });

  it('shows everybody else the findings that weigh, with their titles and the hash to say back', () => {
    const refusals = [undefined, 'f'.repeat(64)].map((seen) => {
      try {
        return refuseUnlessSeen(TEXT, stored, seen, quality);
      } catch (error) {
        return error as Refusal;
      }
    });
    const facts = { verdict: 'warn', verdictHash: hash, findings: [expect.objectContaining({ code: 'promise', title: '绝对承诺', severity: 'warn', text: '一定办成' })] };
    expect(refusals).toMatchObject([{ code: 'findings_not_seen', facts }, { code: 'findings_not_seen', facts }]);
  });
});
