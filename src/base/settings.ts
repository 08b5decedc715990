import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The settings of an installation, read once from the environment. The only file that knows `process.env`. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly dataDirectory: string;
  /** Absent: the embedded SQLite in the data directory. */
  readonly databaseUrl?: string;
  /** Absent: mails are written to `mail/*.eml` in the data directory. */
  readonly smtpUrl?: string;
  /** PEM: whom to trust besides the authorities of the system when the mail server shows its certificate. */
  readonly smtpAuthorities?: string;
  readonly mailFrom: string;
  /** Absent: nobody is told by 政务微信. */
  readonly wecomUrl?: string;
  /** Absent: nobody is told by 短信. */
  readonly smsUrl?: string;
  readonly publicUrl: string;
  readonly configDirectory: string;
  readonly logLevel: LogLevel;
  readonly secretKeyFile: string;
  readonly trustedProxies: readonly string[];
  /** Networks of the house that webhooks may call; everything else internal is refused. */
  readonly webhookNetworks: readonly string[];
  /** The demonstration’s clock and example data; never on an installation that serves people. */
  readonly demonstration: boolean;
  /** SQLite only: FULL makes every act durable before it is answered; the simulation may choose NORMAL. */
  readonly synchronous: 'FULL' | 'NORMAL';
  readonly workers: number;
  /** A language model for second opinions, by its OpenAI-compatible address; absent: none, and nothing needs one. */
  readonly languageModel?: LanguageModelSettings;
}

export interface LanguageModelSettings {
  readonly url: string;
  readonly name: string;
  readonly key: string | null;
  readonly seconds: number;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A setting that cannot be used: which one, what it is, what is allowed. */
export class SettingFault extends Error {
  constructor(name: string, value: string, allowed: { zh: string; en: string }) {
    super(`设置 ${name}=“${value}”无法使用：${allowed.zh}。\nSetting ${name}="${value}" cannot be used: ${allowed.en}.`);
    this.name = 'SettingFault';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The project’s own folder: where `config/` and `package.json` lie, whether run from `src/` or `dist/`. */
export const projectDirectory = ((): string => {
  let here = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(here, 'package.json'))) here = dirname(here);
  return here;
})();

/** Relative paths are meant from where the command was called, also through `npm run`. */
export const callerDirectory = (environment: Environment = process.env): string => environment['INIT_CWD'] ?? process.cwd();

const urlOf = (name: string, value: string, protocols: readonly string[]): string => {
  const allowed = { zh: `应为以 ${protocols.join(' 或 ')} 开头的地址`, en: `expected a URL starting with ${protocols.join(' or ')}` };
  if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol + '//')) {
    throw new SettingFault(name, value.replace(/\/\/[^@/]*@/, '//…@'), allowed);
  }
  return value;
};

const wholeNumber = (name: string, value: string, low: number, high: number): number => {
  const number = Number(value);
  if (!Number.isInteger(number) || number < low || number > high) {
    throw new SettingFault(name, value, { zh: `应为 ${low} 到 ${high} 的整数`, en: `expected a whole number from ${low} to ${high}` });
  }
  return number;
};

const oneOf = <T extends string>(name: string, value: string, allowed: readonly T[]): T => {
  const found = allowed.find((each) => each === value);
  if (!found) throw new SettingFault(name, value, { zh: `可用值：${allowed.join('、')}`, en: `allowed: ${allowed.join(', ')}` });
  return found;
};

const networks = (name: string, value: string): string[] => {
  const list = value.split(',').map((each) => each.trim()).filter(Boolean);
  for (const network of list) {
    const [address = '', prefix = '0'] = network.split('/');
    const longest = isIP(address) === 6 ? 128 : 32;
    if (isIP(address) === 0 || !/^\d{1,3}$/.test(prefix) || Number(prefix) > longest) {
      throw new SettingFault(name, network, { zh: '应为 10.1.2.0/24 这样的网段，逗号分隔', en: 'expected networks such as 10.1.2.0/24, separated by commas' });
    }
  }
  return list;
};

const wecom = (name: string, value: string): string => {
  const { username, password, searchParams } = new URL(value);
  if (username && password && /^\d+$/.test(searchParams.get('agent') ?? '')) return value;
  const allowed = { zh: '应如 https://企业标识:应用密钥@qyapi.weixin.qq.com/?agent=应用编号', en: 'expected https://CORPID:SECRET@host/?agent=NUMBER' };
  throw new SettingFault(name, value.replace(/\/\/[^@/]*@/, '//…@'), allowed);
};

