import { stat } from 'node:fs/promises';
import type { EvidenceError, FileKind } from './evidence.ts';
import { inspectOfficeFile } from './officeFile.ts';
import { fileBytesMax } from '../../platform/web/upload.ts';

export type Judged = { readonly kind: FileKind; readonly bytes: number } | { readonly error: EvidenceError };

/** By the extension that file-type reports for the content. */
const kinds: Readonly<Record<string, FileKind>> = {
  pdf: 'pdf',
  png: 'png',
  jpg: 'jpg',
  docx: 'docx',
  xlsx: 'xlsx',
  odt: 'odt',
};
const errors: Readonly<Record<string, EvidenceError>> = { cfb: 'oldOffice', docm: 'macros', xlsm: 'macros' };
/** Archives that office programs open. */
const archives: readonly string[] = ['docx', 'xlsx', 'odt', 'docm', 'xlsm', 'zip'];

/** The kind of a file by its content, or why it is refused. The file is read in pieces, never as a whole. */
export async function judgeFile(path: string): Promise<Judged> {
  const { size: bytes } = await stat(path);
  if (bytes === 0) return { error: 'empty' };
  if (bytes > fileBytesMax) return { error: 'tooBig' };
  const { fileTypeFromFile } = await import('file-type');
  const ending = (await fileTypeFromFile(path))?.ext ?? '';
  const error = archives.includes(ending) ? await inspectOfficeFile(path) : undefined;
  if (error) return { error };
  const kind = kinds[ending];
  return kind === undefined ? { error: errors[ending] ?? 'unknownKind' } : { kind, bytes };
}
