/** Counts as adjacent bars. Bars start at 0, because their length encodes the count. */
import { chartWidth, type Drawing, type Shape } from './drawing.ts';

export interface Bar {
  readonly label: string;
  readonly count: number;
}

const plotHeight = 110;
const [top, bottom] = [18, 20];

/** @returns undefined when there is nothing to show */
export function barChart(bars: readonly Bar[]): Drawing | undefined {
  const most = Math.max(0, ...bars.map(({ count }) => count));
  if (most === 0) return undefined;
  const step = chartWidth / bars.length;
  const baseY = top + plotHeight;
  return {
    width: chartWidth,
    height: baseY + bottom,
    shapes: [
      ...bars.flatMap(({ label, count }, index): Shape[] => {
        const height = Math.round((count / most) * plotHeight);
        const middle = { x: Math.round((index + 0.5) * step), anchor: 'middle', role: 'tick' } as const;
        return [
          {
            kind: 'rectangle',
            x: Math.round(index * step + step * 0.12),
            y: baseY - height,
            width: Math.round(step * 0.76),
            height,
            role: 'up',
          },
          { kind: 'letters', text: String(count), y: baseY - height - 4, ...middle },
          { kind: 'letters', text: label, y: baseY + bottom - 5, ...middle },
        ];
      }),
      { kind: 'line', from: [0, baseY], to: [chartWidth, baseY], role: 'grid' },
    ],
  };
}
