import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { MethodContent } from './draft.ts';
import { draftStore, methodDraftsPlan } from '../drafts/store.ts';
import { methodStore, methodsCollection } from './methodStore.ts';

export const methodsFeature = {
  collections: [methodsCollection, methodDraftsPlan],
  stores: (connection: Connection) => ({
    methods: methodStore(connection),
    methodDrafts: draftStore<MethodContent>(connection, methodDraftsPlan),
  }),
  pages: () => import('./draftRoutes.ts'),
} satisfies Feature;
