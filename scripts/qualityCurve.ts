/**
 * `npm run quality:curve`: how soon forging is flagged in simulated offices, written into docs/quality.md as a table
 * and next to it as a figure. The numbers are the same on every machine.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { curveOf, theTwoHundred, type Curve } from './quality/curve.ts';
import { curveFigure } from './quality/curveFigure.ts';

const [start, end] = ['<!-- curve -->', '<!-- /curve -->'];
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function table(curves: readonly (readonly [string, readonly number[]])[]): string {
  const days = [1, 2, 3, 5, 7, 10];
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(['pointed out by the end of day', ...days.map(String)]),
    row(['---', ...days.map(() => '---:')]),
    ...curves.map(([name, shares]) => row([name, ...days.map((day) => percent(shares[day - 1]!))])),
  ].join('\n');
}

function lines({ honest, forging, byTime, byStyle }: Curve, name: string) {
  return table([
    [`${name}: honest`, honest],
    [`${name}: forging, all`, forging],
    ...Object.entries(byTime).map(([time, shares]) => [`– ${timeNames[time]}`, shares] as const),
    ...Object.entries(byStyle).map(([style, shares]) => [`– ${styleNames[style]}`, shares] as const),
  ]);
}

const timeNames: Readonly<Record<string, string>> = {
  sameTime: 'five in a row, at about the same time each day',
  anyTime: 'five in a row, at another time each day',
  twoSittings: 'three in a row and two in a row',
  oneByOne: 'one by one, at any time',
};
const styleNames: Readonly<Record<string, string>> = {
  allBest: 'the best level throughout',
  allGood: 'the second level throughout',
  mixed: 'best and second, mixed',
  careful: 'mostly the best, some second, one third',
};

const twoHundred = curveOf(theTwoHundred);
const many = curveOf({ seed: 31, honest: 2000, forgingEach: 50, past: 20 });
const noPast = curveOf({ seed: 32, honest: 1000, forgingEach: 25, past: 0 });
const text = [
  'Two hundred offices (120 honest, 80 forging from day 1 on, after 20 honest days), as in the test:',
  lines(twoHundred, '200 offices'),
  'The same with 2,800 other offices (2,000 honest, 800 forging), which says it more exactly:',
  lines(many, '2,800 offices'),
  'Without any honest days before, so that nothing can be held against the past (1,000 honest, 400 forging):',
  lines(noPast, 'no past'),
].join('\n\n');

const page = new URL('../docs/quality.md', import.meta.url);
const before = await readFile(page, 'utf8');
const [head, tail] = [
  before.slice(0, before.indexOf(start) + start.length),
  before.slice(before.indexOf(end)),
];
await writeFile(page, `${head}\n\n${text}\n\n${tail}`);
await writeFile(new URL('../docs/quality-curve.svg', import.meta.url), curveFigure(many));
console.log(text);
