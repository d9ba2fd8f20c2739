/**
 * An intruder who reads everything that is open to all about a closed round and its correction at once, knows how many respondents
 * there are in every cell, and works out with linear programs what few of them answered.
 *
 * More provinces, and how wide the ranges are: `ATTACK_SEEDS=1-24 npm run test:all -- test/attack`.
 */
import { afterAll, describe, expect, test } from '@jest/globals';
import type { MeasuredRound } from '../../src/processing/results/results.ts';
import { roundFigures } from '../../src/processing/results/roundFigures.ts';
import { isSmall } from '../../src/statistics/disclosure/threshold.ts';
import { afterClosing } from '../processing/results/measured.ts';
import { intruderOf, smallCells, type FoundRange, type KnownSum, type When } from './intruder.ts';
import { provinceOf } from './province.ts';
import { publishedFigures } from './sources.ts';

const seeds = seedsOf(process.env['ATTACK_SEEDS'] ?? '3,5,11,24');
const isSummarised = process.env['ATTACK_SEEDS'] !== undefined;

/** `2,11` or `1-30` */
function seedsOf(text: string): number[] {
  const [from = 1, to] = text.split('-').map(Number);
  if (to === undefined) return text.split(',').map(Number);
  return Array.from({ length: to - from + 1 }, (_, place) => from + place);
}

function sourcesOf(seed: number) {
  const province = provinceOf(seed);
  const intruder = intruderOf(province);
  const { before, after } = province;
  const states = [['before', before] as const, ...(after ? [['after', after] as const] : [])];
  const published = states.map(([when, measured]) => ({ when, figures: publishedFigures(measured) }));
  const known = published.flatMap(({ when, figures }) =>
    figures.flatMap((figure) => intruder.sumOfFigure(when, figure) ?? []),
  );
  const asked = published.flatMap(({ when, figures }) => smallCells(intruder, when, figures));
  return { province, intruder, published, known, asked };
}

/** Exactly, though no total of ten respondents or more who answered alike says so. */
function isDisclosed({ low, high, isUniform }: FoundRange): boolean {
  return low === high && !isUniform;
}

const widths: number[] = [];

describe.each(seeds)('of province %d', (seed) => {
  const { intruder, published, known, asked } = sourcesOf(seed);

  test('everything published is true', () => {
    expect(known.length).toBeGreaterThan(0);
    expect(known.filter(({ cell, score }) => intruder.scoreOf(cell) !== score)).toEqual([]);
    const wrong = published.flatMap(({ when, figures }) =>
      figures.filter(
        ({ unitId, part, people }) =>
          people !== undefined && people !== intruder.respondentsOf({ when, unitId, part }),
      ),
    );
    expect(wrong).toEqual([]);
    expect(published.flatMap(({ figures }) => figures).filter((figure) => 'variance' in figure)).toEqual([]);
  });

  test('the intruder finds no small cell to a single possible score', () => {
    const found = intruder.attack(known, asked, isSummarised ? Infinity : 2);
    expect(found.filter(isDisclosed)).toEqual([]);
    expect(found.length).toBeGreaterThan(0);
    for (const { low, high, max, isUniform } of found) if (!isUniform) widths.push((high - low) / max);
  });
});

describe('the intruder finds small cells', () => {
  const seed = seeds[0]!;

  test('where only they are suppressed', () => {
    const { province, intruder, asked } = sourcesOf(seed);
    const known = shownBy(province.before, (respondents) => isSmall(respondents));
    const found = intruder.attack(
      known,
      asked.filter(({ when }) => when === 'before'),
    );
    expect(found.filter(isDisclosed).length).toBeGreaterThan(0);
  });

  test('where one figure is published that is suppressed beside them', () => {
    const { intruder, province, known, asked } = sourcesOf(seed);
    const beside = shownBy(province.before, (respondents, isSuppressed) => !isSuppressed || respondents < 10);
    const isFound = beside.some((one) =>
      intruder
        .attack(
          [...known, one],
          asked.filter(({ when }) => when === 'before'),
        )
        .some(isDisclosed),
    );
    expect(isFound).toBe(true);
  });

  /** The figures that another rule would publish. */
  function shownBy(
    measured: MeasuredRound,
    isLeftOut: (respondents: number, isSuppressed: boolean) => boolean,
    when: When = 'before',
  ): KnownSum[] {
    const { release, isSuppressed } = roundFigures(measured, afterClosing);
    const { factors, splits, unitIds, cell } = release;
    const scopes = [
      { kind: 'whole' } as const,
      ...factors.map(({ id }) => ({ kind: 'factor', id }) as const),
      ...factors.flatMap(({ questionIds }) => questionIds.map((id) => ({ kind: 'question', id }) as const)),
    ];
    return unitIds.flatMap((unitId) => {
      const groups = splits
        .filter((split) => split.unitIds.has(unitId))
        .flatMap(({ dimension, values }) => values.map((value) => ({ dimension, value })));
      return [...scopes.map((scope) => ({ scope })), ...groups].flatMap((part) => {
        const { respondents, score } = cell(unitId, part);
        const isShown = respondents > 0 && !isLeftOut(respondents, isSuppressed(unitId, part));
        return isShown ? [{ cell: { when, unitId, part }, score }] : [];
      });
    });
  }
});

test('ranges hold the scores that were given', () => {
  const { intruder, known, asked } = sourcesOf(seeds[0]!);
  const found = intruder.attack(known, asked.slice(0, 12), Infinity);
  expect(found.every(({ low, high, score }) => low <= score && score <= high)).toBe(true);
});

test('groups of respondents are not published again by a correction', () => {
  const { published } = sourcesOf(seeds[0]!);
  const corrected = published.find(({ when }) => when === 'after');
  const groups = corrected!.figures.filter(({ part }) => 'dimension' in part);
  expect(groups.length).toBeGreaterThan(0);
  expect(groups.filter(({ state }) => state === 'shown')).toEqual([]);
});

afterAll(() => {
  if (!isSummarised) return;
  const sorted = widths.toSorted((one, other) => one - other);
  const deciles = Array.from({ length: 11 }, (_, tenth) =>
    sorted[Math.min(sorted.length - 1, Math.floor((tenth * sorted.length) / 10))]!.toFixed(2),
  );
  process.stdout.write(
    `possible scores of ${sorted.length} small cells, deciles of (highest − lowest) / answers: ${deciles.join(' ')}\n`,
  );
});
