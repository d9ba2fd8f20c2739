/**
 * Evidence (minh chứng): a file that staff attach to something that is scored or decided. The object that it belongs to
 * is identified by a key, which only the owner's module interprets (`owner.ts`); here it is a text. All files of a unit
 * and year lie in one evidence folder, which is one document: only files in it exist, and its quota is counted exactly,
 * however many people upload at once.
 */
import type { Actor } from '../../access/audit/entry.ts';

/** What a file is, determined from its content and never from its name. */
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
  /** Key of the object that it belongs to, such as `scorecard/2024/ward-a/1.2`. */
  readonly owner: string;
  /** Safe on every system, with the extension of its kind. */
  readonly name: string;
  readonly kind: FileKind;
  readonly bytes: number;
  /** Hash of the content, in hexadecimal. */
  readonly sha256: string;
  readonly by: Actor;
  readonly at: Date;
}

/** The evidence folder of a unit and year. */
export interface EvidenceFolder {
  readonly unitId: string;
  readonly year: number;
  /** Total of all files. */
  readonly bytes: number;
  readonly files: readonly EvidenceFile[];
}

const mib = 1024 * 1024;

/** What a unit may store in a year. */
export const quota = { bytes: 500 * mib, files: 500 } as const;

/** Content that no evidence folder refers to is deleted after this time. */
export const unsettledMs = 24 * 60 * 60 * 1000;

export type EvidenceError =
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
