import type { Term } from '../platform/leader/candidate.ts';
import type { BackgroundTask } from '../platform/leader/lead.ts';
import type { KioskKey } from '../collection/kiosk/kioskKey.ts';
import type { Witness } from '../collection/ledger/cosignature.ts';
import type { Signers } from '../collection/ledger/signers.ts';
import type { StaffSettings } from '../access/accounts/staffSettings.ts';
import type { SignedPost } from '../platform/webhooks/signedPost.ts';
import type { Outgoing } from '../processing/messages/feature.ts';
import type { OffThread } from '../processing/tallies/stretchThread.ts';
import type { Feature } from '../access/feature.ts';
import { features } from './features.ts';
import { outboxCollections, type Stores } from './stores.ts';

export interface BackgroundTasksOptions {
  readonly stores: Stores;
  readonly signers: Signers;
  readonly receiptKey: Buffer;
  readonly now: () => Date;
  /** Witnesses that are asked to cosign checkpoints. */
  readonly witnesses?: readonly Witness[] | undefined;
  readonly settings: StaffSettings;
  /** Beginning of the addresses that leave the program. */
  readonly publicUrl: string | undefined;
  /** Sends events to other systems. */
  readonly post: SignedPost;
  readonly kioskKey: Pick<KioskKey, 'derived'>;
  /** How messages reach people outside; missing unless configured. */
  readonly outgoing?: Outgoing | undefined;
  /** Runs waiting jobs in a separate thread. */
  readonly runJobs: (term: Term) => Promise<void>;
  /** Does the long parts of a recount in a separate thread; missing: the thread of the tasks does. */
  readonly offThread?: OffThread | undefined;
  readonly logError: (error: { route: string; error: unknown }) => void;
}

/** Every background task that a feature declares, unless the settings leave the feature out. */
export function backgroundTasksOf({
  witnesses = [],
  ...options
}: BackgroundTasksOptions): readonly BackgroundTask[] {
  const tools = { ...options, witnesses, outboxCollections };
  const declared: readonly Feature[] = features;
  return declared
    .filter(({ isOn }) => isOn?.(options.settings) ?? true)
    .flatMap(({ tasks }) => tasks?.(tools as never) ?? []);
}
