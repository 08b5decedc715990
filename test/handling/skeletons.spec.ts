import { readdirSync, readFileSync } from 'node:fs';
import { load as parse } from 'js-yaml';
import { Templates } from '../../src/base/templates.js';
import { CitizenNotice } from '../../src/publication/publication.entities.js';
import { Office, onEachDatabase } from '../support/office.js';
import { inHand, LETTER } from './desk.js';

interface Shown {
  readonly key: string;
  readonly form: string;
  readonly text: string;
  readonly open: readonly { readonly field: string; readonly name: string }[];
}

describe('the fields of the skeletons', () => {
  it('have a name each', () => {
    const names = parse(readFileSync('config/reply-fields.yaml', 'utf8')) as Record<string, string>;
    const skeletons = readdirSync('config/replies').map((file) => parse(readFileSync(`config/replies/${file}`, 'utf8')) as { use: string; fields: string[] }).filter(({ use }) => use === 'skeleton');
    expect(skeletons.length).toBeGreaterThanOrEqual(9);
    expect(skeletons.flatMap(({ fields }) => fields).filter((field) => !names[field])).toEqual([]);
  });
});

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());

  const skeleton = async (id: string, login = 'housing-handler') => (await office.as(login).get<Shown>(`/api/v1/cases/${id}/skeleton`)).body;
  const withoutAccount = async (id: string, platform: string) => await office.database.write('person', async (turn) => {
    await turn.sql.run('update accounts set platform = ? where id = (select account_id from case_files where id = ?)', [platform, id]);
  });

  it('a letter’s skeleton is filled from the case, and what is open blocks it', async () => {
    const { id } = await inHand(office);
    await withoutAccount(id, 'website');
    await office.app.get((await import('../../src/registry/directory.js')).Directory).refresh(true);
    const { key, form, text, open } = await skeleton(id);
    expect([key, form]).toEqual(['skeleton.help', 'mailbox']);
    expect(text).toContain(`您于2026年3月4日求助的“${LETTER.subject}”收悉`);
    expect(text).toMatch(/市住建局.*电话0599-5550102/u);
    expect(text).toContain('【请填写：查明的情况】');
    expect(open).toContainEqual({ field: 'facts', name: '查明的情况' });
    const scored = (await office.as('housing-handler').post<{ verdict: string; defects: { code: string }[] }>('/api/v1/replies/score', { caseId: id, reply: text })).body;
    expect(scored.verdict).toBe('block');
    expect(scored.defects.filter(({ code }) => code === 'placeholder')).not.toEqual([]);
    expect((await office.as('urban-handler').get(`/api/v1/cases/${id}/skeleton`)).status).toBe(404);
    await withoutAccount(id, 'weibo');
    await office.app.get((await import('../../src/registry/directory.js')).Directory).refresh(true);
    expect(await skeleton(id)).toMatchObject({ key: 'skeleton.comment.help', form: 'comment' });
  });

  it('every form has its own for what people ask, complain of, suggest, correct and praise', () => {
    const templates = office.app.get(Templates);
    const keys = ['complaint', 'help', 'suggestion', 'correction', 'thanks'].flatMap((kind) => ['comment', 'message'].map((form) => templates.skeletonFor(kind, form).key));
    expect(new Set(keys).size).toBe(10);
    expect(['consultation', 'other'].map((kind) => templates.skeletonFor(kind, 'comment').key)).toEqual(['skeleton.comment', 'skeleton.comment']);
    expect([templates.skeletonFor('complaint', 'mailbox').key, templates.skeletonFor('other', 'mailbox').key]).toEqual(['skeleton.complaint', 'skeleton.consultation']);
  });

  it('the extension notice says what was done so far, and nothing where nothing was written', async () => {
    const told = async (progress?: string) => {
      const { id } = await inHand(office);
      await office.as('housing-head').act('ask-extension', id, { amount: 3, reason: '配件在途', ...(progress && { progress }) });
      await office.as('coordinator').act('grant-extension', id);
      await office.settle();
      return (await office.rows.find(CitizenNotice, { caseId: id, template: 'extension' }))[0]!.text;
    };
    expect(await told('已查明曳引机损坏，配件已订购。')).toContain('目前进展：已查明曳引机损坏，配件已订购。');
    const plain = await told();
    expect(plain).not.toMatch(/目前进展|正在办理/u);
    expect(plain).toContain('经批准延至2026年3月');
  });
});
