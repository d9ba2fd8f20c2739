/** Contents of the columns of a file: the distinct texts, the most frequent first. */
import { plain, type FileRow } from './mapping.ts';

const textsKept = 60;
export const textsShown = 40;

export interface ColumnTexts {
  /** In their first spelling; by frequency. */
  readonly texts: readonly string[];
}

export function columnProfiler(width: number) {
  const columns = Array.from({ length: width }, () => ({
    counts: new Map<string, { readonly text: string; count: number }>(),
    raw: new Map<string, string>(),
  }));
  return {
    add([, ...cells]: FileRow): void {
      columns.forEach((column, at) => {
        const text = cells[at] ?? '';
        if (text === '') return;
        const form = column.raw.get(text) ?? plain(text);
        const known = column.counts.get(form);
        if (known) known.count += 1;
        else if (form !== '' && column.counts.size < textsKept) {
          column.counts.set(form, { text: text.slice(0, 100), count: 1 });
          column.raw.set(text, form);
        }
      });
    },
    profile(): readonly ColumnTexts[] {
      return columns.map(({ counts }) => ({
        texts: [...counts.values()].toSorted((one, other) => other.count - one.count).map(({ text }) => text),
      }));
    },
  };
}
