import { isPassing, askGateway, nobodyThere } from './gateway.js';
import type { Notice } from './notice.entities.js';
import type { SmsGateway } from './notice-settings.js';
import type { Outcome, Post } from './post.js';
import { linkOf } from './links.js';

/** The gateway does not know us: that concerns every message. */
const NOT_LET_IN: ReadonlySet<number> = new Set([401, 403, 404, 405]);

/**
 * 短信 through an HTTP gateway: gateways differ, so `config/notices.yaml` says what the body is and what an acceptance
 * looks like. A message holds the subject and a link, and nothing of what the citizen wrote.
 */
export class SmsPost implements Post {
  readonly claim = 16;
  readonly atOnce = 4;
  readonly repeatable = false;
  private readonly url: URL;
  private readonly secrets: readonly string[];
  private readonly headers: Readonly<Record<string, string>>;

  /** @param url `https://user:password@gateway.example/send` (Basic), or `https://:token@…` (Bearer) */
  constructor(url: string, private readonly publicUrl: string, private readonly gateway: SmsGateway) {
    this.url = new URL(url);
    const [user, password] = [decodeURIComponent(this.url.username), decodeURIComponent(this.url.password)];
    this.secrets = [password, user];
    const basic = Buffer.from(`${user}:${password}`).toString('base64');
    this.headers = password === '' ? {} : { authorization: user === '' ? `Bearer ${password}` : `Basic ${basic}` };
    this.url.username = this.url.password = '';
  }

  async send(notice: Notice): Promise<Outcome> {
    try {
      const { status, fields } = await askGateway(this.url, this.bodyOf(notice), { ...this.headers, 'idempotency-key': notice.id });
      const said = fields[this.gateway.accepted.field];
      const why = `HTTP ${status} ${said ?? ''}`.trim().slice(0, 500);
      if (isPassing(status)) return { kind: 'later', why };
      if (NOT_LET_IN.has(status) || (status >= 300 && status < 400)) return { kind: 'unreachable', why };
      if (status >= 400) return { kind: 'refused', why };
      return said === undefined || this.gateway.accepted.values.includes(said) ? { kind: 'sent' } : { kind: 'later', why };
    } catch (error) {
      return nobodyThere(error, this.secrets);
    }
  }

  /** What has left the house cannot be called back. */
  async forget(): Promise<void> {}

  close(): void {}

  private bodyOf(notice: Notice): Record<string, string> {
    const facts: Record<string, string> = { id: notice.id, phone: notice.address, text: `${notice.subject} ${linkOf(notice, this.publicUrl)}` };
    const filled = ([name, value]: [string, string]): [string, string] => [name, value.replaceAll(/\{(\w+)\}/g, (whole, field: string) => facts[field] ?? whole)];
    return Object.fromEntries(Object.entries(this.gateway.body).map(filled));
  }
}
