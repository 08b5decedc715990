/** People at the console, each in a browser window of their own. */
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { Live } from '../../src/desk/live.js';
import { SESSION_COOKIE } from '../../src/identity/door.js';
import { closeWindows, sharedBrowser } from '../support/browser.js';
import { Office, type OfficeOptions } from '../support/office.js';

export class Windows {
  readonly faults: string[] = [];

  private constructor(
    readonly office: Office,
    readonly address: string,
    private readonly browser: Browser,
  ) {}

  static async open(options: OfficeOptions = {}): Promise<Windows> {
    const office = await Office.open(options);
    return new Windows(office, await office.address(), await sharedBrowser());
  }

  /** A window of a person who has signed in. */
  async of(login: string, path = '/cases', language = 'zh-CN'): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 1366, height: 768 }, locale: language, timezoneId: 'Asia/Shanghai' });
    await this.signIn(context, login);
    const tab = await this.watched(context);
    await tab.goto(`${this.address}${path}`);
    return tab;
  }

  /** A window of nobody yet. */
  async empty(): Promise<Page> {
    return await this.watched(await this.browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' }));
  }

  async signIn(context: BrowserContext, login: string): Promise<void> {
    await context.addCookies([{ name: SESSION_COOKIE, value: await this.office.session(login), url: this.address }]);
  }

  /** The machine’s beats, by hand: events are heard, notices leave, consoles are told. */
  async settle(): Promise<void> {
    await this.office.settle();
    await this.office.app.get(Live).beat();
  }

  async close(): Promise<void> {
    await closeWindows();
    await this.office.close();
  }

  private async watched(context: BrowserContext): Promise<Page> {
    const tab = await context.newPage();
    tab.on('pageerror', (error) => this.faults.push(error.message));
    tab.on('console', (message) => {
      // Being asked to sign in, a refusal and a broken line are told by the browser too; they are part of the day.
      if (message.type() === 'error' && !/status of (401|404|409|422)|ERR_INTERNET_DISCONNECTED|ERR_INCOMPLETE_CHUNKED|ERR_ABORTED/.test(message.text())) this.faults.push(message.text());
    });
    return tab;
  }
}

/** Does the act of this name by its button, with what is filled in before it is confirmed. */
export async function act(tab: Page, name: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = () => Promise.resolve()): Promise<void> {
  await (await offered(tab, name)).click();
  const dialog = tab.getByRole('dialog', { name });
  await fill(dialog);
  await dialog.getByRole('button', { name, exact: true }).click();
  await tab.getByRole('status').filter({ hasText: `已${name}` }).waitFor();
}

/**
 * The button of an act, in the bar or under 更多. What another window did may not have been told here yet, and an act that
 * stood nowhere a moment ago, or under 更多, then stands in the bar.
 */
async function offered(tab: Page, name: string): Promise<Locator> {
  const button = tab.getByRole('toolbar').getByRole('button', { name, exact: true });
  const item = tab.getByRole('menuitem', { name, exact: true });
  const more = tab.getByRole('button', { name: /更多/ });
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    if (await appears(button.or(more).first(), 5_000) && await button.count() > 0) return button;
    if (await more.count() === 0) continue;
    await more.click();
    if (await appears(item, 500)) return item;
    await tab.keyboard.press('Escape');
  }
  throw new Error(`The act ${name} is not offered`);
}

const appears = (what: Locator, ms: number): Promise<boolean> => what.waitFor({ timeout: ms }).then(() => true, () => false);
