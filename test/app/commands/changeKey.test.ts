import { beforeAll, describe, expect, test } from '@jest/globals';
import { changeKey } from '../../../src/app/commands/changeKey.ts';
import { receiptFile, receiptProof } from '../../../src/collection/ledger/receiptProof.ts';
import { openSigners, type Signers } from '../../../src/collection/ledger/signers.ts';
import { loadVerifier, type Verifier, type WitnessLine } from '../../../src/collection/ledger/verifier.ts';
import { verifyStores } from '../../../src/app/commands/verifyCommand.ts';
import { consistencyProof } from '../../../src/collection/ledger/proofs.ts';
import { memoryChest } from '../../support/memoryChest.ts';
import { useStores } from '../../support/storage.ts';
import { addSubmissions, hoursLater, logOf, seal } from '../../collection/ledger/smallLedger.ts';

describe('changing the key of the ledger', () => {
  const stores = useStores();
  const chest = memoryChest();
  const now = hoursLater(5).getTime();
  let signers: Signers;
  let verifier: Verifier;
  let newKey = '';

  beforeAll(async () => {
    verifier = await loadVerifier();
    signers = await openSigners(stores().ledger, chest);
    for (const hour of [0, 1, 2]) {
      await addSubmissions(stores(), 31, hoursLater(hour));
      if (hour === 1) newKey = await changeKey(stores(), signers, hoursLater(1));
      await seal(stores(), signers, hoursLater(hour + 1, 5));
    }
  });

  test('the old key signs the checkpoint with the change, the new one what follows', async () => {
    const keys = (await stores().ledger.list({ count: 3 })).map(({ key }) => key);
    expect(keys).toEqual([newKey, signers.identity.firstKey, signers.identity.firstKey]);
    const again = await openSigners(stores().ledger, chest);
    expect(again.get(newKey).key.keyId).toBe(newKey.split('+')[1]);
  });

  test('the check follows it, with either key in hand; not one that the old key has not signed', async () => {
    const lines = await logOf(stores(), signers);
    for (const key of [newKey, signers.identity.firstKey]) {
      await expect(verifier.verifyLog(() => lines, { key, now })).resolves.toMatchObject({ key: newKey });
    }
    const stranger = (await openSigners(stores().ledger, chest)).make();
    const forged = lines.map((line) => line.replaceAll(newKey.split('+')[1]!, stranger.key.keyId));
    await expect(verifier.verifyLog(() => forged, { now })).rejects.toThrow(verifier.VerificationError);
    const upToChange = lines.slice(0, lines.findLastIndex((line) => line.startsWith('checkpoint')) - 31);
    await expect(verifier.verifyLog(() => upToChange, { key: newKey, now })).rejects.toThrow(
      'The log is signed by the key',
    );
  });

  test('a receipt that was promised by the old key is good after it', async () => {
    const { submissions } = stores();
    for await (const { submission } of submissions.eachRecord()) {
      const receipt = receiptFile('CODE', (await receiptProof(submission, stores(), signers))!);
      expect(verifier.verifyReceipt(receipt)).toHaveProperty('checkpoint');
    }
  });

  test('a witness goes along with a change that the old key signed, whenever it comes by', async () => {
    const kept: WitnessLine[] = [];
    for (const number of [1, 2, 2, 3]) {
      const line = await visit(kept, number);
      if (line) kept.push(line);
    }
    const { firstKey } = signers.identity;
    // The checkpoint that takes the change in is still signed by the old key.
    expect(kept.map(({ key }) => key)).toEqual([firstKey, firstKey, newKey]);
    await expect(visit(kept.slice(0, 1), 3)).resolves.toEqual(kept[2]);
    await expect(visit([], 2)).resolves.toEqual(kept[1]);
  });

  test('a witness does not go along with one that the old key has not signed', async () => {
    const kept = [(await visit([], 1))!];
    const honest = await ledgerAt(3);
    const get = async (path: string) => (await honest(path)).replace('key change', 'key  change');
    await expect(verifier.visit(kept, get, now)).rejects.toThrow('the old key has not signed that');
  });

  /** A visit soon after a checkpoint was made. */
  async function visit(kept: readonly WitnessLine[], number: number): Promise<WitnessLine | undefined> {
    return await verifier.visit(kept, await ledgerAt(number), hoursLater(number, 10).getTime());
  }

  /** What the ledger's addresses answered when a checkpoint was the last one. */
  async function ledgerAt(number: number): Promise<(path: string) => Promise<string>> {
    const { ledger } = stores();
    const { note, size } = (await ledger.find(number))!;
    const changes = await ledger.listEntries(['keyChange'], { from: 0, to: size, count: 9 });
    const { name, firstKey } = signers.identity;
    const keys = [{ key: firstKey }, ...changes.map(({ text }) => JSON.parse(text) as object)];
    return async (path) => {
      if (path === '/ledger/keys.json') return JSON.stringify({ name, keys });
      if (path === '/ledger/checkpoint.txt') return note;
      const from = Number(new URLSearchParams(path.split('?')[1]).get('from'));
      const hashes = await consistencyProof(ledger, from, size);
      return JSON.stringify({ hashes: hashes.map((hash) => hash.toString('base64')) });
    };
  }
});

describe('verifying a data folder', () => {
  const stores = useStores();

  test('says what agrees, and ends with 1 and the error where something does not', async () => {
    const said: string[] = [];
    const say = (line: string): void => void said.push(line);
    expect(await verifyStores(stores(), {}, say)).toBe(0);
    expect(said).toEqual(['There is no ledger here yet.']);

    const signers = await openSigners(stores().ledger, memoryChest());
    const [first] = await addSubmissions(stores(), 31, hoursLater(0));
    await seal(stores(), signers, hoursLater(1, 5));
    await addSubmissions(stores(), 2, new Date());
    expect(await verifyStores(stores(), { key: signers.identity.firstKey }, say)).toBe(0);
    expect(said).toContain('Round round: 31 received (0 late), 0 annulled, 31 left.');
    expect(said).toContain(
      'Records: 31 agree with the log in all their parts; 2 wait for the next checkpoint.',
    );

    const receipt = JSON.stringify(receiptFile('CODE', (await receiptProof(first!, stores(), signers))!));
    expect(await verifyStores(stores(), { receipt }, say)).toBe(0);
    expect(said).toContainEqual(
      expect.stringMatching(/^The receipt: entry \d+, in the log since checkpoint 1\.$/),
    );

    // Of a backup: by its day nothing had waited for too long, whatever the day on which it is restored.
    const inAWeek = new Date(Date.now() + 7 * 86_400_000);
    expect(await verifyStores(stores(), { at: inAWeek }, say)).toBe(1);
    expect(said.at(-1)).toMatch(/^ERROR: Receipt \w+ was to be in the log by the end of/);
    expect(await verifyStores(stores(), { at: new Date() }, say)).toBe(0);

    await stores().submissions.markAnnulled(first!.receiptCode);
    expect(await verifyStores(stores(), {}, say)).toBe(1);
    expect(said.at(-1)).toMatch(/^ERROR: The record of entry \d+ is marked as annulled/);
    expect(await verifyStores(stores(), { key: 'another' }, say)).toBe(1);
  });
});
