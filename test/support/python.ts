/** Runs a script of Python that has the libraries of data exchange. */
import { spawnSync } from 'node:child_process';
import { exchangePythonPath } from './programs.ts';

/** @returns what it prints, as JSON @throws Error with what it says when it fails */
export function printedByPython(script: string, input: string | Buffer, ...args: readonly string[]): unknown {
  const { stdout, stderr, status } = spawnSync(exchangePythonPath!, ['-c', script, ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
