/**
 * Looks into an office file (a zip archive) without ever unpacking it into memory: which kind it is, and whether it would
 * harm whoever opens it. Every part is inflated and counted, since an archive may lie about its sizes.
 */
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { readZipEntries, type ZipEntry } from '../tables/zipDirectory.ts';
import type { EvidenceFault, FileKind } from './evidence.ts';

/** The directory of a thousand parts and a comment are in it. */
const tailBytes = 1024 * 1024;
const partsMax = 1000;
const unpackedBytesMax = 200 * 1024 * 1024;
const headerBytes = 30;

export class OfficeFault extends Error {
  readonly fault: EvidenceFault;
  constructor(fault: EvidenceFault) {
    super(fault);
    this.fault = fault;
  }
}

/** @throws OfficeFault */
export async function officeKind(path: string, bytes: number): Promise<FileKind> {
  const file = await open(path);
  try {
    const entries = await entriesOf(file, bytes);
    const kind = kindOf(entries);
    const places = await Promise.all(entries.map((entry) => contentAt(file, entry)));
    let left = unpackedBytesMax;
    for (const [number, entry] of entries.entries())
      left -= await inspectPart(path, { ...entry, at: places[number]! }, left);
    return kind;
  } finally {
    await file.close();
  }
}

async function entriesOf(file: FileHandle, bytes: number): Promise<readonly ZipEntry[]> {
  const length = Math.min(bytes, tailBytes);
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, bytes - length);
  const entries = readZipEntries(buffer, bytes - length);
  if (!entries) throw new OfficeFault('damaged');
  const sum = (of: 'packedBytes' | 'unpackedBytes') => entries.reduce((total, entry) => total + entry[of], 0);
  if (entries.some(({ isEncrypted }) => isEncrypted)) throw new OfficeFault('encrypted');
  if (entries.length > partsMax || sum('unpackedBytes') > unpackedBytesMax) throw new OfficeFault('bomb');
  if (sum('packedBytes') > bytes) throw new OfficeFault('bomb'); // parts that share their bytes
  return entries;
}

function kindOf(entries: readonly ZipEntry[]): FileKind {
  const names = new Set(entries.map(({ name }) => name));
  const hasMacros = [...names].some((name) => /(?:^|\/)vbaProject\.bin$|^(?:Basic|Scripts)\/./i.test(name));
  if (hasMacros) throw new OfficeFault('macros');
  if (names.has('[Content_Types].xml')) {
    if (names.has('word/document.xml')) return 'docx';
    if (names.has('xl/workbook.xml')) return 'xlsx';
  }
  if (names.has('mimetype') && names.has('content.xml') && names.has('META-INF/manifest.xml')) return 'odt';
  throw new OfficeFault('unknownKind');
}

/** Behind the part's own header, whose lengths may be others than those of the directory. */
async function contentAt(file: FileHandle, { at }: ZipEntry): Promise<number> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, at);
  if (bytesRead < headerBytes || buffer.readUInt32BE(0) !== 0x504b0304) throw new OfficeFault('damaged');
  return at + headerBytes + buffer.readUInt16LE(26) + buffer.readUInt16LE(28);
}

/** @returns how many bytes it becomes */
async function inspectPart(path: string, entry: ZipEntry, left: number): Promise<number> {
  const { name, packedBytes, unpackedBytes } = entry;
  const look = /\.(?:xml|rels|rdf)$/i.test(name) ? entityFinder() : undefined;
  let count = 0;
  for await (const piece of piecesOf(path, entry)) {
    count += piece.length;
    if (count > left) throw new OfficeFault('bomb');
    if (look?.(piece)) throw new OfficeFault('entities');
    if (name === 'mimetype' && !piece.toString().startsWith('application/vnd.oasis.opendocument.text'))
      throw new OfficeFault('unknownKind');
  }
  if (count !== unpackedBytes || (count > 0 && packedBytes === 0)) throw new OfficeFault('damaged');
  return count;
}

async function* piecesOf(path: string, { at, method, packedBytes }: ZipEntry): AsyncGenerator<Buffer> {
  if (method !== 0 && method !== 8) throw new OfficeFault('damaged');
  if (packedBytes === 0) return;
  const packed = createReadStream(path, { start: at, end: at + packedBytes - 1 });
  const unpacked = method === 8 ? packed.pipe(createInflateRaw()) : packed;
  try {
    for await (const piece of unpacked) yield piece as Buffer;
  } catch (error) {
    throw isOfZlib(error) ? new OfficeFault('damaged') : error;
  } finally {
    packed.destroy();
    unpacked.destroy();
  }
}

function isOfZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^Z_|^ERR_/.test(String(error.code));
}

/**
 * Office files have no document type; only attacks declare one, to make a short text grow or to read files of whoever opens
 * it. In UTF-16 the same letters have zeros between them.
 */
function entityFinder(): (piece: Buffer) => boolean {
  let end = '';
  return (piece) => {
    const text = end + piece.toString('latin1').replaceAll('\0', '');
    end = text.slice(-10);
    return /<!(?:DOCTYPE|ENTITY)/.test(text);
  };
}
