import { Injectable } from '@nestjs/common';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { Refusal, refuseUnless } from '../core/refusal.js';
import { parsePolicy } from '../core/time/policy-parse.js';
import type { Policy } from '../core/time/policy.js';
import { Directory } from '../registry/directory.js';
import { OwnPolicy } from '../registry/registry.entities.js';
import { RuleVersions } from '../registry/rule-versions.js';
import { openClocksByPolicy } from './rules.query.js';

/** A policy as a list shows it. */
export interface PolicyLine extends Pick<Policy, 'name' | 'title' | 'source' | 'verified'> {
  readonly preset: boolean;
  readonly extends: string | null;
  readonly clonedFrom: string | null;
  readonly edition: number | null;
  readonly hash: string;
  /** Accounts and units that name it. */
  readonly namedBy: readonly string[];
  /** Running clocks by this version, and by older ones of the same name: these a rebase would move. */
  readonly openClocks: number;
  readonly openClocksByOlder: number;
}

export interface PolicyPage extends PolicyLine {
  /** As written: what `put` takes back. */
  readonly content: unknown;
  /** With the clocks of the policy it extends: what cases are counted by. */
  readonly complete: Policy;
  readonly editions: readonly Pick<OwnPolicy, 'edition' | 'changedBy' | 'changedAt' | 'reason'>[];
}

/** A policy’s name stands in addresses and files. */
export const POLICY_NAME = /^[a-z0-9][a-z0-9-]{1,59}$/;

interface Change {
  readonly reason: string;
  readonly changedBy: string;
}

/** 时限规则: presets are read only; an office’s own are cloned from them, edited edition by edition, and move no running case. */
@Injectable()
export class Policies {
  constructor(
    private readonly database: Database,
    private readonly rules: Rulebook,
    private readonly directory: Directory,
    private readonly versions: RuleVersions,
  ) {}

  async list(): Promise<PolicyLine[]> {
    await this.directory.refresh();
    const [own, open] = await Promise.all([this.database.rows.find(OwnPolicy, {}, { orderBy: 'edition' }), openClocksByPolicy(this.database.rows.sql)]);
    const last = new Map(own.map((each) => [each.name, each]));
    return this.rules.policyNames().map((name) => this.line(name, last.get(name), open));
  }

  /** @throws Refusal `not_found` */
  async show(name: string): Promise<PolicyPage> {
    const line = (await this.list()).find((each) => each.name === name);
    refuseUnless(line, 'not_found', { policy: name });
    const editions = await this.database.rows.find(OwnPolicy, { name }, { orderBy: 'edition', descending: true });
    return {
      ...line, content: editions[0]?.content ?? this.rules.written(name).policy, complete: this.rules.policy(line.hash),
      editions: editions.map(({ edition, changedBy, changedAt, reason }) => ({ edition, changedBy, changedAt, reason })),
    };
  }

  /** A copy under a name of the office’s own. @throws Refusal `config_wrong` (name) | `not_found` | `duplicate` */
  async clone(from: string, as: { name: string; title?: Policy['title'] }, change: Change): Promise<PolicyPage> {
    refuseUnless(POLICY_NAME.test(as.name), 'config_wrong', {
      field: 'name', say: { zh: `规则名“${as.name}”无法使用，只用小写字母、数字和连字符，如 our-rules`, en: `the name "${as.name}" cannot be used; write it in small letters, digits and hyphens, like our-rules` },
    });
    await this.directory.refresh(true);
    refuseUnless(this.rules.policyNames().includes(from), 'not_found', { policy: from });
    refuseUnless(!this.rules.policyNames().includes(as.name), 'duplicate', { policy: as.name, say: { zh: '这个规则代号已有，请换一个', en: 'There is a policy of this name already; choose another' } });
    const { policy } = this.rules.written(from);
    const content = { ...policy, name: as.name, title: as.title ?? policy.title } as unknown as Record<string, unknown>;
    return await this.keep(as.name, from, content, 0, change);
  }

  /**
   * A new edition of an own policy. Running cases keep the edition they pinned; `rebase` moves them.
   * @throws Refusal `preset_fixed` | `not_found` | `stale_version` | TimeRefusal `bad_field` naming the field
   */
  async put(name: string, content: Record<string, unknown>, edition: number | undefined, change: Change): Promise<PolicyPage> {
    const { policy, editions } = await this.checked(name, content);
    const last = editions[0]!;
    refuseUnless(edition === undefined || edition === last.edition, 'stale_version', { given: edition, current: last.edition });
    refuseUnless(policy.name === name, 'config_wrong', {
      field: 'name', say: { zh: `name 应为 ${name}，规则不能改名`, en: `name must be ${name}; a policy keeps its name` },
    });
    return await this.keep(name, last.clonedFrom, content, last.edition, change);
  }

  /** The same questions as `put`, and nothing is changed. */
  async check(name: string, content: Record<string, unknown>): Promise<Policy> {
    return (await this.checked(name, content)).policy;
  }

  private async checked(name: string, content: Record<string, unknown>): Promise<{ policy: Policy; editions: OwnPolicy[] }> {
    await this.directory.refresh(true);
    refuseUnless(this.rules.policyNames().includes(name), 'not_found', { policy: name });
    const editions = await this.database.rows.find(OwnPolicy, { name }, { orderBy: 'edition', descending: true });
    refuseUnless(editions.length > 0, 'preset_fixed', { policy: name });
    const policy = parsePolicy(content);
    this.rules.checkPolicy(policy);
    this.rules.checkLadders(policy, (say) => new Refusal('config_wrong', { say }));
    return { policy, editions };
  }

  private async keep(name: string, clonedFrom: string, content: Record<string, unknown>, last: number, change: Change): Promise<PolicyPage> {
    await this.database.write('person', async (turn) => {
      const there = await turn.rows.one(OwnPolicy, { name, edition: last + 1 });
      refuseUnless(!there, 'stale_version', { current: last + 1 });
      await turn.rows.insert(OwnPolicy, { id: turn.ids.next(), name, edition: last + 1, changedAt: turn.now, clonedFrom, content, ...change });
    });
    await this.directory.refresh(true);
    await this.versions.keepInForce();
    return await this.show(name);
  }

  private line(name: string, own: OwnPolicy | undefined, open: readonly { policyHash: string; clocks: number }[]): PolicyLine {
    const hash = this.rules.policyHashOf(name);
    const { title, source, verified, extends: base } = this.rules.policy(hash);
    const older = open.filter(({ policyHash }) => policyHash !== hash && this.rules.policy(policyHash).name === name);
    return {
      name, title, source, verified, hash, preset: own === undefined, extends: base ?? null, clonedFrom: own?.clonedFrom ?? null, edition: own?.edition ?? null,
      namedBy: this.namedBy(name), openClocks: open.find(({ policyHash }) => policyHash === hash)?.clocks ?? 0,
      openClocksByOlder: older.reduce((sum, { clocks }) => sum + clocks, 0),
    };
  }

  private namedBy(name: string): string[] {
    const names = ({ policies }: { policies: readonly { policy: string }[] }): boolean => policies.some(({ policy }) => policy === name);
    return [
      ...this.directory.allOrganisations().filter(names).map((unit) => unit.name),
      ...this.directory.allAccounts().filter(names).map((account) => account.handle),
    ];
  }
}
