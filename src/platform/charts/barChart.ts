/** Counts as adjacent bars. Bars start at 0, because their length encodes the count. */
import { chartWidth, type Drawing, type Shape } from './drawing.ts';

export interface Bar {
  readonly label: string;
  readonly count: number;
}

const plotHeight = 110;
const [top, bottom] = [18, 20];

/**
 * @param planned what each bar should reach, drawn as a line
 * @returns undefined when there is nothing to show
 */
export function barChart(bars: readonly Bar[], planned?: number): Drawing | undefined {
  const highest = Math.max(0, ...bars.map(({ count }) => count));
  if (highest === 0) return undefined;
  const most = Math.max(highest, planned ?? 0);
  const planY = planned === undefined ? undefined : top + plotHeight * (1 - planned / most);
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
      ...(planY === undefined
        ? []
        : [{ kind: 'line', from: [0, planY], to: [chartWidth, planY], role: 'limit' } as const]),
    ],
  };
}
