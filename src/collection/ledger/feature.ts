import type { Term } from '../../platform/leader/candidate.ts';
import type { RoutesOptions } from '../stores.ts';
import type { Signers } from './signers.ts';
import type { Witness } from './cosignature.ts';
import { witnessesTask } from './gatherCosignatures.ts';
import { sealLedger } from './sealLedger.ts';
import { noteAuditEntries } from './auditEntries.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { logEntryStore, logEntriesPlan } from './logEntryStore.ts';
import { batchStore, batchesPlan } from './batchStore.ts';
import { ledgerPlans, ledgerStore } from './store.ts';
import { auditCollection } from '../../access/audit/store.ts';

interface LedgerTools extends RoutesOptions {
  readonly signers: Signers;
  /** Witnesses that are asked to cosign checkpoints. */
  readonly witnesses: readonly Witness[];
  readonly logError: (error: { route: string; error: unknown }) => void;
}

export const ledgerFeature = {
  collections: [...ledgerPlans, batchesPlan, logEntriesPlan],
  stores: (connection: Connection) => ({
    ledger: ledgerStore(connection),
    ledgerBatches: batchStore(connection),
    logEntries: logEntryStore(connection),
  }),
  tasks: ({ stores, signers, witnesses, now, logError }: LedgerTools) => [
    {
      name: 'actions of staff',
      everyMs: 1000,
      wakesOn: [auditCollection.name],
      run: (term: Term) => noteAuditEntries(stores.audit, stores.logEntries, () => term.isOver()),
    },
    {
      name: 'ledger',
      everyMs: 20_000,
      async run(term: Term) {
        await sealLedger({ stores, signers, now: now(), term });
      },
    },
    { name: 'witnesses', everyMs: 5 * 60_000, run: witnessesTask(stores, witnesses, logError) },
  ],
  pages: () => import('./routes.ts'),
} satisfies Feature;
