/** 网上留言: the form, and the receipt. */
import { html, type Html } from '../base/html.js';
import { PHOTO_TYPES } from '../core/photos.js';
import { keysOf, KINDS, OWN_FORM_PLATFORMS, type Label } from '../core/vocabulary.js';
import type { Directory } from '../registry/directory.js';
import { address, document, hidden, say, type View } from './page.js';
import { WORDS } from './page-words.js';
import { troubleSummary, type Trouble } from './trouble.js';

/** To whom one may write here, and by whom one may wish to be answered. */
export interface Addressees {
  readonly accounts: readonly { readonly handle: string; readonly name: string }[];
  readonly units: readonly { readonly code: string; readonly name: string }[];
}

export const addresseesOf = (directory: Directory): Addressees => ({
  accounts: directory.allAccounts().filter(({ platform, active }) => active && OWN_FORM_PLATFORMS.includes(platform)),
  units: directory.allDepartments().filter(({ active, own }) => active && !own),
});

const FIELDS = {
  account: { id: 'write-account', label: WORDS.writeTo }, unit: { id: 'write-unit', label: WORDS.writeUnit }, kind: { id: 'write-kind', label: WORDS.writeKind }, subject: { id: 'write-subject', label: WORDS.writeSubject }, text: { id: 'write-text', label: WORDS.writeText },
  place: { id: 'write-place', label: WORDS.writePlace }, name: { id: 'write-name', label: WORDS.writeName }, contact: { id: 'write-contact', label: WORDS.writeContact }, photos: { id: 'write-photos', label: WORDS.photos },
} as const;

const field = (view: View, name: keyof typeof FIELDS, control: Html, trouble?: Trouble, hint?: Label): Html => html`<div class="field">
<label for="write-${name}">${say(view, FIELDS[name].label)}</label>
${control}
${trouble?.wrong.has(name) && html`<span class="wrong" id="${name}-wrong">${say(view, name === 'text' ? WORDS.wrongText : WORDS.wrongField)}</span>`}
${hint && html`<span class="hint" id="${name}-hint">${say(view, hint)}</span>`}
</div>`;

/** What a field says of itself to those who hear the page. */
function described(name: string, trouble: Trouble | undefined, hinted: boolean): Html {
  const wrong = trouble?.wrong.has(name) ?? false;
  const by = [...(wrong ? [`${name}-wrong`] : []), ...(hinted ? [`${name}-hint`] : [])];
  return html`${wrong && html` aria-invalid="true"`}${by.length > 0 && html` aria-describedby="${by.join(' ')}"`}`;
}

const line = (name: string, most: number, complete: string, trouble: Trouble | undefined, hinted = false): Html => html`<input type="text" id="write-${name}" name="${name}" value="${trouble?.typed(name)}" maxlength="${String(most)}" autocomplete="${complete}"${described(name, trouble, hinted)}>`;

const options = (choices: readonly { readonly value: string; readonly name: string }[], chosen: string | undefined): Html[] =>
  choices.map(({ value, name }) => html`<option value="${value}"${value === chosen && html` selected`}>${name}</option>`);

const publicity = (view: View, isPrivate: boolean): Html => html`<fieldset>
<legend>${say(view, WORDS.writePublicity)}</legend>
<label class="choice"><input type="radio" name="publicity" value="public"${!isPrivate && html` checked`}> ${say(view, WORDS.writePublic)}</label>
<label class="choice"><input type="radio" name="publicity" value="private"${isPrivate && html` checked`}> ${say(view, WORDS.writePrivate)}</label>
<span class="hint">${say(view, WORDS.writeReports)}</span>
</fieldset>`;

