import { readFile } from 'node:fs/promises';
import { Identity } from '../identity/identity.service.js';
import { readRegistry } from '../registry/registry-file.js';
import { Registry } from '../registry/registry.service.js';
import type { Verb } from './desk.js';

/** `registry import FILE`: organisations, departments with duty lists, accounts, users; all of it or nothing. */
export const registryVerb: Verb = (program, desk) => {
  program
    .command('registry')
    .description('登记册 / the registry')
    .command('import')
    .description('导入机构、部门、职责、账号、人员 / take in a registry file (.yaml or .xlsx)')
    .argument('<file>')
    .action(async (file: string) => {
      const path = desk.file(file);
      const read = await readRegistry(file, await readFile(path));
      await desk.opened(async (app) => {
        // The users of the file would otherwise be the first, and nobody could administrate.
        const first = await app.get(Identity).firstAdministrator();
        const counts = await app.get(Registry).take(read.file).catch((error: unknown) => {
          throw read.placed(error);
        });
        const { organisations, departments, accounts, users } = counts;
        await desk.say(`已导入：机构 ${organisations}、部门 ${departments}、账号 ${accounts}、人员 ${users} / taken: ${organisations} organisations, ${departments} departments, ${accounts} accounts, ${users} users`);
        if (first) await desk.say(`管理员 administrator: ${first.login}  一次性密码 one-time password: ${first.password}`);
      });
    });
};
