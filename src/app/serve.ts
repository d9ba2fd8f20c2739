/** Serves an installation from an open storage: the app behind the door, the metrics, the background tasks. */
import { setTimeout as wait } from 'node:timers/promises';
import { listAdministrators } from '../access/accounts/giveRole.ts';
import { linkLifetimeMs, sealFirstLink } from '../access/accounts/links.ts';
import { mailSender } from '../access/accounts/mail.ts';
import { defaultStaffSettings, type StaffSettings } from '../access/accounts/staffSettings.ts';
import { jobThread } from '../access/jobs/jobThread.ts';
import { codeKeysOf } from '../collection/codes/code.ts';
import { pointWatch, type PointWatch } from '../collection/quality/pointWatch.ts';
import { dayOf } from '../platform/calendar/vietNamTime.ts';
import type { RequestGate } from '../platform/gate/requestGate.ts';
import type { Log, LogError } from '../platform/gate/log.ts';
import type { Meters } from '../platform/gate/meters.ts';
import type { Installation } from '../platform/installation/store.ts';
import { columnReader } from '../processing/columns/columnReader.ts';
import { tallyReader } from '../processing/tallies/readTallies.ts';
import { measuredRounds } from '../processing/results/measuredRounds.ts';
import { warmUp } from '../processing/results/warmUp.ts';
import { lead, type BackgroundTask, type Leading } from '../platform/leader/lead.ts';
import type { LeaseStore } from '../platform/leader/store.ts';
import { beatMs, countProcesses } from '../platform/processes/countProcesses.ts';
import type { ProcessStore } from '../platform/processes/store.ts';
import type { Storage } from '../platform/storage/connection.ts';
import type { Room } from '../platform/storage/room.ts';
import { signedPost } from '../platform/webhooks/signedPost.ts';
import { writeProbe } from '../platform/storage/writeProbe.ts';
import { createApp } from './app.ts';
import { backupTask } from './backups/backupTask.ts';
import type { Config } from './config.ts';
import { stretchThread } from '../processing/tallies/stretchThread.ts';
import { backgroundTasksOf } from './backgroundTasks.ts';
import { openMetrics, timedLeases } from './metrics/openMetrics.ts';
import { openInstallation, type OpenedInstallation, type StartOptions } from './openInstallation.ts';
import { openStores, type Stores } from './stores.ts';
import type { Place } from './workers/place.ts';

/** What is open before the installation is. */
export interface Ground {
  readonly storage: Storage;
  readonly room: Room;
  readonly gate: RequestGate;
  readonly log: Log;
  readonly meters: Meters;
  readonly logError: LogError;
  readonly now: () => Date;
  /** Beginning of this server's addresses, as this machine sees them. */
  readonly url: string;
  /** Of this process, if it is one of several workers. */
  readonly place: Place | undefined;
}

/** The share of the cache of analysis for tallies; the rest is for columns and their tables. */
const ofTallies = 1 / 4;

export async function serve(options: StartOptions, ground: Ground) {
  const { config } = options;
  const { storage, room, gate, meters, logError, now, url, place } = ground;
  const isFirst = place?.isFirst ?? true;
  const { prepare: _, ...prepared } = options;
  const opened = await openInstallation(isFirst ? options : prepared, await openStores(storage.connection));
  const { stores, installation } = opened;
  const firstAdministratorUrl = await firstLink(stores, installation, config.publicUrl ?? url, now());
  const processes = await startCounting(stores.processes, config.workers, logError);
  const watch = pointWatch(stores.quality, processes.count);
  const { columns, tallies, rounds } = readersOf(stores, config, now);
  const { trustedProxies, formsPerMinute, privateWebhooks, securityContact, accessibilityContact } = config;
  const staff = staffSettingsOf(config, logError);
  const app = await createApp({
    ...opened,
    watch,
    rounds,
    columns,
    now,
    logError,
    staff,
    trustedProxies,
    securityContact,
    accessibilityContact,
    formsPerMinute,
    processes: processes.count,
    privateWebhooks,
  });
  gate.open(app, readiness(processes, room));
  let isStopped = false;
  warmUp(stores, { rounds, columns }, { now, isOver: () => isStopped }).catch((error: unknown) => {
    if (!isStopped) logError({ route: 'warm-up', error });
  });
  if (storage.kind === 'embedded' && isFirst) await freeLease(stores.leases);
  let leading: Leading | undefined;
  const leads = (): boolean => leading?.leads() ?? false;
  const measured = { stores, columns, tallies, now, leads, processes: processes.count };
  const metrics = await openMetrics(config, meters, measured, place);
  leading = lead({
    leases: timedLeases(stores.leases, meters),
    writes: stores.writeSignals,
    isAlone: () => processes.count() === 1,
    backgroundTasks: backgroundTasks(config, opened, staff, ground),
    logError,
  });
  const writing = setInterval(() => void writeDown(watch, logError), writingMs);
  return {
    firstAdministratorUrl,
    metricsPort: metrics?.port,
    async stop(): Promise<void> {
      isStopped = true;
      clearInterval(writing);
      await writeDown(watch, logError);
      await leading?.stop();
      await processes.stop();
      await metrics?.close();
      await columns.stop();
    },
  };
}

