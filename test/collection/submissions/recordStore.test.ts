import { describe, expect, test } from '@jest/globals';
import { mongo } from 'mongoose';
import { duplicatePositions } from '../../../src/platform/storage/documents.ts';
import { aSubmission, startAt } from '../ledger/smallLedger.ts';
import { useStores } from '../../support/storage.ts';

describe('adding submissions at the same time', () => {
  const stores = useStores();

  test('of two with one id the first is stored, and those beside them are as well', async () => {
    const { submissions } = stores();
    const [early, first, second, other] = [
      aSubmission(startAt),
      aSubmission(startAt, { id: 'a', answers: { q1: 5 } }),
      aSubmission(startAt, { id: 'a', answers: { q1: 1 } }),
      aSubmission(startAt),
    ];
    await submissions.add(early);
    const added = await Promise.all([first, second, other, early].map((one) => submissions.add(one)));
    expect(added).toEqual([true, false, true, false]);
    expect(await submissions.find('a')).toMatchObject({ answers: { q1: 5 } });
    expect(await submissions.countAll()).toBe(3);
  });

  test('many are added as far as they are not there', async () => {
    const { submissions } = stores();
    const [known, fresh] = [aSubmission(startAt), aSubmission(startAt)];
    await submissions.add(known);
    await submissions.addMany([fresh, known]);
    expect(await submissions.countAmong([known.id, fresh.id])).toBe(2);
  });
});

describe('what an insert of many was refused for', () => {
  const result = (writeConcernError?: object) => ({ getWriteConcernError: () => writeConcernError }) as never;
  const refusal = (codes: readonly number[], writeConcernError?: object) =>
    new mongo.MongoBulkWriteError(
      {
        message: 'refused',
        code: codes[0]!,
        writeErrors: codes.map((code, index) => ({ code, index })) as never,
      },
      result(writeConcernError),
    );

  test('duplicates, and which', () => {
    expect(duplicatePositions(refusal([11_000, 11_000]))).toEqual(new Set([0, 1]));
  });

  test.each([
    ['another reason beside them', refusal([11_000, 112])],
    ['a write that too few members have', refusal([11_000], { code: 64 })],
    [
      'a connection that was lost',
      new mongo.MongoBulkWriteError(new mongo.MongoNetworkError('lost'), result()),
    ],
    ['an error of another kind', new Error('not an insert')],
  ])('%s: not that alone', (_what, error) => {
    expect(duplicatePositions(error)).toBeUndefined();
  });
});
