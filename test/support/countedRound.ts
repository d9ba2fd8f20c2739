/**
 * What a server has counted so far, asked of its store: pages show an open round by steps, and the forms since the last step may never be
 * on them.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { connect } from '../../src/platform/storage/connection.ts';
import { holderOf } from '../../src/platform/storage/embedded/folderLock.ts';
import { estimate, type Estimate } from '../../src/statistics/estimation/estimate.ts';
import { measuredRounds } from '../../src/processing/results/measuredRounds.ts';
import { WHOLE } from '../../src/statistics/estimation/scope.ts';
import { unitCells } from '../../src/processing/results/unitCells.ts';
import { openStores, type Stores } from '../../src/app/stores.ts';

export interface Counted {
  readonly forms: number;
  /** Of the city with all that is below it. */
  readonly index: Estimate;
}

/** Gives the stores of a server that runs on a folder to an act, and lets go of them after it. */
export async function withStoresOf<Result>(
  folder: string,
  change: (stores: Stores) => Promise<Result>,
): Promise<Result> {
  const connection = await connect(holderOf(folder)!.uri!);
  try {
    return await change(await openStores(connection));
  } finally {
    await connection.close();
  }
}

/** Waits until whoever leads has counted all forms of the round of the small city. @returns what they come to */
export async function whenCounted(stores: Stores): Promise<Counted> {
  for (;;) {
    const waiting = await stores.submissions.countWaiting(1);
    const { movingRoundIds } = await stores.tallies.findStand();
    if (waiting + movingRoundIds.length === 0) return await countedOf(stores);
    await wait(20);
  }
}

async function countedOf(stores: Stores): Promise<Counted> {
  const round = (await stores.rounds.find('round'))!;
  const { plan, snapshot, tree, received } = await measuredRounds(stores, () => round.closesAt).measure(
    round,
  );
  const cell = unitCells(plan, snapshot, tree).cell('city');
  return { forms: received, index: estimate(plan, WHOLE, { strata: [{ cell }], isProbability: false }) };
}