/** Last in its form: what is written is read before a photo that cannot be taken. A browser never fills files in again. */
export const photoField = (view: View, trouble?: Trouble): Html => html`${field(view, 'photos', html`<input type="file" id="write-photos" name="photos" multiple accept="${PHOTO_TYPES.join(',')}" data-choose="${say(view, WORDS.photosChoose)}" data-none="${say(view, WORDS.photosNone)}" data-between="${say(view, WORDS.between)}"${described('photos', trouble, true)}>`, trouble, WORDS.photosHint)}
<script src="/public/photos.js" defer></script>
${trouble && html`<p class="hint">${say(view, WORDS.photosAgain)}</p>`}`;

/** `once` makes the same form sent twice one message. */
export function writePage(view: View, { accounts, units }: Addressees, once: string, trouble?: Trouble): string {
  const named = units.map(({ code, name }) => ({ value: code, name }));
  const kinds = keysOf(KINDS).map((kind) => ({ value: kind, name: say(view, KINDS[kind]) }));
  return document({
    title: trouble ? `${say(view, WORDS.problemTitle)} · ${say(view, WORDS.writeTitle)}` : say(view, WORDS.writeTitle), view, path: '/public/write',
    body: accounts.length === 0 ? html`<h1>${say(view, WORDS.writeTitle)}</h1><p>${say(view, WORDS.writeNowhere)}</p>` : html`<h1>${say(view, WORDS.writeTitle)}</h1>
${trouble ? troubleSummary(view, trouble, FIELDS) : html`<p>${say(view, WORDS.writeIntro)}</p>`}
<form method="post" action="/public/write" enctype="multipart/form-data">
${hidden({ once, lang: view.language, large: view.large ? '1' : '' })}
${field(view, 'account', html`<select id="write-account" name="account" required${described('account', trouble, false)}>${options(accounts.map(({ handle, name }) => ({ value: handle, name })), trouble?.typed('account'))}</select>`, trouble)}
${named.length > 0 && field(view, 'unit', html`<select id="write-unit" name="unit" aria-describedby="unit-hint"><option value="">${say(view, WORDS.writeKindNone)}</option>${options(named, trouble?.typed('unit'))}</select>`, trouble, WORDS.writeUnitHint)}
${field(view, 'kind', html`<select id="write-kind" name="kind"><option value="">${say(view, WORDS.writeKindNone)}</option>${options(kinds, trouble?.typed('kind'))}</select>`, trouble)}
${field(view, 'subject', line('subject', 100, 'off', trouble), trouble)}
${field(view, 'text', html`<textarea id="write-text" name="text" rows="8" required maxlength="5000"${described('text', trouble, true)}>
${trouble?.typed('text')}</textarea>`, trouble, WORDS.writeTextHint)}
${field(view, 'place', line('place', 200, 'off', trouble), trouble)}
${field(view, 'name', line('name', 50, 'name', trouble), trouble)}
${field(view, 'contact', line('contact', 100, 'tel', trouble, true), trouble, WORDS.writeContactHint)}
${publicity(view, trouble?.typed('publicity') === 'private')}
${photoField(view, trouble)}
<button>${say(view, WORDS.writeSend)}</button>
</form>`,
  });
}

/** The receipt, as long as this browser holds it; loaded again it is shown again and writes nothing. */
export const receivedPage = (view: View, receipt: { caseNumber: string; queryCode: string } | null): string => document({
  title: say(view, WORDS.receivedTitle), view, path: '/public/received',
  body: receipt === null ? html`<h1>${say(view, WORDS.writeTitle)}</h1><p class="box">${say(view, WORDS.receivedGone)}</p>
<p><a href="${address('/public/', view)}">${say(view, WORDS.back)}</a></p>` : html`<h1>${say(view, WORDS.receivedTitle)}</h1>
<p class="box" role="status">${say(view, WORDS.caseNumber)}：<strong>${receipt.caseNumber}</strong><br>${say(view, WORDS.queryCode)}：<strong>${receipt.queryCode}</strong></p>
<p>${say(view, WORDS.receivedText)}</p>
<form method="post" action="${address('/public/lookup', view)}">${hidden(receipt)}<button>${say(view, WORDS.see)}</button></form>`,
});