function readersOf(stores: Stores, { analysisCacheBytes }: Config, now: () => Date) {
  const columns = columnReader(stores, analysisCacheBytes * (1 - ofTallies));
  const tallies = tallyReader(stores, now, { bytesMax: analysisCacheBytes * ofTallies });
  return { columns, tallies, rounds: measuredRounds(stores, now, tallies) };
}

/** Whether the store takes writes and the disk has room, within the time in which a probe is answered. */
function readiness({ beat }: { readonly beat: () => Promise<void> }, room: Room) {
  const takesWrites = writeProbe(beat, () => performance.now());
  const isReady = async (): Promise<boolean> => {
    await takesWrites();
    return await room.isThere();
  };
  return async (): Promise<boolean> => await isTrueIn(isReady(), readyMs);
}

function backgroundTasks(
  { dataFolder, publicUrl, privateWebhooks, witnesses, backups: plan }: Config,
  { stores, signers, installation, kioskKey }: OpenedInstallation,
  settings: StaffSettings,
  { storage, log, logError, now }: Ground,
): readonly BackgroundTask[] {
  const store = { uri: storage.uri, database: storage.connection.name };
  return [
    ...backgroundTasksOf({
      stores,
      signers,
      receiptKey: installation.key('receipt'),
      settings,
      publicUrl,
      post: signedPost({ allowPrivate: privateWebhooks }),
      kioskKey,
      outgoing:
        settings.messaging && publicUrl !== undefined
          ? { messaging: settings.messaging, publicUrl, codeKeys: codeKeysOf(installation) }
          : undefined,
      runJobs: jobThread({
        jobs: stores.jobs,
        program: new URL('./jobWorker.ts', import.meta.url),
        store,
        logError,
      }),
      offThread: stretchThread(store),
      now,
      witnesses,
      logError,
    }),
    ...(plan ? [backupTask({ plan, dataFolder, now, note: log.note })] : []),
  ];
}

/** @param workers of this machine, which share limits from the start, before any sees the others' beats */
async function startCounting(store: ProcessStore, workers: number, logError: LogError) {
  const processes = countProcesses(store, () => performance.now());
  const step = async (): Promise<void> =>
    await processes.step().catch((error: unknown) => logError({ route: 'processes', error }));
  await step();
  const timer = setInterval(() => void step(), beatMs).unref();
  return {
    count: () => Math.max(processes.count(), workers),
    beat: processes.beat,
    async stop(): Promise<void> {
      clearInterval(timer);
      await processes.stop();
    },
  };
}

/** Nobody else can hold it: every process ends with the embedded store that it was on. */
async function freeLease(leases: LeaseStore): Promise<void> {
  const left = await leases.find();
  if (left) await leases.stepDown(left);
}

/** Where the first administrator is created; undefined when there is one. */
async function firstLink(
  stores: Stores,
  installation: Installation,
  origin: string,
  now: Date,
): Promise<string | undefined> {
  if ((await listAdministrators(stores, dayOf(now))) > 0) return undefined;
  const link = sealFirstLink(new Date(now.getTime() + linkLifetimeMs), installation.key('first link'));
  return `${origin}/staff/first/${link}`;
}

async function isTrueIn(asked: Promise<boolean>, ms: number): Promise<boolean> {
  const answered = asked.catch(() => false);
  return await Promise.race([answered, wait(ms, false, { ref: false })]);
}

/** How long the store may take to acknowledge a write for /readyz. */
const readyMs = 2000;
/** In batches, so that no record lies on the disk next to the submission that arrived with it. */
const writingMs = 10_000;

async function writeDown(watch: PointWatch, logError: LogError): Promise<void> {
  await watch.flush().catch((error: unknown) => logError({ route: 'arrivals', error }));
}

function staffSettingsOf(
  {
    publicUrl,
    adminSecondFactor,
    mail,
    providers,
    events,
    embedOrigins,
    messaging,
    offlineInterviews,
    signedCopies,
  }: Config,
  logError: LogError,
): StaffSettings {
  return {
    ...defaultStaffSettings,
    publicUrl,
    adminSecondFactor,
    providers,
    events,
    embedOrigins,
    messaging,
    offlineInterviews,
    signedCopies,
    sendMail: mail && mailSender(mail.smtpUrl, mail.from, logError),
  };
}
