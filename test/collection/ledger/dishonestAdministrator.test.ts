/**
 * An administrator who may do everything with the store, and who holds the key, tries to alter what was answered. Each
 * attempt is told by a check that can see it: by everybody (the log), from outside (a witness, a receipt), or with the
 * records (an auditor).
 */
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { checkRecords } from '../../../src/collection/ledger/checkRecords.ts';
import { signCheckpoint } from '../../../src/collection/ledger/checkpoint.ts';
import { entryText, partHash, submissionEntry } from '../../../src/collection/ledger/entry.ts';
import { append, emptyFrontier, leafHash, rootOf } from '../../../src/collection/ledger/merkle.ts';
import { signerOf, writeVerifierKey, type Signer } from '../../../src/collection/ledger/note.ts';
import { consistencyProof } from '../../../src/collection/ledger/proofs.ts';
import { receiptFile, receiptFragment, receiptProof } from '../../../src/collection/ledger/receiptProof.ts';
import type { Signers } from '../../../src/collection/ledger/signers.ts';
import { loadVerifier, type Verifier, type WitnessLine } from '../../../src/collection/ledger/verifier.ts';
import type { Stores } from '../../../src/app/stores.ts';
import type { Submission } from '../../../src/collection/submissions/submission.ts';
import { useOpenStores } from '../../support/storage.ts';
import {
  addSubmissions,
  aSubmission,
  hoursLater,
  logOf,
  seal,
  startAt,
  threeCheckpoints,
} from './smallLedger.ts';

const opened = useOpenStores();
let verifier: Verifier;
let stores: Stores;
let signers: Signers;
/** All that were sent; the third part of them after the witness came by. */
let submissions: Submission[];
/** What a witness kept after the second checkpoint. */
let witness: WitnessLine;

const now = hoursLater(3, 10);
const collection = (name: string) => opened().connection.collection<{ _id: string | number }>(name);

const altered = ['submissions', 'ledgerEntries', 'ledgerTiles', 'ledgerCheckpoints', 'ledgerBatches'];
const honest = new Map<string, { _id: string | number }[]>();

beforeAll(async () => {
  ({ stores } = opened());
  ({ signers, submissions } = await threeCheckpoints(stores));
  for (const name of altered) honest.set(name, await collection(name).find().toArray());
  verifier = await loadVerifier();
});

/** Everything as it was, for the next attempt. */
beforeEach(async () => {
  for (const [name, documents] of honest) {
    await collection(name).deleteMany({});
    if (documents.length > 0) await collection(name).insertMany(documents);
  }
  witness = {
    seenAt: hoursLater(2, 30).toISOString(),
    key: signers.identity.firstKey,
    note: (await stores.ledger.find(2))!.note,
  };
});

async function everybody(lines?: readonly string[]): Promise<unknown> {
  const log = lines ?? (await logOf(stores, signers));
  return await verifier.verifyLog(() => log, { now: now.getTime() });
}

async function withWitness(lines?: readonly string[]): Promise<unknown> {
  const log = lines ?? (await logOf(stores, signers));
  const known = [{ note: witness.note, what: 'the checkpoint of the witness' }];
  return await verifier.verifyLog(() => log, { now: now.getTime(), known });
}

async function withReceipt(
  receipt: { promise: string },
  { lines, at = now }: { lines?: readonly string[]; at?: Date } = {},
): Promise<unknown> {
  const log = lines ?? (await logOf(stores, signers));
  return await verifier.verifyLog(() => log, { now: at.getTime(), receipt });
}

/** A witness that comes by again and asks the server. */
async function visit(at = now): Promise<WitnessLine | undefined> {
  const last = await stores.ledger.findLast();
  return await verifier.visit(
    [witness],
    async (path) => {
      if (path === '/ledger/keys.json') {
        return JSON.stringify({ name: signers.identity.name, keys: [{ key: signers.identity.firstKey }] });
      }
      if (path === '/ledger/checkpoint.txt') return last?.note ?? '';
      const [, from = '', to = ''] = /from=(\d+)&to=(\d+)/.exec(path) ?? [];
      const proof = await consistencyProof(stores.ledger, Number(from), Number(to));
      return JSON.stringify({ hashes: proof.map((hash) => hash.toString('base64')) });
    },
    at.getTime(),
  );
}

async function records(): Promise<readonly string[]> {
  return (await checkRecords(stores, now)).errors;
}

const receiptOf = async (submission: Submission) =>
  receiptFile('CODE', (await receiptProof(submission, stores, signers))!);

