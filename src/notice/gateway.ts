import type { Outcome } from './post.js';

/** A gateway that says nothing for so long is not there. */
const SILENCE_MS = 20_000;

/** What a gateway answered: its status and the plain fields of its JSON, as text, if it is JSON. */
export interface GatewayAnswer {
  readonly status: number;
  readonly fields: Readonly<Record<string, string | undefined>>;
}

/** Asks a gateway by HTTP, JSON both ways; follows no redirect. Throws when nobody answers. */
export async function askGateway(url: URL, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<GatewayAnswer> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST', redirect: 'manual', signal: AbortSignal.timeout(SILENCE_MS),
    headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, fields: fieldsIn(await response.text()) };
}

function fieldsIn(text: string): GatewayAnswer['fields'] {
  try {
    const value: unknown = JSON.parse(text);
    const plain = Object.entries(value ?? {}).filter(([, each]) => typeof each === 'string' || typeof each === 'number');
    return Object.fromEntries(plain.map(([name, each]) => [name, String(each)]));
  } catch {
    return {};
  }
}

/** Nobody answered, for whatever reason; the reason without what may not be read. */
export function nobodyThere(error: unknown, secrets: readonly string[]): Outcome {
  const { name, message, cause } = error as Error;
  const why = `${name}: ${message}${cause instanceof Error ? ` (${cause.message})` : ''}`;
  return { kind: 'unreachable', why: secrets.filter(Boolean).reduce((left, secret) => left.replaceAll(secret, '…'), why).slice(0, 500) };
}

/** Busy or broken for the moment. */
export const isPassing = (status: number): boolean => status === 408 || status === 429 || status >= 500;
