/**
 * The mails as a mail client shows them: in a real browser, at the width of a desktop's reading pane and of a telephone.
 * MAIL_PICTURES=folder keeps the pictures, to be looked at.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Language } from '../../src/base/problems.js';
import { readSettings } from '../../src/base/settings.js';
import { Templates } from '../../src/base/templates.js';
import { sampleOf } from '../../src/cli/mail.js';
import { closeWindows, describeWithBrowser, sharedBrowser } from '../support/browser.js';

const WIDTHS = { desktop: 900, phone: 360 } as const;
const FOLDER = process.env['MAIL_PICTURES'];

/** Subject and sender above the mail, and of the mail nothing but what is inside its body. */
const clientPage = (subject: string, html: string): string => `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body style="margin:0;font-family:sans-serif"><div style="padding:12px 16px;border-bottom:1px solid #ccc"><b style="font-size:17px">${subject}</b><br><small>回音 Huiyin &lt;huiyin@example.gov.cn&gt;</small></div>
<div id="mail">${html}</div></body></html>`;

describeWithBrowser('the mails in a mail client', () => {
  const templates = new Templates(readSettings({}));
  let browser: Browser;
  beforeAll(async () => (browser = await sharedBrowser()));
  afterAll(closeWindows);

  it.each(['zh', 'en'] as const)('fit a desktop and a telephone, whole and without a raw field (%s)', async (language: Language) => {
    for (const [device, width] of Object.entries(WIDTHS)) {
      const page = await browser.newPage({ viewport: { width, height: 640 }, ...(device === 'phone' && { deviceScaleFactor: 2, isMobile: true }) });
      for (const key of templates.mailKeys()) {
        const { subject, text, html } = templates.mail(key, sampleOf(key, language), language);
        await page.setContent(clientPage(subject, html));
        const wide = await page.evaluate('Math.max(...[...document.querySelectorAll("#mail, #mail *")].map((each) => each.getBoundingClientRect().right))');
        expect([key, device, Number(wide) <= width + 1]).toEqual([key, device, true]);
        const shown = String(await page.evaluate('document.querySelector("#mail").innerText'));
        expect([key, /[{}]|undefined|null|NaN/.test(shown + subject + text)]).toEqual([key, false]);
        if (FOLDER) {
          mkdirSync(FOLDER, { recursive: true });
          await page.screenshot({ path: join(FOLDER, `${key}-${language}-${device}.png`), fullPage: true });
        }
      }
      await page.close();
    }
  }, 120_000);
});