/** Writes the log anew from what is given, signed with the key: batches of entries, each in the order of its hashes. */
function rewritten(
  batches: readonly (readonly string[])[],
  signer: Signer,
  times: readonly Date[],
): string[] {
  const lines = ['lang-nghe ledger 1', `key ${writeVerifierKey(signer.key)}`];
  let frontier = emptyFrontier;
  batches.forEach((batch, index) => {
    const sorted = [...batch].sort((one, other) => Buffer.compare(leafHash(one), leafHash(other)));
    frontier = append(frontier, sorted.map(leafHash));
    const head = { number: index + 1, size: frontier.size, root: rootOf(frontier), time: times[index]! };
    lines.push(
      ...sorted.map((entry) => `entry ${entry}`),
      `checkpoint ${JSON.stringify(signCheckpoint(head, signer))}`,
    );
  });
  return lines;
}
const batchesOf = (): string[][] =>
  [0, 1, 2].map((hour) => submissions.slice(35 * hour, 35 * hour + 35).map(submissionEntry));
const times = [1, 2, 3].map((hour) => hoursLater(hour));
const rightKey = (): Signer => signers.get(signers.identity.firstKey);

test('an honest ledger passes every check', async () => {
  await expect(everybody()).resolves.toMatchObject({ size: 105, warnings: [] });
  await expect(withWitness()).resolves.toMatchObject({ size: 105 });
  await expect(visit()).resolves.toMatchObject({ note: (await stores.ledger.find(3))!.note });
  await expect(withReceipt(await receiptOf(submissions[80]!))).resolves.toMatchObject({
    receipt: { checkpoint: { number: 3 } },
  });
  expect(rewritten(batchesOf(), rightKey(), times)).toEqual(await logOf(stores, signers));
  expect(await checkRecords(stores, now)).toEqual({ logged: 105, waiting: 0, errors: [] });
});

test('nor is an honest ledger found false that grows while its records are looked at', async () => {
  const ledger = { ...stores.ledger, findLast: async () => await stores.ledger.find(2) };
  expect(await checkRecords({ ...stores, ledger }, now)).toEqual({ logged: 70, waiting: 35, errors: [] });
});

