import type { AssessmentsController } from '../../assessment/assessments.controller.js';
import type { Answer } from './doors';
import { ask } from './http';

export type AssessmentLine = Answer<AssessmentsController, 'list'>['assessments'][number];
export type Scheme = Answer<AssessmentsController, 'scheme'>;
export type Assessment = Answer<AssessmentsController, 'one'>;
export type UnitLine = Assessment['unitLines'][number];
export type ExclusionLine = Assessment['exclusions'][number];
export type DecidedLine = Assessment['objectionLines'][number] | ExclusionLine;
export type UnitSheet = Answer<AssessmentsController, 'unit'>;
export type AssessedCase = UnitSheet['criteria'][number]['cases'][number];
export type Ground = UnitSheet['grounds'][number];
export type AnnualUnit = Answer<AssessmentsController, 'annual'>['units'][number];

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
export const unitFile = (id: string, unit: string, format: 'xlsx' | 'csv', language: string): string => `${PLACE}/${id}/units/${unit}/file?format=${format}&language=${language}`;
export const annualFile = (year: number, language: string): string => `${PLACE}/annual/${year}/file?format=xlsx&language=${language}`;
export const assessmentFile = (id: string, format: 'xlsx' | 'csv', language: string): string => `${PLACE}/${id}/file?format=${format}&language=${language}`;
