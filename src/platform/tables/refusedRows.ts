/** What is wrong with a pasted or uploaded list, by row. */
import type { Sentence } from '../problem.ts';
import type { PageLanguage } from '../text/localized.ts';

export interface RefusedRows {
  /** From 1, as sent; none: the list as a whole. */
  readonly rows: readonly number[];
  readonly sentence: Sentence;
}

const shownMax = 5;

/** The first five, in one line; `…` stands for the others. */
export function inOneLine(
  refused: readonly RefusedRows[],
  language: PageLanguage,
  { atRow }: { readonly atRow: (values: { readonly row: string; readonly sentence: string }) => string },
): string {
  const sentences = refused
    .slice(0, shownMax)
    .map(({ rows, sentence: { [language]: sentence } }) =>
      rows.length > 0 ? atRow({ row: rows.join(', '), sentence }) : sentence,
    );
  return sentences.join(' ') + (refused.length > shownMax ? ' …' : '');
}
