import { beforeAll, describe, expect, test } from '@jest/globals';
import { LedgerError } from '../../../src/collection/ledger/ledgerError.ts';
import { submissionEntry } from '../../../src/collection/ledger/entry.ts';
import { leafHash } from '../../../src/collection/ledger/merkle.ts';
import { consistencyProof, inclusionProof } from '../../../src/collection/ledger/proofs.ts';
import { openSigners, type Signers } from '../../../src/collection/ledger/signers.ts';
import { loadVerifier, type Verifier } from '../../../src/collection/ledger/verifier.ts';
import type { Stores } from '../../../src/app/stores.ts';
import type { Submission } from '../../../src/collection/submissions/submission.ts';
import { useStores } from '../../support/storage.ts';
import { memoryChest } from '../../support/memoryChest.ts';
import { addSubmissions, hoursLater, leading, logOf, seal } from './smallLedger.ts';
import { watchedStores } from './watchedStores.ts';

let verifier: Verifier;
beforeAll(async () => {
  verifier = await loadVerifier();
});

const positionOf = (stores: Stores, submission: Submission): Promise<number | undefined> =>
  stores.ledger.findPosition(leafHash(submissionEntry(submission)));

describe('sealing', () => {
  const stores = useStores();
  let signers: Signers;
  let early: Submission[];
  beforeAll(async () => {
    signers = await openSigners(stores().ledger, memoryChest());
  });

  test('nothing waits, nothing is signed', async () => {
    expect(await seal(stores(), signers, hoursLater(1, 5))).toEqual([]);
    expect(await logOf(stores(), signers)).toHaveLength(2);
  });

  test('29 submissions are held back until there are 30', async () => {
    early = await addSubmissions(stores(), 29, hoursLater(1, 10));
    expect(await seal(stores(), signers, hoursLater(2, 5))).toEqual([]);
    early.push(...(await addSubmissions(stores(), 1, hoursLater(2, 10))));
    const [checkpoint] = await seal(stores(), signers, hoursLater(3, 5));
    expect(checkpoint).toMatchObject({ number: 1, size: 30, time: hoursLater(3) });
  });

  test('in the log they stand by hash, each once, and no mark is left on them', async () => {
    const lines = (await logOf(stores(), signers)).filter((line) => line.startsWith('entry '));
    const hashes = lines.map((line) => leafHash(line.slice(6)).toString('hex'));
    expect(hashes).toEqual(early.map((one) => leafHash(submissionEntry(one)).toString('hex')).sort());
    for await (const { unlogged } of stores().submissions.eachRecord()) expect(unlogged).toBe(false);
  });

  test('each knows its place in the log', async () => {
    const positions: number[] = [];
    for await (const { position } of stores().submissions.eachLogged(0, 30)) positions.push(position);
    expect(positions).toEqual(Array.from({ length: 30 }, (_, index) => index));
    const [, other] = early;
    const position = (await positionOf(stores(), other!))!;
    for await (const { answers } of stores().submissions.eachLogged(position, position + 1)) {
      expect(answers).toEqual(other!.answers);
    }
  });

  test('an hour has one time of logging: what comes into the store afterwards waits for the next', async () => {
    await addSubmissions(stores(), 40, hoursLater(2, 59));
    expect(await seal(stores(), signers, hoursLater(3, 30))).toEqual([]);
    expect(await seal(stores(), signers, hoursLater(4, 5))).toHaveLength(1);
  });

  test('what arrives within the present hour is not yet logged', async () => {
    const [fresh] = await addSubmissions(stores(), 31, hoursLater(5, 3));
    expect(await seal(stores(), signers, hoursLater(5, 4))).toEqual([]);
    expect(await positionOf(stores(), fresh!)).toBeUndefined();
    await seal(stores(), signers, hoursLater(6, 4));
    expect(await positionOf(stores(), fresh!)).toBeGreaterThanOrEqual(70);
  });

  test('at the day’s end even one is logged', async () => {
    await addSubmissions(stores(), 1, hoursLater(14, 30)); // 23:30 in Viet Nam
    expect(await seal(stores(), signers, hoursLater(15, 1))).toEqual([]);
    expect(await seal(stores(), signers, hoursLater(15, 2))).toMatchObject([{ size: 102 }]);
  });

  test('more than fits into a checkpoint goes into several of the same hour', async () => {
    await addSubmissions(stores(), 50, hoursLater(16));
    const signed = await seal(stores(), signers, hoursLater(17, 5), { batchMax: 20 });
    expect(signed.map(({ size }) => size)).toEqual([122, 142, 152]);
  });

  test('acts are logged without waiting for submissions', async () => {
    const logEntry = {
      id: 'publication:1',
      kind: 'publication',
      fields: { round: 'round' },
      hour: hoursLater(17),
    } as const;
    expect(await stores().logEntries.add(logEntry)).toBe(true);
    expect(await stores().logEntries.add(logEntry)).toBe(false);
    await addSubmissions(stores(), 3, hoursLater(17));
    expect(await seal(stores(), signers, hoursLater(18, 5))).toMatchObject([{ size: 153 }]);
    expect(await stores().ledger.listEntries(['publication'], { from: 0, to: 153, count: 9 })).toMatchObject([
      { position: 152 },
    ]);
  });

  test('a clock behind the last checkpoint stops the signing, and drops nothing', async () => {
    await expect(seal(stores(), signers, hoursLater(10))).rejects.toThrow(LedgerError);
    expect((await stores().submissions.findUnlogged(hoursLater(18), 30))?.count).toBe(3);
  });

  test('a leader of an earlier term signs nothing any more', async () => {
    await addSubmissions(stores(), 30, hoursLater(18));
    await seal(stores(), signers, hoursLater(19, 5), { term: { ...leading, number: 2 } });
    await addSubmissions(stores(), 30, hoursLater(19));
    expect(await seal(stores(), signers, hoursLater(20, 5))).toEqual([]);
    const over = { number: 3, isOver: () => true };
    expect(await seal(stores(), signers, hoursLater(20, 5), { term: over })).toEqual([]);
    await seal(stores(), signers, hoursLater(20, 5), { term: { ...leading, number: 2 } });
  });

  test('every pair of checkpoints and every entry has its proof, and the strangers’ check finds no error', async () => {
    const { ledger } = stores();
    const checkpoints = (await ledger.list({ count: 100 })).reverse();
    const last = checkpoints.at(-1)!;
    for (const before of checkpoints) {
      const proof = await consistencyProof(ledger, before.size, last.size);
      expect(verifier.isConsistent(before, last, proof)).toBe(true);
    }
    for (const position of [0, 29, 30, 101, last.size - 1]) {
      const { hash } = (await ledger.findEntry(position))!;
      const proof = await inclusionProof(ledger, position, last.size);
      expect(verifier.rootByInclusion(hash, position, last.size, proof)).toEqual(last.root);
    }
    const lines = await logOf(stores(), signers);
    const checked = await verifier.verifyLog(() => lines, { now: hoursLater(21).getTime() });
    expect(checked).toMatchObject({
      size: last.size,
      warnings: [],
      rounds: [{ round: 'round', submissions: last.size - 1, annulled: 0 }],
    });
    expect(last.totals).toEqual([{ round: 'round', submissions: last.size - 1, late: 0, annulled: 0 }]);
  });
});

