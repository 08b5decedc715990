import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { settingBehind } from './opening.js';
import { SettingFault, type Settings } from './settings.js';

/** Letters and digits that cannot be mistaken for one another. */
const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** Encryption of contact fields and the making and checking of secrets people or machines carry. */
export class Secrets {
  constructor(private readonly key: Buffer) {}

  /** AES-256-GCM, a fresh nonce each time; the text form is versioned so that another cipher may follow. */
  encrypt(plain: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
  }

  decrypt(sealed: string): string {
    const bytes = Buffer.from(sealed.replace(/^v1\./, ''), 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  }

  /** A keyed digest by which equal values are found without being readable (same person, same contact). */
  digest(value: string): string {
    return createHmac('sha256', this.key).update(value.normalize('NFKC')).digest('base64url');
  }
}

/** The code by which a citizen looks a case up: derived from the case and the installation’s key, stored nowhere. */
export function queryCodeOf(secrets: Secrets, caseId: string): string {
  const digest = Buffer.from(secrets.digest(`query-code:${caseId}`), 'base64url');
  return Array.from({ length: 8 }, (_, index) => CODE_ALPHABET[digest.readUInt32BE(index * 4) % CODE_ALPHABET.length]).join('');
}

/** A code for people: 8 signs of 31, about 40 bits; attempts are limited where it is asked for. */
export const newCode = (length = 8): string =>
  Array.from({ length }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');

/** A token for machines and sessions: 256 bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token: never the token itself. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url');

export const sameSecret = (one: string, other: string): boolean => {
  const [a, b] = [tokenHash(one), tokenHash(other)].map((each) => Buffer.from(each));
  return timingSafeEqual(a!, b!);
};

/** The key that encrypts contacts and signs codes: read, or made once with mode 600. 32 bytes. @throws SettingFault where there can be none */
export function secretKeyOf({ secretKeyFile, dataDirectory }: Pick<Settings, 'secretKeyFile' | 'dataDirectory'>): Buffer {
  try {
    if (!existsSync(secretKeyFile)) makeKey(secretKeyFile);
    chmodSync(secretKeyFile, 0o600);
    const key = Buffer.from(readFileSync(secretKeyFile, 'utf8').trim(), 'base64');
    if (key.length === 32) return key;
  } catch (error) {
    throw dirname(secretKeyFile) === dataDirectory ? settingBehind(error, 'DATA_DIR', dataDirectory) : settingBehind(error, 'SECRET_KEY_FILE', secretKeyFile);
  }
  throw new SettingFault('SECRET_KEY_FILE', secretKeyFile, { zh: '文件内容应为 32 字节的 Base64', en: 'the file must hold 32 bytes in base64' });
}

function makeKey(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('base64') + '\n', { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // Two processes may start at once; the first one’s key counts.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
