import { existsSync, readlinkSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import { basename } from 'node:path';

/**
 * Lets the thread that calls it give way to those that answer and to the store's, where cores are short: called first by threads whose
 * work can wait. Only Linux has a priority for each thread (setpriority(2)); elsewhere this changes nothing.
 */
export function lowerPriority(): void {
  const self = '/proc/thread-self'; // leads to the thread that reads it
  if (!existsSync(self)) return;
  const [thread, lower] = [Number(basename(readlinkSync(self))), constants.priority.PRIORITY_BELOW_NORMAL];
  if (getPriority(thread) < lower) setPriority(thread, lower); // a process that is lower already may not raise it
}
