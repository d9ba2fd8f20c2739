/** A batch of codes for the small city, as a manager would have made it. */
import { codeKeysOf, oneTimeCode } from '../../../src/collection/codes/code.ts';
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
