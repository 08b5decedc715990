import { copyHashOf, type Copies } from '../../src/core/approval.js';

describe('what an approval is bound to', () => {
  const attachment = { name: '现场照片.jpg', mediaType: 'image/jpeg', sha256: 'a'.repeat(64) };
  const copies: Copies = { toCitizen: '已修复。', toSuperior: null, publicMessage: '电梯坏了', publicReply: '已修复。', attachments: [attachment] };

  it('is the same for the same copies, however the row was read', () => {
    const row = { ...copies, id: 'r', version: 3, attachments: [{ sha256: attachment.sha256, name: attachment.name, mediaType: attachment.mediaType }] };
    expect(copyHashOf(row)).toBe(copyHashOf(copies));
    expect(copyHashOf(copies)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each<[string, Partial<Copies>]>([
    ['the reply to the citizen', { toCitizen: '已修复' }],
    ['the report to the superior', { toSuperior: '' }],
    ['the public copy of the message', { publicMessage: '电梯坏了。' }],
    ['the public copy of the reply', { publicReply: '已修复！' }],
    ['an attachment’s content', { attachments: [{ ...attachment, sha256: 'b'.repeat(64) }] }],
    ['an attachment’s name', { attachments: [{ ...attachment, name: '照片.jpg' }] }],
    ['an attachment taken away', { attachments: [] }],
  ])('another hash for another word in %s', (_, change) => {
    expect(copyHashOf({ ...copies, ...change })).not.toBe(copyHashOf(copies));
  });
});
