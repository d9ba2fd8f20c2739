/**
 * A batch of one-time codes for the demo, in the open round: made once, by an actor that cannot be mistaken for a
 * person.
 */
import { codeKeysOf, codesMin, oneTimeCode } from '../../src/collection/codes/code.ts';
import { makeBatch } from '../../src/collection/codes/makeBatch.ts';
import type { Installation } from '../../src/platform/installation/store.ts';
import type { Stores } from '../../src/app/stores.ts';
import { roundIds } from './province.ts';

const label = 'Phiếu hẹn trả kết quả (minh họa)';

/** @returns the code of the access point, and the first of its one-time codes */
export async function fillCodes(
  stores: Stores,
  installation: Installation,
  now: Date,
): Promise<{ accessCode: string; oneTime: string }> {
  const { codes, accessPoints } = stores;
  const keys = codeKeysOf(installation);
  const batch =
    (await codes.listBatches()).find((each) => each.label === label) ??
    (await makeBatch(
      { label, count: codesMin, roundId: roundIds.open, unitId: 'p-an-thanh' },
      { accountId: 'demo', name: 'demo' },
      { codes, accessPoints, keys, now },
    ));
  const point = await accessPoints.find(batch.id);
  return { accessCode: point?.code ?? '', oneTime: oneTimeCode(batch.id, 1, keys) };
}
