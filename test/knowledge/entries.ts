/** Entries of a Q&A base for the tests; invented. */
import { dropText } from '../../src/base/database/full-text.query.js';
import { KnowledgeDay, KnowledgeEntry, KnowledgeRepeal, KnowledgeSource, KnowledgeUse, KnowledgeVersion } from '../../src/knowledge/knowledge.entities.js';
import { KnowledgeUpkeep } from '../../src/knowledge/upkeep.service.js';
import type { Office } from '../support/office.js';

/** The base as it was before there were entries, on the morning on which tests begin. */
export async function emptied(office: Office): Promise<void> {
  office.at('2026-03-04T10:00:00+08:00');
  await office.app.get(KnowledgeUpkeep).keepCounts();
  await office.database.write('person', async (turn) => {
    for (const { id } of await turn.rows.find(KnowledgeEntry, {})) await dropText(turn.sql, 'entries', id);
    for (const table of [KnowledgeEntry, KnowledgeVersion, KnowledgeUse, KnowledgeDay, KnowledgeRepeal, KnowledgeSource]) await turn.rows.delete(table as typeof KnowledgeEntry, {});
  });
}

export const BASIS = { title: '《临川市公共交通条例》', number: '临人常〔2024〕3号', article: '第十二条', link: 'https://linchuan.example/bus' };

export const BUS = {
  question: '公交车等候时间过长怎么反映', similar: ['公交班次太少找谁', '12路早高峰等不到车'], department: 'transport', basis: [BASIS],
  answer: '可拨打市交通运输局0599-5550101反映线路、站点和等候时间，5个工作日内答复。早高峰间隔超过15分钟的线路，由公交公司增发区间车。',
};

export interface Kept {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly version: number;
  readonly contentHash: string;
  readonly reviewBy: string | null;
}

export const drafted = async (office: Office, wish: object = BUS, login = 'transport-handler'): Promise<Kept> => {
  const { status, body } = await office.as(login).post<Kept & object>('/api/v1/knowledge', wish);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
};

export async function published(office: Office, wish: object = BUS, login = 'transport-handler'): Promise<Kept> {
  const entry = await drafted(office, wish, login);
  return await approved(office, entry, login);
}

export async function approved(office: Office, { id, version, contentHash }: Kept, login = 'transport-handler'): Promise<Kept> {
  const sent = await office.as(login).post<Kept & object>(`/api/v1/knowledge/${id}/submit`, { version });
  if (sent.status !== 200) throw new Error(JSON.stringify(sent.body));
  const latest = await office.as('reviewer').get<{ latest: { contentHash: string } }>(`/api/v1/knowledge/${id}`);
  const { status, body } = await office.as('reviewer').post<Kept & object>(`/api/v1/knowledge/${id}/approve`, { contentHash: sent.body.version === version ? contentHash : latest.body.latest.contentHash });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}
