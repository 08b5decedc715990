/** A case brought before the reviewers without the rooms to the left: each act by the docket itself, the reply as a row. */
import { copyHashOf } from '../../src/core/approval.js';
import { GATES, keysOf, type Grade } from '../../src/core/vocabulary.js';
import { Docket } from '../../src/casefile/docket.js';
import { Reply, Signature, type Finding } from '../../src/handling/handling.entities.js';
import type { Person } from '../../src/identity/actor.js';
import { User } from '../../src/identity/identity.entities.js';
import { Directory } from '../../src/registry/directory.js';
import type { Office } from '../support/office.js';

export const ALL_GATES = keysOf(GATES);
const SYSTEM = { kind: 'system', name: 'test' } as const;

export const LETTER = '公交车班次太少，早高峰在东门站等了四十分钟，什么时候加车？我的电话13900001234。';
export const ANSWER = '您好！3月5日市交通运输局到东门站核实，自3月10日起12路早高峰由每15分钟一班加密为每8分钟一班。市交通运输局，0599-5550101。2026年3月6日';

export interface Wanted {
  readonly account?: string;
  readonly grade?: Grade;
  readonly findings?: Finding[];
  readonly verdict?: Reply['verdict'];
  /** Answered by the own office, without a department. */
  readonly directly?: boolean;
  readonly message?: Record<string, unknown>;
}

export const finding = (code: string): Finding => ({ code, start: 0, end: 2, text: '您好', why: '', hint: '' });

export async function person(office: Office, login: string): Promise<Person> {
  const user = await office.rows.one(User, { login });
  if (!user) throw new Error(`No user ${login}`);
  const { id, name, roles, departmentId, organisationId } = user;
  return { kind: 'person', id, name, roles, departmentId, organisationId };
}

/** Received and passed, waiting for a department. */
export async function queued(office: Office, { account = 'wb', message = {} }: Wanted = {}) {
  const receipt = await office.message(account, { text: LETTER, kind: 'complaint', author: { id: `u-${account}`, contact: '13900001234' }, ...message });
  await office.settle();
  const state = async () => (await office.rows.sql.all<{ state: string }>('select state from case_files where id = ?', [receipt.id]))[0]!.state;
  if ((await state()) !== 'queued') await office.app.get(Docket).perform({ act: 'pass', caseId: receipt.id, actor: SYSTEM });
  return receipt;
}

/** In hand of the transport department. */
export async function inHand(office: Office, wanted: Wanted = {}) {
  const receipt = await queued(office, wanted);
  const docket = office.app.get(Docket);
  const department = office.app.get(Directory).department('transport');
  await docket.perform({ act: 'assign', caseId: receipt.id, actor: await person(office, 'coordinator') }, async () => ({ change: { departmentId: department.id, grade: wanted.grade ?? 'A', accused: [] } }));
  await docket.perform({ act: 'acknowledge', caseId: receipt.id, actor: await person(office, 'transport-handler') });
  return receipt;
}

/** Drafted by the transport department and signed by its head (or by the coordinator and nobody), now in review. */
export async function inReview(office: Office, wanted: Wanted = {}) {
  const docket = office.app.get(Docket);
  if (wanted.directly) {
    const receipt = await queued(office, wanted);
    const drafter = await person(office, 'coordinator');
    await docket.perform({ act: 'answer_directly', caseId: receipt.id, actor: drafter }, async ({ turn }) => {
      const id = await draft(turn, receipt.id, drafter.id, 1, wanted);
      return { change: { currentReplyId: id, grade: wanted.grade ?? 'A' } };
    });
    return receipt;
  }
  const receipt = await inHand(office, wanted);
  await submit(office, receipt.id, wanted);
  return receipt;
}

export async function submit(office: Office, caseId: string, wanted: Wanted = {}, version = 1): Promise<void> {
  const docket = office.app.get(Docket);
  const drafter = await person(office, 'transport-handler');
  await docket.perform({ act: 'submit_reply', caseId, actor: drafter }, async ({ turn }) => ({
    change: { currentReplyId: await draft(turn, caseId, drafter.id, version, wanted) },
  }));
  const head = await person(office, 'transport-head');
  await docket.perform({ act: 'sign_off', caseId, actor: head }, async ({ turn, case: file, now }) => {
    const reply = await turn.rows.one(Reply, { id: file.currentReplyId! });
    await turn.rows.insert(Signature, {
      id: turn.ids.next(), caseId, replyId: reply!.id, sort: 'sign_off', role: 'head', userId: head.id, at: now, copyHash: copyHashOf(reply!),
      gates: ALL_GATES, note: null, voidedAt: null,
    });
  });
}

async function draft(turn: Parameters<Parameters<Office['database']['write']>[1]>[0], caseId: string, drafterId: string, version: number, wanted: Wanted): Promise<string> {
  const id = turn.ids.next();
  const copies = { toCitizen: ANSWER, toSuperior: null, publicMessage: LETTER.replace('13900001234', '〔手机号〕'), publicReply: ANSWER, attachments: [] };
  await turn.rows.insert(Reply, {
    id, caseId, version, drafterId, departmentId: null, submittedAt: turn.now, ...copies, contributions: [], copyHash: copyHashOf(copies),
    score: 90, verdict: wanted.verdict ?? 'pass', findings: wanted.findings ?? [], engine: 'test',
  });
  return id;
}
