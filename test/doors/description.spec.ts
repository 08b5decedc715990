import { getMetadataStorage } from 'class-validator';
import { FIELD_WORDS } from '../../src/base/field-words.js';
import { IN_CHINESE } from '../../src/base/shapes.js';
import { ACTS, actRow, type ActName } from '../../src/core/lifecycle.js';
import { closeWindows, describeWithBrowser, sharedBrowser } from '../support/browser.js';
import { Office } from '../support/office.js';
import { routesOf } from './routes.js';

interface Description {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, unknown>>;
}

/** Acts that are done through a door of another name, or on the way of another act. */
const ELSEWHERE: Partial<Record<ActName, string>> = {
  receive: 'POST /api/v1/entries',
  attach: 'POST /api/v1/public/supplements',
  withdraw: 'POST /api/v1/public/withdrawals',
  hear_citizen: 'POST /api/v1/public/clarifications',
  rate: 'POST /api/v1/public/ratings',
  ungather: 'POST /api/v1/cases/{id}/unmerge',
  gather: 'POST /api/v1/cases/{id}/merge',
  propose_group_reply: 'POST /api/v1/group-replies/{id}/propose-group-reply',
  release_group_reply: 'POST /api/v1/group-replies/{id}/release-group-reply',
  approve_group_reply: 'POST /api/v1/group-replies/{id}/approve-group-reply',
  answer_by_group: 'POST /api/v1/group-replies/{id}/answer-by-group',
  tell_merged: 'POST /api/v1/cases/{id}/publish',
};

describe('the description of the interface', () => {
  let office: Office;
  let paths: Description['paths'];
  beforeAll(async () => {
    office = await Office.open();
    paths = (await office.anybody.get<Description>('/api-json')).body.paths;
  });
  afterAll(async () => await office.close());

  const has = (route: string): boolean => {
    const [method, path] = route.split(' ') as [string, string];
    return paths[path]?.[method.toLowerCase()] !== undefined;
  };
  const dashed = (act: string): string => act.replaceAll('_', '-');

  it('answers at /api and /api-json', async () => {
    const page = await office.anybody.get<string>('/api');
    expect([page.status, page.headers['content-type']]).toEqual([200, expect.stringContaining('text/html')]);
    expect((await office.anybody.get<Description>('/api-json')).body.openapi).toMatch(/^3\./);
  });

  it('says every check of every shape in Chinese too', () => {
    const shapes = [...getMetadataStorage()['validationMetadatas'].values()].flat();
    expect(shapes.length).toBeGreaterThan(500);
    const checks = new Set(shapes.map(({ name, type }) => name ?? type).filter((name) => !['conditionalValidation', 'isOptional'].includes(name)));
    expect([...checks].filter((name) => IN_CHINESE[name] === undefined)).toEqual([]);
    // Every field by the name it has on paper, in both languages.
    const fields = new Set(shapes.map(({ propertyName }) => propertyName));
    expect(fields.size).toBeGreaterThan(100);
    expect([...fields].filter((name) => FIELD_WORDS[name] === undefined)).toEqual([]);
  });

  it('has a door for every act of a person or a citizen that is switched on', () => {
    const wanted = ACTS.filter((act) => actRow(act).who.some((party) => party !== 'system' && party !== 'account'));
    const missing = wanted.filter((act) => !has(ELSEWHERE[act] ?? `POST /api/v1/cases/{id}/${dashed(act)}`));
    expect(missing).toEqual([]);
  });

  it('names every door of a case after its act', () => {
    const acts = new Set(ACTS.map(dashed));
    const strange = Object.entries(paths)
      .filter(([, methods]) => methods['post'] !== undefined)
      .map(([path]) => /^\/api\/v1\/cases\/\{id\}\/(.+)$/.exec(path)?.[1])
      .filter((name) => name !== undefined && !acts.has(name));
    expect(strange).toEqual([]);
  });

  it('leaves out only the console’s front door and the pages for citizens', () => {
    const left = routesOf(office)
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
      .filter((route) => !has(route) && !/ \/(\*|public(\/.*)?)?$/.test(route));
    expect(left).toEqual([]);
  });

  describeWithBrowser('in a browser', () => {
    afterAll(closeWindows);

    it('shows its doors under the content security policy', async () => {
      const tab = await (await sharedBrowser()).newPage();
      const complaints: string[] = [];
      tab.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
      tab.on('pageerror', (error) => void complaints.push(error.message));
      const answer = await tab.goto(`${await office.address()}/api`);
      expect(answer!.headers()['content-security-policy']).toContain("script-src 'self'");
      await tab.locator('.opblock').first().waitFor();
      // Of so many doors the page draws those that are in sight.
      expect(await tab.evaluate('window.ui.specSelectors.operations().size')).toBeGreaterThan(150);
      expect(complaints).toEqual([]);
    });
  });
});

describe('the headers', () => {
  it.each([['http://huiyin.linchuan.example', false], ['https://huiyin.linchuan.example', true]])('of %s promise encryption only where there is any', async (url, encrypted) => {
    const office = await Office.open({ environment: { PUBLIC_URL: url } });
    try {
      const { headers } = await office.anybody.get('/health');
      expect('strict-transport-security' in headers).toBe(encrypted);
      expect(String(headers['content-security-policy']).includes('upgrade-insecure-requests')).toBe(encrypted);
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' });
    } finally {
      await office.close();
    }
  });
});
