/** A batch of codes for the small city, as a manager would have made it. */
import { codeKeysOf, oneTimeCode } from '../../../src/collection/codes/code.ts';
import { handOut } from '../../../src/collection/codes/handOut.ts';
import { makeBatch } from '../../../src/collection/codes/makeBatch.ts';
import type { Stores } from '../../../src/app/stores.ts';
import { duringAt } from '../../support/builders.ts';

export async function someCodes(stores: Stores, count = 30, unitId = 'ward-a', roundId = 'round') {
  const keys = codeKeysOf(await stores.installation.open('real'));
  const batch = await makeBatch(
    { label: 'test', count, roundId, unitId },
    { accountId: 'somebody', name: 'somebody' },
    { codes: stores.codes, accessPoints: stores.accessPoints, keys, now: duringAt },
  );
  const point = await stores.accessPoints.find(batch.id);
  return {
    batch,
    keys,
    accessCode: point!.code,
    codes: Array.from({ length: count }, (_, index) => oneTimeCode(batch.id, index + 1, keys)),
  };
}

/** The same, handed out one by one to software of a one-stop office. */
export async function handedOutCodes(stores: Stores, count: number) {
  const keys = codeKeysOf(await stores.installation.open('real'));
  const round = (await stores.rounds.find('round'))!;
  const cases = Array.from({ length: count }, (_, index) => `case ${index}`);
  const by = { accountId: 'somebody', name: 'somebody' };
  const tools = { stores, keys, by, apiKey: 'test', now: duringAt };
  const handedOut = await handOut({ round, unitId: 'ward-a', cases }, tools);
  const [batch] = await stores.codes.listBatches();
  return { batch: batch!, keys, codes: [...handedOut.values()].map(({ code }) => code) };
}
