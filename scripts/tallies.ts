/**
 * `npm run tallies:check` recounts all submissions into tallies and columns, and lists all differences from the stored
 * ones; `npm run tallies:rebuild` replaces these with the recount. With MongoDB the program may run meanwhile; the
 * embedded store has one owner, so stop the program first.
 */
import { readConfig } from '../src/app/config.ts';
import { orExit } from '../src/app/orExit.ts';
import { openStorage } from '../src/platform/storage/connection.ts';
import { openStores } from '../src/app/stores.ts';
import { countAnew } from '../src/processing/tallies/countAnew.ts';
import { countedText, differences } from '../src/processing/tallies/reportAnew.ts';
import type { TallyPurpose } from '../src/processing/tallies/tallyState.ts';

const purpose: TallyPurpose = process.argv[2] === 'rebuild' ? 'rebuild' : 'check';

await orExit(async () => {
  const storage = await openStorage(readConfig());
  try {
    const stores = await openStores(storage.connection);
    const startedAtMs = performance.now();
    const told = new Map<string, string>();
    const counted = await countAnew({
      stores,
      storage,
      purpose,
      onProgress(of, done, all) {
        const line = `  ${of}: ${done} / ${all}`;
        if (line !== told.get(of)) console.log(line);
        told.set(of, line);
      },
      logError: ({ error }) => console.error(error),
    });
    const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
    console.log(`${countedText(counted)}, in ${seconds} s.`);
    const differing = differences(counted);
    for (const line of differing) console.log(line);
    if (differing.length === 0) console.log('Kept and counted anew are the same.');
    else if (purpose === 'rebuild') console.log('What was counted anew is now what is read.');
    else process.exitCode = 1;
  } finally {
    await storage.close();
  }
});
