import { Database } from '../base/database/database.js';
import { Refusal } from '../core/refusal.js';
import { keysOf, ROLES } from '../core/vocabulary.js';
import { Identity } from '../identity/identity.service.js';
import { SCOPES, SCOPES_OF_ALL, User } from '../identity/identity.entities.js';
import { newPassword } from '../identity/people.controller.js';
import { Directory } from '../registry/directory.js';
import { Unusable, wordOf, type Verb } from './desk.js';

interface UserOptions {
  readonly login: string;
  readonly name: string;
  readonly roles: string;
  readonly department?: string;
  readonly organisation?: string;
  readonly email?: string;
  readonly password?: string;
}

/** `user create`: prints a one-time password unless one is given. */
export const userVerb: Verb = (program, desk) => {
  program
    .command('user')
    .description('人员 / people')
    .command('create')
    .requiredOption('--login <login>')
    .requiredOption('--name <name>')
    .requiredOption('--roles <roles>', keysOf(ROLES).join(','))
    .option('--department <code>')
    .option('--organisation <code>')
    .option('--email <address>')
    .option('--password <password>', '缺省：生成一次性密码 / a one-time password is made if absent')
    .action(async (options: UserOptions) => {
      const roles = options.roles.split(',').map((role) => wordOf('--roles', role.trim(), keysOf(ROLES)));
      const password = options.password ?? newPassword();
      await desk.opened(async (app) => {
        const directory = app.get(Directory);
        const departmentId = options.department === undefined ? null : directory.department(options.department).id;
        const organisationId = options.organisation === undefined ? null : organisationOf(directory, options.organisation);
        await app.get(Database).write('person', async (turn) => {
          if (await turn.rows.one(User, { login: options.login })) throw new Refusal('duplicate', { login: options.login });
          await app.get(Identity).putUser(turn, {
            login: options.login, name: options.name, email: options.email ?? null, roles, departmentId, organisationId, password,
            mustChangePassword: options.password === undefined,
          });
        });
        await desk.say(options.password === undefined ? `${options.login}  一次性密码 one-time password: ${password}` : options.login);
      });
    });
};

const organisationOf = (directory: Directory, code: string): string => {
  const found = directory.allOrganisations().find((each) => each.code === code);
  if (!found) throw new Unusable(`没有机构 ${code}。`, `There is no organisation ${code}.`);
  return found.id;
};

interface TokenOptions {
  readonly scope: string;
  readonly account?: string;
  readonly name?: string;
}

/** `token create`: the token alone on standard output, shown once. */
export const tokenVerb: Verb = (program, desk) => {
  program
    .command('token')
    .description('机器令牌 / tokens for machines')
    .command('create')
    .requiredOption('--scope <scope>', 'channel, import, read, receipts')
    .option('--account <handle>')
    .option('--name <name>')
    .action(async (options: TokenOptions) => {
      const scope = wordOf('--scope', options.scope, SCOPES);
      if (!SCOPES_OF_ALL.includes(scope) && options.account === undefined) {
        throw new Unusable(`--scope ${scope} 须用 --account 指明账号。`, `--scope ${scope} needs an --account.`);
      }
      await desk.opened(async (app) => {
        const account = options.account === undefined ? null : app.get(Directory).accountByHandle(options.account);
        const name = options.name ?? [scope, account?.handle].filter(Boolean).join(' ');
        await desk.say(await app.get(Database).write('person', (turn) => app.get(Identity).makeToken(turn, name, scope, account?.id ?? null)));
      });
    });
};