/** The certificates in a PEM file, as they stand. */
const certificates = (name: string, file: string): string => {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new SettingFault(name, file, { zh: '应为存有 PEM 格式根证书的文件', en: 'expected a file with CA certificates in PEM form' });
};

const mailAddress = (name: string, value: string): string => {
  if (!/^[^@\s]*<?[^@\s<>]+@[^@\s<>]+>?$/.test(value.replace(/^[^<]*(?=<)/, ''))) {
    throw new SettingFault(name, value, { zh: '应为邮件地址，如 回音 <huiyin@example.gov.cn>', en: 'expected a mail address such as Huiyin <huiyin@example.org>' });
  }
  return value;
};

function languageModelIn(get: (name: string) => string | undefined): Pick<Settings, 'languageModel'> {
  const url = get('LANGUAGE_MODEL_URL');
  if (url === undefined) return {};
  const name = get('LANGUAGE_MODEL');
  if (name === undefined) throw new SettingFault('LANGUAGE_MODEL', '', { zh: '设置了 LANGUAGE_MODEL_URL 时须写明模型名称', en: 'with LANGUAGE_MODEL_URL the name of the model is needed' });
  return {
    languageModel: {
      url: urlOf('LANGUAGE_MODEL_URL', url, ['http://', 'https://']).replace(/\/$/, ''), name, key: get('LANGUAGE_MODEL_KEY') ?? null,
      seconds: wholeNumber('LANGUAGE_MODEL_SECONDS', get('LANGUAGE_MODEL_SECONDS') ?? '20', 1, 120),
    },
  };
}

/** @throws SettingFault naming the first setting that cannot be used. */
export function readSettings(environment: Environment = process.env): Settings {
  const get = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const pathOf = (value: string): string => (isAbsolute(value) ? value : resolve(callerDirectory(environment), value));
  const host = get('HOST') ?? '127.0.0.1';
  const port = wholeNumber('PORT', get('PORT') ?? '3000', 0, 65535);
  const dataDirectory = pathOf(get('DATA_DIR') ?? join(projectDirectory, 'data'));
  const databaseUrl = get('DATABASE_URL');
  const smtpUrl = get('SMTP_URL');
  const smtpCa = get('SMTP_CA');
  const [wecomUrl, smsUrl] = [get('WECOM_URL'), get('SMS_URL')];
  return {
    host,
    port,
    dataDirectory,
    ...(databaseUrl && { databaseUrl: urlOf('DATABASE_URL', databaseUrl, ['postgres://', 'postgresql://']) }),
    ...(smtpUrl && { smtpUrl: urlOf('SMTP_URL', smtpUrl, ['smtp://', 'smtps://']) }),
    ...(smtpCa && { smtpAuthorities: certificates('SMTP_CA', pathOf(smtpCa)) }),
    mailFrom: mailAddress('MAIL_FROM', get('MAIL_FROM') ?? '回音 Huiyin <huiyin@localhost.localdomain>'),
    ...(wecomUrl && { wecomUrl: wecom('WECOM_URL', urlOf('WECOM_URL', wecomUrl, ['https://', 'http://'])) }),
    ...(smsUrl && { smsUrl: urlOf('SMS_URL', smsUrl, ['https://', 'http://']) }),
    publicUrl: urlOf('PUBLIC_URL', get('PUBLIC_URL') ?? `http://${host.includes(':') ? '[::1]' : host}:${port}`, ['http://', 'https://']).replace(/\/$/, ''),
    configDirectory: pathOf(get('CONFIG_DIR') ?? join(projectDirectory, 'config')),
    logLevel: oneOf('LOG_LEVEL', get('LOG_LEVEL') ?? 'info', LOG_LEVELS),
    secretKeyFile: pathOf(get('SECRET_KEY_FILE') ?? join(dataDirectory, 'secret.key')),
    trustedProxies: (get('TRUSTED_PROXIES') ?? '').split(',').map((each) => each.trim()).filter(Boolean),
    webhookNetworks: networks('WEBHOOK_NETWORKS', get('WEBHOOK_NETWORKS') ?? ''),
    demonstration: oneOf('DEMONSTRATION', get('DEMONSTRATION') ?? 'off', ['on', 'off']) === 'on',
    synchronous: oneOf('SQLITE_SYNCHRONOUS', get('SQLITE_SYNCHRONOUS') ?? 'FULL', ['FULL', 'NORMAL']),
    workers: wholeNumber('WORKERS', get('WORKERS') ?? '1', 0, 16),
    ...languageModelIn(get),
  };
}
