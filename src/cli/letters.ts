import { Letters } from '../core/judgement/topics/letters.js';
import { LikenessIndex, likenessSketchOf } from '../core/judgement/topics/likeness.js';
import { rankedTopics } from '../core/judgement/topics/topics.js';
import type { Desk, Verb } from './desk.js';
import { answerLines, idIn, instantOf, optionalNumber, optionalText, takeLines, textIn, type Given } from './stream.js';

/** Judging many letters together: what many write about, and which are like which. */
export const lettersVerbs: Verb = (program, desk) => {
  program
    .command('topics')
    .description('社情热点 / what many citizens write about, hottest first')
    .argument('[file]', 'JSON Lines; 缺省或 - 为标准输入 / standard input if absent or -')
    .action(async (file: string | undefined) => await sayTopics(desk, file));
  program
    .command('similar')
    .description('相似来信 / the like ones of each letter among those of a file')
    .argument('[file]', 'JSON Lines; 缺省或 - 为标准输入 / standard input if absent or -')
    .requiredOption('--against <file>', '与之比对的来信 / the letters to compare with')
    .action(async (file: string | undefined, { against }: { against: string }) => await saySimilar(desk, file, against));
};

async function sayTopics(desk: Desk, file: string | undefined): Promise<void> {
  const letters = new Letters();
  // A time is given back as it was written: without a zone where none was named.
  let zoned = false;
  await takeLines(desk, (given) => {
    const at = instantOf(given, 'time');
    zoned ||= /(?:Z|[+-]\d{2}:?\d{2})$/u.test(textIn(given, 'time').trim());
    letters.add({
      id: String(idIn(given)), user: textIn(given, 'user'), at, ...letterIn(given),
      likes: optionalNumber(given, 'likes') ?? 0, dislikes: optionalNumber(given, 'dislikes') ?? 0,
    });
  }, file);
  for (const { rank, title, place, who, from, to, heat, users, ids } of rankedTopics(letters)) {
    await desk.say(JSON.stringify({ rank, title, place, who, from: written(from, zoned), to: written(to, zoned), heat, users, ids }));
  }
}

async function saySimilar(desk: Desk, file: string | undefined, against: string): Promise<void> {
  const index = new LikenessIndex<string | number>();
  await takeLines(desk, (given) => {
    const { subject, detail } = letterIn(given);
    index.add(idIn(given), likenessSketchOf(subject, detail));
  }, against);
  await answerLines(desk, (given) => {
    const { subject, detail } = letterIn(given);
    return { matches: index.like(likenessSketchOf(subject, detail)).filter(({ id }) => id !== given['id']) };
  }, file);
}

const letterIn = (given: Given): { subject: string; detail: string } => ({ subject: optionalText(given, 'subject') ?? '', detail: textIn(given, 'detail') });

const CHINA_MS = 8 * 3_600_000;
const written = (at: number, zoned: boolean): string => `${new Date(at + CHINA_MS).toISOString().slice(0, 19)}${zoned ? '+08:00' : ''}`;
