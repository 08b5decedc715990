import type { ActName } from '../core/lifecycle.js';
import type { Label } from '../core/vocabulary.js';
import type { PaperSort, PaperState, SupervisionLevel } from '../escalation/escalation.entities.js';

/** The acts on a document of each sort: answered by the unit, taken or given back by whoever issued it. */
export const PAPER_ACTS = {
  urge: { answer: 'reply_to_urge', take: 'accept_urge_reply', giveBack: 'return_urge_reply' },
  supervision: { answer: 'reply_to_supervision', take: 'conclude_supervision', giveBack: 'return_supervision_reply' },
} as const satisfies Record<Exclude<PaperSort, 'instruction'>, Record<string, ActName>>;
export type AnsweredSort = keyof typeof PAPER_ACTS;

export const PAPER_NAMES: Record<PaperSort, Label> = {
  urge: { zh: '催办单', en: 'Urge' },
  supervision: { zh: '督办单', en: 'Supervision' },
  instruction: { zh: '批示件', en: 'Instruction' },
};

export const PAPER_STATES: Record<PaperState, Label> = {
  draft: { zh: '拟稿待签', en: 'drafted' },
  issued: { zh: '待答复', en: 'to be answered' },
  replied: { zh: '已答复待核', en: 'answered, to be decided' },
  accepted: { zh: '已认可', en: 'accepted' },
  returned: { zh: '退回重答', en: 'returned' },
  concluded: { zh: '已销号', en: 'concluded' },
  lapsed: { zh: '已失效', en: 'lapsed' },
};

/** How far a supervision has gone 提级: recorded with its reason, each level once and in order. */
export const SUPERVISION_LEVELS: Record<SupervisionLevel, Label> = {
  ordinary: { zh: '督办', en: 'supervision' },
  raised: { zh: '提级办理', en: 'raised to the level above' },
  talk: { zh: '约谈', en: 'talk with the responsible' },
};
