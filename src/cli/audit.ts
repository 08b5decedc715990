import { Database } from '../base/database/database.js';
import { replayAll } from '../casefile/replay.js';
import { MatterProofs, verifyAudit } from '../journal/verify.js';
import { Rulebook } from '../base/policy.js';
import { FAULTS, type Verb } from './desk.js';

/** `audit verify`: every hash of the journal computed again. */
export const auditVerb: Verb = (program, desk) => {
  program
    .command('audit')
    .description('审计 / the audit trail')
    .command('verify')
    .description('重算全部哈希 / compute every hash of the journal again')
    .action(async () => {
      await desk.opened(async (app) => {
        const found = await verifyAudit(app.get(Database), (fault) => desk.remark(`${fault.where}: ${fault.what}`), app.get(MatterProofs));
        await desk.say(JSON.stringify(found));
        if (found.faults.length > 0) desk.status = FAULTS;
      });
    });
};

/** `replay`: every clock computed again from the events of its case. */
export const replayVerb: Verb = (program, desk) => {
  program
    .command('replay')
    .description('由事件重算全部时限 / compute every clock again from the events')
    .action(async () => {
      await desk.opened(async (app) => {
        let differences = 0;
        const { cases, clocks } = await replayAll(app.get(Database), app.get(Rulebook), (difference) => {
          differences += 1;
          desk.remark(JSON.stringify(difference));
        });
        await desk.say(JSON.stringify({ cases, clocks, differences }));
        if (differences > 0) desk.status = FAULTS;
      });
    });
};
