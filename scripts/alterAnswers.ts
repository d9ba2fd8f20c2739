/**
 * `npm run demo:alter`: plays a dishonest administrator on the stopped demo. Two satisfied answers of Hồng Ngự city in
 * 2021 become level 1, the publication of the round is deleted, and everything is counted again; after the next start
 * the page shows 91,27%.
 */
import { readConfig } from '../src/app/config.ts';
import { orExit } from '../src/app/orExit.ts';
import { StartError } from '../src/platform/startError.ts';
import { openStorage } from '../src/platform/storage/connection.ts';
import { openStores } from '../src/app/stores.ts';
import { countAnew } from '../src/processing/tallies/countAnew.ts';
import { cityLeafIds, roundIds } from './demo/province.ts';

const altered = 2;

await orExit(async () => {
  const storage = await openStorage(readConfig(undefined, 'demo-data'));
  try {
    const stores = await openStores(storage.connection);
    const { kind } = await stores.installation.open('demo');
    if (kind !== 'demo') throw new StartError('This is a real installation: nothing is altered.');

    const submissions = storage.connection.collection('submissions');
    const inCity = new Set(
      (await stores.accessPoints.list()).flatMap(({ id, revisions }) =>
        revisions.some(({ unitId }) => cityLeafIds.includes(unitId)) ? [id] : [],
      ),
    );
    const found = await submissions
      .find({ roundId: roundIds.report, accessPointId: { $in: [...inCity] }, 'answers.q14': { $gte: 4 } })
      .limit(altered)
      .toArray();
    if (found.length < altered) throw new StartError('The demo is not filled: run npm run demo first.');
    for (const { _id } of found) await submissions.updateOne({ _id }, { $set: { 'answers.q14': 1 } });
    await stores.resultsSnapshots.drop();
    await storage.connection.collection('publications').deleteMany({ roundId: roundIds.report }); // else it would still be shown
    await countAnew({
      stores,
      purpose: 'rebuild',
      onProgress() {},
      logError: ({ error }) => console.error(error),
    });
    console.log(
      `${altered} answers to question 14 of Hồng Ngự city in 2021 are now level 1. Start the demo again.`,
    );
  } finally {
    await storage.close();
  }
});
