import { ask } from './http';

export interface UnitForecast {
  readonly unit: string;
  readonly name: string;
  readonly overdue: number;
  readonly due: number;
  readonly pace: number;
  readonly falling: number;
  readonly left: number;
}
export interface Today {
  readonly asOf: string;
  readonly today: { readonly received: number; readonly answered: number; readonly dueToday: number; readonly overdue: number; readonly states: Readonly<Record<string, number>> };
  readonly month: { readonly from: string; readonly received: number; readonly answered: number; readonly onTime: number; readonly late: number };
  readonly forecast: { readonly from: string; readonly to: string; readonly days: readonly { readonly day: string; readonly works: boolean; readonly due: number }[]; readonly units: readonly UnitForecast[] };
  readonly time: readonly { readonly stage: string; readonly hours: number; readonly share: number }[];
  readonly returns: readonly { readonly from: string; readonly to: string | null; readonly asked: number; readonly upheld: number; readonly refused: number }[];
  readonly ages: readonly { readonly upTo: number | null; readonly open: number; readonly overdue: number }[];
  readonly people: readonly { readonly name: string | null; readonly unit: string; readonly held: number; readonly overdue: number; readonly dueThisWeek: number }[];
}

export const todayOf = (): Promise<Today> => ask('/api/v1/today');
/** The cases behind one of its counts. */
export type DayCount = 'received' | 'answered' | 'due_today' | 'overdue' | 'month_received' | 'month_answered' | 'month_on_time' | 'month_late';
export const casesBehind = (count: DayCount): Promise<{ readonly total: number; readonly cases: readonly string[] }> => ask(`/api/v1/today/${count}`);
