/**
 * Writes the types of all messages, locales/messages.d.ts, from the Vietnamese files: names of messages, and of the
 * values that each of them takes.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { format, resolveConfig } from 'prettier';
import { languages, writtenMessages, type Language, type Written } from '../src/platform/text/catalogue.ts';
import { projectFolder } from '../src/platform/projectFolder.ts';

/** The subjects that a language has messages on: `registers/holidays`. */
export function subjectsIn(language: Language): readonly string[] {
  const files = readdirSync(join(projectFolder(), 'locales', language), {
    recursive: true,
    encoding: 'utf8',
  });
  const names = files.filter((name) => name.endsWith('.json')).toSorted();
  return names.map((name) => name.replace('.json', '').replaceAll('\\', '/'));
}

/** The values that a message takes, by name, with the type of each. */
export function argumentsOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (text.includes('{')) collect(parse(text, { ignoreTag: true }), found);
  return found;
}

function collect(elements: readonly MessageFormatElement[], found: Map<string, string>): void {
  for (const element of elements) {
    if (element.type === TYPE.argument && !found.has(element.value))
      found.set(element.value, 'string | number');
    if (element.type === TYPE.number || element.type === TYPE.plural) found.set(element.value, 'number');
    if (element.type === TYPE.select) found.set(element.value, 'string | number | boolean');
    if (element.type === TYPE.select || element.type === TYPE.plural)
      for (const { value } of Object.values(element.options)) collect(value, found);
  }
}

/** @param others the same in the other languages, which may need a number where Vietnamese does not */
function typeOf(written: Written, others: readonly (Written | undefined)[]): string {
  if (typeof written === 'string') {
    const values = new Map(argumentsOf(written));
    for (const other of others)
      if (typeof other === 'string')
        for (const [name, type] of argumentsOf(other))
          if (values.get(name) === 'string | number') values.set(name, type);
    if (values.size === 0) return 'string';
    return `(values: { ${[...values].map(([name, type]) => `readonly ${name}: ${type}`).join('; ')} }) => string`;
  }
  const parts = Object.entries(written).map(([name, one]) => {
    const same = others.map((other) => (other as Readonly<Record<string, Written>> | undefined)?.[name]);
    return [name, typeOf(one, same)] as const;
  });
  if (Array.isArray(written)) return `readonly [${parts.map(([, type]) => type).join(', ')}]`;
  return `{ ${parts.map(([name, type]) => `readonly ${JSON.stringify(name)}: ${type};`).join('\n')} }`;
}

/** The types as they have to be in locales/messages.d.ts. */
export async function messageTypes(): Promise<string> {
  const lines = subjectsIn('vi').map((subject) => {
    const [first, ...others] = languages.map((language) => writtenMessages(language, subject));
    return `readonly ${JSON.stringify(subject)}: ${typeOf(first!, others)};`;
  });
  const text = `/** Written by \`npm run messages\` from locales/vi. */
export type Language = ${languages.map((language) => `'${language}'`).join(' | ')};
export interface Messages { ${lines.join('\n')} }
`;
  const options = await resolveConfig(file);
  return await format(text, { ...options, parser: 'typescript' });
}

export const file = join(projectFolder(), 'locales', 'messages.d.ts');

if (process.argv[1] === import.meta.filename) {
  const text = await messageTypes();
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}
