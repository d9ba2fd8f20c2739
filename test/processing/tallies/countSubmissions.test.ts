import { describe, expect, test } from '@jest/globals';
import { bytesOf, numbersOf } from '../../../src/statistics/estimation/storedNumbers.ts';
import { countAll } from '../../support/counting.ts';
import { useSmallCount } from './smallCount.ts';

class Killed extends Error {}

/** Stops the program at its n-th step, as a power cut would. */
function killAt(step: number) {
  let steps = 0;
  return () => {
    steps += 1;
    if (steps === step) throw new Killed();
  };
}

const leading = (number: number) => ({ number, isOver: () => false });

describe('counting submissions', () => {
  const city = useSmallCount();

  test('takes each once, however many batches it takes', async () => {
    await city.send(25);
    await countAll(city.stores(), { batchMax: 7 });
    expect(await city.kept()).toEqual(await city.direct());
    await countAll(city.stores());
    expect(await city.kept()).toEqual(await city.direct());
    expect(await city.stores().submissions.countUncounted('round')).toEqual({ inTime: 0, late: 0 });
    expect((await city.state()).last).toBe(4);
  });

  test('moves what is annulled after it was counted, and puts aside what is annulled before', async () => {
    const receipts = await city.send(12);
    await city.stores().submissions.markAnnulled(receipts[0]!);
    await countAll(city.stores());
    await city.stores().submissions.markAnnulled(receipts[1]!);
    await city.stores().submissions.markAnnulled(receipts[4]!); // a late one
    await countAll(city.stores());
    const kept = await city.kept();
    expect(kept).toEqual(await city.direct());
    // Receipts 0 and 4 are of ward-a, 1 of ward-b; the first number of a cell is its forms.
    expect([kept['ward-a annulled ']?.[0], kept['ward-b annulled ']?.[0]]).toEqual([2, 1]);
    await city.stores().submissions.markAnnulled(receipts[1]!); // annulled already: nothing happens
    await countAll(city.stores());
    expect(await city.kept()).toEqual(kept);
  });

  test('lets go of what a person said of themselves once it is erased, whenever that is', async () => {
    const receipts = await city.send(12);
    const { submissions } = city.stores();
    const erase = (position: number) => submissions.erase(receipts[position]!, 'about', Buffer.alloc(32));
    const withBands = async () =>
      Object.entries(await city.kept())
        .filter(([position]) => position.includes(' about '))
        .reduce((sum, [, numbers]) => sum + numbers[0]!, 0);
    await erase(0); // before it is counted
    await countAll(city.stores());
    expect(await withBands()).toBe(9); // of ten that came in time
    await erase(1);
    await erase(4); // a late one
    await erase(2);
    await submissions.markAnnulled(receipts[2]!);
    await submissions.markAnnulled(receipts[3]!);
    await countAll(city.stores());
    await erase(3); // annulled, so it is in no band
    await countAll(city.stores());
    expect(await withBands()).toBe(6);
    expect(await city.kept()).toEqual(await city.direct());
    expect(await city.submissions().countDocuments({ leaving: { $exists: true } })).toBe(0);
    expect((await submissions.findByReceipt(receipts[1]!))?.about).toEqual({});
    await city.stores().tallies.request({ purpose: 'check', token: 'erased' });
    await countAll(city.stores());
    expect((await city.state()).outcome).toMatchObject({ token: 'erased', differing: [] });
  });

  test('killed at any step, goes on where it was, whatever was annulled or erased in between', async () => {
    let receipts = await city.send(6);
    let killedAt = 0;
    for (let isKilled = true; isKilled;) {
      const erase = (position: number) =>
        city.stores().submissions.erase(receipts[position]!, 'about', Buffer.alloc(32));
      await city.stores().submissions.markAnnulled(receipts[0]!);
      await erase(3); // counted by now, as are the others of the turn before
      receipts = await city.send(6);
      await city.stores().submissions.markAnnulled(receipts[1]!);
      await erase(0);
      killedAt += 1;
      isKilled = await countAll(city.stores(), {
        term: leading(2 * killedAt),
        afterStep: killAt(killedAt),
      }).then(
        () => false,
        (error: unknown) => {
          expect(error).toBeInstanceOf(Killed);
          return true;
        },
      );
      await city.stores().submissions.markAnnulled(receipts[2]!);
      await city.stores().submissions.markAnnulled(receipts[5]!);
      await erase(2);
      await erase(4);
      await countAll(city.stores(), { term: leading(2 * killedAt + 1) });
      expect([killedAt, await city.kept()]).toEqual([killedAt, await city.direct()]);
      expect((await city.state()).batch).toBeUndefined();
    }
    expect(killedAt).toBeGreaterThan(10); // steps were there to be killed at
  });

  test('by a leader that was paused in a batch changes nothing when the next one has finished it', async () => {
    await city.send(10);
    const { tallies } = city.stores();
    let batch = 0;
    await countAll(city.stores(), {
      afterStep(step) {
        if (step === 'begun' && batch === 0) {
          batch = 1;
          throw new Killed();
        }
      },
    }).catch(() => {});
    const paused = (await city.state()).batch!;
    await countAll(city.stores(), { term: leading(2) });
    await city.send(10);
    await countAll(city.stores(), { term: leading(2) });
    const kept = await city.kept();

    const { generation } = await city.state();
    const changes = await tallies.listOf({ generation, roundId: 'round', method: 'satisfied-share@1' });
    await tallies.addBatch(
      { generation, roundId: 'round', method: 'satisfied-share@1' },
      changes,
      paused.number,
    );
    expect(await tallies.finishBatch(paused, { number: 1 }, undefined)).toBe(false);
    expect(await tallies.beginBatch({ ...paused, number: 3 }, { number: 1 })).toBe(false);
    expect(await city.kept()).toEqual(kept);
  });
});