describe('seen with the records', () => {
  const change = async (submission: Submission, update: object): Promise<void> => {
    const { matchedCount } = await collection('submissions').updateOne({ _id: submission.id }, update);
    expect(matchedCount).toBe(1);
  };
  const positionOf = async (submission: Submission): Promise<number> =>
    (await stores.ledger.findPosition(leafHash(submissionEntry(submission))))!;

  test('a changed answer', async () => {
    const [changed] = submissions;
    await change(changed!, { $set: { 'answers.q2': 1 } });
    expect(await records()).toEqual([
      `The record of entry ${await positionOf(changed!)} (receipt ${changed!.receiptCode}) does not say what was logged: answers changed.`,
    ]);
  });

  test('a changed "about"', async () => {
    const changed = submissions[40]!;
    await change(changed, { $set: { 'about.age': '60-plus' } });
    expect(await records()).toEqual([
      expect.stringMatching(
        new RegExp(`^The record of entry ${await positionOf(changed)} .* about changed\\.$`),
      ),
    ]);
  });

  test('an answer moved to another unit, or to another hour', async () => {
    await change(submissions[3]!, { $set: { accessPointId: 'point-b', receivedHour: hoursLater(-24) } });
    expect(await records()).toEqual([expect.stringMatching(/accessPoint changed, hour changed\.$/)]);
  });

  test('a mark of haste that was put on, or that was taken off', async () => {
    await change(submissions[4]!, { $set: { tooFast: true } });
    expect(await records()).toEqual([expect.stringMatching(/tooFast changed\.$/)]);
    await change(submissions[4]!, { $unset: { tooFast: '' } });
    const hasty = aSubmission(hoursLater(3), { tooFast: true });
    await stores.submissions.add(hasty);
    await seal(stores, signers, hoursLater(30));
    expect(await records()).toEqual([]);
    await change(hasty, { $unset: { tooFast: '' } });
    expect(await records()).toEqual([expect.stringMatching(/ not say what was logged: tooFast changed\.$/)]);
  });

  test('a flag that was put on, changed or taken off', async () => {
    const flags = { rules: 1, raised: ['tooFast' as const] };
    await change(submissions[6]!, { $set: { flags } });
    expect(await records()).toEqual([expect.stringMatching(/flags changed\.$/)]);
    await change(submissions[6]!, { $unset: { flags: '' } });
    const flagged = aSubmission(hoursLater(3), { flags });
    await stores.submissions.add({ ...flagged, salts: { ...flagged.salts, flags: Buffer.alloc(16, 1) } });
    await seal(stores, signers, hoursLater(54));
    expect(await records()).toEqual([]);
    await change(flagged, { $set: { flags: { rules: 1, raised: [] } } });
    expect(await records()).toEqual([expect.stringMatching(/ not say what was logged: flags changed\.$/)]);
    await change(flagged, { $unset: { flags: '' } });
    expect(await records()).toEqual([expect.stringMatching(/ not say what was logged: flags changed\.$/)]);
  });

  test('a deleted submission that is in the log', async () => {
    const deleted = submissions[50]!;
    await collection('submissions').deleteOne({ _id: deleted.id });
    expect(await records()).toEqual([
      `Entry ${await positionOf(deleted)} of 2026-01-20T03:00:00Z has no record: it was deleted, or changed altogether.`,
    ]);
  });

  test('two swapped comments, also when their salts are swapped along', async () => {
    const [one, other] = submissions as [Submission, Submission];
    await change(one, { $set: { comment: other.comment, 'salts.comment': other.salts.comment } });
    await change(other, { $set: { comment: one.comment, 'salts.comment': one.salts.comment } });
    const errors = await records();
    expect(errors).toHaveLength(2);
    for (const error of errors) expect(error).toMatch(/comment changed\.$/);
  });

  test('a comment that was erased without an entry', async () => {
    const erased = submissions[60]!;
    await change(erased, { $unset: { comment: '', 'salts.comment': '' } });
    expect(await records()).toEqual([expect.stringMatching(/comment and its salt are gone\.$/)]);
    const hash = partHash('comment', erased.salts.comment!, erased.comment);
    await change(erased, { $set: { 'erased.comment': hash } });
    expect(await records()).toEqual([
      `The comment of entry ${await positionOf(erased)} was erased, and no erasure says so.`,
    ]);
  });

  test('a submission that was put aside without an annulment', async () => {
    await change(submissions[7]!, { $set: { annulled: true } });
    expect(await records()).toEqual([
      expect.stringMatching(/marked as annulled, and no annulment says so\.$/),
    ]);
  });

  test('a record that was never logged, and one that is there twice', async () => {
    const [, copied] = submissions;
    const invented = { ...copied!, id: '0', receiptCode: 'INVENTED', salts: submissions[2]!.salts };
    await stores.submissions.add({ ...invented, id: '1', receiptCode: 'COPY', salts: copied!.salts });
    await stores.submissions.add(invented);
    await collection('submissions').updateMany({}, { $unset: { unlogged: '' } });
    expect(await records()).toEqual([
      `Entry ${await positionOf(copied!)} has two records.`,
      'The record of receipt INVENTED, of 2026-01-20T02:00:00Z, is not in the log and does not wait for it.',
    ]);
  });
});

