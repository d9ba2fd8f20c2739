/** Stores in processes of their own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { holderOf } from '../../../src/platform/storage/embedded/folderLock.ts';
import { programOf } from '../../support/process.ts';

export interface StoreProcess {
  readonly uri: string;
  /** @returns when it has ended */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

const program = programOf('test/processes/embedded/storeProcess.ts');

/** @param options.before a command to run it under, such as strace with its options */
export async function startedProcess(
  folder: string,
  options: { before?: readonly string[]; sync?: boolean } = {},
): Promise<StoreProcess> {
  const words = [...(options.before ?? []), process.execPath, ...program, folder];
  const [command, ...rest] = options.sync === false ? [...words, 'nosync'] : words;
  const child = spawn(command!, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line'), ended.then(() => undefined)]);
  if (first === undefined) throw new Error('the store process ended before it began');
  return {
    uri: String(first[0]),
    async end(signal) {
      process.kill(holderOf(folder)!.pid, signal); // The child may be a tracer, which does not pass it on.
      await ended;
    },
  };
}
