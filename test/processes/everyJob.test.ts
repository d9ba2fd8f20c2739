/** Every kind of job, begun by those who may on the demo as it is served, and waited for. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { jobKindsOf } from '../../src/app/jobKinds.ts';
import type { Stores } from '../../src/app/stores.ts';
import { demoStaff, everyJob } from '../support/everyJob.ts';
import { useFolders } from '../support/folder.ts';
import { runSource, type Running } from '../support/process.ts';

describe('on the demo', () => {
  const newFolder = useFolders();
  const kinds = jobKindsOf({} as Stores).map(({ name }) => name);
  let demo: Running;
  let ways: ReturnType<typeof everyJob> = {};

  beforeAll(async () => {
    demo = runSource('scripts/demo.ts', { env: { PORT: '0', MONGODB_URI: '', DATA_DIR: await newFolder() } });
    const [, staff = ''] = await demo.says(/^staff: (\S+)$/m);
    await demo.says(/^auditor: .+$/m);
    ways = everyJob(demoStaff(new URL(staff).origin, demo.output()));
  }, 300_000);

  afterAll(async () => await demo.end('SIGTERM'));

  test('every kind of job is begun here', () => {
    expect(Object.keys(ways).toSorted()).toEqual(kinds.toSorted());
  });

  test.each(kinds)(
    '%s comes to its end',
    async (kind) => {
      const { state, error } = await ways[kind]!();
      expect({ state, error }).toEqual({ state: 'đã xong', error: undefined });
    },
    300_000,
  );
});
