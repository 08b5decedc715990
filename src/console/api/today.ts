import type { TodayController } from '../../views/today.controller.js';
import type { Answer } from './doors';
import { ask } from './http';

export type Today = Answer<TodayController, 'today'>;
export type UnitForecast = Today['forecast']['units'][number];

export const todayOf = (): Promise<Today> => ask('/api/v1/today');
/** The cases behind one of its counts. */
export type DayCount = 'received' | 'answered' | 'due_today' | 'overdue' | 'month_received' | 'month_answered' | 'month_on_time' | 'month_late';
export const casesBehind = (count: DayCount): Promise<{ readonly total: number; readonly cases: readonly string[] }> => ask(`/api/v1/today/${count}`);
