/** Suppression in additive hierarchies: units below their parent, groups below their total. */
import { isSmall, MINIMUM_RESPONDENTS } from './threshold.ts';

/** A total and the disjoint parts that add up to it. */
export interface Sum<Key> {
  readonly total: Key;
  readonly parts: readonly Key[];
}

/**
 * The cells to suppress so that no published total discloses the sum of fewer than ten respondents.
 *
 * 1. A cell of 1 to 9 respondents is suppressed (primary suppression).
 * 2. The suppressed parts of a published total must together have ten or more respondents. Otherwise the smallest published
 *    part is suppressed as well (secondary suppression), the first of equals.
 * 3. The parts of a suppressed total are suppressed.
 *
 * @param sums a total that is itself a part must come after the sum that it is part of
 * @param unpublished parts that no page shows, such as a unit's residual: suppressed if they have any respondents
 * @see docs/methodology.md, section 9
 */
export function suppressSums<Key>(
  respondents: (key: Key) => number,
  keys: readonly Key[],
  sums: readonly Sum<Key>[],
  unpublished: ReadonlySet<Key> = new Set(),
): Set<Key> {
  const suppressed = new Set(keys.filter((key) => isSmall(respondents(key)) || unpublished.has(key)));
  for (const { total, parts } of sums) {
    if (suppressed.has(total)) {
      for (const part of parts) suppressed.add(part);
      continue;
    }
    const published = parts
      .filter((part) => !suppressed.has(part) && respondents(part) > 0)
      .sort(
        (one, other) => respondents(other) - respondents(one) || parts.indexOf(other) - parts.indexOf(one),
      );
    let together = 0;
    for (const part of parts) if (suppressed.has(part)) together += respondents(part);
    while (together > 0 && together < MINIMUM_RESPONDENTS && published.length > 0) {
      const smallest = published.pop()!;
      suppressed.add(smallest);
      together += respondents(smallest);
    }
  }
  return suppressed;
}
