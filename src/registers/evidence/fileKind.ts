import { stat } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import type { EvidenceFault, FileKind } from './evidence.ts';
import { inspectOfficeFile } from './officeFile.ts';
import { fileBytesMax } from '../../platform/web/upload.ts';

export type Judged = { readonly kind: FileKind; readonly bytes: number } | { readonly fault: EvidenceFault };

/** By the extension that file-type reports for the content. */
const kinds: Readonly<Record<string, FileKind>> = {
  pdf: 'pdf',
  png: 'png',
  jpg: 'jpg',
  docx: 'docx',
  xlsx: 'xlsx',
  odt: 'odt',
};
const faults: Readonly<Record<string, EvidenceFault>> = { cfb: 'oldOffice', docm: 'macros', xlsm: 'macros' };
/** Archives that office programs open. */
const archives: readonly string[] = ['docx', 'xlsx', 'odt', 'docm', 'xlsm', 'zip'];

/** The kind of a file by its content, or why it is refused. The file is read in pieces, never as a whole. */
export async function judgeFile(path: string): Promise<Judged> {
  const { size: bytes } = await stat(path);
  if (bytes === 0) return { fault: 'empty' };
  if (bytes > fileBytesMax) return { fault: 'tooBig' };
  const ending = (await fileTypeFromFile(path))?.ext ?? '';
  const fault = archives.includes(ending) ? await inspectOfficeFile(path) : undefined;
  if (fault) return { fault };
  const kind = kinds[ending];
  return kind === undefined ? { fault: faults[ending] ?? 'unknownKind' } : { kind, bytes };
}
