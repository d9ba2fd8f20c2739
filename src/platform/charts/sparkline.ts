/** A sparkline: the values of a few rounds as a line next to a number, in a box of 72 by 20. */
import { scaleLinear } from 'd3-scale';
import { tenth } from './drawing.ts';

export interface Sparkline {
  /** SVG path data; a gap where a value is missing. */
  readonly path: string;
  readonly end: { readonly x: number; readonly y: number };
}

const [left, right, top, bottom] = [3, 69, 3, 17];
/** Percentage points; smaller differences do not fill the height. */
const spanMin = 5;

/**
 * @param values percent, oldest first; undefined where nothing is shown
 * @returns undefined for fewer than two values
 */
export function sparkline(values: readonly (number | undefined)[]): Sparkline | undefined {
  const shown = values.filter((value) => value !== undefined);
  if (shown.length < 2) return undefined;
  const [least, most] = [Math.min(...shown), Math.max(...shown)];
  const room = Math.max(0, spanMin - (most - least)) / 2;
  const upwards = scaleLinear([least - room, most + room], [bottom, top]);
  const across = scaleLinear([0, values.length - 1], [left, right]);
  let isJoined = false;
  let end = { x: 0, y: 0 };
  const steps = values.map((value, index) => {
    if (value === undefined) {
      isJoined = false;
      return '';
    }
    end = { x: tenth(across(index)), y: tenth(upwards(value)) };
    const step = `${isJoined ? 'L' : 'M'}${end.x} ${end.y}`;
    isJoined = true;
    return step;
  });
  return { path: steps.join(''), end };
}
