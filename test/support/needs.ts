/** Tests that need something of the machine: they run where it is there, and say loudly that they were skipped elsewhere. */
import { existsSync } from 'node:fs';
import { describe } from '@jest/globals';

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

export function findProgram(paths: readonly (string | undefined)[]): string | undefined {
  return paths.find((path) => path !== undefined && existsSync(path));
}

/** Without a window of its own it opens a page in a fifth of the processor's time, so that one comes first. */
export const chromiumPath = findProgram([
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]);

export const sofficePath = findProgram([
  '/usr/bin/soffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
]);

export const stracePath = findProgram(['/usr/bin/strace']);

export const pdftoppmPath = findProgram([
  '/usr/bin/pdftoppm',
  '/usr/local/bin/pdftoppm',
  '/opt/homebrew/bin/pdftoppm',
]);

export const pdftotextPath = findProgram([
  '/usr/bin/pdftotext',
  '/usr/local/bin/pdftotext',
  '/opt/homebrew/bin/pdftotext',
]);
