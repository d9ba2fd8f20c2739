import { beforeEach, describe, expect, it } from '@jest/globals';
import { candidate, type Candidate } from '../../../src/platform/leader/candidate.ts';
import { fencedBy, markedBy } from '../../../src/platform/leader/fence.ts';
import { leasesCollection, leaseStore } from '../../../src/platform/leader/store.ts';
import { useConnection } from '../../support/storage.ts';

const leaseMs = 10_000;

describe('who leads', () => {
  const connection = useConnection();
  let clockMs: { first: number; second: number };
  let first: Candidate;
  let second: Candidate;

  beforeEach(async () => {
    await connection().collection(leasesCollection.name).deleteMany({});
    connection().deleteModel(/Lease/);
    const leases = leaseStore(connection());
    clockMs = { first: 0, second: 5_000_000 };
    first = candidate({ leases, leaseMs, elapsedMs: () => clockMs.first });
    second = candidate({ leases, leaseMs, elapsedMs: () => clockMs.second });
  });

  function pass(ms: number): void {
    clockMs = { first: clockMs.first + ms, second: clockMs.second + ms };
  }

  it('is the one that asks first', async () => {
    await first.step();
    await second.step();
    expect(first.term()?.number).toBe(1);
    expect(second.term()).toBeUndefined();
  });

  it('is one of two that ask at the same time', async () => {
    await Promise.all([first.step(), second.step()]);
    expect([first, second].filter((one) => one.term())).toHaveLength(1);
  });

  it('stays the same while it renews, however long', async () => {
    await first.step();
    for (let renewal = 0; renewal < 20; renewal++) {
      pass(leaseMs / 3);
      await first.step();
      await second.step();
    }
    expect(first.term()?.number).toBe(1);
    expect(second.term()).toBeUndefined();
  });

  it('is the other one, in a later term, when a whole lease was seen without a renewal', async () => {
    await first.step();
    await second.step();
    pass(leaseMs - 1);
    await second.step();
    expect(second.term()).toBeUndefined();
    pass(1);
    await second.step();
    expect(second.term()?.number).toBe(2);
  });

  it('ends by itself when a lease has passed without a renewal', async () => {
    await first.step();
    const term = first.term();
    pass(leaseMs);
    expect(first.term()).toBeUndefined();
    expect(term?.isOver()).toBe(true);
  });

  it('cannot renew once it was fenced, though its own clock stood still during the pause', async () => {
    await first.step();
    const paused = first.term();
    await second.step();
    clockMs.second += leaseMs;
    await second.step();
    expect(second.term()?.number).toBe(2);
    expect(paused?.isOver()).toBe(false); // it cannot know yet

    await first.step();
    expect(first.term()).toBeUndefined();
    expect(paused?.isOver()).toBe(true);
  });

  it('lets another lead at once when it steps down', async () => {
    await first.step();
    await first.stepDown();
    expect(first.term()).toBeUndefined();
    await second.step();
    expect(second.term()?.number).toBe(2);
  });

  it('is not touched by a clock of the day that jumps: no time of day is stored', async () => {
    await first.step();
    const stored = await connection().collection(leasesCollection.name).findOne({});
    expect(Object.values(stored ?? {}).filter((value) => value instanceof Date)).toEqual([]);
  });
});

describe('the fence', () => {
  const connection = useConnection();

  it('lets the present leader write, and refuses the one before it', async () => {
    const counters = connection().collection<{ _id: string; count: number; term?: number }>('counters');
    await counters.insertOne({ _id: 'counter', count: 0 });
    const write = (number: number) =>
      counters.updateOne(
        { _id: 'counter', ...fencedBy({ number }) },
        { $inc: { count: 1 }, $set: markedBy({ number }) },
      );

    expect((await write(1)).matchedCount).toBe(1);
    expect((await write(2)).matchedCount).toBe(1);
    expect((await write(1)).matchedCount).toBe(0);
    expect((await write(2)).matchedCount).toBe(1);
    expect(await counters.findOne({ _id: 'counter' })).toMatchObject({ count: 3, term: 2 });
  });
});
