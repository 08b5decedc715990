/** ZIP as DOCX and XLSX use it (APPNOTE 6.3): read, a few parts replaced or added, written with one fixed time, so that the same report gives the same bytes. */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

interface Part {
  readonly name: string;
  readonly crc: number;
  readonly size: number;
  readonly packed: Buffer;
  readonly method: 0 | 8;
}
/** Changes a part’s text, or makes a new part of nothing. */
export type PartChanges = Readonly<Record<string, (text: string) => string>>;

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** 1980-01-01, the first day the format knows. */
const FIXED_DATE = 0x0021;
const UTF8_NAMES = 0x0800;

/** The archive again with the parts changed and added; everything else is carried over as it is packed. */
export function repacked(archive: Buffer, changes: PartChanges): Buffer {
  const parts = partsOf(archive);
  const known = new Set(parts.map(({ name }) => name));
  const changed = parts.map((part) => (changes[part.name] ? packed(part.name, changes[part.name]!(textOf(part))) : part));
  const added = Object.keys(changes).filter((name) => !known.has(name)).map((name) => packed(name, changes[name]!('')));
  return zipOf([...changed, ...added]);
}

/** The text of a part. @throws Error if there is none of that name */
export function partText(archive: Buffer, name: string): string {
  const part = partsOf(archive).find((each) => each.name === name);
  if (!part) throw new Error(`No part ${name}`);
  return textOf(part);
}
export const partNames = (archive: Buffer): string[] => partsOf(archive).map(({ name }) => name);

const textOf = ({ method, packed: data }: Part): string => (method === 0 ? data : inflateRawSync(data)).toString('utf8');

function packed(name: string, text: string): Part {
  const data = Buffer.from(text, 'utf8');
  return { name, crc: crc32(data), size: data.length, packed: deflateRawSync(data), method: 8 };
}

function partsOf(archive: Buffer): Part[] {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || archive.readUInt32LE(end) !== END) throw new Error('Not a ZIP archive');
  const parts: Part[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== CENTRAL) throw new Error('A broken ZIP directory');
    const [nameLength, extra, comment] = [archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32)];
    const [method, length, local] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 42)];
    if (method !== 0 && method !== 8) throw new Error(`Unknown compression ${method}`);
    const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    // Folders need no entry of their own.
    if (!name.endsWith('/')) parts.push({ name, crc: archive.readUInt32LE(at + 16), size: archive.readUInt32LE(at + 24), packed: archive.subarray(begin, begin + length), method });
    at += 46 + nameLength + extra + comment;
  }
  return parts;
}

function zipOf(parts: readonly Part[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, crc, size, packed: data, method } of parts) {
    const title = Buffer.from(name, 'utf8');
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(UTF8_NAMES, 2);
    head.writeUInt16LE(method, 4);
    head.writeUInt16LE(FIXED_DATE, 8);
    head.writeUInt32LE(crc, 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(size, 18);
    head.writeUInt16LE(title.length, 22);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(offset, 10);
    pieces.push(signed(LOCAL), head, title, data);
    directory.push(signed(CENTRAL), Buffer.from([20, 0]), head, where, title);
    offset += 30 + title.length + data.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(listing.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...pieces, listing, signed(END), end]);
}

function signed(signature: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return bytes;
}
