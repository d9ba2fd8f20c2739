/** A waterfall chart: from the earlier index to the later, one step per component. */
import { scaleLinear } from 'd3-scale';
import { chartWidth, rowLetters, tenth, type Drawing, type Shape } from './drawing.ts';

export interface WaterfallStep {
  readonly label: string;
  /** Percentage points, rounded so that the steps add up. */
  readonly points: number;
  /** "−3,10" */
  readonly pointsText: string;
  /** Not a change of opinion: a change in the mix, or components released together. */
  readonly isOther?: boolean;
}

export interface WaterfallEnd {
  readonly label: string;
  readonly percent: number;
  readonly percentText: string;
}

const rowHeight = 38;
const barHeight = 10;
const margin = 12;

/** The scale need not start at 0: the length of a step encodes its value, and both ends are labelled. */
export function waterfall(from: WaterfallEnd, steps: readonly WaterfallStep[], to: WaterfallEnd): Drawing {
  const levels = stepLevels(from, steps);
  const all = [from.percent, to.percent, ...levels.flat()];
  const scale = scaleLinear([Math.min(...all), Math.max(...all)], [margin, chartWidth - margin]).nice(5);
  const position = (percent: number): number => tenth(scale(percent));
  return {
    width: chartWidth,
    height: (steps.length + 2) * rowHeight + 4,
    shapes: [
      ...endShapes(from, position(from.percent), 0),
      ...endShapes(to, position(to.percent), (steps.length + 1) * rowHeight),
      ...join(position(from.percent), 26, rowHeight),
      ...steps.flatMap((step, index) => {
        const [start, end] = levels[index]!;
        return stepShapes(step, [position(start), position(end)], (index + 1) * rowHeight);
      }),
    ],
  };
}

/** Where each step begins and ends, in percent. */
export function stepLevels(
  from: Pick<WaterfallEnd, 'percent'>,
  steps: readonly Pick<WaterfallStep, 'points'>[],
): readonly (readonly [number, number])[] {
  let running = from.percent;
  return steps.map(({ points }) => [running, (running += points)]);
}

/** Down to the bar of the next row, but for the label above that. */
function join(x: number, top: number, nextTop: number): Shape[] {
  const parts = [
    [top, nextTop + 2],
    [nextTop + 19, nextTop + 26],
  ] as const;
  return parts.map(([from, to]) => ({ kind: 'line', from: [x, from], to: [x, to], role: 'join' }));
}

function endShapes({ label, percentText }: WaterfallEnd, x: number, top: number): Shape[] {
  return [
    ...rowLetters({ label, value: percentText, isStrong: true }, top + 15),
    { kind: 'dot', x, y: top + 26, radius: 4.5, role: 'dot' },
  ];
}

/** Chooses the colour of a step. */
export function stepRole({ points, isOther }: Pick<WaterfallStep, 'points' | 'isOther'>) {
  return isOther === true ? 'other' : points < 0 ? 'down' : 'up';
}

function stepShapes(step: WaterfallStep, [start, end]: readonly [number, number], top: number): Shape[] {
  const { label, points, pointsText } = step;
  const y = top + 21;
  const bar: Shape = {
    kind: 'rectangle',
    x: Math.min(start, end),
    y,
    width: Math.max(1, tenth(Math.abs(end - start))),
    height: barHeight,
    role: stepRole(step),
  };
  return [
    ...rowLetters({ label, value: pointsText }, top + 15),
    ...join(end, y, top + rowHeight),
    ...(points === 0 ? [] : [bar]),
  ];
}
