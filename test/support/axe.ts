/** What axe-core finds on a page: for those who use it without eyes or mouse. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** What opens or closes is half transparent and in the way of nobody: it is looked at when it has come to rest. No frames are waited for: a window behind others has none. */
const AT_REST = `new Promise((rest) => {
  const moves = ({ playState, effect }) => playState === 'running' && effect.getComputedTiming().iterations !== Infinity;
  const look = () => (document.getAnimations().some(moves) ? setTimeout(look, 20) : rest());
  setTimeout(look, 40);
})`;

/** Each fault as its rule and the pieces of the page that have it; `grave`: only those that axe calls serious or critical. */
export async function faultsOf(tab: Page, { grave = false } = {}): Promise<readonly string[]> {
  await tab.evaluate(AT_REST);
  if (!(await tab.evaluate(`'axe' in window`))) await tab.evaluate(AXE);
  const found = (await tab.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, html: nodes.map(({ html }) => html) })))`)) as { id: string; impact: string; html: string[] }[];
  return found.filter(({ impact }) => !grave || ['serious', 'critical'].includes(impact)).map(({ id, html }) => `${id} ${html.join(' | ')}`);
}
