/**
 * The entries of the log: one line of canonical JSON (RFC 8785) each, with only strings and integers. `kind`
 * distinguishes entries of different meaning, `format` later versions of this file. docs/ledger-format.md lists the
 * fields.
 *
 * The entry of a submission commits to the answers, the respondent characteristics and the comment by one hash each.
 * Each hash covers 128 random bits, so nobody can find the content by trial, and one part can be erased while the
 * others remain verifiable.
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
  'auditEntry',
  'spotCheck',
  'keyChange',
] as const;
export type EntryKind = (typeof entryKinds)[number];

export type EntryFields = Readonly<Record<string, string | number>>;

export const parts = ['answers', 'about', 'comment'] as const;
export type Part = (typeof parts)[number];
/** Parts that a person may have erased; answers are counted and stay. */
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

/** SHA-256 of the name of the part, its salt, and its canonical JSON. */
export function partHash(part: Part | 'flags', salt: Buffer, content: unknown): Buffer {
  const text = canonicalize(content);
  assert(text !== undefined);
  return createHash('sha256').update(`lang-nghe ${part} 1\n`).update(salt).update(text, 'utf8').digest();
}

/**
 * The content that a submission commits to for a part: answers include the marks of a paper form; a missing comment
 * counts as the empty one, so that nobody sees which submissions have a comment.
 */
export function partContent(
  submission: Pick<Submission, Part | 'marks' | 'questionComments'>,
  part: Part,
): unknown {
  if (part === 'answers') return { ...submission.answers, ...submission.marks };
  if (part !== 'comment') return submission[part];
  const { comment = '', questionComments } = submission;
  return questionComments ? { comment, questionComments } : comment;
}

/**
 * The log entry of a submission. It can be derived for as long as the submission is stored, and is always the same.
 */
export function submissionEntry(submission: Submission): string {
  return entryText('submission', submissionFields(submission, parts));
}

/** Leaf hash of a stored record; undefined if a salt is missing, so that the record has no entry any more. */
export function recordHash(submission: Submission): Buffer | undefined {
  return parts.every((part) => isMade(submission, part)) ? leafHash(submissionEntry(submission)) : undefined;
}

/** Whether the hash of a part can be computed from what is stored. */
export function isMade({ salts, erased }: Pick<Submission, 'salts' | 'erased'>, part: Part): boolean {
  return salts[part] !== undefined || (part !== 'answers' && erased?.[part] !== undefined);
}

/** The fields of the entry, with the hashes of the given parts. */
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

/** Flags reveal something about the answers, so the log holds a separate salted hash of them. */
function flagFields({ flags, salts }: Submission): EntryFields {
  return flags ? { flagsHash: partHash('flags', salts.flags ?? Buffer.alloc(0), flags).toString('hex') } : {};
}

/** The hash of a part in the entry. For an erased part it is all that is left: content and salt are deleted. */
export function committedHash(submission: Submission, part: Part): Buffer {
  const erased = part === 'answers' ? undefined : submission.erased?.[part];
  if (erased) return erased;
  const salt = submission.salts[part];
  assert(salt, `part ${part} has its salt or was erased`);
  return partHash(part, salt, partContent(submission, part));
}
