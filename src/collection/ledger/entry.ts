/**
 * What stands in the log: one line of canonical JSON (RFC 8785) per entry, with only strings and whole numbers in it.
 * `kind` keeps entries of different meaning apart, `format` later versions of this file. docs/ledger-format.md lists
 * the fields.
 *
 * The entry of a submission commits to the answers, to what the person said of themselves, and to the comment by a
 * hash each, with 128 random bits of its own inside: nobody can try all answers, and one part can be erased while the
 * others are still checkable.
 */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import assert from 'node:assert/strict';
import type { Submission } from '../submissions/submission.ts';
import { hourText } from './checkpoint.ts';
import { leafHash } from './merkle.ts';

export const entryKinds = [
  'submission',
  'annulment',
  'erasure',
  'flagVersion',
  'basis',
  'publication',
  'staffAct',
  'spotCheck',
  'keyChange',
] as const;
export type EntryKind = (typeof entryKinds)[number];

export type EntryFields = Readonly<Record<string, string | number>>;

export const parts = ['answers', 'about', 'comment'] as const;
export type Part = (typeof parts)[number];
/** Parts that a person may have erased; an answer is counted and stays. */
export type ErasablePart = Exclude<Part, 'answers'>;

const format = 1;

export function entryText(kind: EntryKind, fields: EntryFields): string {
  for (const [name, value] of Object.entries(fields)) {
    assert(typeof value === 'string' || Number.isSafeInteger(value), `${name} is a string or a whole number`);
  }
  const text = canonicalize({ ...fields, kind, format });
  assert(text !== undefined);
  return text;
}

/** SHA-256 over the name of the part, its salt, and its canonical JSON. */
export function partHash(part: Part | 'flags', salt: Buffer, content: unknown): Buffer {
  const text = canonicalize(content);
  assert(text !== undefined);
  return createHash('sha256').update(`lang-nghe ${part} 1\n`).update(salt).update(text, 'utf8').digest();
}

/**
 * What a part of a submission commits to: answers with the marks of a paper form in their places; no comment is the empty
 * comment, so that nobody sees which it was.
 */
export function partContent(submission: Pick<Submission, Part | 'marks'>, part: Part): unknown {
  if (part === 'answers') return { ...submission.answers, ...submission.marks };
  return part === 'comment' ? (submission.comment ?? '') : submission[part];
}

/** The line of a submission. It can be made as long as the submission is kept, and is always the same. */
export function submissionEntry(submission: Submission): string {
  return entryText('submission', submissionFields(submission, parts));
}

/** Leaf of a stored record; undefined when a salt is gone, so that the record has no entry any more. */
export function recordHash(submission: Submission): Buffer | undefined {
  return parts.every((part) => isMade(submission, part)) ? leafHash(submissionEntry(submission)) : undefined;
}

/** Whether the hash of a part can be made from what is stored. */
export function isMade({ salts, erased }: Pick<Submission, 'salts' | 'erased'>, part: Part): boolean {
  return salts[part] !== undefined || (part !== 'answers' && erased?.[part] !== undefined);
}

/** The fields of the line, with the hashes of some parts. */
export function submissionFields(submission: Submission, hashed: readonly Part[]): EntryFields {
  return {
    round: submission.roundId,
    surveyVersion: submission.surveyVersionId,
    accessPoint: submission.accessPointId,
    revision: submission.revision,
    hour: hourText(submission.receivedHour),
    givenOn: submission.givenOn,
    late: submission.late ? 1 : 0,
    notice: submission.noticeVersion,
    ...(submission.tooFast ? { tooFast: 1 } : {}),
    ...flagFields(submission),
    ...Object.fromEntries(
      hashed.map((part) => [`${part}Hash`, committedHash(submission, part).toString('hex')]),
    ),
  };
}

/** A flag tells something of the answers, so the log holds it by a hash of its own. */
function flagFields({ flags, salts }: Submission): EntryFields {
  return flags ? { flagsHash: partHash('flags', salts.flags ?? Buffer.alloc(0), flags).toString('hex') } : {};
}

/** What the line of a submission says of a part. Of an erased one, only this is left: its content and salt are gone. */
export function committedHash(submission: Submission, part: Part): Buffer {
  const erased = part === 'answers' ? undefined : submission.erased?.[part];
  if (erased) return erased;
  const salt = submission.salts[part];
  assert(salt, `part ${part} has its salt or was erased`);
  return partHash(part, salt, partContent(submission, part));
}
