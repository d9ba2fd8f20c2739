/** Counts by day as columns, with the count that a plan needs each day as a line. Across: percent; upwards: CSS pixels. */
import { tenth } from './drawing.ts';

export interface DayColumns {
  readonly height: number;
  readonly bars: readonly { readonly x: number; readonly middle: number; readonly y: number; readonly height: number }[]; // prettier-ignore
  /** Percent of the plot. */
  readonly barWidth: number;
  readonly planY: number | undefined;
}

const [top, baseY, bottom] = [18, 100, 20];

/** @returns undefined when nothing came on any day */
export function dayColumns(counts: readonly number[], planned: number | undefined): DayColumns | undefined {
  if (!counts.some((count) => count > 0)) return undefined;
  const most = Math.max(...counts, planned ?? 0);
  const lengthOf = (count: number): number => tenth((count / most) * (baseY - top));
  const step = 100 / counts.length;
  return {
    height: baseY + bottom,
    barWidth: tenth(step * 0.7),
    bars: counts.map((count, index) => ({
      x: tenth((index + 0.15) * step),
      middle: tenth((index + 0.5) * step),
      y: tenth(baseY - lengthOf(count)),
      height: lengthOf(count),
    })),
    planY: planned === undefined ? undefined : tenth(baseY - lengthOf(planned)),
  };
}
