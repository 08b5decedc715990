import type { RegistryFile } from '../../src/registry/registry.service.js';

/** A small city: one office, five departments, two accounts, every role. Invented. */
export const SMALL_REGISTRY: RegistryFile = {
  organisations: [
    { code: 'city', name: '临川市人民政府' },
    { code: 'office', name: '临川市政务新媒体中心', parent: 'city' },
    { code: 'transport-bureau', name: '临川市交通运输局', parent: 'city' },
    { code: 'housing-bureau', name: '临川市住房和城乡建设局', parent: 'city' },
    { code: 'urban-bureau', name: '临川市城市管理局', parent: 'city' },
    { code: 'justice-bureau', name: '临川市司法局', parent: 'city' },
  ],
  departments: [
    { code: 'center', name: '政务新媒体中心', organisation: 'office', own: true, phone: '0599-5550100', duties: [{ text: '政务新媒体运行', terms: ['公众号'] }] },
    { code: 'transport', name: '市交通运输局', organisation: 'transport-bureau', phone: '0599-5550101', duties: [{ text: '公共交通', terms: ['公交', '公交车', '班次', '出租车'], source: '三定规定' }] },
    { code: 'housing', name: '市住建局', organisation: 'housing-bureau', phone: '0599-5550102', duties: [{ text: '房屋与物业管理', terms: ['物业', '小区', '电梯'], source: '三定规定' }] },
    { code: 'urban', name: '市城管局', organisation: 'urban-bureau', phone: '0599-5550103', duties: [{ text: '市容与施工噪声', terms: ['噪声', '噪音', '占道', '路灯'], source: '三定规定' }] },
    { code: 'justice', name: '市司法局', organisation: 'justice-bureau', phone: '0599-5550104', duties: [{ text: '行政执法监督', terms: ['执法', '举报'], source: '三定规定' }] },
  ],
  accounts: [
    { handle: 'wx', platform: 'wechat', name: '临川发布', sponsor: 'office', supervisor: 'city', robotsOff: true },
    { handle: 'wb', platform: 'weibo', name: '临川发布微博', sponsor: 'office', supervisor: 'city', robotsOff: true, attachMinutes: 0 },
  ],
  users: [
    { login: 'coordinator', name: '张受理', email: 'coordinator@linchuan.example', department: 'center', roles: ['coordinator'] },
    { login: 'coordinator2', name: '赵受理', email: 'coordinator2@linchuan.example', department: 'center', roles: ['coordinator'] },
    { login: 'reviewer', name: '李审核', email: 'reviewer@linchuan.example', department: 'center', roles: ['reviewer'] },
    { login: 'reviewer2', name: '林审核', email: 'reviewer2@linchuan.example', department: 'center', roles: ['reviewer'] },
    { login: 'office-head', name: '周主任', email: 'office-head@linchuan.example', department: 'center', roles: ['head'] },
    { login: 'deputy', name: '吴副秘书长', email: 'deputy@linchuan.example', organisation: 'office', roles: ['deputy_leader'] },
    { login: 'chief', name: '郑秘书长', email: 'chief@linchuan.example', organisation: 'office', roles: ['chief'] },
    { login: 'supervisor', name: '王督查', email: 'supervisor@linchuan.example', organisation: 'office', roles: ['supervisor'] },
    { login: 'duty', name: '冯值班', email: 'duty@linchuan.example', department: 'center', roles: ['duty_officer'] },
    { login: 'report-officer', name: '陈专办', email: 'report-officer@linchuan.example', department: 'center', roles: ['report_officer'] },
    { login: 'auditor', name: '褚审计', email: 'auditor@linchuan.example', organisation: 'office', roles: ['auditor'] },
    { login: 'contractor', name: '卫运维', email: 'contractor@linchuan.example', department: 'center', roles: ['contractor'] },
    ...['transport', 'housing', 'urban', 'justice'].flatMap((code) => [
      { login: `${code}-liaison`, name: `${code}联络员`, email: `${code}-liaison@linchuan.example`, department: code, roles: ['liaison' as const] },
      { login: `${code}-handler`, name: `${code}承办人`, email: `${code}-handler@linchuan.example`, department: code, roles: ['handler' as const] },
      { login: `${code}-head`, name: `${code}负责人`, email: `${code}-head@linchuan.example`, department: code, roles: ['head' as const] },
    ]),
  ],
};
