/** What stands in the columns of a file: the different texts, the most frequent first. */
import { plain, type FileRow } from './mapping.ts';

const textsKept = 60;
export const textsShown = 40;

export interface ColumnTexts {
  /** As written first; by how often. */
  readonly texts: readonly string[];
  /** There are more than these: the column holds no levels. */
  readonly hasMore: boolean;
}

export function columnProfiler(width: number) {
  const columns = Array.from({ length: width }, () => ({
    counts: new Map<string, { readonly text: string; count: number }>(),
    raw: new Map<string, string>(),
    hasMore: false,
  }));
  return {
    add([, ...cells]: FileRow): void {
      columns.forEach((column, at) => {
        const text = cells[at] ?? '';
        if (text === '') return;
        const form = column.raw.get(text) ?? plain(text);
        const known = column.counts.get(form);
        if (known) known.count += 1;
        else if (form === '') return;
        else if (column.counts.size >= textsKept) column.hasMore = true;
        else {
          column.counts.set(form, { text: text.slice(0, 100), count: 1 });
          column.raw.set(text, form);
        }
      });
    },
    profile(): readonly ColumnTexts[] {
      return columns.map(({ counts, hasMore }) => ({
        texts: [...counts.values()].toSorted((one, other) => other.count - one.count).map(({ text }) => text),
        hasMore,
      }));
    },
  };
}
