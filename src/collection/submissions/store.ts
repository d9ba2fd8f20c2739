/** Submissions as all others see them; what is done with them is kept by what it is for. */
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
