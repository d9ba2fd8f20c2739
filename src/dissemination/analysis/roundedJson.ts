/** Numbers as programs get them: with no more digits than pages and files have, since exact ones would give exact sums. */
import { nearest } from '../../processing/results/lineWords.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';

/** Rounds every number in an answer: percents and percentage points to two decimals, shares and all others to four. */
export function roundedJson(answer: object): object {
  return Object.fromEntries(
    Object.entries(answer).map(([name, one]) => [name, rounded(one, /percent$|points$/i.test(name) ? 2 : 4)]),
  );
}

function rounded(value: unknown, decimals: number): unknown {
  if (Array.isArray(value)) return value.map((one) => rounded(one, decimals));
  if (typeof value === 'object' && value !== null) return roundedJson(value);
  if (typeof value !== 'number' || Number.isInteger(value)) return value;
  return decimalToNumber(nearest(value, decimals));
}
