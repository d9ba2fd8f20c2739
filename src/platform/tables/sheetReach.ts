/**
 * The extent of the cells of a sheet, determined from its XML before it is parsed: a reader allocates a sheet as a
 * rectangle up to its last cell, so one cell far away costs as much as millions.
 */

/** Limits both rows × columns up to the last cell, and the number of cells written. */
export const cellsMax = 2_500_000;
/** Up to the last one. An import has at most 200,000. */
const rowsMax = 250_000;
/** Tags and character entities in all parts of the file; a cell with a text has at most six. */
export const markupMax = 16_000_000;
/** Between two tags; a cell holds at most 32,767 characters. */
export const textBytesMax = 1024 * 1024;

/** - `damaged`: a row or cell that no spreadsheet writes like this; - `tooManyCells`: the extent is too large */
export type ReachError = 'damaged' | 'tooManyCells';

/** Tags of rows and cells contain attributes and nothing unusual, since another reader could parse them differently. */
const tag = /<(row|c)(?![\w:.-])((?:\s+[\w:.-]+\s*=\s*(?:"[^"<>&]*"|'[^'<>&]*'))*)\s*\/?>/y;
/** A cell as spreadsheets write it, which are most tags of a sheet. */
const usualCell = /<c r="([A-Z]{1,3})(\d{1,7})"(?: [st]="\w*")*\/?>/y;
const numberedCell = /^([A-Z]{1,3})(\d{1,7})$/;
const start = /<(?:row|c)(?![\w:.-])/g;
const position = /\sr\s*=\s*["']([^"']*)["']/g;
/** No tag of these is longer: one that is split at the end of a piece is checked with the next piece. */
const tagCharactersMax = 1000;

const lessThan = 0x3c;
const ampersand = 0x26;

/** Counts what a parser spends its time on, over all parts of a file. */
export function markupCount() {
  let [markup, textBytes] = [0, 0];
  return (piece: Buffer): ReachError | undefined => {
    for (let at = 0; at < piece.length; at += 1) {
      const byte = piece[at];
      textBytes = byte === lessThan ? 0 : textBytes + 1;
      if (textBytes > textBytesMax) return 'damaged';
      if (byte === lessThan || byte === ampersand) markup += 1;
    }
    return markup > markupMax ? 'tooManyCells' : undefined;
  };
}

/** Of the cells of one part. */
export function sheetReach() {
  let rest = '';
  let [rows, columns, cells] = [0, 0, 0];

  /** @param piece of the text; undefined at the end */
  function look(piece: Buffer | undefined): ReachError | undefined {
    const whole = rest + (piece?.toString('latin1') ?? '');
    const until = piece === undefined ? whole.length : Math.max(0, whole.length - tagCharactersMax);
    rest = whole.slice(until);
    start.lastIndex = 0;
    for (let found = start.exec(whole); found; found = start.exec(whole)) {
      if (found.index >= until) break;
      usualCell.lastIndex = found.index;
      const usual = usualCell.exec(whole);
      const error = usual ? takeCell(usual[1]!, usual[2]!) : takeTag(whole, found.index);
      if (error) return error;
    }
    return undefined;
  }

  function takeTag(whole: string, from: number): ReachError | undefined {
    tag.lastIndex = from;
    const [, name, attributes = ''] = tag.exec(whole) ?? [];
    if (name === undefined) return 'damaged';
    position.lastIndex = 0;
    const [, at] = position.exec(attributes) ?? [];
    if (at !== undefined && position.test(attributes)) return 'damaged';
    if (name === 'row') {
      if (at === undefined) rows += 1;
      else if (!/^\d{1,7}$/.test(at)) return 'damaged';
      else rows = Math.max(rows, Number(at));
      return isTooFar();
    }
    const [, letters, row] = numberedCell.exec(at ?? '') ?? [];
    return letters === undefined ? 'damaged' : takeCell(letters, row!);
  }

  function takeCell(letters: string, row: string): ReachError | undefined {
    const [rowsNow, columnsNow] = [Number(row), columnOf(letters)];
    if (rowsNow > rows) rows = rowsNow;
    if (columnsNow > columns) columns = columnsNow;
    cells += 1;
    return isTooFar();
  }

  function isTooFar(): ReachError | undefined {
    return rows > rowsMax || cells > cellsMax || rows * columns > cellsMax ? 'tooManyCells' : undefined;
  }

  return { look };
}

/** A is 1. */
function columnOf(letters: string): number {
  let column = 0;
  for (let at = 0; at < letters.length; at += 1) column = column * 26 + letters.charCodeAt(at) - 64;
  return column;
}
