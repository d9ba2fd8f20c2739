import { once, EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { connect } from '../../../src/platform/storage/connection.ts';
import { lead, type BackgroundTask } from '../../../src/platform/leader/lead.ts';
import { leaseStore } from '../../../src/platform/leader/store.ts';
import { writeSignals } from '../../../src/platform/leader/writeSignalStore.ts';
import { useConnection } from '../../support/storage.ts';

const connection = useConnection();
const errors: unknown[] = [];
const logError = (error: unknown) => errors.push(error);

function leadOptions() {
  return {
    leases: leaseStore(connection()),
    writes: writeSignals(connection()),
    logError,
    leaseMs: 60_000,
    restMsMax: 2 ** 31 - 1,
  };
}

it('runs each duty again and again, goes on after an error, and steps down for the next process', async () => {
  const options = leadOptions();
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
  const one = lead({ ...options, backgroundTasks: [backgroundTask] });
  await third;
  await one.stop();
  expect(errors).toEqual([{ route: 'leader: counting', error: new Error('the first run fails') }]);

  const nextRun = once(events, 'run');
  const other = lead({ ...options, backgroundTasks: [backgroundTask] });
  expect(await nextRun).toEqual([2]);
  await other.stop();
});

it('tells a duty that runs long that it has to stop', async () => {
  const options = leadOptions();
  const events = new EventEmitter();
  let sawEnd = false;
  const started = once(events, 'started');
  const leading = lead({
    ...options,
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
  });
  await started;
  await leading.stop();
  expect(sawEnd).toBe(true);
});

describe('a duty that rests', () => {
  /** Each run is counted, and can be waited for. */
  function resting() {
    const runs = new EventEmitter();
    let count = 0;
    const backgroundTask: BackgroundTask = {
      name: 'resting',
      everyMs: 1,
      wakesOn: ['awaited'],
      async run() {
        count += 1;
        runs.emit('run', 'woken');
      },
    };
    return { backgroundTask, nextRun: async () => await once(runs, 'run'), count: () => count };
  }

  /** The first runs are due to the beginning of the term, and to the first look at signals. */
  async function begun(of: ReturnType<typeof resting>) {
    const leading = lead({ ...leadOptions(), backgroundTasks: [of.backgroundTask] });
    const look = of.nextRun().then(of.nextRun);
    await look;
    return leading;
  }

  it('does not run while nothing that it awaits is written', async () => {
    const duty = resting();
    const leading = await begun(duty);
    const before = duty.count();
    for (let number = 0; number < 50; number++) await connection().collection('other').insertOne({ number });
    await connection().collection('awaited').find().toArray();
    expect(duty.count()).toBe(before);
    await leading.stop();
  });

  it('runs as soon as its process writes what it awaits', async () => {
    const duty = resting();
    const leading = await begun(duty);
    const woken = duty.nextRun();
    await connection().collection('awaited').insertOne({});
    expect(await woken).toEqual(['woken']);
    await leading.stop();
  });

  it('runs when a process that does not lead has written what it awaits', async () => {
    const duty = resting();
    const leading = await begun(duty);
    const elsewhere = await connect(process.env['TEST_STORAGE_URI']!, connection().name);
    const other = lead({
      ...leadOptions(),
      leases: leaseStore(elsewhere),
      writes: writeSignals(elsewhere),
      backgroundTasks: [duty.backgroundTask],
    });
    const woken = duty.nextRun();
    await elsewhere.collection('awaited').insertOne({});
    expect(await woken).toEqual(['woken']);
    await other.stop();
    await leading.stop();
    await elsewhere.close();
  });
});
