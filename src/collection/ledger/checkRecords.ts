/**
 * The auditor's check: whether the stored submissions are those that were logged, part by part. It compares records
 * with entries; the integrity of the log itself can be checked by everybody (public/verify.mjs).
 *
 * Each record yields its entry again, which must be in the log. Unmatched records and entries are then paired by the
 * parts that still agree, so that a changed answer is reported with its position.
 */
import type { SubmissionStore } from '../submissions/store.ts';
import type { StoredRecord } from '../submissions/recordStore.ts';
import type { Submission } from '../submissions/submission.ts';
import type { LogEntryStore } from './logEntryStore.ts';
import { hourText } from './checkpoint.ts';
import {
  committedHash,
  isMade,
  parts,
  recordHash,
  submissionFields,
  type ErasablePart,
  type Part,
} from './entry.ts';
import { promiseEnd, promisedDay } from './promise.ts';
import type { LedgerStore } from './store.ts';

export interface RecordsCheck {
  /** Entries of submissions in the log. */
  readonly logged: number;
  /** Records that wait for the next checkpoint. */
  readonly waiting: number;
  /** Errors, in the order of the log; only the first ones if there are many. */
  readonly errors: readonly string[];
}

interface CheckedStores {
  readonly ledger: LedgerStore;
  readonly logEntries: LogEntryStore;
  readonly submissions: Pick<SubmissionStore, 'eachRecord'>;
}

interface LoggedEntries {
  readonly annulled: ReadonlySet<number>;
  readonly erased: ReadonlySet<string>;
}

const errorsMax = 100;
const readAtOnce = 500;

/** What a check has found so far. */
interface Findings {
  /** Number of entries that the check covers. */
  readonly size: number;
  readonly loggedKinds: LoggedEntries;
  /** A bit for each entry whose record was found. */
  readonly recorded: Uint8Array;
  /** Records without an entry, up to `errorsMax`. */
  readonly unmatched: Submission[];
  readonly errors: { readonly position: number; readonly error: string }[];
}

export async function checkRecords(
  stores: CheckedStores,
  now: Date,
  onRecord?: (count: number) => void,
): Promise<RecordsCheck> {
  const size = (await stores.ledger.findLast())?.size ?? 0;
  const findings: Findings = {
    size,
    loggedKinds: await loggedEntries(stores.ledger, size),
    recorded: new Uint8Array(Math.ceil(size / 8)),
    unmatched: [],
    errors: [],
  };
  let waiting = 0;
  let count = 0;
  for await (const records of inBatches(stores.submissions.eachRecord())) {
    waiting += await matchRecords(stores, findings, records, now);
    count += records.length;
    onRecord?.(count);
  }
  const logged = await checkEntries(stores.ledger, findings);
  const errors = findings.errors.sort((one, other) => one.position - other.position);
  return { logged, waiting, errors: errors.slice(0, errorsMax).map(({ error }) => error) };
}

function tell({ errors }: Findings, position: number, error: string): void {
  errors.push({ position, error });
}

async function* inBatches(records: AsyncIterable<StoredRecord>): AsyncIterable<readonly StoredRecord[]> {
  let batch: StoredRecord[] = [];
  for await (const record of records) {
    batch.push(record);
    if (batch.length === readAtOnce) {
      yield batch;
      batch = [];
    }
  }
  yield batch;
}

/** Finds the entries of records. @returns how many of the records wait for the log */
async function matchRecords(
  { ledger, logEntries }: CheckedStores,
  findings: Findings,
  records: readonly StoredRecord[],
  now: Date,
): Promise<number> {
  const { size, recorded, unmatched } = findings;
  const hashed = records.map((record) => ({ ...record, hash: recordHash(record.submission) }));
  const known = hashed.flatMap(({ hash }) => hash ?? []);
  const positions = new Map(
    (await ledger.listPositions(known)).map(({ position, hash }) => [hash.toString('hex'), position]),
  );
  let waiting = 0;
  for (const { submission, unlogged, hash, position: noted } of hashed) {
    const position = hash && positions.get(hash.toString('hex'));
    if (hash && position !== undefined && position < size) {
      if (isSet(recorded, position)) tell(findings, position, `Entry ${position} has two records.`);
      else if (noted !== undefined && noted !== position)
        tell(findings, position, `The record of entry ${position} is noted as that of entry ${noted}.`);
      setBit(recorded, position);
      for (const error of await logEntryErrors(logEntries, findings.loggedKinds, submission, {
        position,
        hash,
      }))
        tell(findings, position, error);
    } else if (unlogged || position !== undefined) {
      waiting += 1; // it may have been logged meanwhile, after the last entry checked
      const day = promisedDay(submission.receivedHour);
      if (now >= promiseEnd(day)) {
        const what = `Receipt ${submission.receiptCode} was to be in the log by the end of ${day}, and waits.`;
        tell(findings, size, what);
      }
    } else if (unmatched.length < errorsMax) unmatched.push(submission);
  }
  return waiting;
}

