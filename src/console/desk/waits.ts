import type { CaseFile } from '../api/cases';
import { wordFor } from '../api/words';
import { longTime } from '../words/days';
import { inTurn, listed, t } from '../words/language';
import type { TextName } from '../words/texts';

/** What the case waits for before it can go on, in one line; nothing where it waits for nobody. */
export function waitFor(file: CaseFile): string {
  if (file.state === 'returning') return returnAsked(file);
  const joint = ['handling', 'clarifying'].includes(file.state) ? file.joints.filter(({ state }) => state === 'invited').map(({ department }) => department ?? '') : [];
  if (joint.length > 0) return t('blocked.joint', { units: listed(joint) });
  const { missing = [], findings = [] } = file.keptBack ?? {};
  const why = [
    missing.length > 0 ? t('blocked.missing', { roles: listed(missing.map((role) => wordFor('roles', role))) }) : '',
    findings.length > 0 ? t('blocked.findings', { findings: listed(findings.map((code) => t(`finding.${code}` as TextName))) }) : '',
  ].filter((each) => each !== '');
  return why.length === 0 ? '' : t('blocked.sign', { why: inTurn(why) });
}

/** 退单 is asked for, and decided by another. */
function returnAsked({ clocks }: CaseFile): string {
  const due = clocks.find(({ clock, stoppedAt }) => clock === 'return_decision' && stoppedAt === null)?.dueAt;
  return due == null ? t('blocked.return') : t('blocked.return.by', { due: longTime(due) });
}
