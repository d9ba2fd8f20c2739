/** Current values: of this process, and of the whole installation, which every process reads from the same store. */
import { statfs } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { listBackups } from '../backups/schedule.ts';
import { isSilent } from '../../collection/devices/device.ts';
import type { ColumnReader } from '../../processing/columns/columnReader.ts';
import type { TallyReader } from '../../processing/tallies/readTallies.ts';
import type { Stores } from '../stores.ts';
import { lateForms } from '../../collection/submissions/lateForms.ts';
import type { NamedReading, Reading } from '../../platform/gate/meters.ts';
import { ownMemoryBytes } from './ownMemory.ts';

export interface ReadingsOptions {
  readonly stores: Pick<Stores, 'submissions' | 'jobs' | 'devices' | 'leases'>;
  readonly columns: Pick<ColumnReader, 'heldBytes'>;
  readonly tallies: Pick<TallyReader, 'heldBytes'>;
  readonly now: () => Date;
  readonly leads: () => boolean;
  readonly processes: () => number;
  /** Of the embedded store; with MongoDB the disk belongs to another machine. */
  readonly dataFolder: string | undefined;
  /** Where the program writes its backups. */
  readonly backupFolder: string | undefined;
}

type Named = Readonly<Record<string, readonly [help: string, reading: Reading]>>;

/** Prometheus waits for ten seconds. */
const storeMs = 5000;
/** Counting stops here: a queue this long is late, whatever its exact length. */
const waitingMax = 100_000;

export function readingsOf(options: ReadingsOptions) {
  const { stores, now, dataFolder, backupFolder } = options;
  const counts = minuteCounts(stores);
  return {
    /** If the store does not answer, only the values of the process are reported. */
    async read(): Promise<NamedReading[]> {
      const silence = wait(storeMs, undefined, { ref: false }).then(() =>
        Promise.reject(new Error('silent')),
      );
      const parts = await Promise.allSettled([
        ofDisk(dataFolder),
        Promise.race([ofInstallation(stores, counts, now()), silence]),
        ofBackups(backupFolder, now()),
      ]);
      const named: Named = Object.assign(
        ofProcess(options),
        { langnghe_store_up: ['1 where the store answers.', parts[1].status === 'fulfilled' ? 1 : 0] },
        ...parts.map((part) => (part.status === 'fulfilled' ? part.value : {})),
      );
      return Object.entries(named).map(([name, [help, reading]]) => ({ name, help, reading }));
    },
  };
}

function ofProcess({
  leads,
  processes,
  columns,
  tallies,
}: Pick<ReadingsOptions, 'leads' | 'processes' | 'columns' | 'tallies'>): Named {
  const { rss, heapUsed } = process.memoryUsage();
  return {
    langnghe_leader: ['1 where this process leads.', leads() ? 1 : 0],
    langnghe_processes: ['Processes that serve the installation, as this one sees it.', processes()],
    langnghe_own_memory_bytes: ['Memory of the process without files.', ownMemoryBytes() ?? rss],
    langnghe_analysis_cache_bytes: [
      'Memory that analysis keeps within ANALYSIS_CACHE_MB.',
      Object.entries({ ...columns.heldBytes(), tallies: tallies.heldBytes() }).map(([kind, value]) => ({
        labels: { kind },
        value,
      })),
    ],
    langnghe_heap_used_bytes: ['Of that, what JavaScript holds in the main thread.', heapUsed],
  };
}

/** Once a minute, so that a reader who polls every second does not learn when a submission arrived. */
function minuteCounts({ submissions }: ReadingsOptions['stores']) {
  return {
    countAll: oncePer(() => submissions.countAll()),
    countWaiting: oncePer(() => submissions.countWaiting(waitingMax)),
  };
}
type MinuteCounts = ReturnType<typeof minuteCounts>;

async function ofInstallation(
  { submissions, jobs, devices, leases }: ReadingsOptions['stores'],
  { countAll, countWaiting }: MinuteCounts,
  at: Date,
): Promise<Named> {
  const minute = String(Math.floor(at.getTime() / 60_000));
  const askedAtMs = performance.now();
  await leases.find();
  const readSeconds = (performance.now() - askedAtMs) / 1000;
  const [stored, waiting, late, { waiting: queued, running }, tablets] = await Promise.all([
    countAll(minute),
    countWaiting(minute),
    lateForms(submissions, at),
    jobs.countOpen(),
    devices.list(),
  ]);
  const lagSeconds = late.unloggedSince ? (at.getTime() - late.unloggedSince.getTime()) / 1000 : 0;
  const states = { waiting: queued, running };
  return {
    langnghe_store_read_seconds: ['How long one small read from the store just took.', readSeconds],
    langnghe_submissions: ['Submissions in the store, counted once a minute.', stored],
    langnghe_uncounted_submissions: [
      'Submissions that are not in the tallies yet, up to 100,000, counted once a minute.',
      waiting,
    ],
    langnghe_tallies_late: [
      '1 where a submission of two hours ago is not in the tallies.',
      late.isCountingLate ? 1 : 0,
    ],
    langnghe_sealing_lag_seconds: [
      'Age of the oldest submission that should be in the ledger and is not; 0 when none is.',
      lagSeconds,
    ],
    langnghe_jobs: [
      'Jobs that wait or run.',
      Object.entries(states).map(([state, value]) => ({ labels: { state }, value })),
    ],
    langnghe_kiosks: ['Paired kiosks.', tablets.filter(({ revokedAt }) => !revokedAt).length],
    langnghe_kiosks_silent: [
      'Kiosks that have been silent for a day.',
      tablets.filter((device) => isSilent(device, at)).length,
    ],
  };
}

/** Without any backup, the age counts from 1970. */
async function ofBackups(backupFolder: string | undefined, now: Date): Promise<Named> {
  if (backupFolder === undefined) return {};
  const [newest] = await listBackups(backupFolder);
  const age = (now.getTime() - (newest?.at.getTime() ?? 0)) / 1000;
  return { langnghe_backup_age_seconds: ['Age of the newest backup that the program made.', age] };
}

async function ofDisk(dataFolder: string | undefined): Promise<Named> {
  if (dataFolder === undefined) return {};
  const { bavail, bsize } = await statfs(dataFolder);
  return { langnghe_disk_free_bytes: ['Room on the disk of the data folder.', bavail * bsize] };
}

/** Caches the answer as long as the key is the same; failures are not cached. */
function oncePer(ask: () => Promise<number>): (key: string) => Promise<number> {
  let held: { readonly key: string; readonly answer: Promise<number> } | undefined;
  return async (key) => {
    if (held?.key !== key) {
      const answer = ask();
      held = { key, answer };
      answer.catch(() => (held = undefined));
    }
    return await held.answer;
  };
}
