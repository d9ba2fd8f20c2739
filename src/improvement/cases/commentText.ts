/**
 * Comments as they are searched: in syllables, since those are what is written apart in Vietnamese. What is typed with
 * marks finds the same marks; typed without, any (`cho lau` finds `chờ lâu`). Of a comment that was itself written
 * without marks only the letters count. `hòa` and `hoà` are the same.
 */
import { searchable } from '../../platform/text/searchText.ts';

export interface Syllable {
  /** Lower case, with its marks. */
  readonly text: string;
  /** Without them. */
  readonly plain: string;
}

export interface CommentText {
  /** What stands between two stops, brackets or lines: no phrase goes beyond. */
  readonly stretches: readonly (readonly Syllable[])[];
  readonly hasMarks: boolean;
}

/** What a screener has blacked out is no word of the comment. */
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
  const plain = searchable(written.join(' ')).split(' '); // all at once: one by one takes longer
  return written
    .map((text, place) => ({ text, plain: plain[place]! }))
    .filter(({ plain: letters }) => letters !== '');
}

/** The marks alone, wherever in the syllable they stand. */
function marksOf({ text }: Syllable): string {
  return (text.normalize('NFD').match(/[\p{M}đ]/gu) ?? []).join('');
}

export type Phrase = readonly Syllable[];

/** The parts of a query: each word, and what stands in quotation marks as a whole. */
export function phrasesOf(query: string): readonly Phrase[] {
  return query.split(/["“”]/).flatMap((part, place) => {
    const syllables = syllablesOf(part.normalize('NFC').replaceAll(/[^\p{L}\p{M}\p{N}\s]+/gu, ' '));
    if (place % 2 === 0) return syllables.map((syllable) => [syllable]);
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
    written.some((_, start) => phrase.every((asked, place) => isAlike(written[start + place], asked))),
  );
}
