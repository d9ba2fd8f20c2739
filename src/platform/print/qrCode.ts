/** A QR code for paper: level Q, so that a quarter of it may be dirty, torn or in the light of a lamp. */
import QRCode from 'qrcode';

/** Modules that have to stay white on each side. */
const quietModules = 4;

/** A smaller code would want a wider quiet zone than a sheet has to spare. */
const versionMin = 3;

export interface PrintedCode {
  /** Modules on a side. */
  readonly side: number;
  /** The dark modules as the path of an SVG to be filled, a module being 1 × 1; a row of them is one rectangle. */
  readonly path: string;
}

export function printedCode(text: string): PrintedCode {
  const smallest = QRCode.create(text, { errorCorrectionLevel: 'Q' });
  const { size, data } =
    smallest.version >= versionMin
      ? smallest.modules
      : QRCode.create(text, { errorCorrectionLevel: 'Q', version: versionMin }).modules;
  let path = '';
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const start = column;
      while (column < size && data[row * size + column]) column += 1;
      if (column > start) path += `M${start} ${row}h${column - start}v1h${start - column}z`;
    }
  }
  return { side: size, path };
}

/** Width of the quiet zone around a code of that side. */
export function quietMm(text: string, sideMm: number): number {
  return (sideMm / printedCode(text).side) * quietModules;
}
