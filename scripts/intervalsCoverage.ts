/**
 * `npm run intervals:coverage`: how often the intervals, changes and rank confidence sets of this program are correct,
 * in simulated rounds whose true values are known; written into docs/methodology.md as tables. The numbers are the same
 * on every machine.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { coverageOf, falseChanges, rankCoverage, type MadeUpRound } from './simulation/coverage.ts';
import { scenarios } from './simulation/scenarios.ts';

const [start, end] = ['<!-- coverage -->', '<!-- /coverage -->'];
const repetitions = { seed: 20_220_519, rounds: 4000 };
const correlations = [0.1, 0.3, 0.6];
const shares = [0.8, 0.9, 0.97];

const percent = (share: number): string => (100 * share).toFixed(1);
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function intervalRows(): string[] {
  return scenarios.flatMap(({ name, of, round }) => {
    // With one question there is one answer per person, so there is no correlation within persons.
    const tried = round.questions === 1 ? [0] : correlations;
    return shares.map((satisfied) => {
      const found = tried.map((correlation) =>
        coverageOf({ ...round, satisfied, correlation }, of, repetitions),
      );
      const { widthPoints, published } = found[Math.min(1, found.length - 1)]!;
      const covered = correlations.map((_, index) => (found[index] ? percent(found[index].covered) : '–'));
      return row([name, satisfied.toString(), ...covered, widthPoints.toFixed(1), percent(published)]);
    });
  });
}

function roundOf(respondents: readonly number[], correlation: number): MadeUpRound {
  const units = respondents.map((number) => ({ respondents: number }));
  return { units, questions: 22, correlation, satisfied: 0.9 };
}

const twelve = (small: number, large: number): number[] => Array.from({ length: 12 }, (_, unit) => (unit < 6 ? small : large)); // prettier-ignore

function comparisonRows(): string[] {
  const over = (say: (correlation: number) => number) =>
    correlations.map((correlation) => percent(say(correlation)));
  const lone = (respondents: number) =>
    over((correlation) => falseChanges(roundOf([respondents], correlation), repetitions));
  const ranks = (small: number, large: number) =>
    over((correlation) => rankCoverage(roundOf(twelve(small, large), correlation), repetitions));
  return [
    row(['said to have moved, a lone unit of n = 30 in both rounds', ...lone(30)]),
    row(['said to have moved, a lone unit of n = 100 in both rounds', ...lone(100)]),
    row(['all 12 rank sets right, n = 100 each', ...ranks(100, 100)]),
    row(['all 12 rank sets right, six of n = 40 and six of n = 400', ...ranks(40, 400)]),
  ];
}

const text = [
  [
    row([
      'interval of 95 %: how often it holds the truth, %',
      'p',
      'ρ = 0.1',
      '0.3',
      '0.6',
      'width',
      'published',
    ]),
    row(['---', ...Array.from({ length: 6 }, () => '---:')]),
    ...intervalRows(),
  ].join('\n'),
  [
    row(['nothing differs, p = 0.9, %', 'ρ = 0.1', '0.3', '0.6']),
    row(['---', ...correlations.map(() => '---:')]),
    ...comparisonRows(),
  ].join('\n'),
].join('\n\n');

const page = new URL('../docs/methodology.md', import.meta.url);
const before = await readFile(page, 'utf8');
const head = before.slice(0, before.indexOf(start) + start.length);
const tail = before.slice(before.indexOf(end));
await writeFile(page, `${head}\n\n${text}\n\n${tail}`);
console.log(text);
