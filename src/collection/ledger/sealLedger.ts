/**
 * Adds what waits to the log and signs a checkpoint over it. Each of the steps can be repeated:
 *
 * 1. complete the last checkpoint if a crash interrupted it (steps 5 to 8);
 * 2. gather what waits, sorted by hash: the order in the log reveals nothing about the order of arrival;
 * 3. store the batch in chunks, which have no effect yet;
 * 4. sign and insert the checkpoint: one document, and of two that follow the same one the second is refused;
 * 5. store the entries at their positions, and
 * 6. their hashes in tiles;
 * 7. carry out the logged actions, and clear the pending flag of what is logged;
 * 8. record the checkpoint as complete, and delete the batch.
 *
 * After a crash before step 4, everything still waits. After a later crash, step 1 of the next run completes the
 * checkpoint, in whatever process. All flags of the last checkpoint are cleared before the next batch is gathered, so
 * nothing is in two batches.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { givingWay, inTurns } from '../../platform/turns.ts';
import type { SubmissionStore } from '../submissions/store.ts';
import { logEntryText, type LogEntry, type LogEntryStore } from './logEntryStore.ts';
import type { BatchStore } from './batchStore.ts';
import { checkpointTime, isReleased, hourText, signCheckpoint, submissionsAtLeast } from './checkpoint.ts';
import { submissionEntry, type EntryKind } from './entry.ts';
import { LedgerError } from './ledgerError.ts';
import { append, emptyFrontier, leafHash, rootOf } from './merkle.ts';
import type { Signers } from './signers.ts';
import type { KeptCheckpoint, LedgerStore, RoundTotal } from './store.ts';
import { openTiles, tilesAfter } from './tile.ts';
import type { ErasableColumns } from './erasableColumns.ts';

export interface Sealing {
  readonly stores: {
    readonly ledger: LedgerStore;
    readonly ledgerBatches: BatchStore;
    readonly logEntries: LogEntryStore;
    readonly submissions: Pick<
      SubmissionStore,
      'findUnlogged' | 'eachUnlogged' | 'markLogged' | 'markAnnulled' | 'erase'
    >;
    readonly columns: ErasableColumns;
  };
  readonly signers: Signers;
  readonly now: Date;
  readonly term: { readonly number: number; isOver(): boolean };
  /** Maximum of submissions in one checkpoint; the rest goes into the next one of the same hour. */
  readonly batchMax?: number;
  /** Set when no requests are served meanwhile. */
  readonly hurries?: boolean;
}

interface Candidate {
  readonly hash: Buffer;
  readonly text: string;
  readonly kind: EntryKind;
  readonly submissionId?: string;
  readonly logEntry?: LogEntry;
  /** Round of a submission, or of the submission that an action annuls. */
  readonly round?: string;
  readonly late?: boolean;
}

const logEntriesMax = 5000;

interface Pace {
  /** Entries processed at once, while an incoming submission waits. */
  readonly chunkSize: number;
  /** Pause after each piece of work, as a multiple of its duration. */
  readonly rests: number;
}
/** Unnoticeable for citizens; logs 50,000 submissions within minutes. */
const gentle: Pace = { chunkSize: 10, rests: 15 };
/** A full batch means that more are waiting, and the log has to catch up. */
const hurried: Pace = { chunkSize: 100, rests: 0 };
/** For as long as the number of waiting submissions is unknown. */
const halfTime: Pick<Pace, 'rests'> = { rests: 1 };
type Rest = () => Promise<void>;

function restAfterWork({ rests }: Pick<Pace, 'rests'>): Rest {
  const giveWay = givingWay();
  let fromMs = performance.now();
  return async () => {
    const tookMs = performance.now() - fromMs;
    await (rests > 0 ? wait(rests * tookMs) : giveWay());
    fromMs = performance.now();
  };
}

/** Entries hashed before requests get their turn. */
const hashedAtOnce = 20;

/**
 * @returns the signed checkpoints; none if nothing waits, or the hour already has one
 * @throws LedgerError if the clock is behind the last checkpoint, or a later leader has taken over
 */
