/** Five classes of equal width between the lowest and the highest value of a table, for its shades. */
import { scaleQuantize } from 'd3-scale';
import { tenth } from './drawing.ts';

export interface HeatScale {
  /** 1 for the lowest values, 5 for the highest. */
  readonly classOf: (percent: number) => number;
  /** The four values at which a class begins, ascending, rounded to a tenth. */
  readonly bounds: readonly number[];
}

const classes = [1, 2, 3, 4, 5] as const;

/** @returns undefined without values */
export function heatScale(percents: readonly number[]): HeatScale | undefined {
  if (percents.length === 0) return undefined;
  const [least, most] = [Math.min(...percents), Math.max(...percents)];
  const width = Math.max(1, most - least); // so that a tenth separates two classes
  const low = Math.max(0, Math.min((least + most - width) / 2, 100 - width)); // no class beyond 0 and 100
  const bounds = scaleQuantize([low, low + width], classes)
    .thresholds()
    .map(tenth);
  return { bounds, classOf: (percent) => 1 + bounds.filter((bound) => percent >= bound).length };
}
