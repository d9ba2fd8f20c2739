/** Opens an installation in its storage, with its keys; an empty storage becomes a new one. */
import { openKioskKey, type KioskKey } from '../collection/kiosk/kioskKey.ts';
import { keyFolder, openSigners, type Signers } from '../collection/ledger/signers.ts';
import type { RequestGate } from '../platform/gate/requestGate.ts';
import type { Installation, InstallationKind } from '../platform/installation/store.ts';
import { StartError } from '../platform/startError.ts';
import type { Config } from './config.ts';
import { refuseMoved } from './storeMigration/moveInstallation.ts';
import type { Stores } from './stores.ts';

export interface StartOptions {
  readonly config: Config;
  /** What a first start makes of an empty storage. */
  readonly kind: InstallationKind;
  /** Runs once the port is taken and before the storage opens, in a process that is not one of several workers. */
  readonly beforeOpening?: (gate: Pick<RequestGate, 'answerMeanwhile'>) => Promise<void>;
  /** Runs before the first request is answered. */
  readonly prepare?: (opened: OpenedInstallation) => Promise<void>;
}

export interface OpenedInstallation {
  readonly stores: Stores;
  readonly installation: Installation;
  readonly signers: Signers;
  readonly kioskKey: KioskKey;
}

/** @throws StartError where the installation has moved, or a demo would be filled into a real one */
export async function openInstallation(
  { config, kind, prepare }: StartOptions,
  stores: Stores,
): Promise<OpenedInstallation> {
  await refuseMoved(stores);
  const installation = await stores.installation.open(kind);
  if (kind === 'demo' && installation.kind !== 'demo') {
    throw new StartError(
      `${config.mongodbUri ? 'The database' : config.dataFolder} holds a real installation; the demo does not touch it. Choose another DATA_DIR.`,
    );
  }
  const chest = keyFolder(config.ledgerKeyFolder);
  const signers = await openSigners(stores.ledger, chest);
  const kioskKey = await openKioskKey(stores.kioskKeys, chest);
  const opened = { stores, installation, signers, kioskKey };
  await prepare?.(opened);
  return opened;
}
