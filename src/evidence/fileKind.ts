import { open, stat } from 'node:fs/promises';
import { fileBytesMax, type EvidenceFault, type FileKind } from './evidence.ts';
import { OfficeFault, officeKind } from './officeFile.ts';

export type Judged = { readonly kind: FileKind; readonly bytes: number } | { readonly fault: EvidenceFault };

/** First bytes in hexadecimal. A zip archive needs a look inside. */
const beginnings: readonly (readonly [string, FileKind | 'zip' | 'oldOffice'])[] = [
  ['255044462d', 'pdf'],
  ['89504e470d0a1a0a0000000d49484452', 'png'],
  ['ffd8ff', 'jpg'],
  ['504b0304', 'zip'],
  ['d0cf11e0a1b11ae1', 'oldOffice'],
];

/** What the file is by its content, or why it is not taken. It is read in pieces, never as a whole. */
export async function judgeFile(path: string): Promise<Judged> {
  const { size: bytes } = await stat(path);
  if (bytes === 0) return { fault: 'empty' };
  if (bytes > fileBytesMax) return { fault: 'tooBig' };
  const head = await headOf(path);
  const found = beginnings.find(([beginning]) => head.startsWith(beginning))?.[1];
  if (found === undefined) return { fault: 'unknownKind' };
  if (found === 'oldOffice') return { fault: found };
  if (found !== 'zip') return { kind: found, bytes };
  try {
    return { kind: await officeKind(path, bytes), bytes };
  } catch (error) {
    if (error instanceof OfficeFault) return { fault: error.fault };
    throw error;
  }
}

async function headOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.toString('hex', 0, bytesRead);
  } finally {
    await file.close();
  }
}
