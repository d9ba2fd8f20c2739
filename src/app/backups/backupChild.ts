/** Backs up the data folder (first argument) into a file (second argument), in a separate process (backupTask.ts). */
import { orExit } from '../orExit.ts';
import { backupStore } from '../../platform/storage/embedded/care/backup.ts';
import { leftOut } from './backupCommands.ts';

const [folder = '', file = ''] = process.argv.slice(2);
await orExit(async () => await backupStore(folder, file, { leaveOut: leftOut }));
