import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { Clock } from '../../base/clock.js';
import { Database } from '../../base/database/database.js';
import { Rulebook } from '../../base/policy.js';
import { replayAll } from '../../casefile/replay.js';
import { MatterProofs, verifyAudit } from '../../journal/verify.js';
import { Relay } from '../../journal/relay.js';
import { Directory } from '../../registry/directory.js';
import {
  countBreaches, countBrokenChains, countCases, countDoubleMessageIds, countDoubleMisses, countFalseMisses, countMessages,
  countMisplacedMisses, countUnheard, countUnmarkedBreaches, noticesByState,
} from './invariants.query.js';
import { addsUp } from './months.js';
import { SIMULATED_ACCOUNT } from './simulation.js';

/** One thing that must hold after a simulation, what was found, and whether it holds. */
export interface Invariant {
  readonly name: string;
  readonly found: string;
  readonly holds: boolean;
}

/** Checked at the end of every simulation, also one that was cut off and resumed. */
export async function checkInvariants(app: INestApplicationContext, letters: number, mailFolder: string | null): Promise<Invariant[]> {
  const { sql } = app.get(Database).rows;
  const now = app.get(Clock).now();
  const account = app.get(Directory).accountByHandle(SIMULATED_ACCOUNT);
  const [cases, messages] = [await countCases(sql, account.id), await countMessages(sql, account.id)];
  const breaches = await countBreaches(sql, now);
  const wrongMarks = [await countUnmarkedBreaches(sql, now), await countFalseMisses(sql, now), await countDoubleMisses(sql), await countMisplacedMisses(sql)];
  const notices = await noticesByState(sql);
  const mails = mailFolder === null ? null : mailsIn(mailFolder);
  const audit = await verifyAudit(app.get(Database), undefined, app.get(MatterProofs));
  const replay = await replayAll(app.get(Database), app.get(Rulebook));
  const months = await addsUp(app);
  return [
    is('one case per row / 每条留言一件', `${cases} cases, ${messages} messages, ${letters} rows`, cases === letters && messages === letters),
    is('no event lost / 事件不缺', `${await countBrokenChains(sql)} broken chains, ${audit.events} events`, (await countBrokenChains(sql)) === 0),
    is('every event heard / 事件均已送达', `${await countUnheard(sql)} unheard, ${await app.get(Relay).parked()} parked`, (await countUnheard(sql)) === 0),
    is('every breach marked once, at its due instant / 逾期各记一次，记在到期时刻', `${breaches} breaches, ${wrongMarks.join('+')} wrong`, wrongMarks.every((each) => each === 0)),
    is('every notice once / 通知各发一次', `${JSON.stringify(notices)}${mails === null ? '' : `, ${mails} mails`}`,
      (notices['queued'] ?? 0) === 0 && (notices['dead'] ?? 0) === 0 && (await countDoubleMessageIds(sql)) === 0 && (mails === null || mails === (notices['sent'] ?? 0))),
    is('the audit chain holds / 审计链完整', `${audit.faults.length} faults`, audit.faults.length === 0),
    is('replay equals the stored clocks / 时限可复算', `${replay.cases} cases, ${replay.clocks} clocks, ${replay.differences.length} differences`, replay.differences.length === 0),
    is('the months add up to the case list / 各月合计等于件数', months.found, months.holds),
  ];
}

const is = (name: string, found: string, holds: boolean): Invariant => ({ name, found, holds });

const mailsIn = (folder: string): number => {
  try {
    return readdirSync(join(folder)).filter((name) => name.endsWith('.eml')).length;
  } catch {
    return 0;
  }
};
