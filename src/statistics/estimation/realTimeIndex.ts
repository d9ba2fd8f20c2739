/**
 * Group 5 of the real-time service index (Decision 766/QĐ-TTg of 2022). It is made of records and not of answers, and
 * stands beside a satisfaction index, never in one.
 */
import assert from 'node:assert/strict';
import { compareRatios, productOfRatios, ratio, type Ratio } from './ratio.ts';

export const group5Items = ['5.1', '5.2', '5.3', '5.4'] as const;
export type Group5Item = (typeof group5Items)[number];

/** Most points of each item, 18 together. */
export const itemMaximum: Readonly<Record<Group5Item, number>> = { '5.1': 5, '5.2': 5, '5.3': 2, '5.4': 6 };

export interface HandledFiles {
  /** Files that were due, a whole number. */
  readonly files: number;
  readonly overdue: number;
  /** Files with a complaint or a dislike. */
  readonly complained: number;
}

/**
 * Files of item 5.4 that are neither overdue nor complained of.
 *
 *     faultless = files − (overdue + complained)
 *
 * @returns 0 … files, 0 where both add to more than all
 * @throws AssertionError when there are more overdue, or more complained of, than files
 * @see docs/methodology.md, section 1.4
 */
export function faultlessFiles({ files, overdue, complained }: HandledFiles): number {
  assert(overdue >= 0 && overdue <= files, `${overdue} overdue of ${files} files`);
  assert(complained >= 0 && complained <= files, `${complained} complained of, of ${files} files`);
  return Math.max(0, files - overdue - complained);
}

/**
 * All points of an item from a rate of 90 % on, in proportion below. So it is for item 5.4; that it is so for 5.2 is
 * taken from there, and not confirmed.
 *
 *     points = min(maximum, rate·maximum/0.9)
 *
 * @param rate 0 … 1
 * @param maximum of the item, a whole number
 * @returns 0 … maximum, exactly
 */
export function itemPoints(rate: Ratio, maximum: number): Ratio {
  const points = productOfRatios(rate, ratio(10 * maximum, 9));
  return compareRatios(points, ratio(maximum, 1)) > 0 ? ratio(maximum, 1) : points;
}
