import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../core/refusal.js';
import { refuseAccusedReceiver } from '../casefile/accused.js';
import { Docket, type Moved } from '../casefile/docket.js';
import type { Person } from '../identity/actor.js';
import { Directory } from '../registry/directory.js';
import { Transfer } from './routing.entities.js';
import type { TakeBackDto, TransferOutDto } from './transfers.dto.js';

/** 转外部: another body handles it; our promise to the citizen runs on. */
@Injectable()
export class Transfers {
  constructor(
    private readonly docket: Docket,
    private readonly directory: Directory,
  ) {}

  /** @throws Refusal `accused_not_confirmed` | `accused_cannot_handle` */
  async transferOut(actor: Person, caseId: string, body: TransferOutDto): Promise<Moved> {
    return await this.docket.perform({ act: 'transfer_out', caseId, actor, version: body.version }, async ({ turn, case: file }) => {
      refuseUnless(file.kind !== 'report' || file.accused !== null, 'accused_not_confirmed');
      refuseAccusedReceiver(this.directory, file, body.receiver);
      const id = turn.ids.next();
      await turn.rows.insert(Transfer, {
        id, caseId, receiver: body.receiver.trim(), receiverPhone: body.receiverPhone.trim(), receiverNumber: body.receiverNumber?.trim() || null,
        reason: body.reason, transferredBy: actor.id, transferredAt: turn.now,
      });
      return { facts: { transfer: id }, change: { rejectionProposedBy: null } };
    });
  }

  /** 收回: back to our own queue. */
  async takeBack(actor: Person, caseId: string, { version, reason }: TakeBackDto): Promise<Moved> {
    return await this.docket.perform({ act: 'take_back', caseId, actor, version }, async ({ turn }) => {
      const ended = await turn.rows.updateWhere(Transfer, { caseId, endedAt: null }, {
        endedAt: turn.now, endedBy: actor.id, outcome: 'taken_back', endReason: reason,
      });
      refuseUnless(ended > 0, 'transfer_not_open');
      return {};
    });
  }
}
