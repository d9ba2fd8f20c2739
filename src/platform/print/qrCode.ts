/** A QR code for paper: level Q, so that it stays readable when a quarter of it is dirty, torn or overexposed. */
import QRCode from 'qrcode';

/** Modules that must stay white on each side. */
const quietModules = 4;

/** A smaller code would need a wider quiet zone than a sheet has space for. */
const versionMin = 3;

export interface PrintedCode {
  /** Modules per side. */
  readonly side: number;
  /**
   * The dark modules as an SVG path to be filled, one unit per module; a run of dark modules in a row is one rectangle.
   */
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

/** Width of the quiet zone around a code with that side length. */
export function quietMm(text: string, sideMm: number): number {
  return (sideMm / printedCode(text).side) * quietModules;
}
