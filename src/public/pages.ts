/** The public pages, piece by piece: what is looked up in, what is said, what may be done. */
import { html, type Html } from '../base/html.js';
import type { RefusalCode } from '../core/refusal.js';
import { keysOf, RATINGS, RESOLUTIONS, type Label } from '../core/vocabulary.js';
import type { AnswerList, PublicAnswer } from './answers.service.js';
import { dayText, momentText } from './days.js';
import type { Lookup } from './lookup.service.js';
import { address, document, hidden, say, type View } from './page.js';
import { WORDS } from './page-words.js';
import { problemSentence, troubleSummary, type Trouble } from './trouble.js';
import { photoField } from './write-pages.js';

type Code = { readonly caseNumber: string; readonly queryCode: string };

const heading = (view: View, label: Label): Html => html`<h2>${say(view, label)}</h2>`;
const day = (view: View, iso: string): Html => html`<time datetime="${iso.slice(0, 10)}">${dayText(iso, view.language)}</time>`;
const moment = (view: View, iso: string): Html => html`<time datetime="${iso}">${momentText(iso, view.language)}</time>`;

const textField = (view: View, name: string, label: Label, hint: Label, typed = ''): Html => html`<div class="field">
<label for="${name}">${say(view, label)}</label>
<input type="text" id="${name}" name="${name}" value="${typed}" required maxlength="100" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="${name}-hint">
<span class="hint" id="${name}-hint">${say(view, hint)}</span>
</div>`;

const LOOKUP_FIELDS = { caseNumber: { id: 'caseNumber', label: WORDS.caseNumber }, queryCode: { id: 'queryCode', label: WORDS.queryCode } } as const;

const lookupForm = (view: View, trouble?: Trouble): Html => html`<form method="post" action="${address('/public/lookup', view)}">
${textField(view, 'caseNumber', WORDS.caseNumber, WORDS.caseNumberHint, trouble?.typed('caseNumber'))}
${textField(view, 'queryCode', WORDS.queryCode, WORDS.queryCodeHint, trouble?.typed('queryCode'))}
<button>${say(view, WORDS.lookUp)}</button>
</form>`;

/** With what was typed, where it led to no case. */
export const homePage = (view: View, trouble?: Trouble): string => document({
  title: trouble ? `${say(view, WORDS.problemTitle)} · ${say(view, WORDS.homeTitle)}` : say(view, WORDS.homeTitle), view, path: '/public/',
  body: html`<h1>${say(view, WORDS.homeTitle)}</h1>
${trouble ? troubleSummary(view, trouble, LOOKUP_FIELDS) : html`<p>${say(view, WORDS.homeIntro)}</p>`}
${lookupForm(view, trouble)}
<ul class="ways">
<li><a href="${address('/public/write', view)}">${say(view, WORDS.writeLink)}</a></li>
<li><a href="${address('/public/questions', view)}">${say(view, WORDS.questionsLink)}</a></li>
<li><a href="${address('/public/answers', view)}">${say(view, WORDS.answersLink)}</a></li>
<li><a href="${address('/public/statistics', view)}">${say(view, WORDS.statisticsLink)}</a></li>
</ul>
<p class="quiet">${say(view, WORDS.homePrivacy)}</p>`,
});

/** A sentence and a way back, with the status of the refusal. */
export function problemPage(view: View, code: RefusalCode, path = '/public/'): string {
  const title = say(view, WORDS.problemTitle);
  return document({
    title, view, path,
    body: html`<h1>${title}</h1>
<p class="box problem" role="alert">${problemSentence(view, code)}</p>
<p><a href="${address('/public/', view)}">${say(view, WORDS.back)}</a></p>`,
  });
}

/** Where the forms of a case end: what is said when it was taken. */
export const DONE = {
  rated: { title: WORDS.ratedTitle, text: WORDS.ratedText },
  supplemented: { title: WORDS.supplementedTitle, text: WORDS.supplementedText },
  withdrawn: { title: WORDS.withdrawnTitle, text: WORDS.withdrawnText },
} as const satisfies Record<string, { title: Label; text: Label }>;

export const donePage = (view: View, what: keyof typeof DONE): string => document({
  title: say(view, DONE[what].title), view, path: `/public/done/${what}`,
  body: html`<h1>${say(view, DONE[what].title)}</h1>
<p class="box" role="status">${say(view, DONE[what].text)}</p>
<p><a href="${address('/public/', view)}">${say(view, WORDS.back)}</a></p>`,
});

