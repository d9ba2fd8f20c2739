const shownMax = 5;

/** The first five sentences, in one line; `…` stands for the others. */
export function firstSentences(sentences: readonly string[]): string {
  return sentences.slice(0, shownMax).join(' ') + (sentences.length > shownMax ? ' …' : '');
}
