/** Runs the jobs that wait, in a process that kills itself with so many pieces of a result written. Arguments: database, number. */
import { jobKindsOf } from '../../src/app/jobKinds.ts';
import { runJobs } from '../../src/access/jobs/runJobs.ts';
import { connect } from '../../src/platform/storage/connection.ts';
import { openStores } from '../../src/app/stores.ts';

const [database = '', number = ''] = process.argv.slice(2);
const uri = new URL(process.env['TEST_STORAGE_URI'] ?? '');
if (uri.pathname === '') uri.pathname = '/';
const stores = await openStores(await connect(uri.href, database));

let pieces = 0;
const jobs: typeof stores.jobs = {
  ...stores.jobs,
  async addPiece(...piece) {
    await stores.jobs.addPiece(...piece);
    pieces += 1;
    if (pieces === Number(number)) process.kill(process.pid, 'SIGKILL');
  },
};
const logError = (error: unknown): void => console.error(error);
await runJobs(
  { jobs, kinds: jobKindsOf(stores), now: () => new Date(), logError },
  { number: 1, isOver: () => false },
);
console.log('it went on to its end');
process.exit();
