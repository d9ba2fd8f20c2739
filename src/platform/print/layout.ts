import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sheet } from './sheet.ts';

/** A document to be laid out in the print thread: an exported function and its arguments. */
export interface Layout {
  /** Path of its module without the ending, seen from this folder: the thread may run what was compiled from it. */
  readonly module: string;
  readonly name: string;
  /** Plain data, which are copied into the thread. */
  readonly given: readonly unknown[];
}

/**
 * @param module `import.meta.url` of the module that exports `sheets` by its own name
 * @returns what makes a layout of the arguments of `sheets`
 */
export function layoutOf<Given extends readonly unknown[]>(
  module: string,
  sheets: (...given: Given) => Iterable<Sheet>,
): (...given: Given) => Layout {
  const path = relative(dirname(fileURLToPath(import.meta.url)), fileURLToPath(module)).replace(/\.\w+$/, '');
  return (...given) => ({ module: path, name: sheets.name, given });
}