describe('counting all anew', () => {
  const city = useSmallCount();

  test('finds a single altered count by its name, and puts it right', async () => {
    await city.send(20);
    await countAll(city.stores());
    await city.stores().tallies.request({ purpose: 'check', token: 'first' });
    await countAll(city.stores());
    expect((await city.state()).outcome).toMatchObject({ token: 'first', submissions: 20, differing: [] });

    const altered = (await city.tallies().findOne({ unitId: 'ward-b', dimension: 'all' }))!;
    const numbers = numbersOf(altered.numbers);
    numbers[20] = numbers[20]! + 1;
    await city.tallies().updateOne({ _id: altered._id }, { $set: { numbers: bytesOf(numbers) } });

    await city.stores().tallies.request({ purpose: 'check', token: 'second' });
    await countAll(city.stores());
    const position = {
      roundId: 'round',
      method: 'satisfied-share@1',
      unitId: 'ward-b',
      dimension: 'all',
      value: '',
    };
    expect((await city.state()).outcome).toMatchObject({ token: 'second', differing: [position] });
    expect(await city.kept()).not.toEqual(await city.direct());

    await city.stores().tallies.request({ purpose: 'rebuild', token: 'third' });
    await countAll(city.stores());
    expect((await city.state()).outcome).toMatchObject({ token: 'third', differing: [position] });
    expect(await city.kept()).toEqual(await city.direct());
    expect(await city.tallies().distinct('generation')).toEqual([2]);
  });

  test('notices a submission that was taken out of the store, and one that was put in unmarked', async () => {
    await city.send(6);
    await countAll(city.stores());
    const submissions = city.submissions();
    const one = (await submissions.findOne({ late: false }))!;
    await submissions.deleteOne({ _id: one._id });
    await city.stores().tallies.request({ purpose: 'check', token: 'removed' });
    await countAll(city.stores());
    expect((await city.state()).outcome!.differing.length).toBeGreaterThan(0);
    await submissions.insertOne(one);
    await city.stores().tallies.request({ purpose: 'check', token: 'back' });
    await countAll(city.stores());
    expect((await city.state()).outcome).toMatchObject({ token: 'back', differing: [] });
  });

  test('goes on after being killed at any step, while submissions come in and are annulled', async () => {
    let receipts = await city.send(12);
    await countAll(city.stores());
    let killedAt = 0;
    for (let isKilled = true; isKilled;) {
      await city.stores().tallies.request({ purpose: 'rebuild', token: `${killedAt}` });
      killedAt += 1;
      const stretchMax = 5 + killedAt; // three or four stretches, however many have come
      const kill = killAt(killedAt);
      let steps = 0;
      isKilled = await countAll(city.stores(), {
        stretchMax,
        term: leading(2 * killedAt),
        afterStep: kill,
      }).then(
        () => false,
        () => true,
      );
      const before = receipts;
      receipts = await city.send(3);
      await city.stores().submissions.markAnnulled(before[0]!);
      await city.stores().submissions.erase(before[1]!, 'about', Buffer.alloc(32));
      await countAll(city.stores(), {
        stretchMax,
        term: leading(2 * killedAt + 1),
        afterStep() {
          steps += 1;
        },
      });
      expect(steps).toBeGreaterThan(0);
      expect([killedAt, await city.kept()]).toEqual([killedAt, await city.direct()]);
      const { outcome, aside } = await city.state();
      expect([outcome?.differing, aside]).toEqual([[], undefined]);
    }
    expect(killedAt).toBeGreaterThan(15);
  });

  test('is asked for once at a time', async () => {
    expect(await city.stores().tallies.request({ purpose: 'check', token: 'one' })).toBe(true);
    expect(await city.stores().tallies.request({ purpose: 'rebuild', token: 'two' })).toBe(false);
    await countAll(city.stores());
    expect((await city.state()).outcome).toMatchObject({ token: 'one', submissions: 0, tallies: 0 });
  });
});
