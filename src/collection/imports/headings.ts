/** Finds the heading rows of a file: handmade files begin with titles and merge cells over groups of columns. */
import type { SurveyContent } from '../../design/surveys/survey.ts';
import { givingWay } from '../../platform/turns.ts';
import { guessUses } from './guessUses.ts';
import type { FileRow, HeadingRows } from './mapping.ts';

/** Headings are searched for in this many rows from the top. */
export const headRowsMax = 20;
export const headingRowsMax = 3;

const joint = ' – ';

/** One heading per column; a merged cell applies to all columns that it covered. */
export function headingsOf(rows: readonly (readonly string[])[]): readonly string[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const cell = (row: number, column: number): string =>
    (rows[row]?.[column] ?? '').replace(/\s+/g, ' ').trim();
  const hasBelow = (row: number, column: number): boolean =>
    rows.some((_, below) => below > row && cell(below, column) !== '');
  const textAt = (row: number, column: number): string => {
    const own = cell(row, column);
    if (own !== '' || column === 0 || !hasBelow(row, column) || !hasBelow(row, column - 1)) return own;
    return textAt(row, column - 1);
  };
  return Array.from({ length: width }, (_, column) => {
    const texts = rows.map((_row, row) => textAt(row, column)).filter((text) => text !== '');
    return [...new Set(texts)].join(joint);
  });
}

/** The heading itself, without the group above it. */
export function lowerPart(heading: string): string {
  return heading.split(joint).at(-1) ?? heading;
}

/** The heading rows, without their row numbers. */
export function headingCells(
  head: readonly FileRow[],
  { first, last }: HeadingRows,
): readonly (readonly string[])[] {
  return head.filter(([row]) => row >= first && row <= last).map(([, ...cells]) => cells);
}

/**
 * The rows whose headings match most of the survey's questions; of equal matches the fewest rows, and the first. Other
 * requests have their turn between two tries, since all of them take up to half a second.
 */
export async function guessHeadingRows(
  head: readonly FileRow[],
  survey: SurveyContent,
): Promise<HeadingRows> {
  const [first = 1] = head[0] ?? [];
  const giveWay = givingWay();
  let best = { rows: { first, last: first }, found: 0 };
  for (let span = 1; span <= headingRowsMax; span++) {
    for (let at = 0; at + span <= head.length; at++) {
      const rows = { first: head[at]![0], last: head[at + span - 1]![0] };
      const headings = headingsOf(headingCells(head, rows));
      const found = guessUses(headings, survey).filter((use) => use !== '').length;
      if (found > best.found) best = { rows, found };
      await giveWay();
    }
  }
  return best.rows;
}
