/**
 * Two versions of a table tell the difference between them: the same figures with and without three annulled forms are
 * a figure of three people. So a version may stand beside, or take the place of, one that was shown only when no shown
 * cell moved by a few people.
 */

export const MINIMUM_PEOPLE = 10;

/** A cell of a table as it is, or was, shown. */
export interface ShownCell {
  /** Respondents in the cell, known to us even where the cell is hidden. */
  readonly people: number;
  readonly hidden: boolean;
}

/**
 * Whether the next version of what was shown may appear: a corrected publication, the next state of a live board, the
 * same without flagged forms, a second method, other boundaries.
 *
 * A cell shown in both versions has to differ by 0 or by at least 10 people; a cell shown in one of them only, by at
 * least 10, since 0 would simply tell what was hidden. A cell in which there was nobody tells nothing of those who came
 * since: the hiding within the next version looks after them. A cell that a version lacks has nobody in it.
 *
 * @param shown cells by key, as they were shown; next the same keys as they would be
 * @see docs/methodology.md, section 9
 */
export function mayReplaceShown(
  shown: ReadonlyMap<string, ShownCell>,
  next: ReadonlyMap<string, ShownCell>,
  minimum: number = MINIMUM_PEOPLE,
): boolean {
  const keys = new Set([...shown.keys(), ...next.keys()]);
  return [...keys].every((key) => {
    const before = shown.get(key) ?? NOBODY;
    const after = next.get(key) ?? NOBODY;
    if ((before.hidden && after.hidden) || before.people === 0) return true;
    const difference = Math.abs(after.people - before.people);
    return difference >= minimum || (difference === 0 && before.hidden === after.hidden);
  });
}

const NOBODY: ShownCell = { people: 0, hidden: false };
