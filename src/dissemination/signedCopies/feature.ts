import type { Connection } from 'mongoose';
import type { StaffSettings } from '../../access/accounts/staffSettings.ts';
import type { Feature } from '../../access/feature.ts';
import {
  signedCopiesCollection,
  signedCopyStore,
  signedFilesCollection,
  trustedAuthoritiesCollection,
  trustedAuthorityStore,
} from './store.ts';

export const signedCopiesFeature = {
  collections: [trustedAuthoritiesCollection, signedCopiesCollection, signedFilesCollection],
  stores: (connection: Connection) => ({
    trustedAuthorities: trustedAuthorityStore(connection),
    signedCopies: signedCopyStore(connection),
  }),
  isOn: ({ signedCopies }: StaffSettings) => signedCopies,
  pages: () => import('./routes.ts'),
} satisfies Feature;
