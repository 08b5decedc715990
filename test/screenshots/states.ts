/** Every screen while it has nothing to show: a new installation, a slow server, one that fails, none at all. */
import type { Page, Route } from 'playwright-core';
import type { Prepare, Shot } from './stage.js';

/** Who opens which page, in the demonstration. */
const SCREENS: readonly (readonly [name: string, login: string, path: string])[] = [
  ['cases', 'shen.yuqing', '/cases'], ['case', 'shen.yuqing', '/cases/00000000-0000-7000-8000-000000000000'], ['door', 'pan.yizhou', '/cases/00000000-0000-7000-8000-000000000000/door'],
  ['today', 'yin.lanting', '/today'], ['topics', 'shen.yuqing', '/topics'], ['topic', 'shen.yuqing', '/topics/00000000-0000-7000-8000-000000000000'],
  ['group-replies', 'shen.yuqing', '/group-replies'], ['group-reply', 'shen.yuqing', '/group-replies/00000000-0000-7000-8000-000000000000'],
  ['units', 'yin.lanting', '/supervision'], ['papers', 'yin.lanting', '/supervision?look=papers'], ['rota', 'bian.qiuyang', '/rota'], ['knowledge', 'shen.yuqing', '/knowledge'],
  ['reports', 'yin.lanting', '/reports'], ['issued-reports', 'yin.lanting', '/issued-reports'], ['spot-checks', 'yin.lanting', '/spot-checks'], ['spot-check', 'yin.lanting', '/spot-checks/00000000-0000-7000-8000-000000000000'],
  ['review-sheets', 'bian.qiuyang', '/review-sheets'], ['review-sheet', 'bian.qiuyang', '/review-sheets/00000000-0000-7000-8000-000000000000'],
  ['assessments', 'yin.lanting', '/assessments'], ['assessment', 'yin.lanting', '/assessments/00000000-0000-7000-8000-000000000000'], ['assessed-unit', 'yin.lanting', '/assessments/00000000-0000-7000-8000-000000000000/units/none'],
  ['rules', 'admin', '/rules'], ['policy', 'admin', '/rules/none'], ['registry', 'admin', '/registry'], ['people', 'admin', '/people'], ['report-schedule', 'admin', '/report-schedule'], ['notices', 'shen.yuqing', '/notices'],
  ['work', 'shen.yuqing', '/work'], ['audit', 'xin.mingjian', '/audit'], ['mine', 'shen.yuqing', '/mine'],
];
/** What the frame itself reads: it stands already when a page is opened. */
const FRAME = /\/api\/v1\/(session|words|registry|demonstration|desk)(\/|$|\?)/;
const but = (answer: (route: Route) => Promise<void>): Prepare => async (page: Page) => {
  await page.route('**/api/v1/**', async (route) => (FRAME.test(new URL(route.request().url()).pathname) ? await route.continue() : await answer(route)));
};
const FAULT = { status: 500, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: '系统出错了', status: 500, detail: '已记录，请稍后再试', code: 'fault' }) };

/** A little while, until what comes late has come or what does not is waited for. */
const settle: Prepare = async (page) => await page.waitForTimeout(600);
const withState = (state: string, before: Prepare): readonly Shot[] => SCREENS.map(([name, login, path]) => ({ name: `state-${state}-${name}`, login, path, before, prepare: settle }));

export const STATES: readonly Shot[] = [
  ...SCREENS.filter(([, , path]) => /0000|none/.test(path)).map(([name, login, path]) => ({ name: `state-gone-${name}`, login, path, prepare: settle })),
  ...withState('loading', but(() => new Promise(() => undefined))),
  ...withState('error', but(async (route) => await route.fulfill(FAULT))),
  ...withState('offline', but(async (route) => await route.abort())),
];

/** Of a new installation: one person with every duty, and the administrator. */
export const EMPTY: readonly Shot[] = SCREENS.filter(([, , path]) => !/0000|none/.test(path)).map(([name, login, path]) => ({ name: `state-empty-${name}`, login: login === 'admin' ? 'admin' : login === 'xin.mingjian' ? 'auditor' : 'everyone', path, prepare: settle }));
