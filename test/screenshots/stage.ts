/** Where the pictures are taken: an installation, its people, each with a window of their own. */
import type { Browser, BrowserContext, Page } from 'playwright-core';

export const OFFICE = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };
/** Everybody’s in the demonstration, and of those whom an empty installation is given. */
export const PASSWORD = 'Huiyin-demo-2026';

/** What is done on a page before its picture is taken. */
export type Prepare = (page: Page) => Promise<void>;
export interface Shot {
  readonly name: string;
  readonly login: string | null;
  readonly path: string | ((page: Page) => Promise<string>);
  readonly size?: { width: number; height: number };
  readonly prepare?: Prepare;
  /** Before the page is opened: what the server shall be like. */
  readonly before?: Prepare;
  /** Not in Chinese. */
  readonly english?: true;
  /** No application page: nothing to wait for. */
  readonly paper?: true;
}

const contexts = new Map<string, BrowserContext>();
/** One window a person, size and installation, signed in. */
export async function contextOf(browser: Browser, address: string, { login, size = OFFICE }: Pick<Shot, 'login' | 'size'>): Promise<BrowserContext> {
  const key = `${address} ${login} ${size.width}x${size.height}`;
  const known = contexts.get(key);
  if (known) return known;
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: address, reducedMotion: 'reduce' });
  if (login !== null) {
    const answer = await context.request.post('/api/v1/session', { data: { login, password: PASSWORD } });
    if (!answer.ok()) throw new Error(`${login} cannot sign in: ${answer.status()}`);
  }
  contexts.set(key, context);
  return context;
}

/** What a person reads or does by the doors the console uses itself; from any window of the same installation. */
export async function asked<T>(page: Page, login: string, address: string, data?: object): Promise<T> {
  const base = new URL(page.url() === 'about:blank' ? baseOf(page) : page.url()).origin;
  const { request } = await contextOf(page.context().browser()!, base, { login });
  const answer = await request.fetch(address, { headers: { 'accept-language': 'zh-CN' }, ...(data ? { method: 'POST', data } : {}) });
  if (!answer.ok()) throw new Error(`${login} ${address}: ${await answer.text()}`);
  const text = await answer.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}
const bases = new WeakMap<BrowserContext, string>();
export const standsAt = (context: BrowserContext, address: string): void => void bases.set(context, address);
const baseOf = (page: Page): string => bases.get(page.context())!;

export async function act(page: Page, login: string, caseId: string, name: string, body: object = {}): Promise<void> {
  const { version } = await asked<{ version: number }>(page, login, `/api/v1/cases/${caseId}`);
  await asked(page, login, `/api/v1/cases/${caseId}/${name}`, { version, ...body });
}
export async function idIn(page: Page, login: string, query: string): Promise<string> {
  const { cases } = await asked<{ cases: { id: string }[] }>(page, login, `/api/v1/cases?${query}&limit=1`);
  if (!cases[0]) throw new Error(`${login} has no case in ${query}`);
  return cases[0].id;
}
/** The first case of a list, as the person sees it. */
export const caseIn = (login: string, query: string, after = '') => async (page: Page): Promise<string> => `/cases/${await idIn(page, login, query)}${after}`;
