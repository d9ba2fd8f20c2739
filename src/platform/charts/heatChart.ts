/** A heat map as a drawing, for files: a row of shaded cells per name, with headings that read upwards. */
import { levelRole } from './levelChart.ts';
import { rowLetters, tenth, type Drawing, type Letters, type Shape } from './drawing.ts';

export interface HeatCells {
  readonly name: string;
  readonly cells: readonly { readonly text: string; /** 1 to 5; missing: empty. */ readonly heat: number | undefined }[]; // prettier-ignore
}

const [nameWidth, cellWidth, rowHeight, headHeight] = [300, 62, 24, 190];
const headingLength = 28;
/** More would be no picture that fits on anything. */
const rowsMax = 150;
const classes = 5;

/** @returns undefined for more than 150 rows */
export function heatChart(headings: readonly string[], rows: readonly HeatCells[]): Drawing | undefined {
  if (rows.length > rowsMax) return undefined;
  return {
    width: nameWidth + headings.length * cellWidth,
    height: headHeight + rows.length * rowHeight,
    shapes: [
      ...headings.flatMap((heading, index) => headingLetters(heading, nameWidth + (index + 0.5) * cellWidth)),
      ...rows.flatMap((row, index) => rowShapes(row, headHeight + index * rowHeight)),
    ],
  };
}

/** At most two lines. */
function headingLetters(heading: string, middle: number): Letters[] {
  const lines = [''];
  for (const word of heading.split(' ')) {
    const longer = `${lines.at(-1)!} ${word}`.trim();
    if (longer.length <= headingLength || lines.length === 2) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line, index) => ({
    kind: 'letters',
    text: line.length > headingLength ? `${line.slice(0, headingLength - 1)}…` : line,
    x: tenth(middle + 4 + (index - (lines.length - 1) / 2) * 14),
    y: headHeight - 8,
    anchor: 'start',
    role: 'axis',
    upright: true,
  }));
}

function rowShapes({ name, cells }: HeatCells, top: number): Shape[] {
  const y = top + 16;
  const [label] = rowLetters({ label: name, value: '' }, y);
  return [
    label!,
    ...cells.flatMap(({ text, heat }, index): Shape[] => {
      const x = nameWidth + index * cellWidth;
      const role = heat === undefined ? undefined : levelRole(heat, classes);
      const area = { kind: 'rectangle', x, y: top, width: cellWidth - 1, height: rowHeight - 1 } as const;
      return [
        ...(role ? [{ ...area, role }] : []),
        { kind: 'letters', text, x: x + cellWidth / 2, y, anchor: 'middle', role: 'inside' },
      ];
    }),
  ];
}
