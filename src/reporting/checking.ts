/** The findings of the self-check, one for each thing that is looked at. */
import { KINDS, PLATFORMS, type Kind, type Platform } from '../core/vocabulary.js';
import { dayNumber, dayOf } from '../core/time/days.js';
import type { Sql } from '../base/database/rows.query.js';
import type { Account } from '../registry/registry.entities.js';
import { listedCases, type ListedCase } from './counted.query.js';
import { column, type Cell, type Table } from './document.js';
import type { LedgerWords } from './ledgers.js';
import { chosenOf, tableOf } from './listing.js';
import { lastSigns, openCount, overdueAt, secretsAndWindows, staleEntries, unansweredSince } from './self-check.query.js';
import type { Finding } from './self-check.js';
import type { CheckKey, CheckRule } from './check-rules.js';

export interface Checked {
  readonly sql: Sql;
  readonly accounts: readonly Account[];
  readonly words: LedgerWords;
  /** Instant of a day’s beginning. */
  instant(day: string): number;
}

const CASE_COLUMNS = [column('办理件编号', 'text', 24), column('类型', 'text', 8), column('承办单位', 'text', 20), column('收到日期', 'day', 12), column('答复期限', 'day', 12)];
const ACCOUNT_COLUMNS = [column('账号', 'text', 24), column('平台', 'text', 12), column('情况', 'text', 40)];
/** What is looked back over where no limit says so, in months. */
const LOOK_BACK = 6;

export async function findingsOf(rules: readonly CheckRule[], checked: Checked): Promise<Map<CheckKey, Finding>> {
  const findings = new Map<CheckKey, Finding>();
  for (const rule of rules) findings.set(rule.key, await CHECKS[rule.key](rule, checked));
  return findings;
}

const CHECKS: Record<CheckKey, (rule: CheckRule, checked: Checked) => Promise<Finding>> = {
  unanswered_long: async ({ item, limit }, checked) => await casesFound('unanswered_long', item, await unansweredSince(checked.sql, checked.instant(monthsBack(today(checked), limit ?? 3))), checked),
  overdue: async ({ item }, checked) => await casesFound('overdue', item, await overdueAt(checked.sql, checked.words.asOf), checked),
  quiet_accounts: async ({ item, limit }, checked) => {
    const since = checked.instant(dayOf(dayNumber(today(checked)) - (limit ?? 14)));
    const signs = await lastSigns(checked.sql, checked.accounts.map(({ id }) => id), since);
    return { ...accountsFound('quiet_accounts', item, checked, ({ id }) => {
      const last = signs.get(id)?.answered ?? null;
      return last === null ? '没有公开过答复' : last < since ? `最近一次公开答复在${checked.words.day(last)}` : null;
    }), partly: true };
  },
  no_answers: async ({ item, limit }, checked) => {
    const since = checked.instant(monthsBack(today(checked), limit ?? 2));
    const signs = await lastSigns(checked.sql, checked.accounts.map(({ id }) => id), since);
    // Without a message there is nothing to answer.
    return accountsFound('no_answers', item, checked, ({ id }) => {
      const { received = null, answered = null } = signs.get(id) ?? {};
      return received !== null && received >= since && (answered === null || answered < since) ? `期间有来信，最近一次公开答复：${answered === null ? '无' : checked.words.day(answered)}` : null;
    });
  },
  robots: ({ item }, checked) => Promise.resolve(accountsFound('robots', item, checked, ({ robotsOff }) => (robotsOff ? null : '平台自带的自动回复、机器人未登记为关闭'))),
  filing: ({ item }, checked) => Promise.resolve(accountsFound('filing', item, checked, ({ filing }) => (['filed', '已备案'].includes(filing) ? null : `备案状态：${filing || '未登记'}`))),
  twin_accounts: ({ item }, checked) => {
    const places = Map.groupBy(checked.accounts, ({ sponsorId, platform }) => `${sponsorId} ${platform}`);
    return Promise.resolve(accountsFound('twin_accounts', item, checked, ({ sponsorId, platform }) => {
      const many = platform === 'paper' || platform === 'superior' || platform === 'other' ? 1 : places.get(`${sponsorId} ${platform}`)!.length;
      return many > 1 ? `同一单位在同一平台有${many}个账号` : null;
    }));
  },
  stale_entries: async (_rule, checked) => {
    const { stale, all } = await staleEntries(checked.sql, today(checked));
    return { found: stale, of: all, list: null };
  },
  secrets: async ({ item }, checked) => ({ ...await casesFound('secrets', item, (await secretsAndWindows(checked.sql, checked.instant(monthsBack(today(checked), LOOK_BACK)))).secrets, checked), partly: true }),
  window_closed: async ({ item }, checked) => await casesFound('window_closed', item, (await secretsAndWindows(checked.sql, checked.instant(monthsBack(today(checked), LOOK_BACK)))).closed, checked),
};

const today = ({ words }: Checked): string => words.day(words.asOf);

/** The same day so many months before, or the last of that month. */
function monthsBack(day: string, months: number): string {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  const month = `${String(Math.floor(index / 12))}-${String((index % 12) + 1).padStart(2, '0')}`;
  const next = `${String(Math.floor((index + 1) / 12))}-${String(((index + 1) % 12) + 1).padStart(2, '0')}-01`;
  const last = dayOf(dayNumber(next) - 1);
  return `${month}${day.slice(7)}` < last ? `${month}${day.slice(7)}` : last;
}

async function casesFound(key: string, title: string, rows: readonly { case_id: string }[], { sql, accounts, words }: Checked): Promise<Finding> {
  const accountIds = new Set(accounts.map(({ id }) => id));
  const listed = await listedCases(sql, rows.map(({ case_id: id }) => id), words.asOf);
  const chosen = chosenOf(rows, { listed, accountIds });
  const open = (await openCount(sql)).filter(({ accountId }) => accountIds.has(accountId)).reduce((sum, { count }) => sum + count, 0);
  const row = (file: ListedCase): Cell[] => [file.number, KINDS[file.kind as Kind].zh, words.department(file.departmentId, file.accountId), words.day(file.receivedAt), file.dueAt === null ? null : words.day(file.dueAt)];
  const found = chosen.rows.length + chosen.reports;
  return { found, of: Math.max(open, found), list: tableOf(key, title, CASE_COLUMNS, chosen, row) };
}

function accountsFound(key: string, title: string, { accounts }: Checked, fault: (account: Account) => string | null): Finding {
  const rows = accounts.flatMap((account): Cell[][] => {
    const said = fault(account);
    return said === null ? [] : [[account.name, PLATFORMS[account.platform as Platform].zh, said]];
  });
  const list: Table = { key, title, columns: ACCOUNT_COLUMNS, rows, note: null };
  return { found: rows.length, of: accounts.length, list };
}
