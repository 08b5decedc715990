import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import { problemOf } from '../base/problems.js';
import { Refusal } from '../core/refusal.js';
import { linesOf } from '../base/lines.js';
import { FAULTS, type Desk } from './desk.js';

export type Given = Record<string, unknown>;

/** One question in, one answer out. @throws Refusal for a question that cannot be answered */
export type Answering = (given: Given) => object;

/** A judging verb: opens no database, answers line by line from a file or standard input. */
export function judgingVerb(program: Command, desk: Desk, name: string, description: string, answering: () => Answering): Command {
  return program
    .command(name)
    .description(description)
    .argument('[file]', 'JSON Lines; 缺省或 - 为标准输入 / standard input if absent or -')
    .action(async (file: string | undefined) => await answerLines(desk, answering(), file));
}

/** Answers in the order of the questions; a million lines need no more memory than a thousand. */
export async function answerLines(desk: Desk, answer: Answering, file?: string): Promise<void> {
  const source = file === undefined || file === '-' ? desk.streams.input : createReadStream(desk.file(file));
  for await (const { number, text, cut } of linesOf(source)) {
    if (text.trim() === '') continue;
    await desk.say(JSON.stringify(answerTo(text, cut, number, answer, desk)));
  }
}

/** Takes in every line before anything is answered; a bad line is answered at once with its problem. */
export async function takeLines(desk: Desk, take: (given: Given) => void, file?: string): Promise<void> {
  const source = file === undefined || file === '-' ? desk.streams.input : createReadStream(desk.file(file));
  for await (const { number, text, cut } of linesOf(source)) {
    if (text.trim() === '') continue;
    const taken = answerTo(text, cut, number, (given) => (take(given), {}), desk);
    if ('error' in taken) await desk.say(JSON.stringify(taken));
  }
}

/** The same where an answer is a text of its own; what cannot be answered is said on standard error. */
export async function answerTexts(desk: Desk, answer: (given: Given) => string, file?: string): Promise<void> {
  const source = file === undefined || file === '-' ? desk.streams.input : createReadStream(desk.file(file));
  for await (const { number, text, cut } of linesOf(source)) {
    if (text.trim() === '') continue;
    try {
      await desk.say(answer(objectIn(text, cut)));
    } catch (error) {
      desk.status = FAULTS;
      desk.remark(JSON.stringify(problemIn(error, number)));
    }
  }
}

function answerTo(text: string, cut: boolean, line: number, answer: Answering, desk: Desk): object {
  let id: unknown = null;
  try {
    const given = objectIn(text, cut);
    id = given['id'] ?? null;
    return { id, ...answer(given) };
  } catch (error) {
    desk.status = FAULTS;
    return { id, error: problemIn(error, line) };
  }
}

function objectIn(text: string, cut: boolean): Given {
  if (cut) throw shape('这一行过长', 'the line is too long');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw shape(`这一行不是有效的 JSON：${(error as Error).message}`, `the line is not valid JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw shape('这一行不是 JSON 对象', 'the line is not a JSON object');
  return value as Given;
}

const problemIn = (error: unknown, line: number): object => {
  if (!(error instanceof Refusal)) throw error;
  const { zh, en } = error as Partial<{ zh: string; en: string }>;
  const facts = { ...error.facts, line, ...(zh && en && { say: { zh, en } }) };
  return { ...problemOf(error.code, facts, 'zh', ''), detailEn: problemOf(error.code, facts, 'en', '').detail };
};

/** A number that may be left out. @throws Refusal `wrong_shape` */
export function optionalNumber(given: Given, field: string): number | undefined {
  const value = given[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw shape(`字段 ${field} 应为数字`, `field ${field} must be a number`);
  return value;
}

/** The name of a question, a text or a number. @throws Refusal `wrong_shape` */
export function idIn(given: Given): string | number {
  const id = given['id'];
  if (typeof id !== 'string' && typeof id !== 'number') throw shape('字段 id 应为文字或数字', 'field id must be a text or a number');
  return id;
}

/** An instant in ms; without a zone it is Chinese time. @throws Refusal `wrong_shape` */
export function instantOf(given: Given, field: string): number {
  const text = textIn(given, field).trim();
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/u.test(text) ? text : `${text.length === 10 ? `${text}T00:00:00` : text.replace(' ', 'T')}+08:00`;
  const at = Date.parse(zoned);
  if (Number.isNaN(at)) throw shape(`字段 ${field} 应为时间，如 2026-03-04T10:00:00`, `field ${field} must be a time such as 2026-03-04T10:00:00`);
  return at;
}

const shape = (zh: string, en: string): Refusal => new Refusal('wrong_shape', { say: { zh, en } });

/** A text that must be there. @throws Refusal `wrong_shape` */
export function textIn(given: Given, field: string): string {
  const value = given[field];
  if (typeof value !== 'string') throw shape(`字段 ${field} 应为文字`, `field ${field} must be a text`);
  return value;
}

/** A text that may be left out. @throws Refusal `wrong_shape` */
export function optionalText(given: Given, field: string): string | undefined {
  return given[field] === undefined || given[field] === null ? undefined : textIn(given, field);
}
