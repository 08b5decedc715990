import type { Instant } from '../base/clock.js';
import type { Database } from '../base/database/database.js';
import type { Rulebook } from '../base/policy.js';
import type { Settings } from '../base/settings.js';
import type { Templates } from '../base/templates.js';
import type { Label } from '../core/vocabulary.js';
import { officeMoment } from '../core/time/measures.js';
import { Telling, type TellingSort } from '../assessment/terms.entities.js';
import { User } from '../identity/identity.entities.js';
import { addressed, languageOfUser, messageIdOf } from './composing.js';
import { Notice } from './notice.entities.js';

const TEMPLATE = 'assessment';

interface TellingWords {
  readonly matter: Label;
  readonly what: Label;
  readonly asked: Label;
  readonly why: Label;
}
const say = (zh: string, en: string): Label => ({ zh, en });
const [CHECK, ASSESSMENT] = [say('抽查', 'Spot check'), say('考核', 'Assessment')];
const [CHECKER, HEAD, LEADER, PARTY] = [
  say('您是评查人', 'you are one of the checkers'), say('您是该单位的负责人', 'you head the unit'), say('您负责复核和批准', 'you decide on it'), say('此事由您办理或者由您发起', 'it is yours to do, or you began it'),
];

/** Total: what is to be told and has no words does not compile. */
const WORDS: Record<TellingSort, TellingWords> = {
  sheet_assigned: { matter: CHECK, what: say('有 {count} 件答复请您评查', '{count} replies for you to check'), asked: say('请独立评定，在期限内交表；是本单位的件或者本人经办过的，请回避。', 'Judge them by yourself and hand in in time; recuse where the case is your unit’s or you had a hand in it.'), why: CHECKER },
  sheet_third: { matter: CHECK, what: say('有 {count} 件评查意见不一，请您裁定', '{count} cases on which two checkers differ'), asked: say('请看过两人的意见后评定。', 'Look at what both said and judge.'), why: CHECKER },
  hand_in_soon: { matter: CHECK, what: say('评查表将到交表期限', 'A review sheet is due'), asked: say('请按期交表。', 'Please hand it in.'), why: CHECKER },
  hand_in_missed: { matter: CHECK, what: say('评查表已过交表期限', 'A review sheet is overdue'), asked: say('请评查人尽快交表；确实不能评查的请回避，由督查岗增派。', 'Hand it in, or recuse so that another can be named.'), why: PARTY },
  check_closed: { matter: CHECK, what: say('抽查已经结束，可以查看本单位的结果', 'A spot check is closed; your unit’s results can be read'), asked: say('请查看被抽查的答复和培训建议。', 'See the replies that were checked and what to train.'), why: HEAD },
  unit_told: { matter: ASSESSMENT, what: say('{unit}的考核结果请核对', 'The assessment of {unit}: please look it over'), asked: say('请逐项核对扣分的件；有异议的，请在期限内提出并写明理由。', 'Look at each deduction; object within the term, with reasons.'), why: HEAD },
  object_soon: { matter: ASSESSMENT, what: say('提出异议的期限将到', 'The time to object is nearly over'), asked: say('没有异议的不用办理。', 'Nothing to do if you do not object.'), why: HEAD },
  objection_made: { matter: ASSESSMENT, what: say('{unit}对扣分提出异议', '{unit} objects to a deduction'), asked: say('请复核，写明撤销或者维持的理由。', 'Decide whether it is cancelled or stands, with reasons.'), why: LEADER },
  decide_soon: { matter: ASSESSMENT, what: say('有一份异议将到复核期限', 'An objection is due to be decided'), asked: say('请按期复核。', 'Please decide on it.'), why: LEADER },
  decide_missed: { matter: ASSESSMENT, what: say('有一份异议已过复核期限', 'An objection is overdue'), asked: say('请尽快复核。', 'Please decide on it.'), why: PARTY },
  objection_decided: { matter: ASSESSMENT, what: say('{unit}的一份异议已经复核', 'An objection of {unit} was decided'), asked: say('请查看复核结果和理由。', 'See the decision and its reasons.'), why: HEAD },
  exclusion_proposed: { matter: ASSESSMENT, what: say('{unit}有一件拟剔除，请审批', 'A case of {unit} is proposed to be excluded'), asked: say('请批准或者不批准，写明理由。', 'Approve or refuse it, with reasons.'), why: LEADER },
  assessment_fixed: { matter: ASSESSMENT, what: say('{unit}的考核结果已经确定', 'The assessment of {unit} is fixed'), asked: say('请查看。', 'Please read it.'), why: HEAD },
};

/** 抽查、考核的邮件: one for each line of their outbox, in office hours, once. */
export class AssessmentMails {
  constructor(
    private readonly database: Database,
    private readonly templates: Templates,
    private readonly rules: Rulebook,
    private readonly settings: Settings,
  ) {}

  /** Returns how many mails were written. */
  async gather(now: Instant): Promise<number> {
    if (!this.templates.mailKeys().includes(TEMPLATE)) return 0;
    const waiting = await this.database.rows.find(Telling, { toldAt: null }, { orderBy: 'id', limit: 500 });
    if (waiting.length === 0) return 0;
    const sendAt = officeMoment(now, this.rules.today);
    return await this.database.write('relay', async (turn) => {
      let written = 0;
      for (const telling of waiting) {
        // Another process may be telling of the same.
        if ((await turn.rows.updateWhere(Telling, { id: telling.id, toldAt: null }, { toldAt: turn.now })) === 0) continue;
        const user = await turn.rows.one(User, { id: telling.userId, active: true });
        if (!user) continue;
        const key = `${TEMPLATE}:${telling.id}`;
        const id = turn.ids.next();
        await turn.rows.insertOnce(Notice, {
          id, key, caseId: null, template: TEMPLATE, userId: user.id, urgent: false, ...this.mail(telling, user, id), messageId: messageIdOf(key), attempts: 0, createdAt: turn.now, sentAt: null, ...addressed(user.email, sendAt),
        });
        written += 1;
      }
      return written;
    });
  }

  private mail({ sort, facts, path }: Telling, user: User, noticeId: string) {
    const language = languageOfUser(user.locale);
    const { matter, what, asked, why } = WORDS[sort];
    const filled = (label: Label): string => label[language].replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
    const about = String(facts['title'] ?? facts['period'] ?? matter[language]).replace('/', language === 'zh' ? ' 至 ' : ' to ');
    const view = {
      matter: matter[language], what: filled(what), asked: filled(asked), about, dueText: facts['dueDay'] ?? null, recipientName: user.name, whyYou: why[language],
      link: `${this.settings.publicUrl}${path}?notice=${noticeId}`, proofLink: null,
    };
    return this.templates.mail(TEMPLATE, view, language);
  }
}
