import { defineEntity } from '@mikro-orm/core';
import type { PhotoType } from '../core/photos.js';
import { identifier, instant, json } from '../base/database/columns.js';

const p = defineEntity.properties;

/**
 * What the citizen wrote 留言: immutable, stored before anything judges it. Contact fields are encrypted; content can be
 * erased while the journal, which holds only its salted hash, still verifies.
 */
export const MessageSchema = defineEntity({
  name: 'Message',
  tableName: 'messages',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    accountId: identifier(),
    externalId: p.string(),
    occurredAt: instant(),
    receivedAt: instant(),
    subject: p.text(),
    text: p.text(),
    /** As it came in at the door, byte for byte. */
    raw: p.text(),
    salt: p.string(),
    contentHash: p.string(),
    authorId: p.text().strictNullable(),
    authorName: p.text().strictNullable(),
    authorContact: p.text().strictNullable(),
    erasedAt: instant().strictNullable(),
    batchId: identifier().strictNullable(),
  },
  uniques: [{ properties: ['accountId', 'externalId'] }],
  // What was erased is taken out of the index of words.
  indexes: [{ name: 'messages_erased', expression: 'create index messages_erased on messages (erased_at) where erased_at is not null' }],
});
export class Message extends MessageSchema.class {}
MessageSchema.setClass(Message);

/** A photo of a message 照片: for those who handle the case; never published. The bytes stand apart, so that lists stay light. */
export const AttachmentSchema = defineEntity({
  name: 'Attachment',
  tableName: 'attachments',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    messageId: identifier(),
    name: p.string(),
    mediaType: p.string().$type<PhotoType>(),
    /** Bytes. */
    size: p.integer(),
  },
});
export class Attachment extends AttachmentSchema.class {}
AttachmentSchema.setClass(Attachment);

export const AttachmentContentSchema = defineEntity({
  name: 'AttachmentContent',
  tableName: 'attachment_contents',
  properties: { id: identifier().primary(), caseId: identifier().index(), content: p.blob() },
});
export class AttachmentContent extends AttachmentContentSchema.class {}
AttachmentContentSchema.setClass(AttachmentContent);

/** What came to a door and could not be taken: kept with its reason, so that nothing sent is ever lost. */
export const TurnedAwaySchema = defineEntity({
  name: 'TurnedAway',
  tableName: 'turned_away',
  properties: {
    id: identifier().primary(),
    at: instant().index(),
    accountId: identifier().strictNullable(),
    raw: p.blob(),
    reason: json<Record<string, unknown>>(),
  },
});
export class TurnedAway extends TurnedAwaySchema.class {}
TurnedAwaySchema.setClass(TurnedAway);

/** One import of a file 导入批次; the same file again continues where it stopped. */
export const ImportBatchSchema = defineEntity({
  name: 'ImportBatch',
  tableName: 'import_batches',
  properties: {
    id: identifier().primary(),
    accountId: identifier(),
    fileName: p.string(),
    fileHash: p.string(),
    mode: p.string().$type<'live' | 'history'>(),
    startedAt: instant(),
    finishedAt: instant().strictNullable(),
    /** The last line that is done, 1 for the first of the file. */
    lastLine: p.integer(),
    taken: p.integer(),
    seenBefore: p.integer(),
    refused: p.integer(),
  },
  uniques: [{ properties: ['accountId', 'fileHash', 'mode'] }],
});
export class ImportBatch extends ImportBatchSchema.class {}
ImportBatchSchema.setClass(ImportBatch);

export const ImportFaultSchema = defineEntity({
  name: 'ImportFault',
  tableName: 'import_faults',
  properties: {
    id: identifier().primary(),
    batchId: identifier(),
    line: p.integer(),
    code: p.string(),
    reason: p.text(),
    raw: p.text(),
  },
  uniques: [{ properties: ['batchId', 'line'] }],
});
export class ImportFault extends ImportFaultSchema.class {}
ImportFaultSchema.setClass(ImportFault);
