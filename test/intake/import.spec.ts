/** Files of messages: taken once, whatever is wrong in them and however often they are sent. */
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { stream as ExcelStream } from 'exceljs';
import { Imports, type ImportOrder } from '../../src/intake/import.service.js';
import { ImportBatch } from '../../src/intake/intake.entities.js';
import { Identity } from '../../src/identity/identity.service.js';
import { Directory } from '../../src/registry/directory.js';
import { Office, onEachDatabase } from '../support/office.js';

const excel = createRequire(import.meta.url)('exceljs') as { stream: typeof ExcelStream };
const HEADER = 'id,time,subject,text,user,contact,kind,reply,replyTime,department';

onEachDatabase((dialect) => {
  let office: Office;
  let imports: Imports;
  beforeAll(async () => {
    office = await Office.open({ dialect });
    imports = office.app.get(Imports);
  });
  afterAll(async () => await office.close());

  const order = (name: string, text: string | Buffer, mode: 'live' | 'history', handle = 'wb'): ImportOrder => {
    const path = join(office.folder, name);
    writeFileSync(path, text);
    return { account: office.app.get(Directory).accountByHandle(handle), path, name, mode };
  };
  const take = async (given: ImportOrder): Promise<ImportBatch> => await imports.run(await imports.begin(given), given);
  const count = async (table: string, where = '1 = 1'): Promise<number> =>
    Number((await office.rows.sql.all<{ count: number }>(`select count(*) as count from ${table} where ${where}`))[0]!.count);

  describe('a CSV of new messages', () => {
    const text = `\uFEFF${HEADER}\r\n${[
      'a1,2026-03-03 09:00,公交,班次太少,u1,,complaint,,,',
      'a2,2026/3/4 8:05,噪声,"夜里施工，\n说是""抢工期""",u2,13900000000,投诉,,,',
      'a3,明天,时间写错,看看,u3,,,,,',
      'a4,2026-03-04 08:00,引号不对,"没有关,u4,,,,,',
      'a5,2026-03-04 08:10,种类写错,内容,u5,,牢骚,,,',
      'a6,2026-03-04 08:20,,,u6,,,,,',
      'a7,2026-03-04 08:30,列太多,内容,u7,,,,,,多,多',
      ',2026-03-04 08:40,没有编号,路灯不亮,u8,,,,,',
      'a1,2026-03-03 09:00,公交,班次太少,u1,,complaint,,,',
    ].join('\r\n')}\r\n`;

    it('takes the good lines as if just arrived and names the bad ones by number and reason', async () => {
      const given = order('new.csv', text, 'live');
      const batch = await take(given);
      expect(batch).toMatchObject({ taken: 3, seenBefore: 1, refused: 5 });
      expect(batch.finishedAt).toBe(office.clock.now());
      const faults = await imports.faults(batch.id);
      expect(faults.map(({ line, code }) => [line, code])).toEqual([[5, 'wrong_shape'], [6, 'wrong_shape'], [7, 'wrong_shape'], [8, 'message_empty'], [9, 'wrong_shape']]);
      expect(faults[0]!.reason).toContain('列 occurredAt=“明天”不是可识别的时间');
      expect(faults[1]!.raw).toBe('a4,2026-03-04 08:00,引号不对,"没有关,u4,,,,,');
      const messages = await office.rows.sql.all<{ external_id: string; text: string }>('select external_id, text from messages order by id');
      expect(messages.map(({ text: each }) => each)).toEqual(['班次太少', '夜里施工，\n说是"抢工期"', '路灯不亮']);
      expect(messages[2]!.external_id).toMatch(/^[0-9a-f]{64}$/);
    });

    it('opens the clocks from the time the platform vouches for, and the line takes them over', async () => {
      const dues = await office.rows.sql.all<{ due_day: string }>(`select due_day from deadlines where clock = 'answer' order by id`);
      expect(dues.map((row) => row.due_day)).toEqual(['2026-03-10', '2026-03-11', '2026-03-09']);
      expect(await count('deliveries')).toBeGreaterThan(0);
    });

    it('the same file again has nothing to do', async () => {
      const before = await count('case_files');
      expect(await take(order('again.csv', text, 'live'))).toMatchObject({ taken: 3, refused: 5 });
      expect(await count('case_files')).toBe(before);
      expect(await count('import_batches')).toBe(1);
    });
  });

  it('past cases open no clock, send nothing, and are closed where they were answered', async () => {
    const [clocks, deliveries] = [await count('deadlines'), await count('deliveries')];
    const lines = [
      { id: 'h1', time: '2023-06-01T10:00:00+08:00', subject: '公积金', detail: '怎么提取？', user: 'p1', reply: '请带身份证到窗口办理。', replyTime: '2023-06-05 16:00', department: 'housing' },
      { id: 'h2', time: '2023-06-02T10:00:00+08:00', detail: '没有回音的一件' },
      { id: 'h3', detail: '没有时间' },
      'not json',
    ];
    const batch = await take(order('past.jsonl', lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'), 'history'));
    expect(batch).toMatchObject({ taken: 2, refused: 2, mode: 'history' });
    expect([await count('deadlines'), await count('deliveries')]).toEqual([clocks, deliveries]);
    const cases = await office.rows.sql.all<Record<string, unknown>>(`select number, state, answered_at, closed_at from case_files where number like '2023%' order by number`);
    const answeredAt = Date.parse('2023-06-05T16:00:00+08:00');
    expect(cases.map((row) => [row['number'], row['state'], row['answered_at'] === null ? null : Number(row['answered_at'])])).toEqual([
      ['20230601-wb-0001', 'closed', answeredAt], ['20230602-wb-0001', 'received', null],
    ]);
    const [event] = await office.rows.sql.all<{ to_state: string; facts: string }>(`select to_state, facts from case_events where case_id = (select id from case_files where number = '20230601-wb-0001')`);
    expect([event!.to_state, JSON.parse(event!.facts)]).toMatchObject(['closed', { history: true, answeredAt }]);
    expect(event!.facts).not.toContain('身份证');
  });

  it('goes on where it was stopped, and no message comes twice', async () => {
    const lines = Array.from({ length: 1300 }, (_, index) => JSON.stringify({ id: `k${index}`, time: '2026-03-01', detail: `第 ${index} 件` }));
    const given = order('long.jsonl', lines.join('\n'), 'history');
    const batch = await imports.begin(given);
    const seen: number[] = [];
    // Killed after the first batch: the error stands for a lost process.
    await expect(imports.run(batch, given, ({ lastLine }) => { seen.push(lastLine); if (seen.length === 1) throw new Error('killed'); })).rejects.toThrow('killed');
    expect(await imports.batch(batch.id)).toMatchObject({ lastLine: 500, taken: 500, finishedAt: null });
    const again = await imports.begin(given);
    expect(again.id).toBe(batch.id);
    expect(await imports.run(again, given)).toMatchObject({ lastLine: 1300, taken: 1300, seenBefore: 0, refused: 0 });
    expect(await count('messages', `external_id like 'k%'`)).toBe(1300);
    expect(await count('case_files', `subject like '第 % 件'`)).toBe(1300);
  });

  it('reads a workbook, its dates and its rich cells', async () => {
    const path = join(office.folder, 'sheet.xlsx');
    const writer = new excel.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: true });
    const sheet = writer.addWorksheet('留言');
    sheet.addRow(['编号', '时间', '标题', '内容', '类型']).commit();
    const dated = sheet.addRow(['x1', new Date(Date.UTC(2026, 2, 3, 9, 30)), '电梯', { richText: [{ text: '电梯' }, { text: '坏了' }] }, '求助']);
    dated.getCell(2).numFmt = 'yyyy-mm-dd hh:mm:ss';
    dated.commit();
    sheet.addRow([]).commit();
    sheet.addRow(['x2', '时间不对', '物业', '收费', '']).commit();
    await writer.commit();
    const batch = await take({ account: office.app.get(Directory).accountByHandle('wb'), path, name: 'sheet.xlsx', mode: 'live' });
    expect(batch).toMatchObject({ taken: 1, refused: 1 });
    const [message] = await office.rows.sql.all<Record<string, unknown>>(`select text, occurred_at from messages where external_id = 'x1'`);
    expect([message!['text'], Number(message!['occurred_at'])]).toEqual(['电梯坏了', Date.parse('2026-03-03T09:30:00+08:00')]);
    expect((await imports.faults(batch.id)).map(({ line }) => line)).toEqual([4]);
  });

  it('a file that cannot be read says why, and stays so', async () => {
    const gbk = order('gbk.csv', Buffer.from([0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xc4, 0xda, 0xc8, 0xdd, 0x0a, 0x31, 0x2c, 0x32]), 'live');
    const batch = await take(gbk);
    expect(batch).toMatchObject({ taken: 0, finishedAt: expect.any(Number) });
    expect((await imports.faults(batch.id))[0]).toMatchObject({ code: 'import_unreadable', reason: expect.stringContaining('CSV UTF-8') });
    await expect(imports.begin(order('letter.docx', 'x', 'live'))).rejects.toMatchObject({ code: 'import_unreadable' });
  });

  describe('through the door', () => {
    const form = (text: string): { body: string; type: string } => ({
      type: 'multipart/form-data; boundary=line',
      body: `--line\r\ncontent-disposition: form-data; name="file"; filename="door.jsonl"\r\ncontent-type: application/jsonl\r\n\r\n${text}\r\n--line--\r\n`,
    });
    const { body, type } = form('{"id":"d1","time":"2026-03-04","detail":"路口红绿灯坏了"}\n{"id":"d2"}');

    it('a coordinator loads a file and looks at its progress; nobody else does', async () => {
      const url = '/api/v1/imports?account=wb&as=live';
      expect((await office.as('transport-head').post(url, body, { 'content-type': type })).status).toBe(403);
      expect((await office.as('coordinator').post('/api/v1/imports?account=wb&as=soon', body, { 'content-type': type })).status).toBe(400);
      const begun = await office.as('coordinator').post<{ id: string }>(url, body, { 'content-type': type });
      expect(begun.status).toBe(202);
      let progress = await office.as('coordinator').get(`/api/v1/imports/${begun.body.id}`);
      for (let round = 0; progress.body['finishedAt'] === null && round < 100; round++) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        progress = await office.as('coordinator').get(`/api/v1/imports/${begun.body.id}`);
      }
      expect(progress.body).toMatchObject({ account: 'wb', file: 'door.jsonl', as: 'live', taken: 1, refused: 1, faults: [{ line: 2, code: 'message_empty' }] });
      // Found again by the office, whoever began it and from wherever.
      expect((await office.as('coordinator').get<{ imports: object[] }>('/api/v1/imports')).body.imports).toContainEqual(progress.body);
      expect((await office.as('transport-head').get('/api/v1/imports')).status).toBe(403);
    });

    it('a machine with an import token brings files for its account only', async () => {
      const directory = office.app.get(Directory);
      const token = await office.database.write('person', (turn) => office.app.get(Identity).makeToken(turn, 'past', 'import', directory.accountByHandle('wx').id));
      const headers = { authorization: `Bearer ${token}`, 'content-type': type };
      expect((await office.anybody.post('/api/v1/accounts/wb/imports?as=history', body, headers)).status).toBe(403);
      const begun = await office.anybody.post<{ id: string }>('/api/v1/accounts/wx/imports?as=history', body, headers);
      expect(begun.status).toBe(202);
      expect((await office.anybody.get(`/api/v1/accounts/wx/imports/${begun.body.id}`, { authorization: headers.authorization })).status).toBe(200);
      expect((await office.anybody.get(`/api/v1/accounts/wb/imports/${begun.body.id}`, { authorization: headers.authorization })).status).toBe(403);
    });
  });
});
