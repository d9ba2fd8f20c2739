/**
 * A running installation. The port is opened first, so that a second start fails before it touches anything; requests
 * that arrive while the storage opens wait for it.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { listAdministrators } from '../access/accounts/giveRole.ts';
import { linkLifetimeMs, sealFirstLink } from '../access/accounts/links.ts';
import { mailSender } from '../access/accounts/mail.ts';
import { defaultStaffSettings, type StaffSettings } from '../access/accounts/staffSettings.ts';
import { webhookSender } from '../improvement/alerts/webhook.ts';
import { createApp } from './app.ts';
import { backupDuty } from './backups/backupDuty.ts';
import type { Config } from './config.ts';
import { doorMeters } from '../platform/door/doorMeters.ts';
import { frontDoor } from '../platform/door/frontDoor.ts';
import { openLog, type LogFault } from '../platform/door/log.ts';
import { close, listen, webServer } from '../platform/door/webServer.ts';
import { dutiesOf } from './duties.ts';
import type { Installation, InstallationKind } from '../platform/installation/store.ts';
import { jobThread } from '../access/jobs/jobThread.ts';
import { lead, type Leading } from '../platform/leader/lead.ts';
import { openKioskKey } from '../collection/kiosk/kioskKey.ts';
import { keyFolder, openSigners, type Signers } from '../collection/ledger/signers.ts';
import { newMeters } from '../platform/door/meters.ts';
import { openMetrics, timedLeases } from './metrics/openMetrics.ts';
import { refuseMoved } from './moving/moveInstallation.ts';
import { beatMs, countProcesses } from '../platform/processes/countProcesses.ts';
import type { ProcessStore } from '../platform/processes/store.ts';
import { pointWatch, type PointWatch } from '../collection/quality/pointWatch.ts';
import { openStorage } from '../platform/storage/connection.ts';
import { roomOn, type Room } from '../platform/storage/room.ts';
import { writeProbe } from '../platform/storage/writeProbe.ts';
import { StartFault } from '../platform/startFault.ts';
import { openStores, type Stores } from './stores.ts';
import { dayOf } from '../platform/calendar/vietNamTime.ts';

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Port of the metrics. */
  readonly metricsPort: number | undefined;
  readonly storageKind: 'embedded' | 'mongodb';
  /** Where the first administrator is created, while there is none. */
  readonly firstAdministratorUrl: string | undefined;
  /** Finishes accepted requests, then closes the storage. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly config: Config;
  /** What a first start makes of an empty storage. */
  readonly kind: InstallationKind;
  /** Runs before the first request is answered. */
  readonly prepare?: (stores: Stores, installation: Installation, signers: Signers) => Promise<void>;
}

