import { workerData } from 'node:worker_threads';
import type { Redaction } from '../../core/judgement/redaction.js';
import type { Pair } from '../../core/quality/verdicts.js';
import { Judge, type Letter, type Reading, type ReplyReading } from './judge.js';
import { UnpackedBasis, type RoutingBasis } from './routing-basis.js';

/** Runs in a thread of the pool: judging never holds up a request. */
const judge = new Judge((workerData as { configDirectory: string }).configDirectory);
const unpacked = new UnpackedBasis();

export function read(task: { letter: Letter; version: string; basis?: RoutingBasis }): Reading | 'send the basis' {
  if (task.basis) unpacked.take(task.basis);
  return unpacked.has(task.version) ? judge.read(task.letter, unpacked) : 'send the basis';
}

export function readReply(task: { pair: Pair; publicPhones: readonly string[] }): ReplyReading {
  return judge.readReply(task.pair, task.publicPhones);
}

export function redactAll(task: { texts: readonly string[]; publicPhones: readonly string[] }): Redaction[] {
  return judge.redactAll(task.texts, task.publicPhones);
}
