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
} as const satisfies Record<string, Label>;