describe('seen by everybody', () => {
  test('entries that change places', async () => {
    const entries = collection('ledgerEntries');
    const [one, other] = [await entries.findOne({ _id: 36 }), await entries.findOne({ _id: 37 })];
    await entries.deleteMany({ _id: { $in: [36, 37] } });
    await entries.insertMany([
      { ...one, _id: 37 },
      { ...other, _id: 36 },
    ]);
    await expect(everybody()).rejects.toThrow('Entry 37 is out of order');
  });

  test('an entry put into the logged part', async () => {
    const lines = await logOf(stores, signers);
    const firstCheckpoint = lines.findIndex((line) => line.startsWith('checkpoint '));
    // Of several, one whose hash belongs among those of the first checkpoint.
    const [found] = (await addSubmissions(stores, 8, startAt)).flatMap((invented) => {
      const text = submissionEntry(invented);
      const hash = leafHash(text);
      const position = lines.findIndex(
        (line) => line.startsWith('entry ') && Buffer.compare(leafHash(line.slice(6)), hash) > 0,
      );
      return position >= 0 && position < firstCheckpoint ? [{ text, position }] : [];
    });
    const { text, position } = found!;
    lines.splice(position, 0, `entry ${text}`);
    await expect(everybody(lines)).rejects.toThrow(
      'Checkpoint 1 is over 35 entries, but the log has 36 there',
    );
    lines.splice(position + 1, 1);
    await expect(everybody(lines)).rejects.toThrow('Checkpoint 1 was signed over other entries');
  });

  test('an entry that was changed, and one that was taken out', async () => {
    const changed = (await logOf(stores, signers)).map((line) => line.replace('"late":0', '"late":1'));
    await expect(everybody(changed)).rejects.toThrow(
      /^Entry \d+ is out of order|^Checkpoint 1 was signed over/,
    );
    const shorter = (await logOf(stores, signers)).toSpliced(40, 1);
    await expect(everybody(shorter)).rejects.toThrow(
      'Checkpoint 2 is over 70 entries, but the log has 69 there',
    );
  });

  test('a changed checkpoint', async () => {
    const checkpoints = collection('ledgerCheckpoints');
    const { note } = (await stores.ledger.find(2))!;
    await checkpoints.updateOne({ _id: 2 }, { $set: { note: note.replace('T04:00', 'T05:00') } });
    await expect(everybody()).rejects.toThrow("Checkpoint 2 is not signed by the ledger's key");
  });

  test('one submission logged twice, to count double', async () => {
    const [first, second, third] = batchesOf() as [string[], string[], string[]];
    const lines = rewritten([first, second, [...third, first[4]!]], rightKey(), times);
    await expect(everybody(lines)).rejects.toThrow(/^Entry \d+ is in the log twice, first as entry \d+/);
  });

  test('a clock that was set back', async () => {
    await expect(seal(stores, signers, hoursLater(1, 30))).rejects.toThrow('set the clock right');
    const lines = rewritten(batchesOf(), rightKey(), [times[0]!, times[2]!, times[1]!]);
    await expect(everybody(lines)).rejects.toThrow(
      'The clock went back: Checkpoint 3 is of 2026-01-20T04:00:00Z, the one before of 2026-01-20T05:00:00Z',
    );
  });

  test('an answer that claims an hour after its checkpoint, and one that comes days after it was promised', async () => {
    const [first, second, third] = batchesOf() as [string[], string[], string[]];
    const ahead = [...second, third[0]!];
    await expect(everybody(rewritten([first, ahead], rightKey(), [times[0]!, times[1]!]))).rejects.toThrow(
      /^Entry \d+ is of 2026-01-20T04:00:00Z, after its checkpoint 2/,
    );
    const late = rewritten([first], rightKey(), [hoursLater(72)]);
    const checked = await verifier.verifyLog(() => late, { now: hoursLater(72).getTime() });
    expect(checked.warnings).toEqual([
      expect.stringContaining('logged later than promised, at checkpoint 1'),
    ]);
  });

  test('an annulment of what was annulled before, or of another submission than it says', async () => {
    const [first, second] = batchesOf() as [string[], string[]];
    const before = [...first].sort((a, b) => Buffer.compare(leafHash(a), leafHash(b)));
    const annulment = (logEntry: string, position: number, leaf: string): string =>
      entryText('annulment', { logEntry, hour: '2026-01-20T03:00:00Z', round: 'round', position, leaf });
    const leaf = leafHash(before[3]!).toString('hex');
    const twice = [...second, annulment('a', 3, leaf), annulment('b', 3, leaf)];
    await expect(everybody(rewritten([first, twice], rightKey(), times))).rejects.toThrow(
      'which was annulled before',
    );
    const wrong = [...second, annulment('a', 4, leaf)];
    await expect(everybody(rewritten([first, wrong], rightKey(), times))).rejects.toThrow('Position 4 holds');
    const ahead = [...second, annulment('a', 500, leaf)];
    await expect(everybody(rewritten([first, ahead], rightKey(), times))).rejects.toThrow('is not above it');
  });
});

