/** What keeps an installation from opening, told by the setting to look at. */
import { SettingFault, type Settings } from './settings.js';

type Told = { readonly zh: string; readonly en: string };

const AWAY: Told = { zh: '连不上数据库，请看它是否在运行、地址和端口是否写对', en: 'the database cannot be reached: see whether it runs and whether host and port are right' };
const STRANGER: Told = { zh: '数据库不认这个用户名或密码', en: 'the database does not accept this user or password' };
const NO_FOLDER: Told = { zh: '此处已有同名文件，不是目录', en: 'there is a file of this name where a directory is needed' };
const FORBIDDEN: Told = { zh: '没有读写权限，请换一个目录或改正权限', en: 'it may not be read and written: choose another or put its permissions right' };
const FULL: Told = { zh: '磁盘已满', en: 'the disk is full' };
const BROKEN: Told = { zh: '其中的 huiyin.sqlite 不是数据库或已损坏，请从备份恢复', en: 'its huiyin.sqlite is no database or is damaged: bring it back from a backup' };

/** By the code of the system, of SQLite, and of PostgreSQL (its manual, appendix A). */
const TOLD: Readonly<Record<string, Told>> = {
  ECONNREFUSED: AWAY, ENOTFOUND: AWAY, EAI_AGAIN: AWAY, ETIMEDOUT: AWAY, EHOSTUNREACH: AWAY, ENETUNREACH: AWAY, ECONNRESET: AWAY,
  '28P01': STRANGER, '28000': STRANGER,
  '42501': { zh: '该用户无权在此建表', en: 'this user may not make tables there' },
  '3D000': { zh: '没有这个数据库，也无权新建', en: 'there is no such database, and this user may not make it' },
  '53300': { zh: '数据库的连接已满', en: 'the database has no connection left' },
  EEXIST: NO_FOLDER, ENOTDIR: NO_FOLDER, EISDIR: NO_FOLDER,
  EACCES: FORBIDDEN, EPERM: FORBIDDEN, EROFS: FORBIDDEN, SQLITE_CANTOPEN: FORBIDDEN, SQLITE_READONLY: FORBIDDEN,
  ENOSPC: FULL, SQLITE_FULL: FULL,
  SQLITE_NOTADB: BROKEN, SQLITE_CORRUPT: BROKEN,
};

/** The fault of a setting behind an error, or the error itself where it is none. A password in the value is not repeated. */
export function settingBehind(error: unknown, name: string, value: string): unknown {
  const told = TOLD[(error as { code?: string }).code ?? ''];
  return told ? new SettingFault(name, value.replace(/\/\/[^@/]*@/, '//…@'), told) : error;
}

/** Why nothing can listen there: the setting, and what to do. */
const LISTENING: Readonly<Record<string, readonly ['HOST' | 'PORT', Told]>> = {
  EADDRINUSE: ['PORT', { zh: '端口已被占用，请另指定一个', en: 'the port is in use; choose another' }],
  EACCES: ['PORT', { zh: '无权使用这个端口，请用 1024 以上的', en: 'this port is not allowed; choose one above 1024' }],
  EADDRNOTAVAIL: ['HOST', { zh: '本机没有这个地址', en: 'this machine has no such address' }],
  ENOTFOUND: ['HOST', { zh: '没有这个主机名', en: 'there is no host of this name' }],
};

/** The same for an address that cannot be listened at. */
export function addressBehind(error: unknown, { host, port }: Pick<Settings, 'host' | 'port'>): unknown {
  const told = LISTENING[(error as { code?: string }).code ?? ''];
  return told ? new SettingFault(told[0], told[0] === 'HOST' ? host : String(port), told[1]) : error;
}
