/**
 * What an eye would stumble over, found by measuring: text that runs out of its place or over another, and words, dates
 * or values no Chinese page should show. Only hints for whoever looks at the pictures; nothing fails by them.
 */
import type { Page } from 'playwright-core';

/** Latin letters that belong on a Chinese page: numbers of cases, addresses, logins, names of formats and of the other language. */
const FOREIGN = /\d{8}-[a-z0-9-]+-\d{4}|[\w.]+@[\w.]+|https?:\S+|\b(?:English|CSV|JSONL?|XLSX|YAML|Word|Excel|SHA-256|APP|JPEG|PNG|WebP|Ctrl|Shift|Enter|Esc|DB11|[A-Z0-9]{8})\b|\b[a-z]+\.[a-z]+\b|\b[0-9a-f]{8,}\b/g;

interface Texts {
  readonly spilt: string[];
  readonly over: string[];
  readonly words: string[];
}

/** Runs in the page, which has no types here. */
const MEASURE = `(() => {
  const shown = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const dialog = [...document.querySelectorAll('.el-overlay, [aria-modal="true"]')].filter(shown).at(-1);
  const root = dialog ?? document.body;
  const clip = (e, r) => {
    let box = { left: r.left, right: r.right, top: r.top, bottom: r.bottom };
    for (let up = e; up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const edge = up.getBoundingClientRect();
      box = { left: Math.max(box.left, edge.left), right: Math.min(box.right, edge.right), top: Math.max(box.top, edge.top), bottom: Math.min(box.bottom, edge.bottom) };
    }
    return box;
  };
  const words = [], spilt = [], leaves = [];
  for (const e of root.querySelectorAll('*')) {
    if (!shown(e) || e.closest('.unseen, .skip, svg, canvas, option, [aria-hidden=true], .el-select-dropdown')) continue;
    const style = getComputedStyle(e);
    const own = [...e.childNodes].filter((n) => n.nodeType === 3 && n.data.trim() !== '');
    const name = () => e.tagName.toLowerCase() + (e.className ? '.' + String(e.className).split(' ')[0] : '') + ' ' + (e.textContent ?? '').trim().slice(0, 40);
    if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && style.display !== 'inline' && !['auto', 'scroll'].includes(style.overflowX) && !['TEXTAREA', 'INPUT'].includes(e.tagName)) spilt.push((style.textOverflow === 'ellipsis' ? 'shortened ' : 'spills ') + name());
    for (const node of own) {
      words.push(node.data.trim());
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const r of range.getClientRects()) {
        const box = clip(e, r);
        if (box.right - box.left > 2 && box.bottom - box.top > 2 && box.top < innerHeight && box.bottom > 0) leaves.push({ box, text: node.data.trim(), fixed: Boolean(e.closest('.undo')) });
        if (r.left < -1 || r.right > innerWidth + 1) if (!clip(e, r) || box.right > innerWidth + 1) spilt.push('beyond the window ' + name());
      }
    }
  }
  const over = [];
  for (let i = 0; i < leaves.length; i++) for (let j = i + 1; j < leaves.length; j++) {
    const a = leaves[i], b = leaves[j];
    if (a.text === b.text || a.fixed !== b.fixed) continue;
    const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left), high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
    if (wide > 3 && high > 6) over.push(a.text.slice(0, 30) + ' × ' + b.text.slice(0, 30));
  }
  return { spilt, over, words };
})()`;

/** One line each; an empty list: nothing was found. `chinese`: whether words of another language are looked for. */
export async function faultsOf(page: Page, chinese: boolean): Promise<string[]> {
  const { spilt, over, words } = await page.evaluate<Texts>(MEASURE);
  const strange = words.filter((each) => /undefined|\bnull\b|NaN|\[object|\{\w+\}/.test(each) || (chinese && (/[A-Za-z]{3,}/.test(each.replace(FOREIGN, '')) || /\d{4}-\d{2}-\d{2}(?!\s*周)/.test(each.replace(FOREIGN, '')))));
  return [...new Set([...spilt, ...over.map((each) => `overlap: ${each}`), ...strange.map((each) => `words: ${each.slice(0, 100)}`)])];
}
