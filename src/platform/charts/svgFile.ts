/** A drawing as a standalone SVG file with selectable text and no style sheet. */
import type { DescribedDrawing, Drawing, Shape } from './drawing.ts';
import { areaInk, letterInks, lineInk } from './inks.ts';

export function svgFile(drawing: DescribedDrawing): string {
  const { width, height, description } = drawing;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="'DejaVu Sans', 'Noto Sans', Arial, sans-serif">`,
    `<title>${escaped(description)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    drawnShapes(drawing),
    '</svg>\n',
  ].join('\n');
}

/** The shapes alone, to be embedded in a larger file. */
export function drawnShapes(drawing: Drawing): string {
  return drawing.shapes.map((shape) => drawn(shape, drawing)).join('\n');
}

function drawn(shape: Shape, drawing: Drawing): string {
  if (shape.kind === 'line') {
    const { width, colour } = lineInk(shape.role, drawing);
    const [[x1, y1], [x2, y2]] = [shape.from, shape.to];
    return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${colour}" stroke-width="${width}"/>`;
  }
  if (shape.kind === 'rectangle') {
    const { x, y, width, height, role } = shape;
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${areaInk(role, drawing)}"/>`;
  }
  if (shape.kind === 'dot')
    return `<circle cx="${shape.x}" cy="${shape.y}" r="${shape.radius}" fill="${areaInk(shape.role, drawing)}"/>`;
  const { text, x, y, anchor, role, upright } = shape;
  const { size, weight, colour } = letterInks[role];
  const turned = upright ? ` transform="rotate(-90 ${x} ${y})"` : '';
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="${size}" font-weight="${weight === 'bold' ? 700 : 400}" fill="${colour}"${turned}>${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
