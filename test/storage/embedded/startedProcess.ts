/** Stores in processes of their own: compiled once, since tests start many and a loader would cost a second each. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { holderOf } from '../../../src/storage/embedded/folderLock.ts';
import { newFolder } from './newFolder.ts';

export interface StoreProcess {
  readonly uri: string;
  /** @returns when it has ended */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** @returns the script that runs a store; the folder around it may be removed afterwards */
export function compiledStore(): { script: string; folder: string } {
  const folder = newFolder();
  const source = 'test/storage/embedded/storeProcess.ts';
  const options = [
    '--noEmit',
    'false',
    '--outDir',
    folder,
    '--rootDir',
    root,
    '--module',
    'nodenext',
    '--target',
    'es2023',
  ];
  const strictness = [
    '--types',
    'node',
    '--rewriteRelativeImportExtensions',
    '--skipLibCheck',
    '--strict',
    '--ignoreConfig',
  ];
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), ...options, ...strictness, source],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  return { script: join(folder, source.replace('.ts', '.js')), folder };
}

/** @param options.before a command to run it under, such as strace with its options */
export async function startedProcess(
  script: string,
  folder: string,
  options: { before?: readonly string[]; sync?: boolean } = {},
): Promise<StoreProcess> {
  const words = [...(options.before ?? []), process.execPath, script, folder];
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
