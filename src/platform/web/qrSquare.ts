/** A QR code as an SVG path, drawn on the server: a run of dark modules in a row is one stroke. */
import QRCode from 'qrcode';

export interface QrSquare {
  /** Side of the whole square including its quiet zone, in modules. */
  readonly side: number;
  /** For `<path d="…">` with a stroke one module wide. */
  readonly path: string;
}

const quietZone = 4;

export function qrSquare(text: string): QrSquare {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'L' }).modules;
  let path = '';
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const start = column;
      while (column < size && data[row * size + column]) column += 1;
      if (column > start) path += `M${start + quietZone} ${row + quietZone}.5h${column - start}`;
    }
  }
  return { side: size + 2 * quietZone, path };
}
