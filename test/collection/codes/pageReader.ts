/**
 * Somebody who holds a copy of the live data folder: reads from LMDB's pages by which transaction each was written, those that
 * lie about included, and lays codes and forms beside each other by it.
 */
import { pagesOf } from '../../platform/storage/embedded/pages.ts';

/** The first transaction of those that wrote a page on which each of them is seen; undefined where none is. */
export function firstSeen(file: Buffer, patterns: readonly RegExp[]): (number | undefined)[] {
  const pages = [...pagesOf(file)].map(({ transaction, bytes }) => ({
    transaction: Number(transaction),
    text: bytes.toString('latin1'),
  }));
  pages.sort((one, other) => one.transaction - other.transaction);
  return patterns.map((pattern) => pages.find(({ text }) => pattern.test(text))?.transaction);
}

/**
 * How many codes the reader joins rightly to the form of the same place in its list: guesses for each code the form that was
 * written nearest to its use, and of several as near any.
 */
export function rightGuesses(
  codes: readonly (number | undefined)[],
  forms: readonly (number | undefined)[],
  below: (limit: number) => number,
): number {
  return codes.filter((used = 0, right) => {
    const distances = forms.map((written = Infinity) => Math.abs(written - used));
    const least = Math.min(...distances);
    const likely = forms.map((_, form) => form).filter((form) => distances[form] === least);
    return likely[below(likely.length)] === right;
  }).length;
}

/** Kendall's tau of what is in the order of coming, by what the reader sees of it: 1 is the very order, 0 none. */
export function seenOrder(values: readonly (number | undefined)[]): number {
  let [alike, pairs] = [0, 0];
  values.forEach((value = 0, earlier) => {
    for (const other of values.slice(earlier + 1)) {
      alike += Math.sign((other ?? 0) - value);
      pairs += 1;
    }
  });
  return alike / pairs;
}
