/** Sorts the comments that it is started with, in a separate thread, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { sortComments } from './sortComments.ts';
import { lowerPriority } from '../../platform/lowerPriority.ts';

lowerPriority();

export interface TopicWork {
  readonly texts: readonly string[];
  readonly isOfUnit: readonly boolean[];
}

const { texts, isOfUnit } = workerData as TopicWork;
parentPort!.postMessage(sortComments(texts, isOfUnit));
