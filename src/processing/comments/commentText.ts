/**
 * Comments as they are searched: by syllable, since Vietnamese separates syllables in writing. A query with diacritics
 * matches exactly those; one without matches any (`cho lau` finds `chờ lâu`). For a comment written without diacritics,
 * only the letters count. `hòa` and `hoà` are the same.
 */
import { searchable } from '../../platform/text/searchText.ts';

export interface Syllable {
  /** Lower case, with diacritics. */
  readonly text: string;
  /** Without diacritics. */
  readonly plain: string;
}

export interface CommentText {
  /** Text between two full stops, brackets or line ends: no phrase crosses them. */
  readonly stretches: readonly (readonly Syllable[])[];
  readonly hasMarks: boolean;
}

/** What a screener blacked out does not count as words of the comment. */
const blackedOut = /\[[^[\]]*\]/g;

export function commentText(text: string): CommentText {
  const stretches = text
    .replaceAll(blackedOut, '\n')
    .normalize('NFC')
    .split(/[^\p{L}\p{M}\p{N}\s]+|\n/u)
    .map(syllablesOf)
    .filter(({ length }) => length > 0);
  return { stretches, hasMarks: stretches.some((some) => some.some((one) => one.text !== one.plain)) };
}

function syllablesOf(stretch: string): Syllable[] {
  const written = stretch.trim().toLowerCase().split(/\s+/);
  const plain = searchable(written.join(' ')).split(' '); // one call for all syllables: one call each takes longer
  return written
    .map((text, index) => ({ text, plain: plain[index]! }))
    .filter(({ plain: letters }) => letters !== '');
}

/** The diacritics alone, wherever they are in the syllable. */
function marksOf({ text }: Syllable): string {
  return (text.normalize('NFD').match(/[\p{M}đ]/gu) ?? []).join('');
}

export type Phrase = readonly Syllable[];

/** The parts of a query: each word, and each quoted phrase as a whole. */
export function phrasesOf(query: string): readonly Phrase[] {
  return query.split(/["“”]/).flatMap((part, index) => {
    const syllables = syllablesOf(part.normalize('NFC').replaceAll(/[^\p{L}\p{M}\p{N}\s]+/gu, ' '));
    if (index % 2 === 0) return syllables.map((syllable) => [syllable]);
    return syllables.length > 0 ? [syllables] : [];
  });
}

export function hasPhrase({ stretches, hasMarks }: CommentText, phrase: Phrase): boolean {
  const isAlike = (written: Syllable | undefined, asked: Syllable) =>
    written?.plain === asked.plain &&
    (written.text === asked.text ||
      asked.text === asked.plain ||
      !hasMarks ||
      marksOf(written) === marksOf(asked));
  return stretches.some((written) =>
    written.some((_, start) => phrase.every((asked, index) => isAlike(written[start + index], asked))),
  );
}
