/** The tablet as a witness: its own code, against the real ledger and against one that was rewritten. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { signCheckpoint } from '../../../src/collection/ledger/checkpoint.ts';
import request from 'supertest';
import { createApp } from '../../../src/app/app.ts';
import { pointWatch } from '../../../src/collection/quality/pointWatch.ts';
import { openKioskKey } from '../../../src/collection/kiosk/kioskKey.ts';
import { changeKey } from '../../../src/app/commands/changeKey.ts';
import { signerOf, writeVerifierKey } from '../../../src/collection/ledger/note.ts';
import { hoursLater, seal, threeCheckpoints, addSubmissions } from '../ledger/smallLedger.ts';
import { memoryChest } from '../../support/memoryChest.ts';
import { useStores } from '../../support/storage.ts';

interface Kept {
  readonly note: string;
  readonly key: string;
  readonly number: number;
  readonly isSigned: boolean;
}
interface WitnessModule {
  readonly Broken: new (message: string) => Error;
  readonly visitLedger: (
    kept: Kept | undefined,
    get: (path: string) => Promise<string>,
  ) => Promise<Kept | undefined>;
}
const { Broken, visitLedger } = (await import(
  new URL('../../../public/kiosk/witness.js', import.meta.url).href
)) as WitnessModule;

describe('a tablet as a witness of the ledger', () => {
  const stores = useStores();
  let get: (path: string) => Promise<string>;
  let first: Kept | undefined;
  let signers: Awaited<ReturnType<typeof threeCheckpoints>>['signers'];

  beforeAll(async () => {
    ({ signers } = await threeCheckpoints(stores()));
    const app = await createApp({
      stores: stores(),
      signers,
      installation: await stores().installation.open('real'),
      watch: pointWatch(stores().quality),
      kioskKey: await openKioskKey(stores().kioskKeys, memoryChest()),
      now: () => hoursLater(4),
      logError: ({ error }) => {
        throw error;
      },
    });
    get = async (path) => (await request(app).get(path).buffer(true)).text;
    first = await visitLedger(undefined, get);
  });

  it('keeps the last checkpoint, with its signature checked', () => {
    expect(first).toMatchObject({ number: 3, isSigned: true });
  });

  it('is content with what extends it, and with the same again', async () => {
    expect(await visitLedger(first, get)).toEqual(first);
    await addSubmissions(stores(), 35, hoursLater(4, 20));
    await seal(stores(), signers, hoursLater(5, 5));
    expect(await visitLedger(first, get)).toMatchObject({ number: 4, isSigned: true });
  });

  it('follows a key that the old key has handed over to', async () => {
    const newKey = await changeKey(stores(), signers, hoursLater(6));
    await seal(stores(), signers, hoursLater(7, 5));
    const handedOver = await visitLedger(first, get);
    expect(handedOver).toMatchObject({ number: 5, isSigned: true, key: first!.key });
    expect(await visitLedger(handedOver, get)).toEqual(handedOver);
    expect(await visitLedger(undefined, get)).toEqual(handedOver);
    await addSubmissions(stores(), 35, hoursLater(7, 20));
    await seal(stores(), signers, hoursLater(8, 5));
    expect(await visitLedger(handedOver, get)).toMatchObject({ number: 6, isSigned: true, key: newKey });
  });

  /** A ledger that signs, with its true key, whatever it likes. */
  function forger(size: number, time = hoursLater(20)): (path: string) => Promise<string> {
    const signer = signers.get(first!.key);
    const root = createHash('sha256').update('forged').digest();
    const note = signCheckpoint({ number: 9, size, root, time }, signer);
    return async (path) => (path.endsWith('checkpoint.txt') ? note : await get(path));
  }

  it.each([
    ['was rewritten', () => forger(142)],
    ['was rewritten without growing', () => forger(105)],
    ['was cut', () => forger(50)],
    ['is gone', () => async (path: string) => (path.endsWith('checkpoint.txt') ? '' : await get(path))],
  ])('says that the ledger %s', async (_what, make) => {
    await expect(visitLedger(first, make())).rejects.toBeInstanceOf(Broken);
  });

  it('says that the ledger is signed by a key that nobody handed over to', async () => {
    const stranger = signerOf(signers.identity.name, generateKeyPairSync('ed25519').privateKey);
    const root = createHash('sha256').update('forged').digest();
    const note = signCheckpoint({ number: 9, size: 200, root, time: hoursLater(20) }, stranger);
    const keys = JSON.stringify({
      name: signers.identity.name,
      keys: [
        { key: signers.identity.firstKey },
        { oldKey: first!.key, newKey: writeVerifierKey(stranger.key), signedByOld: note },
      ],
    });
    const serve = (withKeys: boolean) => async (path: string) => {
      if (path.endsWith('checkpoint.txt')) return note;
      return withKeys && path.includes('/keys') ? keys : await get(path);
    };
    await expect(visitLedger(first, serve(false))).rejects.toBeInstanceOf(Broken);
    await expect(visitLedger(first, serve(true))).rejects.toBeInstanceOf(Broken);
  });

  it('raises no alarm when it meets the sign-in page of a network', async () => {
    const portal = visitLedger(first, async () => '<html>Wi-Fi</html>');
    await expect(portal).rejects.not.toBeInstanceOf(Broken);
  });
});