/** A form of the case that was not taken. */
export interface Untaken {
  readonly form: 'supplement' | 'rating' | 'withdrawal';
  readonly trouble: Trouble;
}
const CASE_FIELDS = { text: { id: 'added', label: WORDS.addText }, photos: { id: 'write-photos', label: WORDS.photos } } as const;
const RATING_FIELDS = { satisfaction: { id: 'satisfaction', label: WORDS.satisfied }, resolved: { id: 'resolved', label: WORDS.resolved }, text: { id: 'opinion', label: WORDS.opinion } } as const;

/** One case, for whoever showed its number and code; with what was typed into a form of it that was not taken. */
export function casePage(view: View, found: Lookup, code: Code, untaken?: Untaken): string {
  const troubleIn = (form: Untaken['form']): Trouble | undefined => (untaken?.form === form ? untaken.trouble : undefined);
  return document({
    title: untaken ? `${say(view, WORDS.problemTitle)} · ${found.caseNumber}` : found.caseNumber, view, path: '/public/lookup', fields: { ...code },
    body: html`<h1>${say(view, WORDS.number)} ${found.caseNumber}</h1>
${untaken && troubleSummary(view, untaken.trouble, untaken.form === 'rating' ? RATING_FIELDS : CASE_FIELDS)}
${standing(view, found)}
${found.clarification && question(view, found.clarification)}
${found.replies.map((reply) => html`${heading(view, WORDS.reply)}<p class="quiet">${moment(view, reply.at)}${reply.correctedAt && html` · ${say(view, WORDS.corrected)} ${moment(view, reply.correctedAt)}`}</p><p class="text box">${reply.text}</p>`)}
${ratingPart(view, found, code, troubleIn('rating'))}
${found.may.supplement && supplementForm(view, code, troubleIn('supplement'))}
${heading(view, WORDS.steps)}
<ol class="steps">${found.steps.map((step) => html`<li>${moment(view, step.at)} ${say(view, step.what)}</li>`)}</ol>
${found.notices.length > 0 && heading(view, WORDS.notices)}
${found.notices.map((notice) => html`<article class="notice"><h3>${say(view, notice.title)}</h3>${moment(view, notice.at)}<p class="text">${notice.text}</p></article>`)}
${found.may.withdraw && withdrawForm(view, code)}`,
  });
}

const carried = (view: View, code: Code): Html[] => hidden({ ...code, lang: view.language, large: view.large ? '1' : '' });

const supplementForm = (view: View, code: Code, trouble?: Trouble): Html => html`${heading(view, WORDS.addTitle)}
<form method="post" action="/public/supplement" enctype="multipart/form-data">
${carried(view, code)}
<div class="field"><label for="added">${say(view, WORDS.addText)}</label><textarea id="added" name="text" rows="4" required maxlength="5000">
${trouble?.typed('text')}</textarea></div>
${photoField(view, trouble)}
<button>${say(view, WORDS.add)}</button>
</form>`;

/** Behind a second step: nobody withdraws by a slip of the finger. */
const withdrawForm = (view: View, code: Code): Html => html`<details><summary>${say(view, WORDS.withdrawTitle)}</summary>
<p>${say(view, WORDS.withdrawText)}</p>
<form method="post" action="/public/withdrawal">${carried(view, code)}<button>${say(view, WORDS.withdraw)}</button></form>
</details>`;

function standing(view: View, { stateName, department, promised }: Lookup): Html {
  return html`${heading(view, WORDS.now)}
<p class="box"><strong>${say(view, stateName)}</strong></p>
${department && html`<p>${say(view, WORDS.department)}：${department}</p>`}
${promised && promise(view, promised)}`;
}

function promise(view: View, { day: due, provisional, paused, met, proof }: NonNullable<Lookup['promised']>): Html {
  const date = due ? html`${day(view, due)}${provisional && say(view, WORDS.provisional)}` : say(view, WORDS.paused);
  return html`<p>${say(view, WORDS.promised)}：<strong>${paused ? say(view, WORDS.paused) : date}</strong>${met === false && html` ${say(view, WORDS.late)}`}</p>
<details><summary>${say(view, WORDS.why)}</summary>
<p>${proof.sentences[view.language]}</p>
${proof.notable.length > 0 && html`<ul>${proof.notable.map((each) => html`<li>${day(view, each.day)} ${each.reason}，${say(view, each.counted ? WORDS.counted : WORDS.notCounted)}</li>`)}</ul>`}
<p class="hint">${say(view, WORDS.proofHash)} ${proof.hash}</p>
</details>`;
}

