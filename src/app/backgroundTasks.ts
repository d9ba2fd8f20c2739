import type { Term } from '../platform/leader/candidate.ts';
import type { BackgroundTask } from '../platform/leader/lead.ts';
import type { Witness } from '../collection/ledger/cosignature.ts';
import type { Signers } from '../collection/ledger/signers.ts';
import type { AlertChannels } from '../improvement/alerts/watchAlerts.ts';
import type { Outgoing } from '../processing/messages/feature.ts';
import { auditKindNames } from './auditKindNames.ts';
import { features } from './features.ts';
import { outboxCollections, type Stores } from './stores.ts';

export interface BackgroundTasksOptions {
  readonly stores: Stores;
  readonly signers: Signers;
  readonly receiptKey: Buffer;
  readonly now: () => Date;
  /** Witnesses that are asked to cosign checkpoints. */
  readonly witnesses?: readonly Witness[] | undefined;
  /** How alerts reach people who are not signed in. */
  readonly channels: Omit<AlertChannels, 'logError'>;
  /** How messages reach people outside; missing unless configured. */
  readonly outgoing?: Outgoing | undefined;
  /** Runs waiting jobs in a separate thread. */
  readonly runJobs: (term: Term) => Promise<void>;
  readonly logError: (error: { route: string; error: unknown }) => void;
}

/** Every background task that a feature declares. */
export function backgroundTasksOf({
  witnesses = [],
  ...options
}: BackgroundTasksOptions): readonly BackgroundTask[] {
  const tools = { ...options, witnesses, outboxCollections, auditKindNames };
  return features.flatMap((feature) => ('tasks' in feature ? feature.tasks(tools) : []));
}
