import type { Label } from './language';

const text = (zh: string, en: string): Label => ({ zh, en });

/** Sentences about the models of routing. */
export const MODEL_TEXTS = {
  'model.title': text('分办模型', 'Routing models'), 'model.how': text('分办建议由启用的一版给出；可随时换到任一版，或只用职责清单，写明理由，下一件来信起生效。', 'The version in use makes the proposals. Any other, or the duty lists alone, can be switched to with a reason, from the next message on.'),
  'model.version': text('第 {version} 版', 'version {version}'), 'model.duty_lists': text('职责清单', 'the duty lists'), 'model.trained': text('训练时间', 'Learned'), 'model.cases': text('学习件数', 'Learned from'), 'model.figures': text('留出检验', 'Held back'), 'model.told': text('首选正确 {first}，前两位含正确 {two}', 'right at first {first}, among two {two}'),
  'model.automatic': text('可自动分办', 'By itself'), 'model.automatic.told': text('{share}，其中正确 {precision}', '{share}, {precision} of them right'), 'model.in_force': text('启用中', 'in use'), 'model.unusable': text('本版程序不能使用', 'not for this edition'),
  'model.switch': text('启用', 'Use'), 'model.switch.to': text('启用{model}', 'Use {model}'), 'model.back': text('换回{model}', 'Go back to {model}'), 'model.compare': text('比较', 'Compare'), 'model.compare.to': text('{model}与启用的一版比较', 'Compare {model} with the one in use'), 'model.comparing': text('正在比较……', 'Comparing…'),
  'model.compared': text('{model}与{before}相比（{cases} 件两者都没学过的留言）：首选正确 {right} 件，{before} {rightBefore} 件；只有{model}对的 {gained} 件，只有{before}对的 {lost} 件。{verdict}', '{model} against {before}, on {cases} cases that neither learned from: {right} right at first against {rightBefore}; {gained} that only {model} had right, {lost} that only {before} had. {verdict}'),
  'model.not_worse': text('不比它差。', 'Not worse.'), 'model.worse': text('比它差。', 'Worse.'), 'model.no_cases': text('还没有两者都没学过的留言可比', 'There are no cases yet that neither learned from'),
  'model.switches': text('启用记录', 'What was used when'), 'model.from': text('原用', 'Before'), 'model.to': text('改用', 'Then'), 'model.by_itself': text('训练后自动启用', 'by itself after a training'),
  'automatic.title': text('自动分办', 'Assigning by itself'), 'automatic.how': text('开启后，普通留言中把握够大的由系统直接分办；举报、紧急、敏感、联名、重复、批示和上级交办的始终由人分办，随时可关。开关写明理由，记入审计。', 'Switched on, plain messages of which the model is sure enough are assigned by the machine; reports, urgent, sensitive, group, repeated and instructed ones and those from above are always left to a person. Every switch has its reason and stands in the audit.'),
  'automatic.measured': text('启用的第 {version} 版：把握达到 {threshold} 才自动分办；留出检验中占 {share}，其中分对 {precision}。', 'Version {version} in use: by itself from a sureness of {threshold} on; of the cases held back {share}, {precision} of them right.'), 'automatic.no_model': text('目前只用职责清单，没有启用的模型，不会自动分办。', 'Only the duty lists are in use: nothing is assigned by itself.'),
  'automatic.office': text('主办单位', 'Office'), 'automatic.on': text('已开启', 'on'), 'automatic.off': text('未开启', 'off'), 'automatic.last': text('最近一次开关', 'Last switched'), 'automatic.none': text('还没有登记账号', 'No accounts are entered yet'), 'automatic.switch_on': text('开启', 'Switch on'), 'automatic.switch_off': text('关闭', 'Switch off'), 'automatic.turn_on': text('为{office}开启自动分办', 'Let the machine assign for {office}'), 'automatic.turn_off': text('为{office}关闭自动分办', 'Leave assigning to people at {office}'),
} as const satisfies Record<string, Label>;
