import type { Connection } from 'mongoose';
import type { StaffSettings } from '../../access/accounts/staffSettings.ts';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import {
  signedCopiesCollection,
  signedCopyStore,
  signedFilesCollection,
  trustedAuthoritiesCollection,
  trustedAuthorityStore,
} from './store.ts';

const auditKinds = {
  'trustedAuthority.added': { vi: 'Tin cậy một chứng thư', en: 'Certificate trusted' },
  'trustedAuthority.removed': { vi: 'Thôi tin cậy một chứng thư', en: 'Certificate no longer trusted' },
  'publication.signedCopyKept': {
    vi: 'Lưu bản ký số của bản công bố',
    en: 'Signed copy of a publication kept',
  },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const signedCopiesFeature = {
  collections: [trustedAuthoritiesCollection, signedCopiesCollection, signedFilesCollection],
  stores: (connection: Connection) => ({
    trustedAuthorities: trustedAuthorityStore(connection),
    signedCopies: signedCopyStore(connection),
  }),
  auditKinds,
  isOn: ({ signedCopies }: StaffSettings) => signedCopies,
  pages: () => import('./routes.ts'),
} satisfies Feature;
