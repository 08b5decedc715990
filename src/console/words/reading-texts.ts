import type { Label } from './language';

const text = (zh: string, en: string): Label => ({ zh, en });

/** What the machine made of a message, and what people wrote on the way. */
export const READING_TEXTS = {
  'reading.title': text('研判参考', 'What the machine made of it'), 'reading.how': text('仅供参考，由您决定。', 'To consider; you decide.'),
  'reading.held': text('留待人工审看，因为', 'Held for a person, because of'), 'reading.noticed': text('文中提到', 'Noticed in the text'),
  'reading.proposed': text('建议分办', 'Departments proposed'), 'reading.terms': text('依据词：{terms}', 'by the words {terms}'), 'reading.joint': text('协办建议：{unit}', 'Together with {unit}'), 'reading.assign': text('分办到此', 'Assign here'),
  'reading.earlier': text('同一人此前反映', 'Earlier from the same person'), 'reading.answered': text('{day} 答复', 'answered on {day}'), 'reading.unanswered': text('尚未答复', 'not answered yet'),
  'reading.ended': text('{day} 已告知不再重复受理：{reason}（{basis}）', 'On {day} further repeats were ended: {reason} ({basis})'),
  'reading.ended.what': text('没有新事实的，可阅存并告知原结论；有新事实的，照常办理。', 'Without new facts it may be filed and the former answer told; with new facts it is handled like any other.'),
  'reading.similar': text('相似来信', 'Letters alike'), 'reading.alike': text('相似 {share}', '{share} alike'), 'reading.same_place': text('同一地点', 'same place'), 'reading.same_writer': text('同一人', 'same writer'),
  'reading.merge': text('并入此件', 'Merge into it'), 'reading.dismiss': text('不并', 'Not the same'), 'reading.dismissed': text('已定不并：{reason}', 'judged not the same: {reason}'), 'reading.merged': text('已并单', 'merged'),
  'reason.sensitive.mass': text('聚集上访', 'a gathering'), 'reason.sensitive.unrest': text('群体性事件苗头', 'unrest'), 'reason.sensitive.life': text('涉及人身伤亡', 'life and limb'), 'reason.sensitive.minors': text('涉及未成年人', 'minors'),
  'reason.sensitive.media': text('涉及媒体', 'the media'), 'reason.sensitive.self_harm': text('自伤风险', 'risk of self-harm'), 'reason.sensitive.suicide': text('提到轻生', 'suicide is mentioned'),
  'reason.scope.court': text('涉诉事项', 'a matter for the courts'), 'reason.scope.arbitration': text('仲裁事项', 'a matter for arbitration'), 'reason.scope.petition': text('信访事项', 'a petition'), 'reason.scope.disclosure': text('信息公开申请', 'a request for information'),
  'reason.scope.review': text('复议事项', 'administrative review'), 'reason.scope.discipline': text('纪检监察事项', 'a matter of discipline'), 'reason.scope.elsewhere': text('外地事项', 'belongs elsewhere'),
  'reason.unlawful': text('违法信息', 'unlawful content'), 'reason.threat': text('威胁', 'a threat'), 'reason.abuse': text('辱骂', 'abuse'), 'reason.advertising': text('广告', 'advertising'), 'reason.others_data': text('他人个人信息', 'data of others'),
  'reason.secret': text('可能涉密', 'may be secret'), 'reason.personal_data': text('个人信息', 'personal data'), 'reason.empty': text('没有内容', 'nothing is said'), 'reason.group': text('多人联名', 'several people'), 'reason.repeated': text('多次反映', 'told before'),
  'reason.urgency.emergency': text('紧急险情', 'an emergency'), 'reason.urgency.danger': text('安全隐患', 'danger'), 'reason.urgency.urgent': text('时间紧迫', 'urgent'), 'reason.other': text('其他', 'other'),
  'records.title': text('办理记录', 'What was written on the way'), 'records.open': text('待定', 'to be decided'),
  'field.progress': text('进展', 'Progress'), 'field.decided': text('审批意见', 'Decision'), 'field.citizen_answer': text('网民补充', 'The citizen’s answer'), 'field.end_reason': text('收回理由', 'Why it was taken back'), 'field.undone': text('撤并理由', 'Why it was undone'),
} as const;
