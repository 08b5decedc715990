import { workerData } from 'node:worker_threads';
import type { DutyList } from '../../core/judgement/ranking.js';
import type { Pair } from '../../core/quality/verdicts.js';
import { Judge, type Letter, type Reading, type ReplyReading } from './judge.js';

/** Runs in a thread of the pool: judging never holds up a request. */
const judge = new Judge((workerData as { configDirectory: string }).configDirectory);
let duties: readonly DutyList[] = [];
let dutiesVersion = '';

export function read(task: { letter: Letter; version: string; duties?: readonly DutyList[] }): Reading | 'send the duties' {
  if (task.duties) [duties, dutiesVersion] = [task.duties, task.version];
  return task.version === dutiesVersion ? judge.read(task.letter, duties) : 'send the duties';
}

export function readReply(task: { pair: Pair; publicPhones: readonly string[] }): ReplyReading {
  return judge.readReply(task.pair, task.publicPhones);
}

export function redactAll(task: { texts: readonly string[]; publicPhones: readonly string[] }): string[] {
  return judge.redactAll(task.texts, task.publicPhones);
}
