/** 自查清单: the office looks at itself before the national spot check does. What is looked at stands in `config/reports/self-check.yaml`. */
import type { Content } from './assembly.js';
import type { CheckKey, CheckRule } from './check-rules.js';
import { column, type Table } from './document.js';

/** What was found: how many, of how many, and a list where there is something to list. Null: only a person can tell. */
export interface Finding {
  readonly found: number;
  readonly of: number;
  readonly list: Table | null;
  /** The system sees a part of it only: a person must look as well. */
  readonly partly?: true;
}

export function selfCheckContent(rules: readonly CheckRule[], findings: ReadonlyMap<CheckKey, Finding>): Content {
  const checked = rules.flatMap((rule) => {
    const finding = findings.get(rule.key);
    return finding ? [{ rule, finding }] : [];
  });
  const failed = checked.filter(({ finding }) => finding.found > 0);
  const verdict = ({ found, partly }: Finding): string => (found > 0 ? '有问题' : partly ? '未见问题，须人工核实' : '合格');
  return {
    words: {
      checked: checked.length, passed: checked.length - failed.length, failed: failed.length, faults: failed.map(({ rule, finding }) => `${rule.item}${finding.found}项`).join('；'),
      manual: checked.filter(({ finding }) => finding.partly).map(({ rule }) => rule.item).join('、'),
    },
    tables: [
      { key: 'checks', title: '自查结果', note: null, columns: [column('序号', 'count', 6), column('自查事项', 'text', 34), column('依据', 'text', 34), column('应查', 'count', 8), column('问题', 'count', 8), column('结论', 'text', 14)],
        rows: checked.map(({ rule, finding }, index) => [index + 1, rule.item, rule.basis, finding.of, finding.found, verdict(finding)]) },
    ],
    charts: [], appendices: failed.flatMap(({ finding }) => finding.list ?? []), details: null, figures: null, counting: null,
    notes: ['“问题”为查到的件数或者账号数，明细见附件。', '本系统只掌握留言及其答复；账号在平台上的信息更新、互动功能、错敏词等须逐一打开账号核实。'],
  };
}