export async function sealLedger(sealing: Sealing): Promise<KeptCheckpoint[]> {
  const { stores, now, batchMax = 50_000, hurries = false } = sealing;
  let last = await completedLast(sealing);
  const time = checkpointTime(now);
  if (last && time < last.time) {
    throw new LedgerError(
      `The clock says ${now.toISOString()}, but the last checkpoint is of ${hourText(last.time)}: set the clock right. What arrives meanwhile is kept and waits.`,
    );
  }
  if (last && time.getTime() === last.time.getTime()) return [];

  const waiting = await stores.submissions.findUnlogged(time, submissionsAtLeast);
  const released = waiting !== undefined && isReleased(waiting, time);
  const signed: KeptCheckpoint[] = [];
  for (;;) {
    const batch = await gather(
      sealing,
      time,
      released ? batchMax : 0,
      restAfterWork(hurries ? hurried : halfTime),
    );
    if (batch.length === 0) return signed;
    const pace = hurries || batch.length >= batchMax ? hurried : gentle;
    const next = await prepare(sealing, last, batch, { time, pace });
    if (sealing.term.isOver() || (last && last.term > sealing.term.number)) return signed;
    if (!(await stores.ledger.sign(next))) return signed; // another leader was faster and does the rest
    await complete(sealing, next, restAfterWork(pace));
    signed.push(next);
    last = next;
  }
}

async function completedLast(sealing: Sealing): Promise<KeptCheckpoint | undefined> {
  const last = await sealing.stores.ledger.findLastSigned();
  if (last && !last.isComplete) await complete(sealing, last.checkpoint, restAfterWork(hurried));
  return last?.checkpoint;
}

async function gather(
  { stores }: Sealing,
  before: Date,
  submissionsMax: number,
  rest: Rest,
): Promise<Candidate[]> {
  const batch: Candidate[] = [];
  if (submissionsMax > 0) {
    for await (const submission of stores.submissions.eachUnlogged(before, submissionsMax)) {
      const text = submissionEntry(submission);
      batch.push({
        hash: leafHash(text),
        text,
        kind: 'submission',
        submissionId: submission.id,
        round: submission.roundId,
        late: submission.late,
      });
      if (batch.length % hashedAtOnce === 0) await rest();
    }
  }
  for (const logEntry of await stores.logEntries.listUnlogged(before, logEntriesMax)) {
    const text = logEntryText(logEntry);
    const { round } = logEntry.fields;
    batch.push({
      hash: leafHash(text),
      text,
      kind: logEntry.kind,
      logEntry,
      ...(typeof round === 'string' ? { round } : {}),
    });
  }
  return await sortedByHash(batch);
}

/** Sorts one 256th at a time and lets requests run in between: a large batch would delay them noticeably. */
async function sortedByHash(batch: readonly Candidate[]): Promise<Candidate[]> {
  const parts = Array.from({ length: 256 }, (): Candidate[] => []);
  for (const candidate of batch) parts[candidate.hash[0]!]!.push(candidate);
  for await (const part of inTurns(parts)) part.sort(byHash);
  return parts.flat();
}

/** The first bytes nearly always decide, and numbers compare faster than buffers. */
function byHash({ hash: one }: Candidate, { hash: other }: Candidate): number {
  return one.readUIntBE(0, 6) - other.readUIntBE(0, 6) || Buffer.compare(one, other);
}

