/**
 * Sentences that exist in one language only, from all text files: none of them may appear on a page in the other
 * language.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PageLanguage } from '../../src/platform/text/localized.ts';
import { projectFolder } from '../../src/platform/projectFolder.ts';

export async function sentencesByLanguage(): Promise<Record<PageLanguage, ReadonlySet<string>>> {
  const folder = join(projectFolder(), 'src');
  const said = { vi: new Set<string>(), en: new Set<string>() };
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/texts\.[jt]s$/i.test(file)) continue;
    collect(await import(pathToFileURL(join(folder, file)).href), said);
  }
  const only = (one: Set<string>, other: Set<string>) => new Set([...one].filter((text) => !other.has(text)));
  return { vi: only(said.vi, said.en), en: only(said.en, said.vi) };
}

function collect(part: unknown, said: Record<PageLanguage, Set<string>>): void {
  if (typeof part !== 'object' || part === null) return;
  for (const [name, inside] of Object.entries(part)) {
    if (name === 'vi' || name === 'en') for (const text of textsIn(inside)) said[name].add(text);
    else collect(inside, said);
  }
}

/** A single word may also be a name. */
function textsIn(part: unknown): string[] {
  if (typeof part === 'string') return part.includes(' ') ? [part.trim()] : [];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(textsIn) : [];
}
