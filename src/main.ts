import { join } from 'node:path';
import { SystemClock } from './base/clock.js';
import { addressBehind } from './base/opening.js';
import { readSettings, SettingFault } from './base/settings.js';
import { ConfigFault } from './base/policy.js';
import { createApplication } from './application.js';
import { Identity } from './identity/identity.service.js';
import { demonstrationClock } from './demonstration.js';

/** Opens the installation, says where it is, and on the very first start the administrator’s one-time password. */
async function main(): Promise<void> {
  const settings = readSettings();
  const clock = settings.demonstration ? demonstrationClock(settings) : new SystemClock();
  const app = await createApplication(settings, clock, { beating: true });
  const first = await app.get(Identity).firstAdministrator();
  await app.listen(settings.port, settings.host).catch((error: unknown) => {
    throw addressBehind(error, settings);
  });
  const address = await app.getUrl();
  const lines = [
    `回音 Huiyin 已启动 is up: ${address}`,
    `  公众页 public pages  ${address}/public/`,
    `  接口 API             ${address}/api`,
    ...(settings.smtpUrl ? [] : [`  邮件写入 mail goes to ${join(settings.dataDirectory, 'mail')}`]),
    ...(first ? ['', `  管理员 administrator: ${first.login}`, `  一次性密码 one-time password: ${first.password}`, '  （只显示这一次，登录后须修改 shown once; change it after signing in）'] : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

main().catch((error: unknown) => {
  const said = error instanceof SettingFault || error instanceof ConfigFault;
  process.stderr.write(`${said ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
});

