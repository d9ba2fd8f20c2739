/**
 * A program of its own for the test of crashes: opens the data folder, adds submissions of a later hour than the last
 * checkpoint, and seals; before the given step it kills itself, store and all. It prints how many steps there were.
 */
import { keyFolder, openSigners } from '../../../src/collection/ledger/signers.ts';
import { openData } from '../../../src/platform/storage/openData.ts';
import { openStores } from '../../../src/app/stores.ts';
import { addSubmissions, hoursLater, seal } from './smallLedger.ts';
import { watchedStores } from './watchedStores.ts';

const [folder = '', dieBefore = ''] = process.argv.slice(2);
const data = await openData(folder);
const stores = await openStores(data.connection);
const signers = await openSigners(stores.ledger, keyFolder(`${folder}/ledger-keys`));
const hour = 2 * Number(dieBefore);
await addSubmissions(stores, 31, hoursLater(hour));
let steps = 0;
const dying = watchedStores(stores, (call) => {
  steps = call;
  if (call === Number(dieBefore)) process.kill(process.pid, 'SIGKILL');
});
await seal(dying, signers, hoursLater(hour + 1, 5));
console.log(`steps ${steps}`);
await data.close();
