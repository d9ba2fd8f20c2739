import { describe, expect, test } from '@jest/globals';
import { tallyReader } from '../../../src/processing/tallies/readTallies.ts';
import { countAll } from '../../support/counting.ts';
import { duringAt } from '../../support/builders.ts';
import { method, useSmallCount } from './smallCount.ts';

describe('reading tallies while the leader is dead in the middle of a batch', () => {
  const city = useSmallCount();
  const noPatience = { ms: 0, atFirstMs: 0 };
  const readerOf = () => tallyReader(city.stores(), () => duringAt, { patience: noPatience });
  const peopleIn = (tallies: readonly { dimension: string; numbers: Float64Array }[]) =>
    tallies.filter(({ dimension }) => dimension === 'all').reduce((sum, { numbers }) => sum + numbers[0]!, 0);

  async function dieIn(step: string): Promise<void> {
    const dying = countAll(city.stores(), {
      afterStep(done) {
        if (done === step) throw new Error('killed');
      },
    });
    await expect(dying).rejects.toThrow('killed');
  }

  test.each(['begun', 'adding', 'added', 'marking', 'marked'])(
    'after "%s" gives the state before, whole and with its time, and the new one once it is finished',
    async (step) => {
      const reader = readerOf();
      await city.send(10);
      await countAll(city.stores());
      const before = await reader.read('round', method);
      expect([before.isBefore, peopleIn(before.tallies)]).toEqual([undefined, 8]); // two of ten came late
      await city.send(10);
      await dieIn(step);
      const meanwhile = await reader.read('round', method);
      expect(meanwhile).toMatchObject({ isBefore: true, readAt: duringAt });
      expect(meanwhile.tallies).toBe(before.tallies);
      await countAll(city.stores());
      const after = await reader.read('round', method);
      expect([after.isBefore, peopleIn(after.tallies)]).toEqual([undefined, 16]);
    },
  );

  test('makes nobody wait who reads another round, and says so to whoever never read this one', async () => {
    await city.send(10);
    await dieIn('adding');
    expect(await readerOf().read('another round', method)).toMatchObject({ tallies: [] });
    await expect(readerOf().read('round', method)).rejects.toMatchObject({ kind: 'tooMany' });
  });
});

describe('the tallies that a reader keeps', () => {
  const city = useSmallCount();

  test('are the same array while nothing is counted, within a limit', async () => {
    await city.send(10);
    await countAll(city.stores());
    const [roomy, tight] = [{}, { bytesMax: 1 }].map((limit) =>
      tallyReader(city.stores(), () => duringAt, limit),
    );
    const readAgain = async (reader = roomy!) => {
      const { tallies } = await reader.read('round', method);
      const held = reader.heldBytes();
      await reader.read('another round', method);
      return { tallies, held, left: reader.heldBytes(), again: (await reader.read('round', method)).tallies };
    };
    const kept = await readAgain();
    expect(kept.held).toBeGreaterThan(kept.tallies.reduce((sum, { numbers }) => sum + numbers.byteLength, 0));
    expect([kept.again === kept.tallies, kept.left]).toEqual([true, kept.held]);
    const dropped = await readAgain(tight);
    expect([dropped.again === dropped.tallies, dropped.left]).toEqual([false, 0]);
    expect(dropped.again).toEqual(kept.tallies);
  });
});
