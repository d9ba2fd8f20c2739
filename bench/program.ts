/** Our compiled programs as separate processes, so that the load and what is measured share only the machine. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../src/platform/projectFolder.ts';

export interface Program {
  /** Of its process. */
  readonly id: number;
  /** First group of the pattern that was awaited. */
  readonly said: string;
  /** Milliseconds from the start to that output. */
  readonly startedMs: number;
  /** Resident memory, in megabytes. */
  memoryMb(): number;
  /** The same without files that are mapped into memory. */
  ownMemoryMb(): number;
  /** Processor time so far. */
  cpuMs(): { readonly ofMain: number; readonly ofAllThreads: number };
  stop(): Promise<void>;
}

/** As in Dockerfile and deploy/lang-nghe.service. */
const memory = { MALLOC_TRIM_THRESHOLD_: '131072', MALLOC_ARENA_MAX: '2' };

/** @param file below dist/ of the build, this project's own unless another folder is given; @param flags of Node */
export async function startProgram(
  file: string,
  env: Readonly<Record<string, string>>,
  pattern: RegExp,
  { build = projectFolder(), flags = [] as readonly string[] } = {},
): Promise<Program> {
  const from = performance.now();
  const child = spawn(process.execPath, [...flags, join(build, 'dist', file)], {
    env: { FORMS_PER_MINUTE: '100000000', ...memory, ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let text = '';
  const said = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', function look(part: Buffer) {
      text += part.toString();
      const found = pattern.exec(text);
      if (!found) return;
      child.stdout.off('data', look).resume(); // the log lines of requests must be read; that costs us nothing
      resolve(found[1] ?? '');
    });
    void ended.then(() => reject(new Error(`${file} ended:\n${text}`)));
  });
  const memoryMb = (kind: string): number => {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    return Number(new RegExp(`${kind}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  };
  return {
    id: child.pid!,
    said,
    startedMs: performance.now() - from,
    memoryMb: () => memoryMb('VmRSS'),
    ownMemoryMb: () => memoryMb('RssAnon'),
    cpuMs: () => ({
      ofMain: cpuMsIn(`/proc/${child.pid}/task/${child.pid}/stat`),
      ofAllThreads: cpuMsIn(`/proc/${child.pid}/stat`),
    }),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** User and system time; Linux reports them in hundredths of a second. */
function cpuMsIn(file: string): number {
  const afterName = readFileSync(file, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return 10 * (Number(afterName[11]) + Number(afterName[12]));
}
