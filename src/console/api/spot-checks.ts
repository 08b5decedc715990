import type { Label } from '../words/language';
import { ask } from './http';

export type Marks = Readonly<Record<string, number>>;
export interface SheetPart {
  readonly key: string;
  readonly label: Label;
  readonly words: readonly (Label & { readonly value: number })[];
}
export interface CheckSettings {
  readonly checkers: readonly string[];
  readonly minimum: number;
  readonly size: { readonly by: 'number'; readonly cases: number; readonly least: number } | { readonly by: 'share'; readonly share: number; readonly least: number };
}
export interface CheckLine {
  readonly id: string;
  readonly title: string;
  readonly period: string;
  readonly state: 'checking' | 'closed';
  readonly population: number;
  readonly drawn: number;
  readonly settled: number;
  readonly drawnAt: string;
  readonly closedAt: string | null;
}
export interface CheckedCase {
  readonly caseId: string;
  readonly number: string;
  readonly unitName: string;
  readonly kind: string;
  readonly settled: Marks | null;
  readonly handedIn: number;
  readonly open: number;
  readonly third: boolean;
}
interface Result {
  readonly population: number;
  readonly checked: number;
  readonly mean: number | null;
  readonly findings: Readonly<Record<string, number>>;
}
export interface Training {
  readonly key: string;
  readonly label: Label;
  readonly cases: number;
  readonly checked: number;
  readonly text: Label;
}
export interface Check extends CheckLine {
  readonly seed: string;
  readonly populationHash: string;
  readonly settingsVersion: string;
  readonly minimum: number;
  readonly drawnByName: string;
  readonly checkers: readonly { readonly id: string; readonly name: string; readonly sheets: number; readonly handedIn: number }[];
  readonly cases: readonly CheckedCase[];
  readonly results: {
    readonly whole: Result & { readonly goodShare: number | null; readonly comparable: boolean };
    readonly units: readonly (Result & { readonly unit: string; readonly unitName: string; readonly goodShare: number | null; readonly comparable: boolean })[];
    readonly cells: readonly (Result & { readonly unit: string; readonly unitName: string; readonly kind: string; readonly sample: number; readonly good: number })[];
    readonly parts: readonly { readonly key: string; readonly label: Label; readonly cases: number; readonly agreement: { readonly pairs: number; readonly kappa: number | null; readonly same: number | null; readonly withinOne: number | null } }[];
    readonly training: readonly Training[];
  };
}
export interface UnitCheck {
  readonly id: string;
  readonly title: string;
  readonly period: string;
  readonly cases: readonly CheckedCase[];
  readonly training: readonly Training[];
}
export interface SheetLine {
  readonly id: string;
  readonly title: string;
  readonly caseNumber: string;
  readonly subject: string;
  readonly kind: string;
  readonly unitName: string;
  readonly third: boolean;
  readonly state: 'open' | 'handed_in' | 'recused';
  readonly dueAt: string | null;
  readonly handedInAt: string | null;
}
export interface Sheet extends SheetLine {
  readonly caseId: string;
  readonly message: { readonly subject: string; readonly text: string };
  readonly reply: string;
  readonly parts: readonly SheetPart[];
  readonly marks: Marks | null;
  readonly note: string | null;
  readonly others: readonly { readonly marks: Marks; readonly note: string | null }[];
  readonly disputed: readonly string[];
}
export interface Preview {
  readonly population: number;
  readonly sample: number;
  readonly strata: readonly { readonly unit: string; readonly unitName: string; readonly kind: string; readonly population: number; readonly sample: number }[];
}

const PLACE = '/api/v1/spot-checks';
const SHEETS = '/api/v1/review-sheets';
const post = <T>(address: string, body: unknown = {}): Promise<T> => ask<T>(address, { method: 'POST', body });
export const checkSettings = (): Promise<CheckSettings> => ask(`${PLACE}/settings`);
export const spotChecks = async (): Promise<readonly CheckLine[]> => (await ask<{ checks: CheckLine[] }>(PLACE)).checks;
export const unitChecks = async (): Promise<readonly UnitCheck[]> => (await ask<{ checks: UnitCheck[] }>(`${PLACE}/of-my-unit`)).checks;
export const spotCheck = (id: string): Promise<Check> => ask(`${PLACE}/${id}`);
export const previewSample = (body: unknown): Promise<Preview> => post(`${PLACE}/preview`, body);
export const drawSample = (body: unknown): Promise<Check> => post(PLACE, body);
export const proveSample = (id: string): Promise<{ populationSame: boolean; sampleSame: boolean }> => ask(`${PLACE}/${id}/proof`);
export const appointCheckers = (id: string, checkerIds: unknown): Promise<Check> => post(`${PLACE}/${id}/appoint`, { checkerIds });
export const closeCheck = (id: string, answers: Readonly<Record<string, unknown>>): Promise<Check> => post(`${PLACE}/${id}/close`, answers);
export const mySheets = async (): Promise<readonly SheetLine[]> => (await ask<{ sheets: SheetLine[] }>(SHEETS)).sheets;
export const reviewSheet = (id: string): Promise<Sheet> => ask(`${SHEETS}/${id}`);
export const handIn = (id: string, marks: Marks, note: string): Promise<SheetLine> => post(`${SHEETS}/${id}/hand-in`, { marks, ...(note.trim() !== '' && { note: note.trim() }) });
export const recuse = (id: string, reason: unknown): Promise<unknown> => post(`${SHEETS}/${id}/recuse`, { reason });
