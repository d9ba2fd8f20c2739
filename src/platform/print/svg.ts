/** A sheet as an SVG image, with its text as outlines. */
import { drawnShapes } from '../charts/svgFile.ts';
import { outlinePath } from './letters.ts';
import { printedCode } from './qrCode.ts';
import type { Mark, Sheet } from './sheet.ts';

export function svgOf({ widthMm, heightMm, marks }: Sheet, title: string): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthMm}mm" height="${heightMm}mm" viewBox="0 0 ${widthMm} ${heightMm}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${widthMm}" height="${heightMm}" fill="#fff"/>`,
    ...marks.map(drawn),
    '</svg>\n',
  ].join('\n');
}

function drawn(mark: Mark): string {
  if (mark.kind === 'text') {
    const fill = mark.colour === undefined ? '' : ` fill="${mark.colour}"`;
    return `<path${fill} d="${outlinePath(mark.text, mark)}"/>`;
  }
  if (mark.kind === 'code') {
    const { side, path } = printedCode(mark.text);
    return `<path transform="translate(${mark.x} ${mark.y}) scale(${mark.sideMm / side})" d="${path}"/>`;
  }
  if (mark.kind === 'drawing') {
    const { drawing, x, y, widthMm } = mark;
    return `<g transform="translate(${x} ${y}) scale(${widthMm / drawing.width})" font-family="DejaVu Sans, sans-serif">${drawnShapes(drawing)}</g>`;
  }
  const { x, y, widthMm, heightMm } = mark;
  if (mark.kind === 'area')
    return `<rect x="${x}" y="${y}" width="${widthMm}" height="${heightMm}" fill="${mark.colour}"/>`;
  if (mark.kind === 'picture')
    return `<image x="${x}" y="${y}" width="${widthMm}" height="${heightMm}" href="data:image/png;base64,${mark.picture.png}"/>`;
  const { lineMm, dashed, colour = '#000' } = mark;
  return `<rect x="${x}" y="${y}" width="${widthMm}" height="${heightMm}" fill="none" stroke="${colour}" stroke-width="${lineMm}"${dashed ? ' stroke-dasharray="1"' : ''}/>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
