import { readFileSync } from 'node:fs';
import type { Kind, Publicity, Resolution, Satisfaction, Urgency } from '../../core/vocabulary.js';

/** One message of the demonstration with what becomes of it; written for the project (`config/demo/messages.jsonl`). */
export interface DemoMessage {
  readonly externalId: string;
  readonly account: string;
  /** ISO 8601 with offset. */
  readonly occurredAt: string;
  readonly subject?: string;
  readonly text: string;
  readonly author: { readonly id: string; readonly name?: string; readonly contact?: string };
  readonly kind: Kind;
  readonly urgency?: Urgency;
  readonly publicity: Publicity;
  /** The department that finally answers. */
  readonly department: string;
  readonly script: DemoScript;
  readonly reply?: string;
  readonly secondReply?: string;
  readonly replyAfterWorkingDays?: number;
  readonly secondReplyAfterWorkingDays?: number;
  readonly ratingAfterWorkingDays?: number;
  readonly reopenedAfterWorkingDays?: number;
  readonly rating?: { readonly satisfaction: Satisfaction; readonly resolved: Resolution; readonly text: string };
  readonly firstDepartment?: string;
  readonly secondDepartment?: string;
  readonly returnReason?: string;
  readonly secondReturnReason?: string;
  readonly sendBackReason?: string;
  readonly joint?: readonly string[];
  readonly contribution?: string;
  readonly waiverReason?: string;
  readonly extensionDays?: number;
  readonly extensionReason?: string;
  readonly question?: string;
  readonly answer?: string;
  readonly answerAfterWorkingDays?: number;
  readonly rejectionReason?: string;
  readonly legalWay?: string;
  readonly accused?: readonly string[];
  readonly mergeWith?: string;
  readonly origin?: { readonly system: string; readonly number: string; readonly dueAt: string };
  readonly toSuperior?: string;
  readonly reason?: string;
}

export const DEMO_SCRIPTS = [
  'on_time', 'late', 'very_late', 'returned', 'returned_twice', 'joint', 'joint_silent', 'reopened', 'bad_reply', 'extended', 'clarified',
  'merged', 'answered_directly', 'thanks_filed', 'rejected', 'report_accused', 'from_above', 'emergency', 'open_new', 'open_handling', 'open_overdue',
] as const;
export type DemoScript = (typeof DEMO_SCRIPTS)[number];

export const readDemoMessages = (file: string): DemoMessage[] =>
  readFileSync(file, 'utf8').split('\n').filter((line) => line.trim()).map((line) => JSON.parse(line) as DemoMessage);
