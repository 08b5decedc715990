import type { Label } from '../words/language';
import { ask } from './http';

export interface AssessmentLine {
  readonly id: string;
  readonly period: string;
  readonly edition: number;
  readonly reason: string | null;
  readonly state: 'drafted' | 'told' | 'fixed';
  readonly asOf: string;
  readonly toldAt: string | null;
  readonly fixedAt: string | null;
  readonly hash: string | null;
  readonly schemeVersion: string;
  readonly units: number;
}
interface CriterionScore {
  readonly key: string;
  readonly counted: number;
  readonly good: number;
  readonly rate: number | null;
  readonly earned: number | null;
  readonly deducted: number | null;
  readonly points: number;
}
export interface UnitLine {
  readonly departmentId: string;
  readonly name: string;
  readonly peers: Label;
  readonly score: { readonly total: number | null; readonly grade: string | null; readonly criteria: readonly CriterionScore[] };
  readonly graded: boolean;
  readonly gradeName: Label | null;
  readonly objections: number;
  readonly openObjections: number;
  readonly objectUntil: string | null;
}
export interface DecidedLine {
  readonly id: string;
  readonly assessedCaseId: string;
  readonly number: string;
  readonly unitName: string;
  readonly reason: string;
  readonly state: 'proposed' | 'approved' | 'refused' | 'made' | 'accepted' | 'upheld';
  readonly byName: string;
  readonly at: string;
  readonly decidedByName: string | null;
  readonly decisionReason: string | null;
  readonly dueAt: string | null;
  readonly ground?: string;
}
interface Band {
  readonly from: number;
  readonly share: number;
}
export interface Scheme {
  readonly version: string;
  readonly name: Label;
  readonly objectionDays: number;
  readonly decisionDays: number;
  readonly minimum: number;
  readonly grades: readonly { readonly key: string; readonly from: number; readonly name: Label }[];
  readonly criteria: readonly { readonly key: string; readonly label: Label; readonly points: number; readonly minimum: number; readonly bands: readonly Band[]; readonly source: string }[];
  readonly exclusions: readonly Ground[];
}
export interface Ground {
  readonly key: string;
  readonly name: Label;
  readonly source: string;
}
export interface Assessment extends AssessmentLine {
  readonly scheme: Scheme;
  readonly unitLines: readonly UnitLine[];
  readonly open: readonly ('window' | 'objections' | 'exclusions')[];
  readonly exclusions: readonly DecidedLine[];
  readonly objectionLines: readonly DecidedLine[];
}
export interface AssessedCase {
  readonly id: string;
  readonly caseId: string;
  readonly number: string;
  readonly opens: boolean;
  readonly bad: boolean;
  readonly excluded: boolean;
  readonly cancelled: boolean;
  readonly evidence: { readonly dueAt?: string; readonly stoppedAt?: string | null; readonly mark?: number };
}
export interface UnitSheet extends AssessmentLine {
  readonly unit: UnitLine;
  readonly criteria: readonly (CriterionScore & { readonly label: Label; readonly basis: Label; readonly source: string; readonly bands: readonly Band[]; readonly minimum: number; readonly cases: readonly AssessedCase[] })[];
  readonly exclusions: readonly DecidedLine[];
  readonly objectionLines: readonly DecidedLine[];
  readonly mayObject: boolean;
  readonly grounds: readonly Ground[];
}
export interface AnnualUnit {
  readonly departmentId: string;
  readonly name: string;
  readonly peers: Label;
  readonly periods: readonly { readonly assessmentId: string; readonly period: string; readonly total: number | null; readonly gradeName: Label | null }[];
  readonly mean: number | null;
}

const PLACE = '/api/v1/assessments';
const post = <T>(address: string, body: unknown = {}): Promise<T> => ask<T>(address, { method: 'POST', body });
export const assessments = async (): Promise<readonly AssessmentLine[]> => (await ask<{ assessments: AssessmentLine[] }>(PLACE)).assessments;
export const assessmentScheme = (): Promise<Scheme> => ask(`${PLACE}/scheme`);
export const annualSummary = async (year: number): Promise<readonly AnnualUnit[]> => (await ask<{ units: AnnualUnit[] }>(`${PLACE}/annual/${year}`)).units;
export const assess = (answers: Readonly<Record<string, unknown>>): Promise<Assessment> => post(PLACE, answers);
export const assessmentOf = (id: string): Promise<Assessment> => ask(`${PLACE}/${id}`);
export const unitSheet = (id: string, unit: string): Promise<UnitSheet> => ask(`${PLACE}/${id}/units/${unit}`);
export const actOnAssessment = (id: string, act: 'renew' | 'tell' | 'fix' | 'correct' | 'object' | 'propose-exclusion', body: unknown = {}): Promise<unknown> => post(`${PLACE}/${id}/${act}`, body);
export const decideOn = (id: string, sort: 'exclusions' | 'objections', line: string, body: unknown): Promise<unknown> => post(`${PLACE}/${id}/${sort}/${line}/decide`, body);
export const assessmentFile = (id: string, format: 'xlsx' | 'csv', language: string): string => `${PLACE}/${id}/file?format=${format}&language=${language}`;
