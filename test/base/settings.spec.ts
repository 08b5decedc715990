import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretKeyOf } from '../../src/base/secrets.js';
import { createApplication } from '../../src/application.js';
import { SystemClock } from '../../src/base/clock.js';
import { readSettings, SettingFault } from '../../src/base/settings.js';

describe('settings', () => {
  it('have working defaults', () => {
    expect(readSettings({})).toMatchObject({ host: '127.0.0.1', port: 3000, publicUrl: 'http://127.0.0.1:3000', synchronous: 'FULL', demonstration: false });
  });

  it.each([
    ['PORT', 'seventy', '0 到 65535'],
    ['PORT', '70000', '0 to 65535'],
    ['DATABASE_URL', 'mysql://somewhere/db', 'postgres://'],
    ['SMTP_URL', 'mail.example.org', 'smtp://'],
    ['SMTP_CA', '/nowhere/ca.pem', 'CA certificates in PEM form'],
    ['MAIL_FROM', 'nobody', 'mail address'],
    ['PUBLIC_URL', 'example.org', 'https://'],
    ['LOG_LEVEL', 'loud', 'fatal, error'],
    ['DEMONSTRATION', 'yes', 'on, off'],
  ])('name a wrong %s=%s and say what is allowed', (name, value, allowed) => {
    const read = () => readSettings({ [name]: value });
    expect(read).toThrow(SettingFault);
    expect(read).toThrow(name);
    expect(read).toThrow(allowed);
  });

  it('never show a password that stands in a wrong address', () => {
    expect(() => readSettings({ DATABASE_URL: 'mysql://me:hush@host/db' })).not.toThrow(/hush/);
  });

  it('take paths from where the command was called, also through npm', () => {
    expect(readSettings({ INIT_CWD: '/somewhere', DATA_DIR: 'here' }).dataDirectory).toBe('/somewhere/here');
  });

  it('build an address for an IPv6 host', () => {
    expect(readSettings({ HOST: '::', PORT: '8080' }).publicUrl).toBe('http://[::1]:8080');
  });
});

describe('the secret key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-key-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is made once, for the owner alone, and stays the same', () => {
    const settings = readSettings({ DATA_DIR: folder });
    const first = secretKeyOf(settings);
    expect(first).toHaveLength(32);
    expect(secretKeyOf(settings)).toEqual(first);
    expect(statSync(settings.secretKeyFile).mode & 0o777).toBe(0o600);
  });

  it('is refused with its file’s name when it is not a key', () => {
    const file = join(folder, 'broken.key');
    writeFileSync(file, 'not a key');
    expect(() => secretKeyOf(readSettings({ DATA_DIR: folder, SECRET_KEY_FILE: file }))).toThrow(/SECRET_KEY_FILE/);
    expect(() => secretKeyOf(readSettings({ DATA_DIR: file }))).toThrow(/DATA_DIR.*不是目录[^]*a directory is needed/);
  });
});

describe('an installation that cannot open says which setting to look at', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-opening-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const opened = (environment: Record<string, string>) => createApplication(readSettings({ LOG_LEVEL: 'error', WORKERS: '0', ...environment }), new SystemClock(), { beating: false });

  it('when nothing answers at the address of the database, without its password', async () => {
    const fault = await opened({ DATA_DIR: folder, DATABASE_URL: 'postgres://me:hush@127.0.0.1:1/huiyin' }).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(SettingFault);
    expect((fault as Error).message).toMatch(/DATABASE_URL=“postgres:\/\/…@127\.0\.0\.1:1\/huiyin”无法使用：连不上数据库[^]*cannot be reached/);
  });

  it('when the embedded database is none', async () => {
    writeFileSync(join(folder, 'huiyin.sqlite'), 'not a database, but long enough to be read as one'.repeat(40));
    await expect(opened({ DATA_DIR: folder })).rejects.toThrow(/DATA_DIR[^]*已损坏[^]*a backup/);
  });
});