/** Stores the batch, and makes the checkpoint that would add it to the log. */
async function prepare(
  { stores, signers, term }: Sealing,
  last: KeptCheckpoint | undefined,
  batch: readonly Candidate[],
  { time, pace }: { readonly time: Date; readonly pace: Pace },
): Promise<KeptCheckpoint> {
  const rest = restAfterWork(pace);
  const { chunkSize } = pace;
  const batchId = randomUUID();
  let frontier = last?.frontier ?? emptyFrontier;
  const fromSize = frontier.size;
  for (let first = 0; first < batch.length; first += chunkSize) {
    const members = batch.slice(first, first + chunkSize);
    await stores.ledgerBatches.put({
      batchId,
      number: first / chunkSize,
      fromSize,
      entries: members.map(({ hash, text, kind }, index) => ({
        position: fromSize + first + index,
        hash,
        text,
        kind,
      })),
      submissionIds: members.flatMap(({ submissionId }) => submissionId ?? []),
      logEntryIds: members.flatMap(({ logEntry }) => logEntry?.id ?? []),
    });
    frontier = append(
      frontier,
      members.map(({ hash }) => hash),
    );
    await rest();
  }
  const key = last?.nextKey ?? signers.identity.firstKey;
  const head = { number: (last?.number ?? 0) + 1, size: frontier.size, root: rootOf(frontier), time };
  return {
    ...head,
    fromSize,
    note: signCheckpoint(head, signers.get(key)),
    frontier,
    key,
    nextKey: batch.reduce((held, { logEntry }) => keyAfter(held, logEntry), key),
    batchId,
    term: term.number,
    totals: totalsAfter(last?.totals ?? [], batch),
  };
}

function keyAfter(key: string, logEntry: LogEntry | undefined): string {
  const changed = logEntry?.kind === 'keyChange' ? logEntry.fields['newKey'] : undefined;
  return typeof changed === 'string' ? changed : key;
}

function totalsAfter(before: readonly RoundTotal[], batch: readonly Candidate[]): RoundTotal[] {
  const totals = new Map(before.map((total) => [total.round, { ...total }]));
  for (const { kind, round, late } of batch) {
    if (round === undefined || (kind !== 'submission' && kind !== 'annulment')) continue;
    const total = totals.get(round) ?? { round, submissions: 0, late: 0, annulled: 0 };
    totals.set(round, total);
    if (kind === 'annulment') total.annulled += 1;
    else total.submissions += 1;
    if (late) total.late += 1;
  }
  return [...totals.values()];
}

/** Steps 5 to 8. Another process may be doing the same at the same time. */
async function complete({ stores }: Sealing, checkpoint: KeptCheckpoint, rest: Rest): Promise<void> {
  const { ledger, ledgerBatches, logEntries, submissions } = stores;
  const { number, fromSize, size, batchId } = checkpoint;
  let tilesSize = fromSize;
  for (let chunkNumber = 0; tilesSize < size; chunkNumber += 1) {
    const chunk = await ledgerBatches.find(batchId, chunkNumber);
    if (!chunk) {
      const signed = await ledger.find(number);
      if (signed) return; // another process completed it and deleted the batch
      throw new LedgerError(`Checkpoint ${number} is signed, but chunk ${chunkNumber} of its batch is gone.`);
    }
    await ledger.putEntries(chunk.entries);
    const hashes = chunk.entries.map(({ hash }) => hash);
    await ledger.putTiles(tilesAfter(tilesSize, hashes, await ledger.listTiles(openTiles(tilesSize))));
    for (const logEntry of await logEntries.list(chunk.logEntryIds)) await carryOut(stores, logEntry);
    const positions = chunk.entries.filter(({ kind }) => kind === 'submission');
    await submissions.markLogged(
      chunk.submissionIds.map((id, index) => ({ id, position: positions[index]!.position })),
    );
    await logEntries.markLogged(chunk.logEntryIds);
    tilesSize += hashes.length;
    await rest();
  }
  assert.equal(tilesSize, size, 'a batch has as many entries as its checkpoint says');
  await ledger.markComplete(number);
  while (await ledgerBatches.dropSomeBefore(size)) await rest();
}

/**
 * Applies an action to its submission; usually this was done when the action was recorded, unless a crash came
 * between.
 */
async function carryOut(
  { submissions, columns }: Pick<Sealing['stores'], 'submissions' | 'columns'>,
  { kind, fields, receiptCode }: LogEntry,
): Promise<void> {
  if (receiptCode === undefined) return;
  if (kind === 'annulment') await submissions.markAnnulled(receiptCode);
  const { part, partHash, round, position } = fields;
  if (kind === 'erasure' && (part === 'about' || part === 'comment') && typeof partHash === 'string') {
    await submissions.erase(receiptCode, part, Buffer.from(partHash, 'hex'));
    if (part === 'about' && typeof round === 'string') await columns.eraseBands(round, Number(position));
  }
}
