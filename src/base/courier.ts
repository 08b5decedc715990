import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as plainRequest, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** What the other side said, or why nobody did. */
export interface Answer {
  readonly status: number | null;
  readonly error: string | null;
  /** `Retry-After` in seconds, where given. */
  readonly retryAfter: number | null;
}

/** An answer with what it says. */
export interface Letter extends Answer {
  readonly body: string;
  readonly etag: string | null;
}

const TIMEOUT_MS = 20_000;
/** What is read of an answer at most. */
const LONGEST_LETTER = 16 * 1024 * 1024;

/** Addresses inside the house or the machine: RFC 1918, 3927, 4193, 4291, 6598, 6890. */
const INTERNAL: readonly (readonly [address: string, prefix: number, family: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'], ['10.0.0.0', 8, 'ipv4'], ['100.64.0.0', 10, 'ipv4'], ['127.0.0.0', 8, 'ipv4'], ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'], ['192.0.0.0', 24, 'ipv4'], ['192.0.2.0', 24, 'ipv4'], ['192.88.99.0', 24, 'ipv4'], ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'], ['198.51.100.0', 24, 'ipv4'], ['203.0.113.0', 24, 'ipv4'], ['224.0.0.0', 3, 'ipv4'],
  ['::', 96, 'ipv6'], ['64:ff9b::', 96, 'ipv6'], ['64:ff9b:1::', 48, 'ipv6'], ['100::', 64, 'ipv6'], ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'], ['2002::', 16, 'ipv6'], ['fc00::', 7, 'ipv6'], ['fe80::', 10, 'ipv6'], ['ff00::', 8, 'ipv6'],
];

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

const listOf = (networks: Iterable<readonly [string, number, 'ipv4' | 'ipv6']>): BlockList => {
  const list = new BlockList();
  for (const [address, prefix, family] of networks) list.addSubnet(address, prefix, family);
  return list;
};

export class InternalAddress extends Error {}

/**
 * Speaks to addresses of the outside world alone: the address that was checked is the one that is connected to, so a name
 * that changes in between leads nowhere. Redirects are not followed. `allowed`: networks of the house that are meant.
 */
export class Courier {
  private readonly internal = listOf(INTERNAL);
  private readonly allowed: BlockList;

  constructor(allowed: readonly string[]) {
    this.allowed = listOf(allowed.map((network) => networkOf(network)));
  }

  /** Whether an address given by number may be called. */
  mayCall(address: string): boolean {
    return this.isOurs(address) || !this.internal.check(address, familyOf(address));
  }

  /** Whether it lies in a network of the house that is meant. */
  isOurs(address: string): boolean {
    return this.allowed.check(address, familyOf(address));
  }

  /** Whether an address given by a person may be written down: encrypted, without a password in it; plain HTTP only into networks that are meant. */
  mayAddress(url: string): boolean {
    const target = URL.canParse(url) ? new URL(url) : null;
    if (!target || target.username || target.password) return false;
    const host = hostOf(target);
    const byNumber = isIP(host) !== 0;
    if (byNumber && !this.mayCall(host)) return false;
    return target.protocol === 'https:' || (target.protocol === 'http:' && byNumber && this.isOurs(host));
  }

  async post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Answer> {
    const { status, error, retryAfter } = await this.send(url, { method: 'POST', headers, body, timeoutMs: TIMEOUT_MS }, false);
    return { status, error, retryAfter };
  }

  /** Asks and reads the whole answer, as long as it is not longer than sixteen megabytes. */
  async ask(url: string, question: Question): Promise<Letter> {
    return await this.send(url, question, true);
  }

  private async send(url: string, { method, headers, body, timeoutMs = TIMEOUT_MS }: Question, reads: boolean): Promise<Letter> {
    const target = new URL(url);
    const host = hostOf(target);
    if (isIP(host) !== 0 && !this.mayCall(host)) return unanswered(`internal address ${host}`);
    return await new Promise((done) => {
      const options: RequestOptions = {
        method, headers: { ...headers, ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }) }, timeout: timeoutMs, lookup: this.lookup, agent: false,
      };
      const open = target.protocol === 'https:' ? secureRequest : plainRequest;
      const request = open(target, options, (response) => (reads ? read(response, done) : done(answerOf(response))));
      endAfter(request, timeoutMs, done);
      request.end(body);
    });
  }

  private readonly lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const addresses = found as unknown as LookupAddress[];
      const inside = error ? undefined : addresses.find(({ address }) => !this.mayCall(address));
      const fault = error ?? (inside ? new InternalAddress(`internal address ${inside.address}`) : null);
      if (fault) callback(fault, [] as never);
      else if (options.all) callback(null, addresses as never);
      else callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
}

export interface Question {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs?: number;
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

const unanswered = (error: string): Letter => ({ status: null, error: error.slice(0, 300), retryAfter: null, body: '', etag: null });

function endAfter(request: ClientRequest, timeoutMs: number, done: (letter: Letter) => void): void {
  // A server that trickles its answer would keep the timeout of silence from ever coming.
  const overall = AbortSignal.timeout(timeoutMs);
  overall.addEventListener('abort', () => request.destroy(new Error('timed out')));
  request.on('timeout', () => request.destroy(new Error('timed out')));
  request.on('error', (error) => done(unanswered(error.message)));
}

function answerOf(response: IncomingMessage): Letter {
  response.resume();
  return { ...headOf(response), body: '' };
}

function headOf({ statusCode, headers }: IncomingMessage): Omit<Letter, 'body'> {
  const seconds = Number(headers['retry-after']);
  return { status: statusCode ?? null, error: null, retryAfter: Number.isInteger(seconds) && seconds > 0 ? seconds : null, etag: headers.etag ?? null };
}

function read(response: IncomingMessage, done: (letter: Letter) => void): void {
  const parts: Buffer[] = [];
  let length = 0;
  response.on('data', (part: Buffer) => {
    length += part.length;
    parts.push(part);
    if (length > LONGEST_LETTER) response.destroy(new Error('the answer is too long'));
  });
  response.on('end', () => done({ ...headOf(response), body: Buffer.concat(parts).toString('utf8') }));
  response.on('error', (error) => done(unanswered(error.message)));
}

/** `10.1.2.0/24`, or an address alone. @throws RangeError */
export function networkOf(text: string): readonly [string, number, 'ipv4' | 'ipv6'] {
  const [address = '', prefix] = text.split('/');
  const family = isIP(address);
  const longest = family === 6 ? 128 : 32;
  const length = prefix === undefined ? longest : Number(prefix);
  if (family === 0 || !Number.isInteger(length) || length < 0 || length > longest) throw new RangeError(text);
  return [address, length, family === 6 ? 'ipv6' : 'ipv4'];
}
