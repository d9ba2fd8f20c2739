import { setTimeout as wait } from 'node:timers/promises';
import { beatMs } from './countProcesses.ts';
import type { ProcessStore } from './store.ts';

/**
 * Whether a process serves the installation now. Where there are heartbeats, it takes fifteen seconds to see whether
 * they grow.
 */
export async function isServed(
  processes: Pick<ProcessStore, 'list'>,
  watchMs = beatMs * 1.5,
): Promise<boolean> {
  const before = new Map((await processes.list()).map(({ id, beat }) => [id, beat]));
  if (before.size === 0) return false;
  await wait(watchMs);
  return (await processes.list()).some(({ id, beat }) => before.get(id) !== beat);
}
