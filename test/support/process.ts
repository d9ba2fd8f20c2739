/** Programs of ours as processes of their own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const project = join(import.meta.dirname, '..', '..');

export interface Running {
  readonly child: ChildProcess;
  /** What it has written so far, both streams. */
  output(): string;
  /** Resolves with the first match in its output; rejects when it ends without one. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<unknown>;
  /** Sends the signal and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/**
 * What Node is told to run a TypeScript file of the project: in a run of the tests as compiled at its start (globalSetup.js), since
 * tests start many programs and a loader takes each of them a second.
 */
export function programOf(file: string): string[] {
  const compiled = process.env['TEST_COMPILED'];
  if (compiled === undefined) return ['--import', 'tsx', join(project, file)];
  return [join(compiled, file.replace(/\.ts$/, '.js'))];
}

/** Runs a TypeScript file of the project. @param wrapper a program to run it under, with its arguments */
export function runSource(
  file: string,
  options: { env?: Record<string, string>; args?: readonly string[]; wrapper?: readonly string[] } = {},
): Running {
  const node = [process.execPath, ...programOf(file), ...(options.args ?? [])];
  const [command = '', ...args] = [...(options.wrapper ?? []), ...node];
  const child = spawn(command, args, { cwd: project, env: { ...process.env, ...options.env } });
  let text = '';
  const waiting = new Set<() => void>();
  const heard = (part: Buffer): void => {
    text += part.toString();
    for (const look of waiting) look();
  };
  child.stdout.on('data', heard);
  child.stderr.on('data', heard);
  const ended = once(child, 'close');

  return {
    child,
    ended,
    output: () => text,
    async says(pattern) {
      return await new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(text);
          if (found) {
            waiting.delete(look);
            resolve(found);
          }
        };
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`it ended without saying ${pattern}:\n${text}`)));
      });
    },
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
}

/** The server of smallCityServer.ts on a free port, and its address once it serves. */
export async function serveSmallCity(
  dataFolder: string,
  options: { env?: Record<string, string>; args?: readonly string[]; wrapper?: readonly string[] } = {},
): Promise<Running & { readonly url: string; readonly pid: number }> {
  const env = {
    DATA_DIR: dataFolder,
    PORT: '0',
    MONGODB_URI: '',
    FORMS_PER_MINUTE: '1000000',
    LOG_REQUESTS: 'off',
    ...options.env,
  };
  const running = runSource('test/support/smallCityServer.ts', { ...options, env });
  const [, url = '', pid = ''] = await running.says(/serving (\S+) as (\d+)/);
  return {
    ...running,
    url,
    pid: Number(pid),
    async end(signal) {
      process.kill(Number(pid), signal); // a wrapper such as strace keeps signals for itself
      await running.ended;
    },
  };
}