/** Stores that fail from a call on, as if the process were gone. */
function crashingBefore(stores: Stores, call: number): { stores: Stores; calls: () => number } {
  let made = 0;
  const watched = watchedStores(stores, (current) => {
    made = current;
    if (current > call) throw new Error('the process is gone');
  });
  return { stores: watched, calls: () => made };
}

describe('a process that ends at any step of a checkpoint', () => {
  const stores = useStores();

  test('leaves a log that the next one carries on: nothing lost, nothing twice', async () => {
    const signers = await openSigners(stores().ledger, memoryChest());
    const added: Submission[] = [];
    let steps = 0;
    for (let crashAt = 1, hour = 1; crashAt <= Math.max(steps, 1); crashAt += 1, hour += 2) {
      added.push(...(await addSubmissions(stores(), 31, hoursLater(hour))));
      await stores().logEntries.add({
        id: `publication:${crashAt}`,
        kind: 'publication',
        fields: { round: 'round', number: crashAt },
        hour: hoursLater(hour),
      });
      const dying = crashingBefore(stores(), crashAt - 1);
      await expect(seal(dying.stores, signers, hoursLater(hour + 1, 5))).rejects.toThrow(
        'the process is gone',
      );
      const counted = crashingBefore(stores(), Infinity);
      await seal(counted.stores, signers, hoursLater(hour + 1, 6));
      await seal(stores(), signers, hoursLater(hour + 2, 6)); // what a crash after signing left for the next hour
      steps = Math.max(steps, counted.calls());
    }
    expect(steps).toBeGreaterThan(12);

    const lines = await logOf(stores(), signers);
    const checked = await verifier.verifyLog(() => lines, { now: hoursLater(1000).getTime() });
    expect(checked.rounds).toMatchObject([{ submissions: added.length }]);
    expect(checked.size).toBe(added.length + added.length / 31);
    for (const submission of added) expect(await positionOf(stores(), submission)).toBeDefined();
    for await (const { unlogged } of stores().submissions.eachRecord()) expect(unlogged).toBe(false);
  });
});

describe('two leaders at once', () => {
  const stores = useStores();

  test('make one log', async () => {
    const signers = await openSigners(stores().ledger, memoryChest());
    let count = 0;
    for (let hour = 1; hour <= 12; hour += 1) {
      count += (await addSubmissions(stores(), 30 + hour, hoursLater(hour))).length;
      const leaders = [1, 2, 3].map((_, index) =>
        seal(stores(), signers, hoursLater(hour + 1, 5 + index), { batchMax: 15 + index }),
      );
      await Promise.all(leaders);
    }
    await seal(stores(), signers, hoursLater(40));
    const lines = await logOf(stores(), signers);
    const checked = await verifier.verifyLog(() => lines, { now: hoursLater(50).getTime() });
    expect(checked.rounds).toMatchObject([{ submissions: count }]);
    expect(checked.size).toBe(count);
  });
});
