import { Office } from '../support/office.js';

describe('the console at the address itself', () => {
  let office: Office;
  beforeAll(async () => (office = await Office.open()));
  afterAll(() => office.close());

  it.each(['/', '/cases', '/cases/0192-some-case?tab=reply', '/reports/2026-10'])('%s leads to its one page, asked for anew each time', async (address) => {
    const { status, headers, body } = await office.anybody.get<string>(address);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'text/html; charset=utf-8', 'no-cache']);
    expect(body).toContain('<div id="console">');
  });

  it.each(['/api/v1/nothing', '/assets/none.js', '/robots.txt', '/public-secrets/none.css'])('%s is no page of it', async (address) => {
    expect((await office.anybody.get(address)).status).toBe(404);
  });

  it('sends what the page names packed, to be kept for ever', async () => {
    const page = (await office.anybody.get<string>('/')).body;
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)![1]!;
    const { statusCode, headers } = await office.app.inject({ url: script, headers: { 'accept-encoding': 'gzip' } });
    expect([statusCode, headers['content-encoding'], headers['cache-control']]).toEqual([200, 'gzip', 'public, max-age=31536000, immutable']);
  });
});
