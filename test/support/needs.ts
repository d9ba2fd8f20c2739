/** Tests that need something of the machine: they run where it is there, and say loudly that they were skipped elsewhere. */
import { describe } from '@jest/globals';

export * from './programs.ts';

/**
 * A describe block that needs a program.
 *
 * @param path of the program; undefined where it was not found
 */
export function describeWith(
  program: string,
  path: string | undefined,
  title: string,
  tests: () => void,
): void {
  if (path !== undefined) {
    describe(title, tests);
    return;
  }
  process.stderr.write(`SKIPPED, since ${program} is not on this machine: ${title}\n`);
  describe.skip(`${title} (needs ${program})`, tests);
}
