/** The one layout of the public pages. */
import type { Label } from '../core/vocabulary.js';
import { Html, html } from '../base/html.js';
import type { Language } from '../base/problems.js';

/** How a reader wants the pages: carried from page to page in the address and in hidden fields. */
export interface View {
  readonly language: Language;
  readonly large: boolean;
}

export const say = ({ language }: View, label: Label): string => label[language];

/** The query of an address that keeps the reader’s wishes; `more` comes first. */
export function address(path: string, view: View, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...more, lang: view.language, ...(view.large && { large: '1' }) });
  return `${path}?${query.toString()}`;
}

export const hidden = (fields: Readonly<Record<string, string>>): Html[] =>
  Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);

export interface Page {
  readonly title: string;
  readonly body: Html;
  readonly view: View;
  /** Where the page stands, for the switches of language and size. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** A page that answered a form: the switches send the same fields again. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** The colours of the console (`console/look/look.css`): blue on white 8.2 : 1, grey on white 6.5 : 1; letters 18 px, or 24 px for those who want them large; one column at any width. */
const STYLE = new Html(`
:root{--ink:#1b2733;--quiet:#52606d;--accent:#1d4f91;--line:#8a96a3;--soft:#d7dee6;--ground:#f4f6f9}
*{box-sizing:border-box}
html{font-size:18px}html.large{font-size:24px}
body{margin:0;color:var(--ink);background:#fff;font:1rem/1.7 "PingFang SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",system-ui,sans-serif;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
header,main,footer{max-width:44rem;margin:0 auto;padding:.75rem 1rem}
header{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;border-bottom:1px solid var(--soft)}
header form{margin:0}.name{font-weight:600;margin-right:auto}
html:not(.large) time{white-space:nowrap}.facts span{display:inline-block;margin-right:.75rem}
h1{font-size:1.45rem;line-height:1.35;margin:1rem 0 .75rem}h2{font-size:1.15rem;line-height:1.4;margin:1.75rem 0 .5rem}
a{color:var(--accent)}a,button,input,textarea,select,summary,.box{border-radius:4px}
.ways{list-style:none;margin:1.5rem 0;padding:0;border-top:1px solid var(--soft)}.ways a{display:block;padding:.6rem 0;border-bottom:1px solid var(--soft);text-decoration:none}.ways a:hover{text-decoration:underline}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
label,legend{font-weight:600}.hint,.quiet{color:var(--quiet);font-size:.9rem}
input[type=text],textarea,select{display:block;width:100%;font:inherit;color:inherit;padding:.5rem;border:1px solid var(--line);background:#fff;min-height:2.75rem}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.choose{display:block;width:fit-content;font-weight:400;color:var(--accent);border:1px solid var(--accent);border-radius:4px;padding:.5rem 1.5rem;margin:.25rem 0;cursor:pointer}.unseen:focus-visible+.choose{outline:3px solid var(--accent);outline-offset:2px}output{overflow-wrap:anywhere}
.field{margin:0 0 1rem}input[type=file]{display:block;font:inherit;max-width:100%}input{accent-color:var(--accent)}fieldset{border:1px solid var(--line);margin:0 0 1rem;padding:.5rem .75rem}
.choice{display:flex;gap:.5rem;align-items:center;min-height:2.75rem;font-weight:400}.choice input{width:1.25rem;height:1.25rem;flex:none}
button{font:inherit;font-weight:600;color:#fff;background:var(--accent);border:1px solid var(--accent);padding:.5rem 1.5rem;min-height:2.75rem;cursor:pointer}
button.plain{font-weight:400;color:var(--accent);background:none;border:0;padding:0;text-decoration:underline}
.text{white-space:pre-line;margin:.5rem 0}.box{border-left:4px solid var(--accent);background:var(--ground);padding:.5rem .75rem;margin:.5rem 0}
.problem{border-left-color:#a3221c}.wrong{color:#a3221c;font-weight:600}.steps{padding-left:1.25rem}.steps time,.notice time{color:var(--quiet);font-variant-numeric:tabular-nums}
h3{font-size:1rem;margin:1rem 0 .25rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0}th,td{border-bottom:1px solid var(--soft);padding:.35rem .5rem;text-align:left}td{font-variant-numeric:tabular-nums}
article{border-top:1px solid var(--soft);padding:.25rem 0 1rem}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:.5rem;background:#fff;padding:.25rem}
`);

const NAME: Label = { zh: '网民留言答复', en: 'Answers to citizens' };
const SKIP: Label = { zh: '跳到正文', en: 'Skip to the text' };
const LARGER: Label = { zh: '大字版', en: 'Large text' };
const SMALLER: Label = { zh: '标准字号', en: 'Normal text' };
const HOME: Label = { zh: '首页', en: 'Start' };
const FOOT: Label = { zh: '情况紧急、危及人身安全的，请直接拨打110、119或120。', en: 'If life is in danger, call 110, 119 or 120.' };

/** A whole document. It needs no scripts: everything here is links and forms. */
export function document({ title, body, view, path, query = {}, fields }: Page): string {
  const other: View = { ...view, language: view.language === 'zh' ? 'en' : 'zh' };
  const sized: View = { ...view, large: !view.large };
  const turn = (to: View, words: string, language: string): Html =>
    fields
      ? html`<form method="post" action="${address(path, to)}">${hidden(fields)}<button class="plain" lang="${language}">${words}</button></form>`
      : html`<a href="${address(path, to, query)}" lang="${language}">${words}</a>`;
  const language = htmlLanguage(view);
  return html`<!doctype html>
<html lang="${language}"${view.large ? html` class="large"` : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${say(view, NAME)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#text">${say(view, SKIP)}</a>
<header>
<span class="name">${say(view, NAME)}</span>
<a href="${address('/public/', view)}">${say(view, HOME)}</a>
${turn(sized, say(view, view.large ? SMALLER : LARGER), language)}
${turn(other, other.language === 'zh' ? '中文' : 'English', htmlLanguage(other))}
</header>
<main id="text">
${body}
</main>
<footer class="quiet">${say(view, FOOT)}</footer>
</body>
</html>`.text;
}

export const pageHeaders = (view: View): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8', 'content-language': htmlLanguage(view), vary: 'accept-language', 'cache-control': 'no-store',
});

const htmlLanguage = ({ language }: View): string => (language === 'zh' ? 'zh-CN' : 'en');
