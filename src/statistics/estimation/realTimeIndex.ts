/**
 * Group 5 of the real-time service index (Decision 766/QĐ-TTg of 2022). It is based on records, not on answers. It is shown
 * alongside a satisfaction index and never included in one.
 */
import assert from 'node:assert/strict';
import { compareRatios, productOfRatios, ratio, type Ratio } from './ratio.ts';

export const group5Items = ['5.1', '5.2', '5.3', '5.4'] as const;
export type Group5Item = (typeof group5Items)[number];

/** Maximum points of each item, 18 in total. */
export const itemMaximum: Readonly<Record<Group5Item, number>> = { '5.1': 5, '5.2': 5, '5.3': 2, '5.4': 6 };

export interface HandledFiles {
  /** Files that were due, a whole number. */
  readonly files: number;
  readonly overdue: number;
  /** Files with a complaint or a dislike. */
  readonly complained: number;
}

/**
 * Files of item 5.4 that are neither overdue nor subject to a complaint.
 *
 *     faultless = files − (overdue + complained)
 *
 * @returns 0 … files; 0 if both together exceed `files`
 * @throws AssertionError when `overdue` or `complained` exceeds `files`
 * @see docs/methodology.md, section 1.4
 */
export function faultlessFiles({ files, overdue, complained }: HandledFiles): number {
  assert(overdue >= 0 && overdue <= files, `${overdue} overdue of ${files} files`);
  assert(complained >= 0 && complained <= files, `${complained} complained of, of ${files} files`);
  return Math.max(0, files - overdue - complained);
}

/**
 * An item gets full points from a rate of 90 % and proportional points below. This is the rule for item 5.4; its use for 5.2
 * is an unconfirmed assumption.
 *
 *     points = min(maximum, rate·maximum/0.9)
 *
 * @param rate 0 … 1
 * @param maximum of the item, a whole number
 * @returns 0 … maximum, exact
 */
export function itemPoints(rate: Ratio, maximum: number): Ratio {
  const points = productOfRatios(rate, ratio(10 * maximum, 9));
  return compareRatios(points, ratio(maximum, 1)) > 0 ? ratio(maximum, 1) : points;
}
