import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { load as parse } from 'js-yaml';
import { canonicalJson, sha256Hex } from '../core/canonical.js';
import type { Rules } from '../core/clock-state.js';
import { calendarOf, type Calendar, type CalendarData, type CalendarOverride, type CalendarYear } from '../core/time/calendar.js';
import { parseCalendar, parseCalendarYear } from '../core/time/calendar-year.js';
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

/** Days off or worked of one unit and those below it (`null`: of all). */
export interface PlacedDays extends CalendarOverride {
  readonly code: string;
  readonly organisationId: string | null;
}

/** What an installation lays over the files: its own policies, loaded notices, local days. */
export interface OwnRules {
  readonly policies: readonly Policy[];
  readonly years: readonly CalendarYear[];
  readonly days: readonly PlacedDays[];
}

const NOTHING_OWN: OwnRules = { policies: [], years: [], days: [] };

/** The rules in force, and every older version a running clock has pinned. */
export class Rulebook implements Rules {
  private readonly presets: readonly Policy[];
  private readonly frame: CalendarData;
  private readonly texts: readonly Version<unknown>[];
  private readonly ladders = new Map<string, Version<Ladder>>();
  private policies = new Map<string, Version<Policy>>();
  private national!: Version<CalendarData>;
  private ownPolicies: readonly Policy[] = [];
  private days: readonly PlacedDays[] = [];
  private readonly localHashes = new Map<string, string>();
  private readonly completions = new Map<string, string>();
  /** Every version known here, by hash. */
  private readonly pinnedPolicies = new Map<string, Policy>();
  private readonly pinnedLadders = new Map<string, Ladder>();
  private readonly pinnedCalendars = new Map<string, Calendar>();

  constructor(configDirectory: string) {
    const policies = join(configDirectory, 'policies');
    this.presets = yamlFilesIn(policies).map((file) => readYaml(file, parsePolicy));
    for (const file of yamlFilesIn(join(configDirectory, 'ladders'))) this.putLadder(readYaml(file, parseLadder));
    this.frame = readCalendar(configDirectory);
    this.texts = TEXTS.flatMap((folder) =>
      yamlFilesIn(join(configDirectory, folder)).map((file) => readYaml(file, (value) => versionOf(folder, basename(file, '.yaml'), value))),
    );
    this.renew(NOTHING_OWN);
    if (!this.policies.has('default')) throw new ConfigFault(policies, { zh: '缺少 default', en: 'default is missing' });
    for (const policy of this.presets) this.checkLadders(policy, (cause) => new ConfigFault(join(policies, `${policy.name}.yaml`), cause));
  }

  /** Lays the installation’s own rules over the files. @throws TimeRefusal `bad_field` where they do not fit together */
  renew({ policies, years, days }: OwnRules): void {
    const complete = completePolicies([...this.presets, ...policies]);
    this.policies = new Map([...complete.values()].map((policy) => [policy.name, versionOf('policy', policy.name, policy)]));
    for (const { hash, content } of this.policies.values()) this.pinnedPolicies.set(hash, content);
    const loaded = Object.fromEntries(years.map((year) => [String(year.year), year]));
    this.national = this.putCalendar({ ...this.frame, years: { ...this.frame.years, ...loaded } });
    this.ownPolicies = policies;
    this.days = days;
    this.localHashes.clear();
  }

  /** The calendar as it would be with this year’s notice; nothing is put in force. */
  calendarHashWith(year: CalendarYear): string {
    const { content } = this.national;
    return this.putCalendar({ ...content, years: { ...content.years, [String(year.year)]: year } }).hash;
  }

  /** @throws TimeRefusal `bad_field` where a policy does not fit to the others */
  checkPolicy(policy: Policy): void {
    completePolicies([...this.presets, ...this.ownPolicies.filter(({ name }) => name !== policy.name), policy]);
  }

  /** A version that this or another process kept. */
  learn({ sort, hash, content }: Version<unknown>): void {
    if (sort === 'policy') this.pinnedPolicies.set(hash, content as Policy);
    else if (sort === 'ladder') this.pinnedLadders.set(hash, content as Ladder);
    else if (sort === 'calendar' && !this.pinnedCalendars.has(hash)) this.pinnedCalendars.set(hash, calendarOf(content as CalendarData));
  }

  /** A policy whose ladders are not there could never run. */
  checkLadders(policy: Policy, fault: (cause: { zh: string; en: string }) => Error): void {
    policy.clocks.forEach(({ ladder }, index) => {
      if (this.ladders.has(ladder)) return;
      const known = [...this.ladders.keys()];
      throw fault({ zh: `clocks[${index}].ladder 应为 ${known.join('、')} 之一`, en: `clocks[${index}].ladder must be one of ${known.join(', ')}` });
    });
  }

