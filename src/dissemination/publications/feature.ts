import type { Term } from '../../platform/leader/candidate.ts';
import type { RoutesOptions } from '../stores.ts';
import type { Signers } from '../../collection/ledger/signers.ts';
import { carryOutPublications } from './carryOutPublications.ts';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { publicationsPlan } from '../../processing/published/store.ts';

const auditKinds = {
  'publication.proposed': { vi: 'Đề nghị công bố kết quả', en: 'Publication proposed' },
  'publication.agreed': { vi: 'Đồng ý công bố kết quả', en: 'Publication agreed to' },
  'publication.refused': { vi: 'Không công bố kết quả', en: 'Publication refused' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const publicationsFeature = {
  auditKinds,
  tasks: ({ stores, signers, now }: RoutesOptions & { signers: Signers }) => [
    {
      name: 'publications',
      everyMs: 2000,
      wakesOn: [publicationsPlan.name],
      run: (term: Term) => carryOutPublications(stores, signers, now(), () => term.isOver()),
    },
  ],
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
