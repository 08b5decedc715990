/** What the routing tests share: an office with past cases, and a model learned from them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Imports } from '../../src/intake/import.service.js';
import { Directory } from '../../src/registry/directory.js';
import { Training } from '../../src/routing/training.service.js';
import type { Office } from '../support/office.js';

const PLACES = ['东街', '西街', '南门', '北站', '河口', '山前', '新村', '老城', '湖边', '桥头'];
/** What citizens of an invented town write about, by department; words that stand in no duty list. */
export const MATTERS: Record<string, readonly string[]> = {
  transport: ['末班车停得太早', '客运站乱涨票价', '地铁站口太远', '司机绕路还拒载', '站牌被撞歪了'],
  housing: ['开发商延期交房', '房产证办不下来', '围墙倒塌没人修', '维修基金用不出来', '楼顶漏水两年'],
  urban: ['夜市油烟熏人', '垃圾堆成山', '井盖丢失', '广告牌摇摇欲坠', '渣土车遗撒'],
};
const DEPARTMENTS = Object.keys(MATTERS);

export const letterOf = (department: string, i: number): string => {
  const said = MATTERS[department]!;
  return `${PLACES[i % 10]}第${i}户反映，${said[i % said.length]!}，而且${said[(i * 7 + 3) % said.length]!}，请领导第${i * 31}次过问`;
};

/** Past cases as an older system hands them over. */
export function pastCasesFile(count: number, departmentOf = (i: number) => DEPARTMENTS[i % DEPARTMENTS.length]!, kind = 'complaint', name = 'past'): string {
  const lines = Array.from({ length: count }, (_, i) => {
    const department = departmentOf(i);
    return `${name}-${i},2026-01-05 09:00,${MATTERS[department]![i % 5]!},${letterOf(department, i)},u${name}${i},,${kind},已经办理。,2026-01-08 09:00,${department}`;
  });
  return `id,time,subject,text,user,contact,kind,reply,replyTime,department\n${lines.join('\n')}\n`;
}

/** Past cases with the departments that answered them, imported as an office does in its first week. */
export async function pastCases(office: Office, count: number, departmentOf?: (i: number) => string, kind?: string, name = 'past'): Promise<void> {
  const path = join(office.folder, `${name}.csv`);
  writeFileSync(path, pastCasesFile(count, departmentOf, kind, name));
  const imports = office.app.get(Imports);
  const order = { account: office.app.get(Directory).accountByHandle('wb'), path, name: `${name}.csv`, mode: 'history' as const };
  await imports.run(await imports.begin(order), order);
}

export async function trained(office: Office): Promise<Awaited<ReturnType<Training['list']>>[number]> {
  const training = office.app.get(Training);
  const { id } = await training.ask('test');
  await training.work();
  return (await training.list()).find((each) => each.id === id)!;
}
