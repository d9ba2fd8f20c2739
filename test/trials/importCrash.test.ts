import { beforeAll, describe, expect, it } from '@jest/globals';
import { JobStopped } from '../../src/access/jobs/job.ts';
import type { Stores } from '../../src/app/stores.ts';
import { useApp } from '../support/app.ts';
import { fillSmallCity, smallSurvey } from '../support/builders.ts';
import { colleague, type Browser } from '../support/staff.ts';
import { accept, check, work } from '../collection/imports/importing.ts';
import { csv } from '../collection/imports/samples.ts';

const testApp = useApp();
let manager: Browser;

beforeAll(async () => {
  await fillSmallCity(testApp().stores, { survey: smallSurvey });
  manager = await colleague(testApp(), 'manager');
});

const people = 700; // two chunks
const headings = ['Chỗ ngồi', 'Thiết bị', 'Phí', 'Góp ý', 'Đơn vị'];

function file(source: string): Buffer {
  const rows = Array.from({ length: people }, (_, person) => [
    String(1 + (person % 5)),
    String(1 + (person % 3)),
    '',
    person % 100 === 0 ? `${source} ${person}` : '',
    person < 600 ? 'ward-a' : 'ward-b',
  ]);
  return csv([headings, ...rows]);
}

/** Stores through which the program is cut off at one of its writes: before it, or as soon as it was answered. */
function dyingStores(stores: Stores, dieAt: number, when: 'before' | 'after') {
  let writes = 0;
  const die = (): never => {
    throw new JobStopped('leader'); // what a lost leader leaves is what a killed one does: nothing more is written
  };
  const watched = <Store extends object>(store: Store, names: readonly (keyof Store)[]): Store =>
    new Proxy(store, {
      get(target, name) {
        const own = target[name as keyof Store] as unknown;
        if (!names.includes(name as keyof Store) || typeof own !== 'function') return own;
        return async (...given: unknown[]): Promise<unknown> => {
          writes += 1;
          if (writes === dieAt && when === 'before') die();
          const answer: unknown = await own.apply(target, given);
          if (writes === dieAt && when === 'after') die();
          return answer;
        };
      },
    });
  return {
    stores: {
      ...stores,
      imports: watched(stores.imports, ['accept', 'finish', 'change']),
      accessPoints: watched(stores.accessPoints, ['add']),
      submissions: watched(stores.submissions, ['addMany']),
    },
    writes: () => writes,
  };
}

const added = async (before: number): Promise<number> =>
  (await testApp().stores.submissions.countAll()) - before;

describe('an import that is cut off', () => {
  it.each(['before', 'after'] as const)(
    '%s any of its writes comes whole when it is gone on with, or not at all before it is accepted',
    async (when) => {
      let writes = 0;
      for (let dieAt = 1; writes >= dieAt - 1; dieAt++) {
        const source = `${when} ${dieAt}`;
        const before = await testApp().stores.submissions.countAll();
        const url = await check(
          testApp(),
          manager,
          { bytes: file(source), name: `${source}.csv` },
          { values: { name: source } },
        );
        const find = async () => (await testApp().stores.imports.find(url.split('/').at(-1)!))!;
        await accept(manager, url);
        const dying = dyingStores(testApp().stores, dieAt, when);
        await work(testApp(), dying.stores);
        writes = dying.writes();
        const { state } = await find();
        expect([state, state === 'staged' ? await added(before) : 0]).toEqual([state, 0]);
        await work(testApp());
        expect(await added(before)).toBe(people);
        expect((await find()).state).toBe('done');
        expect(await testApp().connection.collection('importRows').countDocuments({})).toBe(0);
      }
      expect(writes).toBeGreaterThanOrEqual(4); // accept, two chunks, done
    },
  );

  it('between being done and being cleared away leaves nothing for long', async () => {
    const url = await check(
      testApp(),
      manager,
      { bytes: file('left'), name: 'left.csv' },
      { values: { name: 'left' } },
    );
    const importId = url.split('/').at(-1)!;
    await testApp()
      .connection.collection<{ _id: string }>('imports')
      .updateOne({ _id: importId }, { $set: { state: 'cancelled' } });
    await testApp().stores.imports.removeLeftovers(new Date(0));
    expect(await testApp().connection.collection('importRows').countDocuments({})).toBe(0);
  });

  it('is not stopped any more by whoever asks after it was accepted', async () => {
    const before = await testApp().stores.submissions.countAll();
    const url = await check(
      testApp(),
      manager,
      { bytes: file('stop'), name: 'stop.csv' },
      { values: { name: 'stop' } },
    );
    await accept(manager, url);
    const { stores } = testApp();
    const one = (await stores.imports.find(url.split('/').at(-1)!))!;
    const asking: Stores = {
      ...stores,
      imports: {
        ...stores.imports,
        async accept(...given) {
          const isAccepted = await stores.imports.accept(...given);
          await manager.post(`/staff/jobs/${one.jobId}/cancel`).expect(303);
          return isAccepted;
        },
      },
    };
    await work(testApp(), asking);
    expect(await added(before)).toBe(people);
    await manager.post(`${url}/cancel`).expect(409);
  });

  it('and is asked to stop before that adds nothing', async () => {
    const before = await testApp().stores.submissions.countAll();
    const url = await check(
      testApp(),
      manager,
      { bytes: file('early'), name: 'early.csv' },
      { values: { name: 'early' } },
    );
    await accept(manager, url);
    const one = (await testApp().stores.imports.find(url.split('/').at(-1)!))!;
    await manager.post(`/staff/jobs/${one.jobId}/cancel`).expect(303);
    await work(testApp());
    expect(await added(before)).toBe(0);
    expect((await testApp().stores.imports.find(one.id))?.state).toBe('staged');
  });
});