describe('seen from outside, by a witness or a receipt', () => {
  test('a log that lost its tail, with the submissions in it', async () => {
    const lost = await receiptOf(submissions[100]!);
    await collection('ledgerCheckpoints').deleteMany({ _id: { $gte: 2 } });
    await collection('ledgerEntries').deleteMany({ _id: { $gte: 35 } });
    const ids = submissions.slice(35).map(({ id }) => id);
    await collection('submissions').deleteMany({ _id: { $in: ids } });
    await expect(everybody()).resolves.toMatchObject({ size: 35 }); // nothing to be seen in the log alone
    expect(await records()).toEqual([]); // nor with the records
    await expect(withWitness()).rejects.toThrow(
      'The log was cut: it has 35 entries, and the checkpoint of the witness is over 70',
    );
    await expect(visit()).rejects.toThrow('The log was cut: it has 35 entries');
    await expect(withReceipt(lost, { at: hoursLater(48) })).rejects.toThrow('A promise was broken');
  });

  test('a log that was signed anew with another key', async () => {
    const other = signerOf(signers.identity.name, generateKeyPairSync('ed25519').privateKey);
    const lines = rewritten(batchesOf(), other, times);
    await expect(everybody(lines)).resolves.toMatchObject({ size: 105 }); // nothing to be seen without the printed key
    await expect(withWitness(lines)).rejects.toThrow('The checkpoint of the witness is not signed by');
    await expect(withReceipt(await receiptOf(submissions[3]!), { lines })).rejects.toThrow(
      'The promise on the receipt is not signed',
    );
    await expect(
      verifier.verifyLog(() => lines, { key: signers.identity.firstKey, now: now.getTime() }),
    ).rejects.toThrow('The log is signed by the key');
  });

  test('a log that was rewritten from the middle with the right key', async () => {
    const [first, second, third] = batchesOf() as [string[], string[], string[]];
    const lost = submissions.slice(35, 70).find((one) => submissionEntry(one) === second[5])!;
    const receipt = await receiptOf(lost);
    const nicer = await addSubmissions(stores, 1, hoursLater(1));
    const replaced = second.with(5, submissionEntry(nicer[0]!));
    const lines = rewritten([first, replaced, third], rightKey(), times);
    await expect(everybody(lines)).resolves.toMatchObject({ size: 105 }); // nothing to be seen in the log alone
    await expect(withWitness(lines)).rejects.toThrow(
      'The log was rewritten: its first 70 entries are not those of the checkpoint of the witness',
    );
    await expect(withReceipt(receipt, { lines, at: hoursLater(48) })).rejects.toThrow('A promise was broken');
    expect(() => verifier.verifyReceipt(receipt)).not.toThrow(); // which the citizen can show to anybody
  });

  test('the same, when the witness only asks for proofs', async () => {
    const [first, second] = batchesOf() as [string[], string[]];
    const before = rewritten([first, second.slice(1).concat(submissionEntry(submissions[90]!))], rightKey(), [
      times[0]!,
      times[2]!,
    ]);
    witness = { ...witness, note: JSON.parse(before.at(-1)!.slice('checkpoint '.length)) as string };
    await expect(visit()).rejects.toThrow('The log was rewritten: checkpoint 3 does not extend checkpoint 2');
  });

  test('a promised submission that was dropped before it was logged', async () => {
    const [dropped] = await addSubmissions(stores, 1, hoursLater(3));
    const promised = (await receiptProof(dropped!, stores, signers))!;
    await collection('submissions').deleteOne({ _id: dropped!.id });
    await seal(stores, signers, hoursLater(16));
    const receipt = receiptFile('CODE', promised);
    await expect(withReceipt(receipt, { at: hoursLater(4) })).resolves.toMatchObject({
      receipt: { dueBy: '2026-01-21' },
    });
    await expect(withReceipt(receipt, { at: hoursLater(39) })).rejects.toThrow(
      `A promise was broken: the submission ${promised.leafHash.toString('hex')} was to be in the log by the end of 2026-01-21, and is not`,
    );
    const scanned = verifier.readReceipt(`https://survey.example/receipts/X#${receiptFragment(promised)}`);
    expect(scanned).toEqual({ promise: promised.promise, lastCheckpoint: promised.lastCheckpoint!.note });
    await expect(withReceipt(scanned, { at: hoursLater(39) })).rejects.toThrow('A promise was broken');
  });

  test('a promised submission that was changed before it was logged, which only its receipt shows', async () => {
    const [changed] = await addSubmissions(stores, 1, hoursLater(3));
    const receipt = await receiptOf(changed!);
    const { q1 } = changed!.answers;
    await collection('submissions').updateOne(
      { _id: changed!.id },
      { $set: { 'answers.q1': q1 === 1 ? 2 : 1 } },
    );
    await seal(stores, signers, hoursLater(16));
    expect(await records()).toEqual([]);
    await expect(withReceipt(receipt, { at: hoursLater(39) })).rejects.toThrow('A promise was broken');
  });

  test('a clock that was set back before the next checkpoint', async () => {
    witness = { ...witness, seenAt: hoursLater(8).toISOString() };
    await expect(visit(hoursLater(9))).rejects.toThrow(
      'The clock was set back: checkpoint 3 says 2026-01-20T05:00:00Z, and was not there yet on 2026-01-20T10:00:00.000Z',
    );
    await expect(visit(hoursLater(1))).rejects.toThrow('which is yet to come');
  });
});

test('an answer invented before it was logged is seen by no check of the ledger', async () => {
  await addSubmissions(stores, 35, hoursLater(3));
  await seal(stores, signers, hoursLater(4, 5));
  await expect(withWitness()).resolves.toMatchObject({ size: 140 });
  const log = await logOf(stores, signers);
  await expect(verifier.verifyLog(() => log, { now: hoursLater(5).getTime() })).resolves.toMatchObject({
    size: 140,
  });
  expect(await records()).toEqual([]);
});
