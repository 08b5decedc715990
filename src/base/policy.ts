import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { canonicalJson, sha256Hex } from '../core/canonical.js';
import type { Rules } from '../core/clock-state.js';
import { calendarOf, type Calendar, type CalendarData, type CalendarYear } from '../core/time/calendar.js';
import { parseCalendarYear } from '../core/time/calendar-year.js';
import { parseLadder, type Ladder } from '../core/time/ladder.js';
import { parsePolicy } from '../core/time/policy-parse.js';
import { completePolicies, type Policy } from '../core/time/policy.js';
import { Refusal } from '../core/refusal.js';

/** A configuration file that cannot be used: which, and what is wrong in it. */
export class ConfigFault extends Error {
  constructor(readonly file: string, cause: unknown) {
    const reason = cause as Partial<{ zh: string; en: string; message: string }>;
    super(`配置文件 ${file} 有误：${reason.zh ?? reason.message}\nThe configuration file ${file} is wrong: ${reason.en ?? reason.message}`);
    this.name = 'ConfigFault';
  }
}

/** Reads one YAML file and hands it to a parser that checks every field. @throws ConfigFault naming the file and the field */
export function readYaml<T>(file: string, check: (value: unknown) => T): T {
  try {
    return check(parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new ConfigFault(file, error);
  }
}

export const yamlFilesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort().map((name) => join(folder, name))
    : [];

/** Words and texts that verdicts and notices were made with: every version is kept as well. */
const TEXTS = ['lexicons', 'quality', 'duties', 'replies', 'mail'] as const;

/** A version of a rule: found for ever by the hash of its content. */
export interface Version<T> {
  readonly sort: 'policy' | 'calendar' | 'ladder' | (typeof TEXTS)[number];
  readonly name: string;
  readonly hash: string;
  readonly content: T;
}

const versionOf = <T>(sort: Version<T>['sort'], name: string, content: T): Version<T> => ({
  sort, name, hash: sha256Hex(canonicalJson(content)), content,
});

/** Where old versions lie when `config/` has moved on: the database. */
export type FindVersion = (sort: Version<unknown>['sort'], hash: string) => unknown;

/** The rules in force, and every older version a running clock has pinned. */
export class Rulebook implements Rules {
  private readonly policies = new Map<string, Version<Policy>>();
  private readonly ladders = new Map<string, Version<Ladder>>();
  private calendarInForce: Version<CalendarData>;
  private readonly texts: readonly Version<unknown>[];
  private readonly pinnedPolicies = new Map<string, Policy>();
  private readonly pinnedLadders = new Map<string, Ladder>();
  private readonly pinnedCalendars = new Map<string, Calendar>();
  private find: FindVersion = () => undefined;

  constructor(configDirectory: string) {
    const parsed = yamlFilesIn(join(configDirectory, 'policies')).map((file) => readYaml(file, parsePolicy));
    for (const policy of completePolicies(parsed).values()) this.putPolicy(policy);
    for (const file of yamlFilesIn(join(configDirectory, 'ladders'))) this.putLadder(readYaml(file, parseLadder));
    this.calendarInForce = this.putCalendar(readCalendar(configDirectory));
    this.texts = TEXTS.flatMap((folder) =>
      yamlFilesIn(join(configDirectory, folder)).map((file) => readYaml(file, (value) => versionOf(folder, basename(file, '.yaml'), value))),
    );
    if (!this.policies.has('default')) throw new ConfigFault(join(configDirectory, 'policies'), { zh: '缺少 default', en: 'default is missing' });
  }

  lookInto(find: FindVersion): void {
    this.find = find;
  }

  private putPolicy(policy: Policy): void {
    const version = versionOf('policy', policy.name, policy);
    this.policies.set(policy.name, version);
    this.pinnedPolicies.set(version.hash, policy);
  }

  private putLadder(ladder: Ladder): void {
    const version = versionOf('ladder', ladder.name, ladder);
    this.ladders.set(ladder.name, version);
    this.pinnedLadders.set(version.hash, ladder);
  }

  private putCalendar(data: CalendarData): Version<CalendarData> {
    const version = versionOf('calendar', data.name, data);
    this.pinnedCalendars.set(version.hash, calendarOf(data));
    return version;
  }

  /** All versions in force, for keeping. */
  versions(): Version<unknown>[] {
    return [...this.policies.values(), ...this.ladders.values(), this.calendarInForce, ...this.texts];
  }

  policyNames(): string[] {
    return [...this.policies.keys()];
  }

  policyHashOf(name: string): string {
    const version = this.policies.get(name);
    if (!version) throw new Refusal('config_wrong', { policy: name, allowed: this.policyNames() });
    return version.hash;
  }

  get calendarHash(): string {
    return this.calendarInForce.hash;
  }

  /** The calendar in force. */
  get today(): Calendar {
    return this.calendar(this.calendarInForce.hash);
  }

  policy(hash: string): Policy {
    return this.pinned(this.pinnedPolicies, 'policy', hash, (found) => found as Policy);
  }

  calendar(hash: string): Calendar {
    return this.pinned(this.pinnedCalendars, 'calendar', hash, (found) => calendarOf(found as CalendarData));
  }

  ladder(hash: string): Ladder {
    return this.pinned(this.pinnedLadders, 'ladder', hash, (found) => found as Ladder);
  }

  ladderHash(name: string): string {
    const version = this.ladders.get(name);
    if (!version) throw new Refusal('config_wrong', { ladder: name, allowed: [...this.ladders.keys()] });
    return version.hash;
  }

  private pinned<T>(known: Map<string, T>, sort: Version<unknown>['sort'], hash: string, read: (found: unknown) => T): T {
    const here = known.get(hash);
    if (here !== undefined) return here;
    const found = this.find(sort, hash);
    if (found === undefined) throw new Error(`No ${sort} of version ${hash} is known`);
    const value = read(found);
    known.set(hash, value);
    return value;
  }
}

/** `config/calendars/cn.yaml` with a file per year beside it. */
function readCalendar(configDirectory: string): CalendarData {
  const folder = join(configDirectory, 'calendars');
  const years = yamlFilesIn(join(folder, 'cn')).map((file): CalendarYear => readYaml(file, parseCalendarYear));
  return readYaml(join(folder, 'cn.yaml'), (value) => ({
    ...(value as Omit<CalendarData, 'years'>),
    years: Object.fromEntries(years.map((year) => [String(year.year), year])),
  }));
}
