import type { Term } from '../../platform/leader/candidate.ts';
import type { Stores } from '../stores.ts';
import { auditExport } from './exportAudit.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../feature.ts';
import { auditCollection, auditStore } from './store.ts';

interface AuditTools {
  readonly stores: Pick<Stores, 'audit'>;
  /** Names of the collections whose documents have an outbox. */
  readonly outboxCollections: readonly string[];
}

export const auditFeature = {
  collections: [auditCollection],
  stores: (connection: Connection) => ({ audit: auditStore(connection) }),
  tasks: ({ stores: { audit }, outboxCollections }: AuditTools) => [
    {
      name: 'audit',
      everyMs: 1000,
      wakesOn: outboxCollections,
      run: (term: Term) => audit.drain(outboxCollections, () => term.isOver()),
    },
  ],
  jobs: ({ stores }: Pick<AuditTools, 'stores'>) => [auditExport(stores.audit)],
} satisfies Feature;
