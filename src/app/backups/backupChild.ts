/** A backup of the data folder named first into the file named second, in a process of its own (backupDuty.ts). */
import { orExit } from '../runProgram.ts';
import { backupStore } from '../../platform/storage/embedded/care/backup.ts';
import { leftOut } from './backupCommands.ts';

const [folder = '', file = ''] = process.argv.slice(2);
await orExit(async () => await backupStore(folder, file, { leaveOut: leftOut }));
