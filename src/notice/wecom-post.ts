import { linkOf } from './links.js';
import type { Notice } from './notice.entities.js';
import { askGateway, isPassing, nobodyThere, type GatewayAnswer } from './gateway.js';
import type { Outcome, Post } from './post.js';

/** Codes of the 企业微信 interface that speak of the access token, of being busy, and of the addressee (global error codes). */
const STALE_TOKEN: ReadonlySet<number> = new Set([40014, 42001]);
const BUSY: ReadonlySet<number> = new Set([-1, 45009, 45033]);
const NO_SUCH_PERSON: ReadonlySet<number> = new Set([40003, 60111, 81013]);
/** The same card within so many seconds is shown once: a repeat after a crash is not seen twice. */
const SAME_CARD_SECONDS = 4 * 3600;
/** A token is renewed this long before it ends. */
const EARLY_MS = 5 * 60_000;
const TITLE = 40;

/**
 * 政务微信、企业微信应用消息 (`/cgi-bin/gettoken`, `/cgi-bin/message/send`): a card with the subject and a link. It holds
 * what the subject of the mail holds, and nothing of what the citizen wrote.
 */
export class WecomPost implements Post {
  readonly claim = 16;
  readonly atOnce = 4;
  readonly repeatable = false;
  private readonly base: string;
  private readonly corporation: string;
  private readonly secret: string;
  private readonly agent: number;
  private token: { readonly text: string; readonly until: number } | undefined;

  /** @param url `https://CORPID:SECRET@qyapi.weixin.qq.com/?agent=1000002`; a body of its own has its own host. */
  constructor(url: string, private readonly publicUrl: string) {
    const { origin, username, password, searchParams } = new URL(url);
    this.base = origin;
    this.corporation = decodeURIComponent(username);
    this.secret = decodeURIComponent(password);
    this.agent = Number(searchParams.get('agent'));
  }

  async send(notice: Notice, now: number): Promise<Outcome> {
    try {
      const first = await this.tried(notice, now);
      if (!STALE_TOKEN.has(codeOf(first))) return this.outcomeOf(first);
      this.token = undefined;
      return this.outcomeOf(await this.tried(notice, now));
    } catch (error) {
      return nobodyThere(error, [this.secret, this.token?.text ?? '']);
    }
  }

  /** What has left the house cannot be called back. */
  async forget(): Promise<void> {}

  close(): void {
    this.token = undefined;
  }

  private async tried(notice: Notice, now: number): Promise<GatewayAnswer> {
    const url = new URL('/cgi-bin/message/send', this.base);
    url.searchParams.set('access_token', await this.tokenAt(now));
    return await askGateway(url, {
      touser: notice.address, agentid: this.agent, msgtype: 'textcard',
      textcard: { title: notice.subject.slice(0, TITLE), description: notice.subject, url: linkOf(notice, this.publicUrl), btntxt: '打开' },
      enable_duplicate_check: 1, duplicate_check_interval: SAME_CARD_SECONDS,
    });
  }

  private async tokenAt(now: number): Promise<string> {
    if (this.token && now < this.token.until) return this.token.text;
    const url = new URL('/cgi-bin/gettoken', this.base);
    url.searchParams.set('corpid', this.corporation);
    url.searchParams.set('corpsecret', this.secret);
    const answer = await askGateway(url, undefined);
    const { access_token: text, expires_in: seconds } = answer.fields;
    if (!text) throw new Error(`no access token: ${saidBy(answer)}`);
    this.token = { text, until: now + Number(seconds ?? 7200) * 1000 - EARLY_MS };
    return text;
  }

  private outcomeOf(answer: GatewayAnswer): Outcome {
    const why = saidBy(answer);
    if (isPassing(answer.status) || BUSY.has(codeOf(answer))) return { kind: 'later', why };
    if (NO_SUCH_PERSON.has(codeOf(answer)) || answer.fields['invaliduser']) return { kind: 'refused', why };
    // What is said of the application (its secret, its address, its rights) concerns every notice.
    return answer.status === 200 && answer.fields['errcode'] === '0' ? { kind: 'sent' } : { kind: 'unreachable', why };
  }
}

const codeOf = ({ fields }: GatewayAnswer): number => Number(fields['errcode'] ?? NaN);
const saidBy = ({ status, fields }: GatewayAnswer): string =>
  `HTTP ${status} ${fields['errcode'] ?? ''} ${fields['errmsg'] ?? ''} ${fields['invaliduser'] ?? ''}`.trim().slice(0, 500);
