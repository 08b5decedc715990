/** 社情民意专报: one matter many citizens write about, for leadership. */
import type { Person } from '../identity/actor.js';
import type { Content } from './assembly.js';
import { chineseDay, column, type Section } from './document.js';
import type { TopicRules } from './topics-told.js';

/** A topic as the room that finds them tells it; of reports nothing. */
export interface ToldTopic {
  readonly title: string;
  readonly place: string;
  readonly who: string;
  readonly users: number;
  readonly letters: number;
  readonly answered: number;
  readonly from: string;
  readonly to: string;
  readonly trend: readonly { readonly day: string; readonly letters: number; readonly newUsers: number }[];
  readonly samples: readonly { readonly number: string; readonly day: string; readonly text: string }[];
  readonly answers: readonly { readonly number: string; readonly day: string; readonly text: string }[];
}
/** Where topics are found. */
export abstract class TopicsTold {
  abstract readonly rules: TopicRules;
  abstract brief(person: Person, topicId: string): Promise<ToldTopic>;
}

export function topicContent(topic: ToldTopic): Content {
  const busiest = topic.trend.toSorted((a, b) => b.letters - a.letters)[0];
  const told = (heading: string, items: ToldTopic['samples']): Section[] =>
    items.length === 0 ? [] : [{ heading, paragraphs: items.map(({ day, number, text }, index) => `${index + 1}．${text.trim()}（${chineseDay(day)}，${number}）`), tables: [], charts: [] }];
  return {
    words: {
      matter: topic.title, place: topic.place, who: topic.who, users: topic.users, letters: topic.letters, answered: topic.answered,
      first: chineseDay(topic.from), last: topic.to.slice(0, 10) === topic.from.slice(0, 10) ? '' : chineseDay(topic.to), busiestDay: busiest ? chineseDay(busiest.day) : '', busiestLetters: busiest?.letters ?? 0,
    },
    tables: [{
      key: 'facts', title: '每日来信', note: '“新增人数”为当日首次就此事来信的人数；同一人多次来信计一人。', columns: [column('日期', 'day', 14), column('来信件数', 'count', 12), column('新增人数', 'count', 12)],
      rows: topic.trend.map(({ day, letters, newUsers }) => [day, letters, newUsers]),
    }],
    charts: topic.trend.length === 0 ? [] : [{ key: 'trend', title: '每日来信件数', form: 'columns', sort: 'count', categories: topic.trend.map(({ day }) => day.slice(5)), series: [{ name: '来信', values: topic.trend.map(({ letters }) => letters) }, { name: '新增人数', values: topic.trend.map(({ newUsers }) => newUsers) }] }],
    sections: [...told('来信摘录（已隐去个人信息）', topic.samples), ...told('已公开的答复', topic.answers)],
    appendices: [], details: null, figures: null, counting: null, notes: ['来信由系统按内容归并，经人核对；举报件不计入。'],
  };
}
