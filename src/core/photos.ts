/** Photos that a citizen adds to a message: told by their first bytes, whatever the sender calls them. */
import { Refusal } from './refusal.js';

export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoType = (typeof PHOTO_TYPES)[number];

export interface Photo {
  /** As the sender’s file was called; for people to read, never a path. */
  readonly name: string;
  readonly type: PhotoType;
  readonly bytes: Buffer;
}

/** One letter shows a place and its surroundings; who has more writes again or is asked. */
export const MOST_PHOTOS = 5;
/** Bytes of one. A telephone’s own picture has two to four million. */
export const LARGEST_PHOTO = 5 * 1024 * 1024;
const LONGEST_NAME = 100;

/** Where the signature stands (offset, bytes). Sources: ITU T.81 B.1.1.3 (JPEG), ISO/IEC 15948 5.2 (PNG), RFC 9649 2.4 (WebP). */
const SIGNATURES: readonly { readonly type: PhotoType; readonly marks: readonly (readonly [number, string])[] }[] = [
  { type: 'image/jpeg', marks: [[0, 'ffd8ff']] },
  { type: 'image/png', marks: [[0, '89504e470d0a1a0a']] },
  { type: 'image/webp', marks: [[0, '52494646'], [8, '57454250']] },
];

/** The type by content; `null` for anything that is no such picture. */
export function photoTypeOf(bytes: Buffer): PhotoType | null {
  const found = SIGNATURES.find(({ marks }) => marks.every(([offset, hex]) => bytes.subarray(offset, offset + hex.length / 2).toString('hex') === hex));
  return found?.type ?? null;
}

/** @throws Refusal `photo_unusable` for what is no JPEG, PNG or WebP, or larger than `LARGEST_PHOTO` */
export function photoOf(name: string, bytes: Buffer): Photo {
  const type = bytes.length > LARGEST_PHOTO ? null : photoTypeOf(bytes);
  if (type === null) throw new Refusal('photo_unusable', { name: plainName(name) });
  return { name: plainName(name), type, bytes };
}

/** The last part of a path, without signs that no person sees. */
const plainName = (name: string): string => [...(name.split(/[\\/]/).at(-1) ?? '').toWellFormed().replaceAll(/\p{Cc}|\p{Cf}/gu, '').trim()].slice(0, LONGEST_NAME).join('') || '照片';
