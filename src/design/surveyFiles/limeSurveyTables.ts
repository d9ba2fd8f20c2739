/** The tables of a LimeSurvey file (`.lss`): XML with a list of rows for each table, a row being an element for each column. */
import { Parser } from 'saxen';

export type LssRow = Readonly<Record<string, string>>;

export interface LssFile {
  readonly kind: string;
  readonly languages: readonly string[];
  readonly rows: (table: string) => readonly LssRow[];
  /** The rows of a table by what a column has. */
  readonly rowsBy: (table: string, column: string) => (value: string | undefined) => readonly LssRow[];
  /** Of the tables that have rows. */
  readonly tables: readonly string[];
}

/** @returns why it cannot be read: not well-formed, or with a document type, which LimeSurvey never writes */
export function limeSurveyTables(xml: string): LssFile | 'damaged' | 'entities' {
  const tables = new Map<string, LssRow[]>();
  const [languages, path]: [string[], string[]] = [[], []];
  let [kind, text, row]: [string, string, Record<string, string>] = ['', '', emptyRow()];
  let problem: 'damaged' | 'entities' | undefined;
  const parser = new Parser();
  parser.on('openTag', (name) => {
    path.push(name);
    text = '';
    if (path.length === 4) row = emptyRow();
  });
  parser.on('text', (piece, decoded) => {
    text += decoded(piece);
  });
  parser.on('cdata', (piece) => {
    text += piece;
  });
  parser.on('closeTag', (name) => {
    const table = path[1] ?? '';
    if (path.length === 5 && path[3] === 'row') row[name] = text.normalize('NFC').trim();
    else if (path.length === 4 && name === 'row') tables.set(table, pushed(tables.get(table), row));
    else if (path.length === 3 && table === 'languages') languages.push(text.trim());
    else if (path.length === 2 && name === 'LimeSurveyDocType') kind = text.trim();
    path.pop();
    text = '';
  });
  parser.on('attention', () => {
    problem = 'entities';
  });
  parser.on('error', () => {
    problem ??= 'damaged';
  });
  parser.parse(xml);
  if (problem) return problem;
  const rows = (table: string): readonly LssRow[] => tables.get(table) ?? [];
  return {
    kind,
    languages,
    tables: [...tables.keys()],
    rows,
    rowsBy(table, column) {
      const found = new Map<string, LssRow[]>();
      for (const one of rows(table)) found.set(one[column] ?? '', pushed(found.get(one[column] ?? ''), one));
      return (value = '') => found.get(value) ?? [];
    },
  };
}

/** Without inherited names: a file names its columns. */
function emptyRow(): Record<string, string> {
  return Object.create(null) as Record<string, string>;
}

function pushed(rows: LssRow[] = [], row: LssRow): LssRow[] {
  rows.push(row);
  return rows;
}
