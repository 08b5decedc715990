/**
 * Near-duplicates of a reply among N earlier ones of the office (千篇一律、串件): milliseconds a check with the index, found
 * and not found, beside comparing with every earlier reply in the same run. What lands in the judge is compared there
 * word for word; that is part of the time.
 *
 *   node test/bench/copies.ts [replies=100000] [dist=../../dist]      (DATABASE_URL: PostgreSQL, an empty database)
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const REPLIES = Number(process.argv[2] ?? 100_000);
const DIST = process.argv[3] ?? '../../dist';
const BUILD = '../../config/build/ensure-built.mjs';
if (!process.argv[3]) ((await import(BUILD)) as { ensureBuilt: () => void }).ensureBuilt();

/** Built code, typed by its source. */
const application = (await import(`${DIST}/application.js`)) as typeof import('../../src/application.js');
const { readSettings } = (await import(`${DIST}/base/settings.js`)) as typeof import('../../src/base/settings.js');
const { StoppedClock } = (await import(`${DIST}/base/clock.js`)) as typeof import('../../src/base/clock.js');
const { Database } = (await import(`${DIST}/base/database/database.js`)) as typeof import('../../src/base/database/database.js');
const { EarlierReplies } = (await import(`${DIST}/casefile/earlier-replies.js`)) as typeof import('../../src/casefile/earlier-replies.js');
const { bandsOf } = (await import(`${DIST}/handling/replies.entities.js`)) as typeof import('../../src/handling/replies.entities.js');
const { nearDuplicate, shingleHashes } = (await import(`${DIST}/core/language/minhash.js`)) as typeof import('../../src/core/language/minhash.js');

const BATCH = 2000;
const CHECKS = 1000;
const WARM = 200;
const OFFICE = 'office';
let dice = 11;
const roll = (): number => (dice = (dice * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
const one = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)]!;
const many = (from: number, to: number): number => from + Math.floor(roll() * (to - from + 1));
const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

// Invented prose of offices: frames that all share, filled with places, things, causes and dates.
const PLACES = Array.from({ length: 400 }, (_, n) => `${'澜望翠锦星伊云桥柳鹤青栖平双港北东雁石梅'.charAt(n % 20)}${'亭舒微屏洲园溪头湾禾水岚庭苑里塘坊浦岭荫'.charAt(Math.floor(n / 20))}${one(['路', '小区', '社区', '街', '村'])}`);
const THINGS = ['路灯', '电梯', '窨井盖', '公交站台', '供水管道', '燃气管网', '停车位', '健身器材', '排水沟', '护栏', '信号灯', '垃圾站', '菜市场', '幼儿园', '卫生室', '监控', '绿化带', '减速带', '消防通道', '门禁'];
const CAUSES = ['电缆老化断电', '施工挖断', '配件缺货', '权属没有移交', '维修资金没有到位', '超过使用年限', '外力撞击', '雨水浸泡', '设计不合规范', '无人管护'];
const STEPS = ['更换配件并试运行', '约谈责任单位', '责令限期整改', '纳入本季度维修计划', '会同街道现场会商', '设置围挡和警示标志', '委托第三方检测', '列入年度预算', '下达整改通知书', '安排专人值守'];
const CLOSES = ['如仍有问题，请与我们联系。', '感谢您对我们工作的监督和支持。', '欢迎您继续关注并提出意见。', '给您带来不便，敬请谅解。'];
const clause = [
  () => `工作人员${many(1, 12)}月${many(1, 28)}日到${one(PLACES)}现场查看，发现${one(THINGS)}因${one(CAUSES)}停用`,
  () => `经核对台账，${one(PLACES)}共有${one(THINGS)}${many(2, 90)}处，其中${many(1, 9)}处需要维修`,
  () => `已要求施工单位${one(STEPS)}，并在${many(1, 12)}月${many(1, 28)}日前完成`,
  () => `我局会同${one(PLACES)}居委会${one(STEPS)}，费用约${many(3, 96)}万元`,
  () => `依据《${one(THINGS)}管理办法》第${many(3, 48)}条，由产权单位负责维护`,
  () => `${one(PLACES)}的${one(THINGS)}已于${many(1, 12)}月${many(1, 28)}日恢复使用，复查正常`,
  () => `下阶段将${one(STEPS)}，完成时间为${many(1, 12)}月底`,
];
const ASKS: readonly ((place: string, thing: string) => string)[] = [
  (place, thing) => `${place}的${thing}坏了${many(3, 60)}天，一直没有人来修，请问什么时候能修好？`,
  (place, thing) => `住在${place}八年，${thing}年年出毛病，物业推给街道，街道推给物业，到底哪个单位负责？`,
  (place, thing) => `昨晚下班经过${place}，差点被${thing}绊倒，老人孩子多，希望重视安全。`,
  (place, thing) => `建议给${place}增加${thing}，附近三个小区几千户居民都不方便。`,
  (place, thing) => `${thing}花了那么多钱，${place}用了不到半年就不行了，质量验收是谁签的字？`,
  (place, thing) => `想了解${place}今年有没有${thing}的改造计划，资金由谁出，业主要不要分摊？`,
];
const body = (): string => Array.from({ length: many(4, 8) }, () => one(clause)()).join('；');
const write = (): { subject: string; message: string; reply: string } => {
  const [place, thing] = [one(PLACES), one(THINGS)];
  return {
    subject: `${place}${thing}损坏`, message: one(ASKS)(place, thing),
    reply: `网友您好！您反映的“${place}${thing}损坏”一事收悉。经查，${body()}。${one(CLOSES)}联系电话0599-5550${many(100, 199)}。\n${many(2023, 2026)}年${many(1, 12)}月${many(1, 28)}日`,
  };
};
/** The same reply with the date and a few words changed, to another matter. */
const pasted = (reply: string): string => reply.replace(/\d{4}年\d+月\d+日$/, '2026年6月1日').replace(/工作人员/g, '执法人员').replace('经查，', '经核查，');

