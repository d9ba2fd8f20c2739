/** Columns of tables on staff pages: what each cell shows, where it leads, and what it is in a file. */
import { dayText, instantTyped, timeText } from '../../platform/calendar/clock.ts';
import type { TableColumn, TableRow } from '../../platform/tables/table.ts';
import type { Download } from '../../platform/web/download.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { numberText } from '../../platform/text/numbers.ts';

/** Text, a number or an instant, which are formatted for the reader, or lines below each other; undefined: none. */
export type Value = string | number | Date | readonly string[] | undefined;

/**
 * @typeParam Line what a row of the table shows
 * @typeParam Row what it is made from, by which rows are sorted and searched
 */
export type Column<Line, Row = Line> = Shown<Line> & ColumnParts<Line, Row>;

/** `key` is used in the addresses of sorted lists and in files. Without `value`, it names the property that is shown. */
type Shown<Line> =
  | { readonly key: string; readonly value: (line: Line) => Value }
  | { readonly key: ShownKey<Line>; readonly value?: undefined };
type ShownKey<Line> = { [Key in keyof Line & string]: Line[Key] extends Value ? Key : never }[keyof Line &
  string];

interface ColumnParts<Line, Row> {
  readonly heading: string;
  /** Names the row, instead of the first column. */
  readonly isName?: boolean;
  /** The value is a day, month or year such as `2026-05-01`. */
  readonly isDay?: boolean;
  /** Aligned to the right; columns with numbers are anyway. */
  readonly isNumber?: boolean;
  /** What rows are sorted by, where it is not the value; false: not sortable. */
  readonly sort?: ((row: Row) => Value) | false;
  /** Sorting begins with the highest or newest. */
  readonly isHighestFirst?: boolean;
  /** Only for links and buttons, so neither sorted nor exported. */
  readonly isAction?: boolean;
  /** Leaves the installation only by another, audited export. */
  readonly isNotInFile?: boolean;
  readonly url?: (line: Line) => string | undefined;
  readonly isButton?: boolean;
  /** What the value, as a button, sends, and where; there is no button without a value. */
  readonly post?: (line: Line) => Post | undefined;
  /** Name of the link or button, where its text would be the same in each row. */
  readonly linkName?: (line: Line) => string;
  /** Words next to the value, such as "closed". */
  readonly tag?: (line: Line) => string | readonly string[] | undefined;
  /** A remark below the value. */
  readonly detail?: (line: Line) => string | undefined;
  /** What is wrong, shown next to the value. */
  readonly warning?: (line: Line) => string | undefined;
  readonly className?: string | ((line: Line) => string);
  /** Of the element of the cell, where a sentence leads to it. */
  readonly id?: (line: Line) => string;
  /** Not for browsers to translate. */
  readonly isVerbatim?: boolean;
  /** A part of a page below `views/` that shows the cell, with the row as `line`. */
  readonly view?: string;
  /** What else the part needs, as `content`. */
  readonly content?: object;
}

interface Post {
  readonly action: string;
  readonly name?: string;
  readonly value?: string;
  /** What else it sends. */
  readonly hidden?: Readonly<Record<string, string | number>>;
  /** What it does, where that cannot be taken back: the button then asks first. */
  readonly ask?: string;
}

/** Columns that show these properties, under the headings that the texts call by the same names. */
export function textColumns<Key extends string>(
  t: Readonly<Record<NoInfer<Key>, string>>,
  keys: readonly Key[],
  parts: Pick<ColumnParts<never, never>, 'isNumber' | 'isVerbatim' | 'isDay'> = {},
): readonly (typeof parts & { readonly key: NoInfer<Key>; readonly heading: string })[] {
  return keys.map((key) => ({ ...parts, key, heading: t[key] }));
}

/** So many rows without a page of their own are shown; to draw thousands would hold up others. */
const shownMax = 100;

/**
 * @param further says how many lines are not shown; without it, all are
 * @returns locals of `views/access/web/rows.ejs`
 */
