/** A ledger for tests: submissions of chosen hours, and the checkpoints of chosen times. */
import { randomBytes, randomUUID } from 'node:crypto';
import { logLines } from '../../../src/collection/ledger/logText.ts';
import { sealLedger } from '../../../src/collection/ledger/sealLedger.ts';
import { openSigners, type Signers } from '../../../src/collection/ledger/signers.ts';
import type { KeptCheckpoint } from '../../../src/collection/ledger/store.ts';
import type { Stores } from '../../../src/app/stores.ts';
import { receiptCode } from '../../../src/collection/submissions/receipt.ts';
import type { Submission } from '../../../src/collection/submissions/submission.ts';
import { memoryChest } from '../../support/memoryChest.ts';
import { dayOf, hourOf } from '../../../src/platform/calendar/vietNamTime.ts';

/** 09:00 in Viet Nam. */
export const startAt = new Date('2026-01-20T02:00:00Z');
const receiptKey = Buffer.alloc(32, 7);

export function hoursLater(hours: number, minutes = 0): Date {
  return new Date(startAt.getTime() + (hours * 60 + minutes) * 60_000);
}

export function aSubmission(receivedAt: Date, changes: Partial<Submission> = {}): Submission {
  const id = randomUUID();
  return {
    id,
    roundId: 'round',
    surveyVersionId: 'small@1',
    accessPointId: 'point-a',
    revision: 1,
    answers: { q1: 1 + (randomBytes(1)[0]! % 5), q2: 4 },
    about: { age: 'under-30' },
    comment: `comment ${id.slice(0, 6)}`,
    receivedHour: hourOf(receivedAt),
    givenOn: dayOf(receivedAt),
    late: false,
    noticeVersion: '1',
    salts: { answers: randomBytes(16), about: randomBytes(16), comment: randomBytes(16) },
    receiptCode: receiptCode(id, receiptKey),
    ...changes,
  };
}

export async function addSubmissions(
  stores: Pick<Stores, 'submissions'>,
  count: number,
  receivedAt: Date,
): Promise<Submission[]> {
  const added = Array.from({ length: count }, (_, index) =>
    aSubmission(receivedAt, index % 2 === 0 ? { marks: { q3: 'double' } } : {}),
  );
  await Promise.all(added.map((submission) => stores.submissions.add(submission)));
  return added;
}

export const leading = { number: 1, isOver: () => false };

export async function seal(
  stores: Stores,
  signers: Signers,
  now: Date,
  changes: Partial<Parameters<typeof sealLedger>[0]> = {},
): Promise<KeptCheckpoint[]> {
  return await sealLedger({ stores, signers, now, term: leading, hurries: true, ...changes });
}

/** Three checkpoints, of 10, 11 and 12 o'clock in Viet Nam, over 35 submissions each. */
export async function threeCheckpoints(
  stores: Stores,
): Promise<{ signers: Signers; submissions: Submission[] }> {
  const signers = await openSigners(stores.ledger, memoryChest());
  const submissions: Submission[] = [];
  for (const hour of [0, 1, 2]) {
    submissions.push(...(await addSubmissions(stores, 35, hoursLater(hour, 20))));
    await seal(stores, signers, hoursLater(hour + 1, 5));
  }
  return { signers, submissions };
}

export async function logOf(stores: Pick<Stores, 'ledger'>, signers: Signers): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of logLines(stores.ledger, signers.identity)) lines.push(line);
  return lines;
}
