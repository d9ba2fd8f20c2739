/** Processes that serve one installation know how many they are, and share what a limit allows. */
import { expect, test } from '@jest/globals';
import { beatMs, countProcesses } from '../../src/platform/processes/countProcesses.ts';
import { isServed } from '../../src/platform/processes/isServed.ts';
import { sendingLimits } from '../../src/collection/quality/sendingLimits.ts';
import { duringAt } from '../support/builders.ts';
import { useStores } from '../support/storage.ts';

const stores = useStores();

test('each counts those that live; one that ends is gone at once, one that was killed after half a minute', async () => {
  let elapsedMs = 0;
  const [one, two, killed] = Array.from({ length: 3 }, () =>
    countProcesses(stores().processes, () => elapsedMs),
  );
  for (const each of [one!, two!, killed!, one!]) await each.step();
  expect([one!.count(), two!.count(), killed!.count()]).toEqual([3, 2, 3]);
  for (let beats = 0; beats < 3; beats++) {
    elapsedMs += beatMs;
    await one!.step();
    await two!.step();
  }
  expect([one!.count(), two!.count()]).toEqual([3, 3]);
  elapsedMs += beatMs;
  await one!.step();
  await two!.step();
  expect([one!.count(), two!.count()]).toEqual([2, 2]);
  await two!.stop();
  await one!.step();
  expect(one!.count()).toBe(1);
});

test.each([
  ['where no process ever was', [], [], false],
  ['where one was killed', [{ id: 'a', beat: 7 }], [{ id: 'a', beat: 7 }], false],
  ['where one lives', [{ id: 'a', beat: 7 }], [{ id: 'a', beat: 8 }], true],
])('an installation is served by its heartbeats: %s', async (_case, first, second, served) => {
  const looks = [first, second];
  expect(await isServed({ list: async () => looks.shift() ?? [] }, 0)).toBe(served);
});

test('a limit is shared by the processes that live', () => {
  let processes = 1;
  const limits = sendingLimits(400, () => processes);
  const taken = (point: string): number => {
    let count = 0;
    while (limits.waitMs(limits.ofPoint(point, `10.0.0.${count % 8}`), duringAt) === 0) count += 1;
    return count;
  };
  // 400, and the first five of each of eight networks
  expect(taken('alone')).toBe(440);
  processes = 4;
  expect(taken('one of four')).toBe(108); // a quarter of each
});
