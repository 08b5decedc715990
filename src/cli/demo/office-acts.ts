import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '../../base/database/database.js';
import { queryCodeOf, Secrets } from '../../base/secrets.js';
import { Feedback } from '../../feedback/feedback.service.js';
import { Clarifications } from '../../handling/clarifications.service.js';
import { Extensions } from '../../handling/extensions.service.js';
import { Handling } from '../../handling/handling.service.js';
import { JointHandling } from '../../handling/handling.entities.js';
import { Joint } from '../../handling/joint.service.js';
import { Replies } from '../../handling/replies.service.js';
import { Returns } from '../../handling/returns.service.js';
import { Moderation } from '../../moderation/moderation.service.js';
import { Directory } from '../../registry/directory.js';
import { Review } from '../../review/review.service.js';
import { Routing } from '../../routing/routing.service.js';
import type { Cast } from '../simulation/cast.js';
import { Clerks, havingSeen } from '../simulation/clerks.js';
import type { DemoMessage } from './demo-message.js';

/** The less common acts, as the demonstration’s people do them. */
export class OfficeActs extends Clerks {
  constructor(
    private readonly office: INestApplicationContext,
    cast: Cast,
  ) {
    super(office, cast);
  }

  private async version(caseId: string): Promise<number> {
    return (await this.case(caseId)).version;
  }

  private departmentId(code: string): string {
    return this.office.get(Directory).department(code).id;
  }

  async logContact(caseId: string): Promise<void> {
    const handler = await this.ofDepartment('handler', caseId);
    await this.office.get(Handling).logContact(handler, caseId, { version: await this.version(caseId), way: 'telephone', reached: true, note: '已电话联系，听取情况。' });
  }

  async askReturn(caseId: string, basis: string, suggestedDepartmentId: string): Promise<void> {
    await this.office.get(Returns).ask(await this.ofDepartment('head', caseId), caseId, { version: await this.version(caseId), basis, suggestedDepartmentId });
  }

  async grantReturn(caseId: string): Promise<void> {
    await this.office.get(Returns).grant(this.coordinator(), caseId, { version: await this.version(caseId) });
  }

  async adjudicate(caseId: string, department: string, reason: string): Promise<void> {
    const supervisor = this.cast.one('supervisor');
    await this.office.get(Returns).adjudicate(supervisor, caseId, { version: await this.version(caseId), departmentId: department, reason });
  }

  async invite(caseId: string, department: string): Promise<void> {
    const ask = '请就本件涉及你单位职责的部分提出意见。';
    await this.office.get(Joint).invite(await this.ofDepartment('handler', caseId), caseId, { version: await this.version(caseId), departmentId: department, ask });
  }

  async contribute(caseId: string, department: string, text: string): Promise<void> {
    const handler = this.cast.one('handler', { departmentId: this.departmentId(department) });
    await this.office.get(Joint).contribute(handler, caseId, { version: await this.version(caseId), text });
  }

  async waive(caseId: string, reason: string): Promise<void> {
    const open = await this.office.get(Database).rows.find(JointHandling, { caseId, state: 'invited' });
    for (const { id } of open) {
      await this.office.get(Joint).waive(this.coordinator(), caseId, { version: await this.version(caseId), jointId: id, reason });
    }
  }

  async extend(caseId: string, amount: number, reason: string): Promise<void> {
    const extensions = this.office.get(Extensions);
    await extensions.ask(await this.ofDepartment('head', caseId), caseId, { version: await this.version(caseId), amount, reason });
    await extensions.grant(this.coordinator(), caseId, { version: await this.version(caseId) });
  }

  async askCitizen(caseId: string, question: string): Promise<void> {
    const clarifications = this.office.get(Clarifications);
    await clarifications.propose(await this.ofDepartment('handler', caseId), caseId, { version: await this.version(caseId), question });
    await clarifications.ask(this.coordinator(), caseId, { version: await this.version(caseId) });
  }

  private async receipt(caseId: string): Promise<{ caseNumber: string; queryCode: string }> {
    const { number } = await this.case(caseId);
    return { caseNumber: number, queryCode: queryCodeOf(this.office.get(Secrets), caseId) };
  }

  async hearCitizen(caseId: string, text: string): Promise<void> {
    await this.office.get(Clarifications).hear({ ...(await this.receipt(caseId)), text });
  }

  async answerDirectly(caseId: string, toCitizen: string): Promise<void> {
    const version = await this.version(caseId);
    await havingSeen((seen) => this.office.get(Replies).answerDirectly(this.coordinator(), caseId, { version, toCitizen, ...seen }));
  }

  async sendBack(caseId: string, reason: string): Promise<void> {
    await this.office.get(Review).sendBack(this.cast.one('reviewer'), caseId, { version: await this.version(caseId), reason });
  }

  async file(caseId: string, reason: string): Promise<void> {
    await this.office.get(Moderation).file(this.coordinator(), caseId, await this.version(caseId), reason);
  }

  async reject(caseId: string, reason: string, legalWay: string): Promise<void> {
    await this.office.get(Moderation).proposeRejection(this.coordinator(), caseId, { version: await this.version(caseId), reason, legalWay });
    await this.office.get(Moderation).reject(this.cast.one('reviewer'), caseId, await this.version(caseId));
  }

  async merge(caseId: string, leadId: string): Promise<void> {
    await this.office.get(Routing).merge(this.coordinator(), caseId, { version: await this.version(caseId), leadId, reason: '同一地点、同一事项，并案办理' });
  }

  async rate(caseId: string, rating: NonNullable<DemoMessage['rating']>): Promise<void> {
    await this.office.get(Feedback).rate({ ...(await this.receipt(caseId)), ...rating });
  }

  async reopen(caseId: string, reason: string): Promise<void> {
    const feedback = this.office.get(Feedback);
    await feedback.decideDissatisfied(this.coordinator(), caseId, { version: await this.version(caseId), decision: 'upheld', reason });
    await feedback.reopen(this.coordinator(), caseId, { version: await this.version(caseId), reason });
  }
}
