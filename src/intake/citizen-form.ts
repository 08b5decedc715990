/** What a browser sends from a form of the public pages: fields alone, or fields with photos. */
import type { FastifyRequest } from 'fastify';
import { LARGEST_PHOTO, MOST_PHOTOS, photoOf, type Photo } from '../core/photos.js';
import { Refusal } from '../core/refusal.js';
import { UnreadableBody } from '../base/shapes.js';

export interface CitizenForm {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly photos: readonly Photo[];
  /** Why a photo cannot be taken: told after the fields are known, so that what was written can be kept. */
  readonly fault: Refusal | null;
}

interface Part {
  readonly type: 'file' | 'field';
  readonly fieldname: string;
  readonly filename?: string;
  readonly value?: unknown;
  toBuffer?(): Promise<Buffer>;
}

/** What @fastify/multipart adds, as far as it is used here. */
type WithParts = FastifyRequest & { parts(options: object): AsyncIterable<Part> };

/** A field may hold a whole message in characters of four bytes. */
const LIMITS = { files: MOST_PHOTOS, fileSize: LARGEST_PHOTO, fields: 20, fieldSize: 100_000, parts: 20 + MOST_PHOTOS };

const LIMIT_PASSED = /^FST_(REQ_FILE_TOO_LARGE|FILES_LIMIT|PARTS_LIMIT|FIELDS_LIMIT)$/;

export async function citizenForm(request: FastifyRequest, body: unknown): Promise<CitizenForm> {
  if (!request.headers['content-type']?.startsWith('multipart/form-data')) return { fields: body instanceof UnreadableBody ? {} : ((body ?? {}) as Record<string, unknown>), photos: [], fault: null };
  const fields: Record<string, unknown> = {};
  const photos: Photo[] = [];
  let fault: Refusal | null = null;
  try {
    for await (const part of (request as WithParts).parts({ limits: LIMITS })) {
      if (part.type === 'field') fields[part.fieldname] = part.value;
      else {
        const bytes = await part.toBuffer!();
        // A browser sends an empty file where none was chosen.
        if (bytes.length > 0) fault = added(photos, part.filename ?? '', bytes) ?? fault;
      }
    }
  } catch (error) {
    // The library stops reading where a limit is passed or the body breaks off; what came before is there.
    fault = new Refusal(LIMIT_PASSED.test((error as { code?: string }).code ?? '') ? 'photo_unusable' : 'wrong_shape');
  }
  return { fields, photos, fault };
}

function added(photos: Photo[], name: string, bytes: Buffer): Refusal | null {
  try {
    photos.push(photoOf(name, bytes));
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
