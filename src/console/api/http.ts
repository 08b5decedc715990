import { language, t } from '../words/language';
import { away } from './reach';

/** What the server answers when it says no: RFC 9457, in the reader’s language. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code?: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly errors?: readonly { field: string; name: string; problems: readonly string[] }[];
  readonly [fact: string]: unknown;
}

export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }

  get code(): string {
    return this.problem.code ?? '';
  }
}

/** The server could not be reached: nothing was sent, or nobody knows. */
export class Unreachable extends Error {}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  /** Of a body that is text, not JSON. */
  readonly mediaType?: string;
  readonly signal?: AbortSignal;
  /** Go on after the page is left. */
  readonly keepalive?: boolean;
  /** Nobody is asked to sign in for it. */
  readonly unasked?: boolean;
}

/** Told when the session has ended, so that a sign-in can be laid over what is being written. */
let onSignedOut: () => Promise<void> = () => Promise.resolve();
export const whenSignedOut = (act: () => Promise<void>): void => {
  onSignedOut = act;
};

/** Ask the server. @throws Refused | Unreachable. A session that ended is renewed in place and the call repeated. */
export async function ask<T>(address: string, call: Call = {}): Promise<T> {
  const response = await send(address, call);
  if (response.status === 401 && address !== '/api/v1/session' && !call.unasked) {
    await onSignedOut();
    return await ask<T>(address, call);
  }
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

async function send(address: string, { method = 'GET', body, mediaType, signal, keepalive }: Call): Promise<Response> {
  const asItIs = body instanceof FormData || mediaType !== undefined;
  try {
    return await fetch(address, {
      method, keepalive: keepalive ?? false, credentials: 'same-origin',
      headers: { 'accept-language': language.value === 'zh' ? 'zh-CN' : 'en', ...(body !== undefined && !(body instanceof FormData) && { 'content-type': mediaType ?? 'application/json' }) },
      ...(body !== undefined && { body: asItIs ? (body as BodyInit) : JSON.stringify(body) }), ...(signal && { signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw unreachable();
  }
}
function unreachable(): Unreachable {
  away();
  return new Unreachable();
}

/** Of whoever stands between and waits for the server in vain. */
const NOBODY_BEHIND: ReadonlySet<number> = new Set([502, 503, 504]);
async function problemOf(response: Response): Promise<Refused | Unreachable> {
  try {
    return new Refused((await response.json()) as Problem);
  } catch {
    // Somebody between answered, in words of its own.
    if (NOBODY_BEHIND.has(response.status)) return unreachable();
    return new Refused({ type: 'about:blank', title: t('state.away'), hint: t('state.away.hint'), status: response.status });
  }
}

/** An address with what is asked for; what is empty is left out. */
export function withQuery(address: string, query: Readonly<Record<string, string | number | boolean | null | undefined>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? address : `${address}?${text}`;
}