const question = (view: View, { question: asked, until }: NonNullable<Lookup['clarification']>): Html => html`${heading(view, WORDS.question)}
<p class="text box">${asked}</p>
<p>${say(view, WORDS.questionHow)}${until && html` ${say(view, WORDS.until)}：${day(view, until)}`}</p>`;

function ratingPart(view: View, { rating }: Lookup, code: Code, trouble?: Trouble): Html | null {
  if (rating.given) {
    return html`${heading(view, WORDS.given)}<p>${say(view, RATINGS[rating.given.satisfaction])}，${say(view, RESOLUTIONS[rating.given.resolved])}</p>`;
  }
  if (!rating.open) return null;
  return html`${heading(view, WORDS.rateTitle)}
<p>${say(view, WORDS.rateAgain)}</p>
<form method="post" action="/public/rating">
${carried(view, code)}
${choices(view, 'satisfaction', WORDS.satisfied, RATINGS, trouble)}
${choices(view, 'resolved', WORDS.resolved, RESOLUTIONS, trouble)}
<div class="field">
<label for="opinion">${say(view, WORDS.opinion)}</label>
<textarea id="opinion" name="text" rows="3" maxlength="2000" aria-describedby="opinion-hint">
${trouble?.typed('text')}</textarea>
<span class="hint" id="opinion-hint">${say(view, WORDS.opinionHint)}</span>
</div>
<button>${say(view, WORDS.rate)}</button>
</form>`;
}

const choices = (view: View, name: string, legend: Label, options: Readonly<Record<string, Label>>, trouble?: Trouble): Html => html`<fieldset id="${name}"${trouble?.wrong.has(name) && html` aria-describedby="${name}-wrong"`}>
<legend>${say(view, legend)}</legend>
${trouble?.wrong.has(name) && html`<span class="wrong" id="${name}-wrong">${say(view, WORDS.wrongChoice)}</span>`}
${keysOf(options).map((key) => html`<label class="choice"><input type="radio" name="${name}" value="${key}" required${trouble?.typed(name) === key && html` checked`}> ${say(view, options[key]!)}</label>`)}
</fieldset>`;

const facts = (view: View, answer: PublicAnswer): Html => html`<p class="quiet facts"><span>${say(view, WORDS.number)} ${answer.number}</span> <span>${say(view, WORDS.received)} ${day(view, answer.receivedOn)}</span> <span>${say(view, WORDS.answered)} ${day(view, answer.answeredOn)}</span> <span>${say(view, WORDS.by)} ${answer.department}</span></p>`;

export const answersPage = (view: View, { answers, next }: AnswerList, before: string | undefined): string => document({
  title: say(view, WORDS.answersTitle), view, path: '/public/answers', ...(before && { query: { before } }),
  body: html`<h1>${say(view, WORDS.answersTitle)}</h1>
${answers.length === 0 && html`<p>${say(view, WORDS.noAnswers)}</p>`}
${answers.map((answer) => html`<article>
<h2><a href="${address(`/public/answers/${encodeURIComponent(answer.number)}`, view)}">${answer.subject || answer.number}</a></h2>
${facts(view, answer)}
</article>`)}
${next && html`<p><a rel="next" href="${address('/public/answers', view, { before: next })}">${say(view, WORDS.older)}</a></p>`}`,
});

export const answerPage = (view: View, number: string, answers: readonly PublicAnswer[]): string => document({
  title: answers[0]?.subject || number, view, path: `/public/answers/${encodeURIComponent(number)}`,
  body: html`<h1>${answers[0]?.subject || number}</h1>
${answers.map((answer) => answer.retractedOn
    ? html`${facts(view, answer)}<p class="box">${say(view, WORDS.retracted)} ${day(view, answer.retractedOn)}</p>`
    : html`${facts(view, answer)}
${heading(view, WORDS.message)}<p class="text">${answer.message}</p>
${heading(view, WORDS.reply)}${answer.correctedOn && html`<p class="quiet">${say(view, WORDS.corrected)} ${day(view, answer.correctedOn)}</p>`}<p class="text box">${answer.reply}</p>`)}
<p><a href="${address('/public/answers', view)}">${say(view, WORDS.answersTitle)}</a></p>`,
});
