import { readFileSync } from 'node:fs';

/**
 * Memory of this process, including a store in its threads and excluding mapped files; undefined if the system does not
 * report it.
 */
export function ownMemoryBytes(): number | undefined {
  try {
    const [, kiB] = /^RssAnon:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    return kiB === undefined ? undefined : Number(kiB) * 1024;
  } catch {
    return undefined;
  }
}
