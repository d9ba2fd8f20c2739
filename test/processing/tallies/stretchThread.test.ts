import { expect, test } from '@jest/globals';
import { stretchThread, type OffThread } from '../../../src/processing/tallies/stretchThread.ts';
import { countAll } from '../../support/counting.ts';
import { useSmallCount } from './smallCount.ts';

const city = useSmallCount();

function inThread(): OffThread {
  return stretchThread({ uri: process.env['TEST_STORAGE_URI']!, database: city.database() });
}

async function rebuild(token: string): Promise<void> {
  await city.send(12);
  await countAll(city.stores());
  await city.stores().tallies.request({ purpose: 'rebuild', token });
}

test('a rebuild in a thread comes to what the submissions do, one by one', async () => {
  await rebuild('thread');
  let stretches = 0;
  const offThread: OffThread = async (stretch, term) => {
    stretches += 1;
    const read = await inThread()(stretch, term);
    await city.send(1); // arrives with a later batch
    return read;
  };
  await countAll(city.stores(), { stretchMax: 6, offThread });
  expect(stretches).toBeGreaterThan(1);
  expect(await city.kept()).toEqual(await city.direct());
  const { outcome, generation } = await city.state();
  expect([outcome?.token, outcome?.differing, generation]).toEqual(['thread', [], 2]);
});

test('a program that ends after its thread has written, and before it says so, counts nothing twice', async () => {
  await rebuild('killed');
  const written: OffThread = async (stretch, term) => {
    expect(await inThread()(stretch, term)).toBe(12);
    throw new Error('ended');
  };
  await expect(countAll(city.stores(), { offThread: written })).rejects.toThrow('ended');
  expect((await city.state()).batch).toMatchObject({ kind: 'aside' });
  await countAll(city.stores(), { offThread: inThread() });
  expect(await city.kept()).toEqual(await city.direct());
  expect((await city.state()).outcome).toMatchObject({ token: 'killed', submissions: 12, differing: [] });
});

test('a thread ends with its term, and the next leader repeats its stretch', async () => {
  await rebuild('over');
  let isOver = false;
  const inVain = stretchThread({ uri: 'mongodb://127.0.0.1:1', database: 'none' }); // would try for ten seconds, and throw
  const offThread: OffThread = async (stretch, term) => {
    isOver = true;
    return await inVain(stretch, term);
  };
  await countAll(city.stores(), { term: { number: 1, isOver: () => isOver }, offThread });
  expect(await city.state()).toMatchObject({ batch: { kind: 'aside' }, aside: { done: 0 } });
  await countAll(city.stores(), { term: { number: 2, isOver: () => false }, offThread: inThread() });
  expect(await city.kept()).toEqual(await city.direct());
  expect((await city.state()).outcome).toMatchObject({ token: 'over', submissions: 12, differing: [] });
});

test('what a thread throws is thrown to the leader, and the stretch is repeated', async () => {
  await rebuild('broken');
  const broken: OffThread = async (_stretch, term) => await inThread()({ tallies: undefined } as never, term);
  await expect(countAll(city.stores(), { offThread: broken })).rejects.toThrow('destructure');
  await countAll(city.stores(), { offThread: inThread() });
  expect(await city.kept()).toEqual(await city.direct());
});