  private putLadder(ladder: Ladder): void {
    const version = versionOf('ladder', ladder.name, ladder);
    this.ladders.set(ladder.name, version);
    this.pinnedLadders.set(version.hash, ladder);
  }

  private putCalendar(data: CalendarData): Version<CalendarData> {
    const version = versionOf('calendar', data.name, data);
    if (!this.pinnedCalendars.has(version.hash)) this.pinnedCalendars.set(version.hash, calendarOf(data));
    return version;
  }

  /** All versions in force, for keeping. */
  versions(): Version<unknown>[] {
    return [...this.policies.values(), ...this.ladders.values(), this.national, ...this.texts];
  }

  /** A version of a policy or calendar by its hash. */
  versionOf(hash: string): Version<unknown> {
    const policy = this.pinnedPolicies.get(hash);
    if (policy) return { sort: 'policy', name: policy.name, hash, content: policy };
    const { data } = this.calendar(hash);
    return { sort: 'calendar', name: data.name, hash, content: data };
  }

  policyNames(): string[] {
    return [...this.policies.keys()];
  }

  /** A preset or an office’s own policy as it is written, before it is laid over the one it extends. */
  written(name: string): { policy: Policy; preset: boolean } {
    const preset = this.presets.find((policy) => policy.name === name);
    const policy = preset ?? this.ownPolicies.find((own) => own.name === name);
    if (!policy) throw this.unknown(name);
    return { policy, preset: preset !== undefined };
  }

  private unknown(name: string): Refusal {
    const allowed = this.policyNames();
    const say = { zh: `没有名为“${name}”的时限规则，现有：${allowed.join('、')}`, en: `there is no policy "${name}"; there are: ${allowed.join(', ')}` };
    return new Refusal('config_wrong', { policy: name, allowed, say });
  }

  policyHashOf(name: string): string {
    const version = this.policies.get(name);
    if (!version) throw this.unknown(name);
    return version.hash;
  }

  /** The national calendar in force. */
  get today(): Calendar {
    return this.calendar(this.national.hash);
  }

  get calendarHash(): string {
    return this.national.hash;
  }

  /** The calendar of a unit, given by its path up to the root: the national one and every local rule on the way, the nearest last. */
  calendarHashFor(path: readonly string[]): string {
    const depth = ({ organisationId }: PlacedDays): number => (organisationId === null ? path.length : path.indexOf(organisationId));
    const days = this.days.filter((each) => depth(each) >= 0).toSorted((a, b) => depth(b) - depth(a));
    if (days.length === 0) return this.national.hash;
    const key = days.map(({ code }) => code).join(' ');
    const known = this.localHashes.get(key);
    if (known !== undefined) return known;
    const overrides = days.map(({ source, off, makeup }) => ({ source, off, makeup }));
    const { hash } = this.putCalendar({ ...this.national.content, overrides: [...(this.national.content.overrides ?? []), ...overrides] });
    this.localHashes.set(key, hash);
    return hash;
  }

  /** Official notices always count; local rules stay as they were pinned. */
  completed(pinned: string, inForce: string): string {
    if (pinned === inForce) return pinned;
    const key = `${pinned} ${inForce}`;
    const known = this.completions.get(key);
    if (known !== undefined) return known;
    const [mine, theirs] = [this.calendar(pinned).data, this.calendar(inForce).data];
    const official = Object.entries(theirs.years).filter(
      ([year, data]) => data.papers.length > 0 && !data.provisional && canonicalJson(data) !== canonicalJson(mine.years[year] ?? null),
    );
    const { hash } = official.length === 0 ? { hash: pinned } : this.putCalendar({ ...mine, years: { ...mine.years, ...Object.fromEntries(official) } });
    this.completions.set(key, hash);
    return hash;
  }

  policy(hash: string): Policy {
    return found(this.pinnedPolicies, 'policy', hash);
  }

  calendar(hash: string): Calendar {
    return found(this.pinnedCalendars, 'calendar', hash);
  }

  ladder(hash: string): Ladder {
    return found(this.pinnedLadders, 'ladder', hash);
  }

  ladderHash(name: string): string {
    const version = this.ladders.get(name);
    if (!version) throw new Refusal('config_wrong', { ladder: name, allowed: [...this.ladders.keys()] });
    return version.hash;
  }
}

function found<T>(known: ReadonlyMap<string, T>, sort: string, hash: string): T {
  const value = known.get(hash);
  if (value === undefined) throw new Error(`No ${sort} of version ${hash} is known`);
  return value;
}

/** `config/calendars/cn.yaml` with a file per year beside it. */
function readCalendar(configDirectory: string): CalendarData {
  const folder = join(configDirectory, 'calendars');
  const years = yamlFilesIn(join(folder, 'cn')).map((file): CalendarYear => readYaml(file, parseCalendarYear));
  return readYaml(join(folder, 'cn.yaml'), (value) => parseCalendar(value, years));
}
