/** Oracles that R prints: the numbers in the tree stand for them where R is not there. */
import { spawnSync } from 'node:child_process';

export function largestDifference(found: readonly number[], expected: readonly number[]): number {
  if (found.length !== expected.length)
    throw new Error(`${found.length} numbers instead of ${expected.length}`);
  return Math.max(...found.map((value, index) => Math.abs(value - expected[index]!)));
}

/** @returns what a script of test/statistics/oracles prints: a name and numbers in each line */
export function printedByR(rscript: string, name: string): Readonly<Record<string, readonly number[]>> {
  const { stdout, stderr, status } = spawnSync(rscript, [`test/statistics/oracles/${name}.R`], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  const lines = stdout.trim().split('\n');
  return Object.fromEntries(
    lines.map((line) => {
      const [key = '', ...numbers] = line.trim().split(/\s+/);
      return [key, numbers.map(Number)];
    }),
  );
}

/** Whether R can load a package. */
export function hasPackage(rscript: string | undefined, name: string): boolean {
  const test = `quit(status = !requireNamespace("${name}", quietly = TRUE))`;
  return rscript !== undefined && spawnSync(rscript, ['-e', test]).status === 0;
}
