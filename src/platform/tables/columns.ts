/** Maps the columns of a table to the wanted columns. */
import type { Sentence } from '../problem.ts';

export interface WantedColumn<Key extends string> {
  readonly key: Key;
  /** Accepted headings; the first is the one in files of the program. */
  readonly headings: readonly [string, ...string[]];
  readonly optional?: boolean;
}

/**
 * - `missing`: no column has one of these headings; - `twice`: two columns for one; - `unknown`: a column that matches
 *   none
 */
export interface ColumnFault {
  readonly kind: 'missing' | 'twice' | 'unknown';
  readonly heading: string;
}

/** What to correct, shown with the heading. */
export const columnSentences: Record<ColumnFault['kind'], Sentence> = {
  missing: { vi: 'Thiếu cột này.', en: 'This column is missing.' },
  twice: { vi: 'Có hai cột cùng nội dung này.', en: 'This column is there twice.' },
  unknown: {
    vi: 'Không nhận ra cột này. Xin xóa cột hoặc đặt tên như trong tệp mẫu.',
    en: 'This column is not known. Please take it out, or name it as in the template.',
  },
};

/** The position of each wanted column; upper and lower case are equal. */
export function placesOf<Key extends string>(
  headings: readonly string[],
  wanted: readonly WantedColumn<Key>[],
): { readonly places: ReadonlyMap<Key, number>; readonly faults: readonly ColumnFault[] } {
  const places = new Map<Key, number>();
  const faults: ColumnFault[] = [];
  headings.forEach((heading, place) => {
    const column = wanted.find((one) => one.headings.some((name) => plain(name) === plain(heading)));
    if (!column) faults.push({ kind: 'unknown', heading });
    else if (places.has(column.key)) faults.push({ kind: 'twice', heading });
    else places.set(column.key, place);
  });
  for (const { key, headings: names, optional } of wanted) {
    if (!places.has(key) && !optional) faults.push({ kind: 'missing', heading: names[0] });
  }
  return { places, faults };
}

function plain(heading: string): string {
  return heading.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
