/** The pages of the Q&A base: a question, what was found, and one answer with what it rests on. */
import { html, type Html } from '../base/html.js';
import type { FoundEntry } from '../views/answer-search.service.js';
import type { PublicEntry } from '../views/public-entry.js';
import { dayText } from './days.js';
import { address, document, hidden, say, type View } from './page.js';
import { WORDS } from './page-words.js';

const PATH = '/public/questions';
const FIRST_WORDS = 90;

const searchForm = (view: View, q: string): Html => html`<form method="get" action="${PATH}" role="search">
<div class="field">
<label for="q">${say(view, WORDS.questionField)}</label>
<input type="text" id="q" name="q" value="${q}" required maxlength="200" autocomplete="off" aria-describedby="q-hint">
<span class="hint" id="q-hint">${say(view, WORDS.questionHint)}</span>
</div>
${hidden({ lang: view.language, ...(view.large && { large: '1' }) })}
<button>${say(view, WORDS.search)}</button>
</form>`;

const firstWords = (text: string): string => ([...text].length > FIRST_WORDS ? `${[...text].slice(0, FIRST_WORDS).join('')}…` : text);

/** The unit, and since when it stands as it is. */
const facts = (view: View, { department, reviewedOn }: PublicEntry): Html => html`<p class="quiet">${say(view, WORDS.responsible)} ${department}${reviewedOn && html` · ${say(view, WORDS.reviewedOn)} <time datetime="${reviewedOn}">${dayText(reviewedOn, view.language)}</time>`}</p>`;

export const questionsPage = (view: View, q: string, found: readonly FoundEntry[]): string => document({
  title: say(view, WORDS.questionsTitle), view, path: PATH, ...(q && { query: { q } }),
  body: html`<h1>${say(view, WORDS.questionsTitle)}</h1>
<p>${say(view, WORDS.questionsIntro)}</p>
${searchForm(view, q)}
${q && found.length === 0 && html`<p class="box" role="status">${say(view, WORDS.nothingFound)}</p>`}
${found.length > 0 && html`<h2><span role="status">${say(view, WORDS.foundCount)}：${found.length}</span></h2>`}
${found.map((entry) => html`<article>
<h2><a href="${address(`${PATH}/${entry.number}`, view)}">${entry.question}</a></h2>
<p>${firstWords(entry.answer)}</p>
${facts(view, entry)}
</article>`)}`,
});

/** `heard`: what became of the reader’s opinion, if one was given. */
export const questionPage = (view: View, entry: PublicEntry, heard: string | undefined): string => document({
  title: entry.question, view, path: `${PATH}/${entry.number}`,
  body: html`<h1>${entry.question}</h1>
${entry.basisRepealed && html`<p class="box problem">${say(view, WORDS.basisRepealed)}</p>`}
<p class="text box">${entry.answer}</p>
${facts(view, entry)}
${(entry.region || entry.audience) && html`<p>${say(view, WORDS.scope)}：${[entry.region, entry.audience].filter(Boolean).join(' · ')}</p>`}
${entry.basis.length > 0 && html`<h2>${say(view, WORDS.basis)}</h2>
<ul>${entry.basis.map(({ title, number, article, link }) => html`<li>${link ? html`<a href="${link}" rel="noopener noreferrer nofollow">${title}</a>` : title}${number && html` ${number}`}${article && html` ${article}`}</li>`)}</ul>`}
${entry.similar.length > 0 && html`<h2>${say(view, WORDS.alsoAsked)}</h2><ul>${entry.similar.map((each) => html`<li>${each}</li>`)}</ul>`}
${entry.mirrored && html`<p class="quiet">${say(view, WORDS.mirrored)}</p>`}
${opinionPart(view, entry, heard)}
<p><a href="${address(PATH, view)}">${say(view, WORDS.questionsBack)}</a></p>`,
});

function opinionPart(view: View, { number }: PublicEntry, heard: string | undefined): Html {
  if (heard !== undefined) return html`<p class="box" role="status">${say(view, heard === '1' ? WORDS.helpHeard : WORDS.helpAlready)}</p>`;
  return html`<form method="post" action="${PATH}/${number}/opinions">
<fieldset><legend>${say(view, WORDS.helpTitle)}</legend>
${hidden({ lang: view.language, ...(view.large && { large: '1' }) })}
<button name="helpful" value="yes">${say(view, WORDS.helpful)}</button> <button name="helpful" value="no">${say(view, WORDS.unhelpful)}</button>
</fieldset>
</form>`;
}
