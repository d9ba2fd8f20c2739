/** Readiness asks the store for a write, not only for an answer. */
import { expect, test } from '@jest/globals';
import { writeProbe } from '../../../src/platform/storage/writeProbe.ts';

/** A store whose writes the test ends, one by one. */
function aStore() {
  const clock = { ms: 0 };
  const pending: { resolve: () => void; reject: (error: Error) => void }[] = [];
  let writes = 0;
  const probe = writeProbe(
    async () => {
      writes += 1;
      await new Promise<void>((resolve, reject) => pending.push({ resolve, reject }));
    },
    () => clock.ms,
  );
  return { clock, probe, next: () => pending.shift()!, writes: () => writes };
}

/** Whether it has resolved by now. */
async function isOver(asked: Promise<void>): Promise<boolean> {
  return await Promise.race([
    asked.then(() => true),
    new Promise<boolean>((resolve) => setImmediate(resolve, false)),
  ]);
}

test('a store that answers and takes no write is not ready until the write is acknowledged', async () => {
  const { probe, next } = aStore();
  const asked = probe();
  expect(await isOver(asked)).toBe(false);
  next().resolve();
  expect(await isOver(asked)).toBe(true);
});

test('many who ask at once, or within two seconds, cost one write', async () => {
  const { clock, probe, next, writes } = aStore();
  const asked = [probe(), probe(), probe()];
  next().resolve();
  await Promise.all(asked);
  clock.ms = 1999;
  await probe();
  expect(writes()).toBe(1);
  clock.ms = 2000;
  const later = probe();
  expect([await isOver(later), writes()]).toEqual([false, 2]);
  next().resolve();
  await later;
});

test('a write that took long vouches for no longer than a quick one', async () => {
  const { clock, probe, next, writes } = aStore();
  const asked = probe();
  clock.ms = 5000;
  next().resolve();
  await asked;
  expect(await isOver(probe())).toBe(false);
  expect(writes()).toBe(2);
});

test('after a refusal the next who asks tries again', async () => {
  const { probe, next } = aStore();
  const refused = probe();
  next().reject(new Error('not primary'));
  await expect(refused).rejects.toThrow('not primary');
  const asked = probe();
  next().resolve();
  await asked;
});
