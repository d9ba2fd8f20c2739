/** Holds the arithmetic against the package `survey` of R, on samples that are drawn anew by a seed and in no file. */
import { spawnSync } from 'node:child_process';
import { beforeAll, expect, test } from '@jest/globals';
import { seededRandom } from '../../../scripts/demo/random.ts';
import { simultaneousCriticalValue } from '../../../src/statistics/estimation/criticalValues.ts';
import { estimate, type Sample } from '../../../src/statistics/estimation/estimate.ts';
import { kornGraubardInterval } from '../../../src/statistics/estimation/interval.ts';
import { ratioToNumber } from '../../../src/statistics/estimation/ratio.ts';
import { WHOLE } from '../../../src/statistics/estimation/scope.ts';
import { describeWith, rscriptPath } from '../../support/needs.ts';
import { aPlan, cellOfPairs } from './build.ts';

const rscript = rscriptPath;
const hasSurvey =
  rscript !== undefined &&
  spawnSync(rscript, ['-e', 'quit(status = !requireNamespace("survey", quietly = TRUE))']).status === 0;

interface Person {
  readonly stratum: number;
  readonly satisfied: number;
  readonly valid: number;
}

const populations = [60, 900, 20_000];

/** Three strata of 25, 12 and 60 people, who gave up to 22 answers and are more or less satisfied. */
function drawPeople(seed: number): Person[] {
  const random = seededRandom(seed);
  return [25, 12, 60].flatMap((size, stratum) =>
    Array.from({ length: size }, () => {
      const valid = 15 + random.whole(8);
      const isContent = random.next() < 0.85;
      return { stratum, valid, satisfied: isContent ? valid - random.whole(3) : random.whole(valid) };
    }),
  );
}

const script = `
suppressMessages(library(survey))
d <- read.csv(file("stdin"))
for (one in split(d, d$sample)) {
  design <- svydesign(ids = ~person, strata = ~stratum, fpc = ~N, data = one)
  ratio <- svyratio(~s, ~a, design)
  long <- one[rep(seq_len(nrow(one)), one$a), ]
  long$x <- unlist(mapply(function(s, a) rep(c(1, 0), c(s, a - s)), one$s, one$a))
  clustered <- svydesign(ids = ~person, weights = ~1, data = long)
  beta <- svyciprop(~x, clustered, method = "beta")
  cat(sprintf("%.17g", c(coef(ratio), vcov(ratio), coef(beta), vcov(beta), attr(beta, "ci"))), "\\n")
}
cat(sprintf("%.17g", qtukey(0.95, c(2, 12, 143), Inf)), "\\n")
`;

function runR(samples: readonly (readonly Person[])[]): number[][] {
  const rows = samples.flatMap((people, sample) =>
    people.map(({ stratum, satisfied, valid }, person) =>
      [sample, stratum, person, satisfied, valid, populations[stratum]].join(','),
    ),
  );
  const input = ['sample,stratum,person,s,a,N', ...rows, ''].join('\n');
  const { stdout, stderr, status } = spawnSync(rscript!, ['-e', script], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
}

describeWith('Rscript with the package survey', hasSurvey ? rscript : undefined, 'R', () => {
  const plan = aPlan([22]);
  const samples = [1, 2, 3, 4, 5].map(drawPeople);
  let answers: readonly (readonly number[])[] = [];
  beforeAll(() => {
    answers = runR(samples);
  });
  const cellOf = (people: readonly Person[]) =>
    cellOfPairs(
      plan,
      people.map(({ satisfied }) => satisfied),
      people.map(({ valid }) => valid),
    );

  test.each(samples.map((people, index) => ({ people, rank: index })))(
    'gives the ratio and variance of the stratified sample $place, and its beta interval of the same people pooled',
    ({ people, rank }) => {
      const [ratio, variance, share, pooledVariance, low, up] = answers[rank]!;
      const strata = populations.map((population, stratum) => ({
        cell: cellOf(people.filter((one) => one.stratum === stratum)),
        population,
      }));
      const drawn: Sample = { strata, isProbability: true };
      const stratified = estimate(plan, WHOLE, drawn);
      expect(ratioToNumber(stratified.share!) / ratio!).toBeCloseTo(1, 10);
      expect(stratified.variance! / variance!).toBeCloseTo(1, 9);

      const pooled = estimate(plan, WHOLE, { strata: [{ cell: cellOf(people) }], isProbability: false });
      const known = ratioToNumber(pooled.share!);
      expect(known / share!).toBeCloseTo(1, 10);
      expect(pooled.variance! / pooledVariance!).toBeCloseTo(1, 9);
      const interval = kornGraubardInterval(known, {
        effective: (known * (1 - known)) / pooled.variance!,
        answers: pooled.valid,
        degreesOfFreedom: pooled.degreesOfFreedom,
      });
      expect(interval.low).toBeCloseTo(low!, 8);
      expect(interval.up).toBeCloseTo(up!, 8);
    },
  );

  test('gives the critical values of rank sets, as points of the studentised range', () => {
    [2, 12, 143].forEach((figures, index) => {
      const ours = simultaneousCriticalValue(figures) * Math.SQRT2;
      expect(Math.abs(ours - answers.at(-1)![index]!)).toBeLessThan(5e-5);
    });
  });
});