export function tableRows<Line>(
  columns: readonly Column<NoInfer<Line>, never>[],
  all: readonly Line[],
  { title, language, further }: TableWords,
) {
  const lines = further ? all.slice(0, shownMax) : all;
  const left = all.length - lines.length;
  const named = columns.findIndex(({ isName }) => isName);
  const nameAt = Math.max(0, named);
  const values = lines.map((line) => columns.map((column) => valueOf(column, line)));
  const isNumber = columns.map(
    (column, index) => column.isNumber ?? values.some((cells) => typeof cells[index] === 'number'),
  );
  return {
    title,
    caption: undefined,
    further: left > 0 ? further?.(left) : undefined,
    headings: columns.map(({ heading }, index) => ({ heading, isNumber: isNumber[index] })),
    lines: lines.map((line, row) =>
      columns.map((column, index) => ({
        ...cellOf(column, line, values[row]![index], language),
        isName: index === nameAt,
        label: column.isAction || (index === nameAt && !isNumber[index]) ? undefined : column.heading,
        className: [isNumber[index] ? 'number' : '', classOf(column, line)].filter(Boolean).join(' '),
      })),
    ),
  };
}

interface TableWords {
  readonly title: string;
  readonly language: PageLanguage;
  readonly further?: (count: number) => string;
}

export function valueOf<Line>(column: Column<Line, never>, line: Line): Value {
  return column.value ? column.value(line) : (line[column.key as keyof Line] as Value);
}

function classOf<Line>({ className = '' }: Column<Line, never>, line: Line): string {
  return typeof className === 'string' ? className : className(line);
}

function cellOf<Line>(column: Column<Line, never>, line: Line, value: Value, language: PageLanguage) {
  const { url, isButton, post, linkName, tag, detail, warning, isVerbatim, view, content } = column;
  const text = shownText(column, value, language);
  return {
    texts: typeof text === 'string' ? [text] : text,
    url: url?.(line),
    post: text === '' ? undefined : post?.(line),
    linkName: linkName?.(line),
    tags: [tag?.(line) ?? []].flat(),
    detail: detail?.(line),
    warning: warning?.(line),
    id: column.id?.(line),
    isVerbatim,
    isButton,
    view,
    content,
    line,
  };
}

function shownText(
  { isDay, isAction, tag, warning }: Pick<Column<never>, 'isDay' | 'isAction' | 'tag' | 'warning'>,
  value: Value,
  language: PageLanguage,
): string | readonly string[] {
  if (value === undefined || value === '') return isAction || tag || warning ? '' : '–';
  if (typeof value === 'number') return numberText(value, language);
  if (value instanceof Date) return timeText(value, language);
  return isDay && typeof value === 'string' ? dayText(value, language) : value;
}

/** The columns that a file has. */
function exported<Line>(columns: readonly Column<Line, never>[]): readonly Column<Line, never>[] {
  return columns.filter(({ isAction, isNotInFile }) => !isAction && !isNotInFile);
}

export function fileColumns<Line>(columns: readonly Column<Line, never>[]): readonly TableColumn[] {
  return exported(columns).map(({ key, heading }) => ({ key, heading }));
}

/** The row of a file: numbers as they are, days and times in the form that spreadsheets read and sort. */
export function fileRow<Line>(columns: readonly Column<Line, never>[], line: Line): TableRow {
  return exported(columns).map((column) => {
    const { tag, detail, warning } = column;
    const content = valueOf(column, line);
    if (typeof content === 'number') return content;
    const text =
      content instanceof Date
        ? instantTyped(content).replace('T', ' ')
        : typeof content === 'string' || content === undefined
          ? content
          : content.join('; ');
    return [text, tag?.(line), warning?.(line), detail?.(line)].flat().filter(Boolean).join('; ');
  });
}

/** A table of a page, as locals of `views/access/web/rows.ejs` and for its downloads. */
export function tableWithDownload<Line>(
  columns: readonly Column<NoInfer<Line>, never>[],
  lines: readonly Line[],
  { key, title, language }: { readonly key: string; readonly title: string; readonly language: PageLanguage },
): { readonly rows: ReturnType<typeof tableRows>; readonly download: Download } {
  return {
    rows: tableRows(columns, lines, { title, language }),
    download: {
      key,
      title,
      table: () => ({ columns: fileColumns(columns), rows: lines.map((line) => fileRow(columns, line)) }),
    },
  };
}
