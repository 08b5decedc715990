/** The command line with its streams in the test’s hand. */
import { Readable, Writable } from 'node:stream';
import { Desk, type Verb } from '../../src/cli/desk.js';
import { run } from '../../src/cli/run.js';

export interface Said {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

const collecting = (texts: string[]): Writable =>
  new Writable({ write: (chunk: Buffer, _encoding, done) => (texts.push(chunk.toString()), done()) });

/** Runs the words as a shell would, with this text on standard input. */
export async function huiyin(verbs: readonly Verb[], words: readonly string[], input = '', environment: Record<string, string> = {}): Promise<Said> {
  const [output, errors]: [string[], string[]] = [[], []];
  const desk = new Desk({ input: Readable.from([Buffer.from(input)]), output: collecting(output), errors: collecting(errors) }, environment);
  const status = await run(verbs, desk, words);
  return { status, output: output.join(''), errors: errors.join('') };
}

export const linesIn = (text: string): Record<string, unknown>[] => text.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
