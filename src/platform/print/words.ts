/** Where a line may end: between words, which Khmer writes without a space. */
import { hasTallLetters } from './letters.ts';

interface Word {
  readonly word: string;
  /** What stands between it and the word in front of it on the same line. */
  readonly before: '' | ' ';
}

export function brokenWords(text: string): readonly Word[] {
  return text.split(/\s+/).flatMap((written) => {
    const words = hasTallLetters(written) ? khmerWords(written) : [written];
    return words.map((word, index) => ({ word, before: index === 0 ? ' ' : '' }) as const);
  });
}

const segmenter = new Intl.Segmenter('km', { granularity: 'word' });
const opening = /^[\p{Ps}\p{Pi}]$/u;
/** The sign that repeats a word belongs to it. */
const repetition = '\u17D7';

/** Opening brackets stay with the next word, other signs with the one in front of them. */
function khmerWords(written: string): readonly string[] {
  const words: string[] = [];
  let opened = '';
  for (const { segment, isWordLike } of segmenter.segment(written)) {
    if (opening.test(segment)) opened += segment;
    else if (words.length > 0 && opened === '' && (!isWordLike || segment === repetition)) {
      words.push(words.pop()! + segment);
    } else {
      words.push(opened + segment);
      opened = '';
    }
  }
  return opened === '' ? words : [...words, opened];
}
