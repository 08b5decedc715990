/** 网上留言: the form, and the receipt. */
import { html, type Html } from '../base/html.js';
import { PHOTO_TYPES } from '../core/photos.js';
import { keysOf, KINDS, type Label } from '../core/vocabulary.js';
import { address, document, hidden, say, type View } from './page.js';
import { WORDS } from './page-words.js';

export interface Addressee {
  readonly handle: string;
  readonly name: string;
}

const field = (view: View, name: string, label: Label, control: Html, hint?: Label): Html => html`<div class="field">
<label for="write-${name}">${say(view, label)}</label>
${control}
${hint && html`<span class="hint" id="${name}-hint">${say(view, hint)}</span>`}
</div>`;

const line = (name: string, most: number, complete: string): Html => html`<input type="text" id="write-${name}" name="${name}" maxlength="${String(most)}" autocomplete="${complete}">`;

const publicity = (view: View): Html => html`<fieldset>
<legend>${say(view, WORDS.writePublicity)}</legend>
<label class="choice"><input type="radio" name="publicity" value="public" checked> ${say(view, WORDS.writePublic)}</label>
<label class="choice"><input type="radio" name="publicity" value="private"> ${say(view, WORDS.writePrivate)}</label>
<span class="hint">${say(view, WORDS.writeReports)}</span>
</fieldset>`;

/** Last in its form: what is written is read before a photo that cannot be taken. */
export const photoField = (view: View): Html =>
  field(view, 'photos', WORDS.photos, html`<input type="file" id="write-photos" name="photos" multiple accept="${PHOTO_TYPES.join(',')}" aria-describedby="photos-hint">`, WORDS.photosHint);

/** `once` makes the same form sent twice one message. */
export const writePage = (view: View, to: readonly Addressee[], once: string): string => document({
  title: say(view, WORDS.writeTitle), view, path: '/public/write',
  body: to.length === 0 ? html`<h1>${say(view, WORDS.writeTitle)}</h1><p>${say(view, WORDS.writeNowhere)}</p>` : html`<h1>${say(view, WORDS.writeTitle)}</h1>
<p>${say(view, WORDS.writeIntro)}</p>
<form method="post" action="/public/write" enctype="multipart/form-data">
${hidden({ once, lang: view.language, large: view.large ? '1' : '' })}
${field(view, 'account', WORDS.writeTo, html`<select id="write-account" name="account" required>${to.map(({ handle, name }) => html`<option value="${handle}">${name}</option>`)}</select>`)}
${field(view, 'kind', WORDS.writeKind, html`<select id="write-kind" name="kind"><option value="">${say(view, WORDS.writeKindNone)}</option>${keysOf(KINDS).map((kind) => html`<option value="${kind}">${say(view, KINDS[kind])}</option>`)}</select>`)}
${field(view, 'subject', WORDS.writeSubject, line('subject', 100, 'off'))}
${field(view, 'text', WORDS.writeText, html`<textarea id="write-text" name="text" rows="8" required maxlength="5000" aria-describedby="text-hint"></textarea>`, WORDS.writeTextHint)}
${field(view, 'place', WORDS.writePlace, line('place', 200, 'off'))}
${field(view, 'name', WORDS.writeName, line('name', 50, 'name'))}
${field(view, 'contact', WORDS.writeContact, html`<input type="text" id="write-contact" name="contact" maxlength="100" autocomplete="tel" aria-describedby="contact-hint">`, WORDS.writeContactHint)}
${publicity(view)}
${photoField(view)}
<button>${say(view, WORDS.writeSend)}</button>
</form>`,
});

/** The receipt, as long as this browser holds it; loaded again it is shown again and writes nothing. */
export const receivedPage = (view: View, receipt: { caseNumber: string; queryCode: string } | null): string => document({
  title: say(view, WORDS.receivedTitle), view, path: '/public/received',
  body: receipt === null ? html`<h1>${say(view, WORDS.writeTitle)}</h1><p class="box">${say(view, WORDS.receivedGone)}</p>
<p><a href="${address('/public/', view)}">${say(view, WORDS.back)}</a></p>` : html`<h1>${say(view, WORDS.receivedTitle)}</h1>
<p class="box" role="status">${say(view, WORDS.caseNumber)}：<strong>${receipt.caseNumber}</strong><br>${say(view, WORDS.queryCode)}：<strong>${receipt.queryCode}</strong></p>
<p>${say(view, WORDS.receivedText)}</p>
<form method="post" action="${address('/public/lookup', view)}">${hidden(receipt)}<button>${say(view, WORDS.see)}</button></form>`,
});
