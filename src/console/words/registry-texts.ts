import type { Label } from './language';

const text = (zh: string, en: string): Label => ({ zh, en });

/** Sentences of the registry. */
export const REGISTRY_TEXTS = {
  'registry.organisations': text('机构', 'Organisations'), 'registry.parent': text('上级机构', 'Under'), 'registry.duties': text('职责清单', 'Duties'), 'registry.duties.count': text('{count} 项', '{count}'), 'registry.duties.none': text('未登记', 'none entered'), 'registry.own': text('本办', 'own office'),
  'registry.sponsor': text('主办单位', 'Sponsor'), 'registry.supervisor': text('主管单位', 'Supervisor'), 'registry.filing': text('备案', 'Filing'), 'registry.filing.filed': text('已备案', 'filed'), 'registry.filing.pending': text('备案中', 'pending'), 'registry.filing.none': text('未备案', 'not filed'), 'registry.robots': text('平台自动回复', 'The platform’s own replies'), 'registry.robots.off': text('已关闭', 'off'), 'registry.robots.on': text('未关闭', 'on'),
  'registry.policies': text('时限标准', 'Policies'), 'registry.policies.default': text('默认', 'default'), 'registry.find': text('按名称、代码、职责查找', 'Name, code or duty'), 'registry.nothing': text('还没有登记。由系统管理员导入登记表：机构、承办单位、账号和人员一次登记齐全', 'Nothing registered yet. The administrator imports the register: organisations, units, accounts and people at once'), 'registry.none': text('没有符合的登记', 'Nothing of this kind'),
  'registry.import': text('导入登记表', 'Import a registry file'), 'registry.import.how': text('导入 {file}：代码已有的改，没有的新增；有一处不对就整份不导入。', 'Import {file}: what has a known code is changed, the rest is made; one mistake and none of it is taken.'), 'registry.imported': text('已导入：机构 {organisations}、单位 {departments}、账号 {accounts}、人员 {users}', 'Imported: {organisations} organisations, {departments} departments, {accounts} accounts, {users} people'),
} as const satisfies Record<string, Label>;
