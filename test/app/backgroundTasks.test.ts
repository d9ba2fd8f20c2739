import { beforeAll, expect, test } from '@jest/globals';
import { backgroundTasksOf } from '../../src/app/backgroundTasks.ts';
import { useApp } from '../support/app.ts';
import { fillSmallCity } from '../support/builders.ts';
import { quietTasks } from '../support/quietTasks.ts';

const testApp = useApp();

beforeAll(async () => {
  await fillSmallCity(testApp().stores);
});

test('the leader logs what figures depend on, signs it after the next full hour, and asks the witnesses to cosign', async () => {
  const { stores, signers, clock, errors } = testApp();
  const key = signers.identity.firstKey; // any key will do: this witness is away
  const backgroundTasks = backgroundTasksOf({
    stores,
    signers,
    witnesses: [{ name: 'witness.example/w1', key, url: 'http://127.0.0.1:1' }],
    receiptKey: Buffer.alloc(32),
    ...quietTasks,
    now: () => clock.now,
    logError: (error) => errors.push(error),
  });
  const runAll = async (): Promise<void> => {
    for (const backgroundTask of backgroundTasks)
      await backgroundTask.run({ number: 1, isOver: () => false });
  };
  await runAll();
  expect(await stores.ledger.findLast()).toBeUndefined();
  clock.now = new Date(clock.now.getTime() + 2 * 3_600_000);
  await runAll();
  const { size } = (await stores.ledger.findLast())!;
  const logged = await stores.ledger.listEntries(['basis'], { from: 0, to: size, count: 100 });
  const kinds = logged.map(({ text }) => (JSON.parse(text) as { of: string }).of);
  expect(new Set(kinds)).toEqual(new Set(['method', 'surveyVersion', 'round', 'unit', 'accessPoint']));
  expect(errors.splice(0)).toMatchObject([{ route: 'witnesses' }]);
});
