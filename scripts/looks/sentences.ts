/**
 * Sentences that exist in one language only, from all catalogues and text modules: none of them may appear on a page in
 * another language.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { catalogue, languages, writtenMessages, type Language } from '../../src/platform/text/catalogue.ts';
import { subjectsIn } from '../messageTypes.ts';
import { projectFolder } from '../../src/platform/projectFolder.ts';

type Sentences = Readonly<Record<Language, ReadonlySet<string>>>;

export async function sentencesByLanguage(): Promise<Sentences> {
  const said = Object.fromEntries(languages.map((language) => [language, new Set<string>()])) as Record<
    Language,
    Set<string>
  >;
  for (const language of languages)
    for (const subject of subjectsIn(language))
      for (const text of textsIn(writtenMessages(language, subject))) said[language].add(text);
  const folder = join(projectFolder(), 'src');
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/texts\.[jt]s$/i.test(file)) continue;
    collect(await import(pathToFileURL(join(folder, file)).href), said);
  }
  const names = new Set(languages.map((language) => catalogue('respondents/frame')[language].languageName)); // each in itself
  return Object.fromEntries(
    languages.map((language) => {
      const elsewhere = languages.filter((other) => other !== language);
      const own = [...said[language]].filter(
        (text) => !names.has(text) && !elsewhere.some((other) => said[other].has(text)),
      );
      return [language, new Set(own)];
    }),
  ) as unknown as Sentences;
}

/** The texts that may not be on a page in a language: the sentences of every other one. */
export function foreignTexts(
  texts: readonly string[],
  language: Language,
  sentences: Sentences,
): readonly string[] {
  const others = languages.filter((other) => other !== language);
  return texts.filter((text) => others.some((other) => sentences[other].has(text)));
}

/** Catalogues are read from their files: a language that lacks messages has Vietnamese ones in the program. */
function collect(part: unknown, said: Record<Language, Set<string>>): void {
  if (typeof part !== 'object' || part === null || 'km' in part) return;
  for (const [name, inside] of Object.entries(part)) {
    if (name === 'vi' || name === 'en') for (const text of textsIn(inside)) said[name].add(text);
    else collect(inside, said);
  }
}

/** A single word may also be a name, and a message with values is never on a page as it is written. */
function textsIn(part: unknown): string[] {
  if (typeof part === 'string') return part.includes(' ') && !part.includes('{') ? [part.trim()] : [];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(textsIn) : [];
}