/** Whether a record is annulled or erased exactly as the log says. */
async function logEntryErrors(
  logEntries: LogEntryStore,
  loggedKinds: LoggedEntries,
  submission: Submission,
  { position, hash }: { readonly position: number; readonly hash: Buffer },
): Promise<string[]> {
  const found: string[] = [];
  const isNoted = async (id: string): Promise<boolean> => (await logEntries.find(id)) !== undefined;
  const isAnnulled = submission.annulled === true;
  if (isAnnulled && !loggedKinds.annulled.has(position) && !(await isNoted(annulmentId(hash)))) {
    found.push(`The record of entry ${position} is marked as annulled, and no annulment says so.`);
  }
  if (!isAnnulled && loggedKinds.annulled.has(position)) {
    found.push(`Entry ${position} was annulled, but its record still counts.`);
  }
  for (const part of ['about', 'comment'] as const) {
    const isErased = submission.erased?.[part] !== undefined;
    const isLogged = loggedKinds.erased.has(`${position} ${part}`);
    if (isErased && !isLogged && !(await isNoted(erasureId(hash, part)))) {
      found.push(`The ${part} of entry ${position} was erased, and no erasure says so.`);
    }
    if (!isErased && isLogged) found.push(`The ${part} of entry ${position} was to be erased, and is kept.`);
  }
  return found;
}

/** Pairs entries without a record and records without an entry. @returns how many submissions are logged */
async function checkEntries(ledger: LedgerStore, findings: Findings): Promise<number> {
  const { size, recorded, unmatched, errors } = findings;
  let logged = 0;
  for await (const { position, text, kind } of ledger.eachEntry(0, size)) {
    if (kind !== 'submission') continue;
    logged += 1;
    if (isSet(recorded, position) || errors.length >= 10 * errorsMax) continue;
    const fields = JSON.parse(text) as Record<string, string | number>;
    const record = likest(unmatched, fields);
    if (record) unmatched.splice(unmatched.indexOf(record), 1);
    tell(
      findings,
      position,
      record
        ? `The record of entry ${position} (receipt ${record.receiptCode}) does not say what was logged: ${differences(record, fields).join(', ')}.`
        : `Entry ${position} of ${fields['hour']} has no record: it was deleted, or changed altogether.`,
    );
  }
  for (const { receiptCode, receivedHour } of unmatched) {
    tell(
      findings,
      size,
      `The record of receipt ${receiptCode}, of ${hourText(receivedHour)}, is not in the log and does not wait for it.`,
    );
  }
  return logged;
}

/** The id follows from the leaf hash, so each submission has at most one annulment. */
export function annulmentId(hash: Buffer): string {
  return `annulment:${hash.toString('hex')}`;
}

export function erasureId(hash: Buffer, part: ErasablePart): string {
  return `erasure:${hash.toString('hex')}:${part}`;
}

async function loggedEntries(ledger: LedgerStore, size: number): Promise<LoggedEntries> {
  const annulled = new Set<number>();
  const erased = new Set<string>();
  const count = 1000;
  for (let from = 0; ;) {
    const page = await ledger.listEntries(['annulment', 'erasure'], { from, to: size, count });
    for (const { kind, text } of page) {
      const { position, part } = JSON.parse(text) as { position: number; part: string };
      if (kind === 'annulment') annulled.add(position);
      else erased.add(`${position} ${part}`);
    }
    const last = page.at(-1);
    if (!last || page.length < count) return { annulled, erased };
    from = last.position + 1;
  }
}

/** The record with most parts in common; a single swapped part would lead to the wrong one of two. */
function likest(
  records: readonly Submission[],
  logged: Record<string, string | number>,
): Submission | undefined {
  const agreeing = (record: Submission): number =>
    parts.filter((part) => isMade(record, part) && hashOfPart(record, part) === logged[`${part}Hash`]).length;
  const counts = records.map(agreeing);
  const most = Math.max(0, ...counts);
  return most === 0 ? undefined : records[counts.indexOf(most)];
}

function hashOfPart(submission: Submission, part: Part): string {
  return committedHash(submission, part).toString('hex');
}

function differences(submission: Submission, logged: Record<string, string | number>): string[] {
  const made = parts.filter((part) => isMade(submission, part));
  const missing = parts.filter((part) => !made.includes(part));
  const gone = missing.map((part) => `${part} and its salt are gone`);
  const isOfGone = (name: string): boolean => missing.some((part) => name === `${part}Hash`);
  const recorded: Record<string, string | number> = submissionFields(submission, made);
  const kept = Object.keys(logged).filter((name) => name !== 'kind' && name !== 'format' && !isOfGone(name));
  const changed = [...new Set([...Object.keys(recorded), ...kept])]
    .filter((name) => logged[name] !== recorded[name])
    .map((name) => `${name.replace(/Hash$/, '')} changed`);
  return [...gone, ...changed];
}

function isSet(bits: Uint8Array, position: number): boolean {
  return ((bits[position >> 3] ?? 0) & (1 << (position & 7))) !== 0;
}

function setBit(bits: Uint8Array, position: number): void {
  bits[position >> 3]! |= 1 << (position & 7);
}
