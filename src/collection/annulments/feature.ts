import type { Term } from '../../platform/leader/candidate.ts';
import type { RoutesOptions } from '../stores.ts';
import { carryOutAnnulments } from './carryOutAnnulments.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { annulmentStore, annulmentsCollection } from './store.ts';
import { checkpointsPlan } from '../ledger/store.ts';

const auditKinds = {
  'annulment.asked': { vi: 'Đề nghị hủy phiếu', en: 'Annulment requested' },
  'annulment.agreed': { vi: 'Đồng ý hủy phiếu', en: 'Annulment agreed to' },
  'annulment.refused': { vi: 'Không hủy phiếu', en: 'Annulment refused' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const annulmentsFeature = {
  collections: [annulmentsCollection],
  stores: (connection: Connection) => ({ annulments: annulmentStore(connection) }),
  auditKinds,
  tasks: ({ stores, now }: RoutesOptions) => [
    {
      name: 'annulments',
      everyMs: 2000,
      wakesOn: [annulmentsCollection.name, checkpointsPlan.name], // a submission is annulled once it is logged
      run: (term: Term) => carryOutAnnulments(stores, now(), () => term.isOver()),
    },
  ],
  pages: () => import('./routes.ts'),
} satisfies Feature;
