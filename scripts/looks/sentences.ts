/**
 * Sentences that exist in one language only, from all catalogues: none of them may appear on a page in another language.
 */
import { catalogue, languages, writtenMessages, type Language } from '../../src/platform/text/catalogue.ts';
import { staffTexts } from '../../src/access/web/staffTexts.ts';
import { subjectsIn } from '../messageTypes.ts';

type Sentences = Readonly<Record<Language, ReadonlySet<string>>>;

export function sentencesByLanguage(): Sentences {
  const said = Object.fromEntries(languages.map((language) => [language, new Set<string>()])) as Record<
    Language,
    Set<string>
  >;
  for (const language of languages)
    for (const subject of subjectsIn(language))
      for (const text of textsIn(writtenMessages(language, subject))) said[language].add(text);
  const names = new Set([
    ...languages.map((language) => catalogue('respondents/frame')[language].languageName), // each in itself
    staffTexts.vi.menuGroups.parIndex, // called so in every language
  ]);
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

/** A single word may also be a name, and a message with values is never on a page as it is written. */
function textsIn(part: unknown): string[] {
  if (typeof part === 'string') return part.includes(' ') && !part.includes('{') ? [part.trim()] : [];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(textsIn) : [];
}
