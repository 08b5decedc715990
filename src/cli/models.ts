import { AutomaticAssignment } from '../routing/automatic.service.js';
import { RoutingModels } from '../routing/models.service.js';
import { Training } from '../routing/training.service.js';
import { FAULTS, Unusable, type Verb } from './desk.js';

/** `model list | train | compare | switch`: what departments are proposed by. */
export const modelVerb: Verb = (program, desk) => {
  const model = program.command('model').description('派单模型 / the model that proposes departments');
  model.command('list').description('各版本及其成绩，每行一版 / the versions with their figures, one a line').action(async () => {
    await desk.opened(async (app) => {
      const models = app.get(RoutingModels);
      for (const each of await models.list()) await desk.say(JSON.stringify(each));
      const switches = await models.switches();
      if (switches.length === 0) desk.remark('还没有模型，只用职责清单提出建议 / no model yet: proposals are made by the duty lists alone');
      for (const { at, version, before, by, reason } of switches) desk.remark(`${at}  ${before ?? 'duties'} → ${version ?? 'duties'}  ${by}: ${reason}`);
      for (const { organisation, on } of await app.get(AutomaticAssignment).list()) desk.remark(`${organisation}: 自动分办 automatic assignment ${on ? 'on' : 'off'}`);
    });
  });
  model.command('train').description('用已确认的派单训练；不差于现用版本才切换 / learn from confirmed assignments; switched to unless worse').action(async () => {
    await desk.opened(async (app) => {
      const training = app.get(Training);
      const { id } = await training.ask('command line');
      await training.work();
      const { outcome, cases, modelVersion, fault } = (await training.list()).find((each) => each.id === id)!;
      if (outcome === null) desk.remark('另一进程正在训练，或训练已中断、将重新开始 / another process is at it, or was cut off and it will be begun anew');
      if (outcome === 'failed') desk.status = FAULTS;
      await desk.say(JSON.stringify({ outcome, cases, version: modelVersion, ...(fault && { fault }) }));
    });
  });
  model
    .command('compare').description('两个版本在留出件上的对比；duties 为只用职责清单 / two versions on held-back cases; duties: the duty lists alone')
    .argument('<version>').argument('<before>')
    .action(async (version: string, before: string) => {
      const [now, former] = [versionIn(version), versionIn(before)];
      await desk.opened(async (app) => await desk.say(JSON.stringify(await app.get(RoutingModels).compare(now, former))));
    });
  model
    .command('switch').description('切换到某版本；duties 为只用职责清单 / switch to a version; duties: the duty lists alone')
    .argument('<version>').requiredOption('--reason <text>', '理由 / why')
    .action(async (version: string, { reason }: { reason: string }) => {
      const wanted = versionIn(version);
      if (reason.trim() === '' || reason.length > 500) throw new Unusable('--reason 应写明理由，不超过 500 字。', '--reason must say why, in at most 500 characters.');
      await desk.opened(async (app) => {
        await app.get(RoutingModels).switchTo(wanted, { userId: null, reason });
        await desk.say(JSON.stringify({ inForce: wanted ?? 'duties' }));
      });
    });
};

function versionIn(text: string): number | null {
  if (text === 'duties') return null;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Unusable(`版本“${text}”无法使用，应为数字或 duties。`, `The version "${text}" cannot be used: a number, or duties.`);
  return Number(text);
}
