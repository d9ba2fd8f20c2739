/** The combined store of submissions; each purpose has a separate file. */
import type { Connection } from 'mongoose';
import { commentStore } from './commentStore.ts';
import { countingStore } from './countingStore.ts';
import { loggingStore } from './loggingStore.ts';
import { recordStore, submissionCollections } from './recordStore.ts';

export function submissionStore(connection: Connection) {
  const collections = submissionCollections(connection);
  return {
    ...recordStore(collections),
    ...countingStore(collections),
    ...loggingStore(collections),
    ...commentStore(collections),
  };
}
export type SubmissionStore = ReturnType<typeof submissionStore>;
