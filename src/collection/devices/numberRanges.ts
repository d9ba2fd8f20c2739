/** Sets of integers as ascending, disjoint ranges: the numbers of a kiosk are one range while none is missing. */

/** First and last number of a range, both included. */
export type NumberRange = readonly [first: number, last: number];

export function hasNumber(ranges: readonly NumberRange[], number: number): boolean {
  return ranges.some(([first, last]) => first <= number && number <= last);
}

/** The set with one more number; the same object if the number is already in it. */
export function withNumber(ranges: readonly NumberRange[], number: number): readonly NumberRange[] {
  if (hasNumber(ranges, number)) return ranges;
  const before = ranges.filter(([, last]) => last < number - 1);
  const after = ranges.filter(([first]) => first > number + 1);
  const touching = ranges.slice(before.length, ranges.length - after.length);
  const first = Math.min(number, touching[0]?.[0] ?? number);
  const last = Math.max(number, touching.at(-1)?.[1] ?? number);
  return [...before, [first, last], ...after];
}

/** The difference: what is in the first set and not in the second. */
export function without(
  ranges: readonly NumberRange[],
  taken: readonly NumberRange[],
): readonly NumberRange[] {
  return taken.reduce<readonly NumberRange[]>(
    (left, [from, to]) =>
      left.flatMap(([first, last]): NumberRange[] => {
        const parts: NumberRange[] = [
          [first, Math.min(last, from - 1)],
          [Math.max(first, to + 1), last],
        ];
        return from > last || to < first ? [[first, last]] : parts.filter(([start, end]) => start <= end);
      }),
    ranges,
  );
}

export function countOf(ranges: readonly NumberRange[]): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** `3, 7–12`. */
export function rangesText(ranges: readonly NumberRange[]): string {
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}

/** Whether each range begins after a number that is not in the one before it, and ends no earlier than it begins. */
export function areAscending(ranges: readonly NumberRange[]): boolean {
  return ranges.every(([first, last], index) => first > (ranges[index - 1]?.[1] ?? -1) + 1 && first <= last);
}
