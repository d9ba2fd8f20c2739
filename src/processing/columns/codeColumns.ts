/**
 * Several small columns packed into one byte each row, as digits of a mixed-radix number. This takes a third of the
 * memory, and one pass over the bytes reads all of the columns.
 */

/** One of the columns in a code. */
export interface Digit {
  readonly id: string;
  readonly weight: number;
  /** All of its values are below this number. */
  readonly count: number;
}

export interface CodeColumn {
  readonly codes: Uint8Array;
  /** All codes are below this number; at most 256. */
  readonly width: number;
  readonly digits: readonly Digit[];
}

const widthMax = 256;

export function digitOf({ weight, count }: Digit, code: number): number {
  return Math.floor(code / weight) % count;
}

/** @param shift added to each value, modulo 256 */
export function codeColumns(
  columns: readonly { readonly id: string; readonly values: Uint8Array }[],
  shift = 0,
): readonly CodeColumn[] {
  const made: { codes: Uint8Array; width: number; digits: Digit[] }[] = [];
  for (const { id, values } of columns) {
    const count = largest(values, shift) + 1;
    let last = made.at(-1);
    if (!last || last.width * count > widthMax) {
      last = { codes: new Uint8Array(values.length), width: 1, digits: [] };
      made.push(last);
    }
    addDigit(last.codes, values, shift, last.width);
    last.digits.push({ id, weight: last.width, count });
    last.width *= count;
  }
  return made;
}

export function findDigit(
  columns: readonly CodeColumn[],
  id: string,
): { readonly column: CodeColumn; readonly digit: Digit } | undefined {
  for (const column of columns) {
    const digit = column.digits.find((one) => one.id === id);
    if (digit) return { column, digit };
  }
  return undefined;
}

function largest(values: Uint8Array, shift: number): number {
  let most = 0;
  for (let row = 0; row < values.length; row++) {
    const value = (values[row]! + shift) & 255;
    if (value > most) most = value;
  }
  return most;
}

function addDigit(codes: Uint8Array, values: Uint8Array, shift: number, weight: number): void {
  for (let row = 0; row < codes.length; row++) codes[row]! += ((values[row]! + shift) & 255) * weight;
}
