import { expect } from '@jest/globals';
import type { Connection } from 'mongoose';
import { checkRecords } from '../../src/collection/ledger/checkRecords.ts';
import { keyFolder, openSigners } from '../../src/collection/ledger/signers.ts';
import { loadVerifier } from '../../src/collection/ledger/verifier.ts';
import { openStores } from '../../src/app/stores.ts';
import { countAnew } from '../../src/processing/tallies/countAnew.ts';
import { logOf, seal } from '../collection/ledger/smallLedger.ts';
import type { Crowd } from './crowd.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Everything that was acknowledged is stored once and nothing else beside it but what was never acknowledged; tallies and columns are what
 * a count from the beginning gives; and once sealed, the log holds each and verifies. To be called when no process serves any more.
 */
export async function expectAllRight(
  connection: Connection,
  ledgerKeyFolder: string,
  { receipts }: Pick<Crowd, 'receipts'>,
): Promise<void> {
  const stores = await openStores(connection);
  const kept = await connection.collection('submissions').find().toArray();
  const comments = kept.map((document) => String(document['comment']));
  expect(new Set(comments).size).toBe(comments.length);
  const receiptOf = new Map(kept.map((one) => [String(one['comment']), String(one['receiptCode'])]));
  for (const [comment, receipt] of receipts)
    expect(receipt.replaceAll('-', '')).toContain(receiptOf.get(comment) ?? 'a form that was lost');

  // A fault ends it: whoever leads would try again for ever, and the test would stand still and not say why.
  const outcome = await new Promise((resolve, reject) => {
    const logError = ({ error }: { error: unknown }): void => reject(error);
    countAnew({ stores, purpose: 'check', onProgress() {}, logError }).then(resolve, reject);
  });
  expect(outcome).toMatchObject({
    tallies: { submissions: comments.length, differing: [] },
    columns: { differing: [] },
  });

  const signers = await openSigners(stores.ledger, keyFolder(ledgerKeyFolder));
  const later = new Date(Date.now() + 2 * dayMs);
  await seal(stores, signers, later);
  const lines = await logOf(stores, signers);
  const checked = await (
    await loadVerifier()
  ).verifyLog(() => lines, {
    now: later.getTime(),
    key: signers.identity.firstKey,
  });
  expect(checked.rounds).toMatchObject([{ submissions: comments.length }]);
  expect(await checkRecords(stores, later)).toEqual({ logged: comments.length, waiting: 0, errors: [] });
}