const folder = mkdtempSync(join(tmpdir(), 'huiyin-bench-'));
const settings = readSettings({
  DATA_DIR: folder, WORKERS: '0', LOG_LEVEL: 'error', SQLITE_SYNCHRONOUS: 'NORMAL',
  ...(process.env['DATABASE_URL'] && { DATABASE_URL: process.env['DATABASE_URL'] }),
});
const app = await application.createApplication(settings, new StoppedClock(Date.parse('2026-06-01T09:00:00+08:00')), { beating: false });
const database = app.get(Database);
const earlier = app.get(EarlierReplies);

type Values = Record<string, string | number | null>;
/** Several rows in one statement, as few statements as the databases allow. */
async function put(table: string, rows: readonly Values[]): Promise<void> {
  const columns = Object.keys(rows[0]!);
  await database.write('person', async (turn) => {
    for (let at = 0; at < rows.length; at += 500) {
      const some = rows.slice(at, at + 500);
      await turn.sql.run(
        `insert into ${table} (${columns.map((each) => `"${each}"`).join(', ')}) values ${some.map(() => `(${columns.map(() => '?').join(', ')})`).join(', ')}`,
        some.flatMap((row) => columns.map((column) => row[column]!)),
      );
    }
  });
}
const quantile = (list: readonly number[], share: number): number => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))]!;
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

try {
  const texts: string[] = [];
  const begun = performance.now();
  for (let first = 0; first < REPLIES; first += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, REPLIES - first) }, (_, n) => ({ at: first + n, ...write() }));
    texts.push(...batch.map(({ reply }) => reply));
    await put('messages', batch.map(({ at, subject, message }) => ({
      id: id(at), account_id: 'a', case_id: id(at), external_id: String(at), occurred_at: 0, received_at: 0, subject, text: message, raw: '', salt: '', content_hash: '',
    })));
    await put('replies', batch.map(({ at, reply }) => ({
      id: id(at), case_id: id(at), version: 1, drafter_id: 'd', department_id: null, submitted_at: 0, to_citizen: reply, to_superior: null, public_message: '', public_reply: '',
      attachments: '[]', contributions: '[]', copy_hash: '', score: 80, verdict: 'pass', findings: '[]', engine: 'bench',
    })));
    await put('reply_wordings', batch.map(({ at, reply }) => ({ reply_id: id(at), case_id: id(at), office_id: OFFICE, ...bandsOf(OFFICE, shingleHashes(reply)) })));
  }
  if (database.dialect === 'postgresql') await database.write('person', async (turn) => await turn.sql.run('analyze'));
  const length = Math.round(texts.reduce((sum, text) => sum + text.length, 0) / texts.length);
  say(`${database.dialect}: ${REPLIES} replies of ${length} characters on average, filed in ${((performance.now() - begun) / 1000).toFixed(0)} s\n`);

  const times: Record<'copies' | 'others', number[]> = { copies: [], others: [] };
  const processor: typeof times = { copies: [], others: [] };
  let [found, wrongly, compared] = [0, 0, 0];
  // The first checks compile the code and warm the caches: they are made and not counted.
  for (let n = -WARM; n < CHECKS; n += 1) {
    const sort = n % 2 === 0 ? 'copies' : 'others';
    const { subject, message, reply: fresh } = write();
    const reply = sort === 'copies' ? pasted(one(texts)) : fresh;
    const before = process.cpuUsage();
    const started = performance.now();
    const candidates = await earlier.toOthers({ id: id(REPLIES + 1), previousId: null }, OFFICE, { subject, message, reply });
    const wording = shingleHashes(reply);
    const same = candidates.some((each) => nearDuplicate(shingleHashes(each), wording));
    const { user, system } = process.cpuUsage(before);
    const lasted = performance.now() - started;
    if (n < 0) continue;
    times[sort].push(lasted);
    processor[sort].push((user + system) / 1000);
    compared += candidates.length;
    if (same && sort === 'copies') found += 1;
    if (same && sort === 'others' && !texts.some((text) => nearDuplicate(shingleHashes(text), wording))) wrongly += 1;
  }
  const sample = texts.slice(0, Math.min(2000, texts.length));
  const probe = shingleHashes(write().reply);
  const plain = performance.now();
  for (const text of sample) nearDuplicate(shingleHashes(text), probe);
  const all = ((performance.now() - plain) / sample.length) * REPLIES;

  const shown = (sort: keyof typeof times): string => [times, processor].flatMap((all) => [quantile(all[sort], 0.5), quantile(all[sort], 0.99)].map((ms) => ms.toFixed(2))).join(' | ');
  say('| check | median ms | p99 ms | of processor: median | p99 |\n| --- | ---: | ---: | ---: | ---: |');
  say(`| a pasted reply, found in ${found} of ${CHECKS / 2} | ${shown('copies')} |`);
  say(`| a reply of its own, taken for a copy in ${wrongly} of ${CHECKS / 2} | ${shown('others')} |`);
  say(`| comparing with all ${REPLIES}, without the index (from ${sample.length}) | ${all.toFixed(0)} | | | |`);
  say(`\n${(compared / CHECKS).toFixed(1)} earlier replies are compared word for word on average.`);
} finally {
  await application.closeApplication(app);
  rmSync(folder, { recursive: true, force: true });
}
