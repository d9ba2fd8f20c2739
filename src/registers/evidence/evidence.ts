/**
 * Evidence (minh chứng): a file that staff add to something that is scored or decided. What it belongs to is a key that
 * the room of the owner reads (`owner.ts`); here it is a text. All files of a unit and year lie on one shelf, which is one
 * document: what is on it exists, and what it holds is counted exactly, however many upload at once.
 */
import type { Actor } from '../../access/audit/entry.ts';

/** What a file is, seen from its content and never from its name. */
export const fileKinds = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  odt: 'application/vnd.oasis.opendocument.text',
  png: 'image/png',
  jpg: 'image/jpeg',
} as const;
export type FileKind = keyof typeof fileKinds;

export interface EvidenceFile {
  readonly id: string;
  /** Key of what it belongs to, such as `scorecard/2024/ward-a/1.2`. */
  readonly owner: string;
  /** Safe on every system, with the ending of its kind. */
  readonly name: string;
  readonly kind: FileKind;
  readonly bytes: number;
  /** Of the content, in hexadecimal. */
  readonly sha256: string;
  readonly by: Actor;
  readonly at: Date;
}

/** Files of a unit and year. */
export interface Shelf {
  readonly unitId: string;
  readonly year: number;
  /** Of all files together. */
  readonly bytes: number;
  readonly files: readonly EvidenceFile[];
}

const mib = 1024 * 1024;

/** What a unit may keep in a year. */
export const quota = { bytes: 500 * mib, files: 500 } as const;

/** Content that no shelf holds is cleared away after so long. */
export const unsettledMs = 24 * 60 * 60 * 1000;

export type EvidenceFault =
  | 'missing'
  | 'tooBig'
  | 'empty'
  | 'unknownKind'
  | 'oldOffice'
  | 'damaged'
  | 'encrypted'
  | 'macros'
  | 'entities'
  | 'bomb'
  | 'twice'
  | 'full';
