import { createHash, randomBytes } from 'node:crypto';

/**
 * What the journal keeps of a message: a salted SHA-256 that proves the text was not changed and, once text and salt
 * are erased, tells nothing about it.
 */
export const contentHash = (salt: string, subject: string, text: string): string =>
  createHash('sha256').update(`${salt}\n${subject}\n${text}`).digest('hex');

/** A fresh salt and the hash under it. */
export function saltedHash(subject: string, text: string): { salt: string; contentHash: string } {
  const salt = randomBytes(12).toString('base64url');
  return { salt, contentHash: contentHash(salt, subject, text) };
}
