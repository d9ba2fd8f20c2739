import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { codeHandoutsPlan, handoutStore } from './handoutStore.ts';
import { codeBatchesCollection, codeStore, codeUsesPlan, codesPlan } from './store.ts';

export const codesFeature = {
  collections: [codesPlan, codeUsesPlan, codeHandoutsPlan, codeBatchesCollection],
  stores: (connection: Connection) => ({
    codes: codeStore(connection),
    codeHandouts: handoutStore(connection),
  }),
  pages: () => import('./routes.ts'),
} satisfies Feature;
