/** Why a form was not taken, said above it, and what was typed into it. */
import { html, type Html } from '../base/html.js';
import { PROBLEMS } from '../base/problems.js';
import type { Refusal, RefusalCode } from '../core/refusal.js';
import type { Label } from '../core/vocabulary.js';
import { say, type View } from './page.js';
import { PROBLEM_WORDS, WORDS } from './page-words.js';

export interface Trouble {
  readonly code: RefusalCode;
  /** The fields that were left out or mistyped. */
  readonly wrong: ReadonlySet<string>;
  readonly typed: (name: string) => string;
}

/** Which field a refusal is about, where it names none itself. */
const ABOUT: Partial<Record<RefusalCode, string>> = { photo_unusable: 'photos', unknown_account: 'account' };

export function troubleOf(fields: Readonly<Record<string, unknown>>, { code, facts }: Refusal): Trouble {
  const named = ((facts['errors'] ?? []) as readonly { field: string }[]).map(({ field }) => field);
  const about = ABOUT[code];
  return {
    code, wrong: new Set(about === undefined ? named : [...named, about]),
    typed: (name) => (typeof fields[name] === 'string' ? fields[name].replaceAll('\0', '') : ''),
  };
}

export const problemSentence = (view: View, code: RefusalCode): string => say(view, PROBLEM_WORDS[code] ?? PROBLEMS[code].title);

/** Read out first, as the focus goes there without scripts: what is wrong, and a way to each field. */
export const troubleSummary = (view: View, { code, wrong }: Trouble, fields: Readonly<Record<string, { id: string; label: Label }>>): Html => html`<div class="box problem" role="alert" tabindex="-1" autofocus>
<p><strong>${say(view, WORDS.problemTitle)}</strong>：${problemSentence(view, code)}</p>
${[...wrong].flatMap((name) => fields[name] ?? []).map(({ id, label }) => html`<p><a href="#${id}">${say(view, label)}</a></p>`)}
</div>`;
