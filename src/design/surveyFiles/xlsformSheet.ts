/** A sheet of an XLSForm: columns by their headings, some of them once for each language. */
import { languageTag, type LeftOut, type Texts } from './form.ts';

export interface SheetRow {
  /** As in a spreadsheet, such as `survey 12`. */
  readonly place: string;
  /** The cell of a column without a language. */
  readonly cell: (name: string) => string;
  /** The cells of a column in its languages. */
  readonly texts: (name: string) => Texts;
  /** What stands in all columns but these. */
  readonly leftOut: (known: readonly string[]) => readonly LeftOut[];
}

export interface XlsformSheet {
  readonly rows: readonly SheetRow[];
  /** Of the columns, in their order. */
  readonly languages: readonly string[];
  /** Columns whose language cannot be determined. */
  readonly leftOut: readonly LeftOut[];
}

interface Column {
  readonly heading: string;
  readonly name: string;
  readonly language: string | undefined;
}

/** Older names of columns. */
const renamed: Readonly<Record<string, string>> = { caption: 'label', relevance: 'relevant', value: 'name' };
const whatMax = 120;

/** @param plain the language of a text whose column names none */
export function xlsformSheet(
  name: string,
  [head = [], ...below]: readonly (readonly string[])[],
  plain: string,
): XlsformSheet {
  const columns = head.map((heading): Column => {
    const [first = '', language] = heading.trim().split(/\s*::?\s*(.*)/s);
    const key = first.trim().toLowerCase().replaceAll(/\s+/g, '_');
    return { heading: heading.trim(), name: renamed[key] ?? key, language };
  });
  const tagOf = ({ language }: Column) => (language === undefined ? plain : languageTag(language));
  const isFilled = (index: number) => below.some((cells) => (cells[index] ?? '').trim() !== '');
  const labels = columns.filter(({ name: of }) => of === 'label');
  const foreign = labels.filter((column) => tagOf(column) === undefined);
  return {
    rows: below.flatMap((cells, index) =>
      cells.every((cell) => cell.trim() === '') ? [] : [rowOf(`${name} ${index + 2}`, columns, cells, tagOf)],
    ),
    languages: labels.flatMap((column) => (isFilled(columns.indexOf(column)) ? (tagOf(column) ?? []) : [])),
    leftOut: foreign.map(({ heading }) => ({ place: name, what: heading, why: 'language' })),
  };
}

function rowOf(
  place: string,
  columns: readonly Column[],
  cells: readonly string[],
  tagOf: (column: Column) => string | undefined,
): SheetRow {
  const filled = columns.flatMap((column, index) => {
    const text = (cells[index] ?? '').normalize('NFC').trim();
    return text === '' ? [] : [{ ...column, text, tag: tagOf(column) }];
  });
  return {
    place,
    cell: (name) => filled.find((one) => one.name === name && one.language === undefined)?.text ?? '',
    texts: (name) =>
      Object.fromEntries(
        filled.flatMap((one) => (one.name === name && one.tag !== undefined ? [[one.tag, one.text]] : [])),
      ),
    leftOut: (known) =>
      filled
        .filter(({ name }) => name !== '' && !known.includes(name))
        .map(({ heading, text }) => ({
          place,
          what: `${heading}: ${text}`.slice(0, whatMax),
          why: 'column',
        })),
  };
}