/** @throws StartFault, or a storage error that names what is missing */
export async function startServer({ config, kind, prepare }: StartOptions): Promise<RunningServer> {
  const now = (): Date => new Date();
  const log = openLog({ withRequests: config.logsRequests, now });
  const meters = newMeters(now);
  const faults = meters.counter('langnghe_faults_total', 'Faults of the program, by where they happened.', {
    labelNames: ['route'],
  });
  let room: Room | undefined;
  const logFault: LogFault = (fault) => {
    room?.note(fault.error);
    faults.add({ route: fault.route });
    log.fault(fault);
  };
  const door = frontDoor({ log, requestsAtOnce: config.requestsAtOnce, meters: doorMeters(meters) });
  const server = webServer(config.tls, door.answer);
  const port = await listen(server, config, 'PORT');

  try {
    const storage = await openStorage(config);
    const written = (room = roomOn(storage.connection));
    try {
      const stores = await openStores(storage.connection);
      await refuseMoved(stores);
      const installation = await stores.installation.open(kind);
      if (kind === 'demo' && installation.kind !== 'demo') {
        throw new StartFault(
          `${config.mongodbUri ? 'The database' : config.dataFolder} holds a real installation; the demo does not touch it. Choose another DATA_DIR.`,
        );
      }
      const chest = keyFolder(config.ledgerKeyFolder);
      const signers = await openSigners(stores.ledger, chest);
      const kioskKey = await openKioskKey(stores.kioskKeys, chest);
      await prepare?.(stores, installation, signers);
      const url = `${config.tls ? 'https' : 'http'}://localhost:${port}`;
      const firstAdministratorUrl = await firstLink(stores, installation, config.publicUrl ?? url, now());
      const processes = await startCounting(stores.processes, logFault);
      const watch = pointWatch(stores.quality, processes.count);
      const { trustedProxies, formsPerMinute, privateWebhooks, securityContact, backups: plan } = config;
      const staff = staffSettingsOf(config, logFault);
      const app = createApp({
        stores,
        installation,
        signers,
        kioskKey,
        watch,
        now,
        logFault,
        staff,
        trustedProxies,
        securityContact,
        formsPerMinute,
        processes: processes.count,
        privateWebhooks,
      });
      const takesWrites = writeProbe(processes.beat, () => performance.now());
      const isReady = async (): Promise<boolean> => {
        await takesWrites();
        return await written.isThere();
      };
      door.open(app, async () => await isTrueIn(isReady(), readyMs));
      let leading: Leading | undefined;
      const leads = (): boolean => leading?.leads() ?? false;
      const metrics = await openMetrics(config, meters, { stores, now, leads, processes: processes.count });
      leading = lead({
        leases: timedLeases(stores.leases, meters),
        duties: [
          ...dutiesOf({
            stores,
            signers,
            receiptKey: installation.key('receipt'),
            channels: {
              sendMail: staff.sendMail,
              sendWebhook: webhookSender({ allowPrivate: privateWebhooks }),
              publicUrl: config.publicUrl,
            },
            runJobs: jobThread({
              jobs: stores.jobs,
              program: new URL('./jobWorker.ts', import.meta.url),
              store: { uri: storage.uri, database: storage.connection.name },
              logFault,
            }),
            now,
            witnesses: config.witnesses,
            logFault,
          }),
          ...(plan ? [backupDuty({ plan, dataFolder: config.dataFolder, now, note: log.note })] : []),
        ],
        logFault,
      });
      const writing = setInterval(() => void writeDown(watch, logFault), writingMs);
      return {
        url,
        port,
        metricsPort: metrics?.port,
        storageKind: storage.kind,
        firstAdministratorUrl,
        async stop() {
          door.beginToStop();
          await close(server);
          clearInterval(writing);
          await writeDown(watch, logFault);
          await leading?.stop();
          await processes.stop();
          await metrics?.close();
          await storage.close();
          log.close();
        },
      };
    } catch (error) {
      await storage.close();
      throw error;
    }
  } catch (error) {
    log.close();
    server.closeAllConnections();
    await close(server);
    throw error;
  }
}

async function startCounting(store: ProcessStore, logFault: LogFault) {
  const processes = countProcesses(store, () => performance.now());
  const step = async (): Promise<void> =>
    await processes.step().catch((error: unknown) => logFault({ route: 'processes', error }));
  await step();
  const timer = setInterval(() => void step(), beatMs).unref();
  return {
    count: processes.count,
    beat: processes.beat,
    async stop(): Promise<void> {
      clearInterval(timer);
      await processes.stop();
    },
  };
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

async function writeDown(watch: PointWatch, logFault: LogFault): Promise<void> {
  await watch.flush().catch((error: unknown) => logFault({ route: 'arrivals', error }));
}

function staffSettingsOf({ publicUrl, adminSecondFactor, mail }: Config, logFault: LogFault): StaffSettings {
  return {
    ...defaultStaffSettings,
    publicUrl,
    adminSecondFactor,
    sendMail: mail && mailSender(mail.smtpUrl, mail.from, logFault),
  };
}
