/** The reports there are 报表种类, by name. When each is due and what it is made of stands in `reporting/forms-known.ts`. */
import { keysOf, type Label } from './vocabulary.js';

export const REPORT_FORMS = {
  daily: { zh: '每日快报', en: 'daily flash' },
  weekly: { zh: '周报', en: 'weekly report' },
  monthly: { zh: '月报', en: 'monthly report' },
  quarterly: { zh: '季报', en: 'quarterly report' },
  half_yearly: { zh: '半年报', en: 'half-yearly report' },
  yearly: { zh: '年报', en: 'annual report' },
  warnings: { zh: '下周到期预警', en: 'warnings for the coming week' },
  ledgers: { zh: '台账', en: 'ledgers' },
  self_check: { zh: '自查清单', en: 'self-check list' },
  workload: { zh: '人员工作量', en: 'workload per person' },
  typical_cases: { zh: '典型案例', en: 'typical cases' },
  topic_brief: { zh: '社情民意专报', en: 'brief on a public concern' },
} as const satisfies Record<string, Label>;
export type FormKey = keyof typeof REPORT_FORMS;
export const FORM_KEYS = keysOf(REPORT_FORMS);
