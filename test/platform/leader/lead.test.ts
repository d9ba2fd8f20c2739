import { once, EventEmitter } from 'node:events';
import { expect, it } from '@jest/globals';
import { lead, type BackgroundTask } from '../../../src/platform/leader/lead.ts';
import { leaseStore } from '../../../src/platform/leader/store.ts';
import { useConnection } from '../../support/storage.ts';

const connection = useConnection();
const errors: unknown[] = [];
const logError = (error: unknown) => errors.push(error);

it('runs each duty again and again, goes on after an error, and steps down for the next process', async () => {
  const leases = leaseStore(connection());
  const events = new EventEmitter();
  let runs = 0;
  const backgroundTask: BackgroundTask = {
    name: 'counting',
    everyMs: 1,
    async run(term) {
      runs++;
      events.emit('run', term.number);
      if (runs === 1) throw new Error('the first run fails');
      if (runs === 3) events.emit('third');
    },
  };
  const third = once(events, 'third');
  const one = lead({ leases, backgroundTasks: [backgroundTask], logError, leaseMs: 60_000 });
  await third;
  await one.stop();
  expect(errors).toEqual([{ route: 'leader: counting', error: new Error('the first run fails') }]);

  const nextRun = once(events, 'run');
  const other = lead({ leases, backgroundTasks: [backgroundTask], logError, leaseMs: 60_000 });
  expect(await nextRun).toEqual([2]);
  await other.stop();
});

it('tells a duty that runs long that it has to stop', async () => {
  const leases = leaseStore(connection());
  const events = new EventEmitter();
  let sawEnd = false;
  const started = once(events, 'started');
  const leading = lead({
    leases,
    backgroundTasks: [
      {
        name: 'endless',
        everyMs: 1,
        async run(term) {
          events.emit('started');
          while (!term.isOver()) await new Promise(setImmediate);
          sawEnd = true;
        },
      },
    ],
    logError,
    leaseMs: 60_000,
  });
  await started;
  await leading.stop();
  expect(sawEnd).toBe(true);
});
