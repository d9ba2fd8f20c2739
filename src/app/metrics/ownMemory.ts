import { readFileSync } from 'node:fs';

/** Memory of this process, a store in its threads included, without the files that are mapped; undefined where the system does not tell. */
export function ownMemoryBytes(): number | undefined {
  try {
    const [, kiB] = /^RssAnon:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    return kiB === undefined ? undefined : Number(kiB) * 1024;
  } catch {
    return undefined;
  }
}
