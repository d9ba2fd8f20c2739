/** The thread in which the sets of many units are worked out, so that the server goes on answering meanwhile. */
import { parentPort } from 'node:worker_threads';
import { rankSets, type ComparedUnit, type RankSet } from './rankSets.ts';

export interface RankSetsWish {
  readonly id: number;
  readonly units: readonly ComparedUnit[];
}

export interface RankSetsAnswer {
  readonly id: number;
  readonly sets: readonly RankSet[];
}

parentPort?.on('message', ({ id, units }: RankSetsWish) => {
  parentPort?.postMessage({ id, sets: rankSets(units) } satisfies RankSetsAnswer);
});
