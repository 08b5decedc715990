import { ref, watchEffect } from 'vue';
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { ask } from './api/http';
import { hasRole, me, type Role } from './api/session';
import { beginCase } from './desk/opened-case';
import CaseList from './pages/case-list.vue';
import type { TextName } from './words/texts';

/** A place of the console: who sees it in the menu, and what it is called there. */
declare module 'vue-router' {
  interface RouteMeta {
    readonly title?: TextName;
    /** In the menu, for people with one of these roles; an empty list: everybody. */
    readonly menu?: readonly Role[];
    /** Behind 管理, not in the row of daily work. */
    readonly manage?: boolean;
    /** Shown without menu and header: one thing to do, also on the phone. */
    readonly bare?: boolean;
  }
}

/** Who reads the monthly reports. */
const READERS: readonly Role[] = ['coordinator', 'supervisor', 'chief', 'deputy_leader', 'auditor'];

export const ROUTES: readonly RouteRecordRaw[] = [
  { path: '/', redirect: '/cases' },
  { path: '/cases', component: CaseList, meta: { title: 'page.cases', menu: [] } },
  { path: '/cases/:id', component: () => import('./pages/case-page.vue'), props: true, meta: { title: 'page.case' } },
  { path: '/cases/:id/door', component: () => import('./pages/door.vue'), props: true, meta: { title: 'page.case', bare: true } },
  { path: '/today', component: () => import('./pages/today.vue'), meta: { title: 'page.today', menu: ['head', 'reviewer', ...READERS] } },
  { path: '/topics', component: () => import('./pages/topics.vue'), meta: { title: 'page.topics', menu: ['coordinator', 'supervisor', 'deputy_leader', 'chief', 'head'] } },
  { path: '/topics/:id', component: () => import('./pages/topic.vue'), props: true, meta: { title: 'page.topic' } },
  { path: '/group-replies', component: () => import('./pages/group-replies.vue'), meta: { title: 'page.groups', menu: ['coordinator', 'handler', 'reviewer', 'head', 'deputy_leader', 'chief'] } },
  { path: '/group-replies/:id', component: () => import('./pages/group-reply.vue'), props: true, meta: { title: 'page.group' } },
  { path: '/supervision', component: () => import('./pages/supervision.vue'), meta: { title: 'page.supervision', menu: [] } },
  { path: '/rota', component: () => import('./pages/rota.vue'), meta: { title: 'page.rota', menu: [] } },
  { path: '/knowledge', component: () => import('./pages/knowledge.vue'), meta: { title: 'page.knowledge', menu: [] } },
  { path: '/knowledge/:id', component: () => import('./pages/knowledge-entry.vue'), props: true, meta: { title: 'page.entry' } },
  { path: '/reports', component: () => import('./pages/reports.vue'), meta: { title: 'page.reports', menu: READERS } },
  { path: '/issued-reports', component: () => import('./pages/issued-reports.vue'), meta: { title: 'page.issued', menu: READERS } },
  { path: '/spot-checks', component: () => import('./pages/spot-checks.vue'), meta: { title: 'page.checks', menu: ['supervisor', 'coordinator', 'reviewer', 'deputy_leader', 'chief', 'auditor', 'head', 'liaison', 'handler'] } },
  { path: '/spot-checks/:id', component: () => import('./pages/spot-check.vue'), props: true, meta: { title: 'page.check' } },
  { path: '/review-sheets', component: () => import('./pages/review-sheets.vue'), meta: { title: 'page.sheets', menu: ['caller', 'duty_officer', 'report_officer'] } },
  { path: '/review-sheets/:id', component: () => import('./pages/review-sheet.vue'), props: true, meta: { title: 'page.sheet' } },
  { path: '/assessments', component: () => import('./pages/assessments.vue'), meta: { title: 'page.assessments' } },
  { path: '/assessments/:id', component: () => import('./pages/assessment.vue'), props: true, meta: { title: 'page.assessments' } },
  { path: '/assessments/:id/units/:unit', component: () => import('./pages/assessed-unit.vue'), props: true, meta: { title: 'page.assessed_unit' } },
  { path: '/rules', component: () => import('./pages/rules.vue'), meta: { title: 'page.rules', menu: [], manage: true } },
  { path: '/rules/:name', component: () => import('./pages/policy.vue'), props: true, meta: { title: 'page.policy' } },
  { path: '/registry', component: () => import('./pages/registry.vue'), meta: { title: 'page.registry', menu: [], manage: true } },
  { path: '/report-schedule', component: () => import('./pages/report-schedule.vue'), meta: { title: 'page.schedule', menu: ['administrator', ...READERS], manage: true } },
  { path: '/people', component: () => import('./pages/people.vue'), meta: { title: 'page.people', menu: ['administrator'], manage: true } },
  { path: '/notices', component: () => import('./pages/notices.vue'), meta: { title: 'page.notices', menu: ['administrator', 'coordinator', 'supervisor'], manage: true } },
  { path: '/work', component: () => import('./pages/work.vue'), meta: { title: 'page.work', menu: ['administrator', 'coordinator', 'supervisor', 'auditor'], manage: true } },
  { path: '/audit', component: () => import('./pages/audit.vue'), meta: { title: 'page.audit', menu: ['auditor', 'administrator'], manage: true } },
  { path: '/mine', component: () => import('./pages/mine.vue'), meta: { title: 'page.mine' } },
  { path: '/:rest(.*)*', component: () => import('./pages/not-found.vue'), meta: { title: 'page.not_found' } },
];

export const router = createRouter({ history: createWebHistory(), routes: [...ROUTES], scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 } });

router.beforeEach((to, from) => {
  // Each path has a page of its own, which takes what was asked for here.
  if (me.value !== null && to.path !== from.path && to.matched.at(-1)?.path === '/cases/:id') beginCase(String(to.params['id']));
});

/** 已读: who comes by the link of a notice has read it, once they are signed in. Out of the address then: a link that is passed on marks nothing. */
const isNarrow = (): boolean => window.matchMedia('(max-width: 640px)').matches;
const opened = ref<string | null>(null);
router.afterEach(({ query: { notice, ...query }, path, hash }) => {
  if (typeof notice !== 'string') return;
  opened.value = notice;
  // On the phone the link of a notice opens the page that is made for it.
  const door = isNarrow() && /^\/cases\/[^/]+$/.test(path) ? `${path}/door` : path;
  void router.replace({ path: door, query, hash });
});
watchEffect(() => {
  if (me.value === null || me.value.mustChangePassword || opened.value === null) return;
  // A notice of somebody else is nobody’s to mark.
  void ask(`/api/v1/notices/${encodeURIComponent(opened.value)}/read`, { method: 'POST' }).catch(() => undefined);
  opened.value = null;
});

export const mayOpen = (roles: readonly Role[] | undefined): boolean => me.value !== null && roles !== undefined && (roles.length === 0 || hasRole(...roles));
