/**
 * An intruder who reads everything that is open to all about a closed round and its correction at once, knows how many respondents
 * there are in every cell, and works out with linear programs what few of them answered.
 *
 * More provinces, and how wide the ranges are: `ATTACK_SEEDS=1-24 npm run test:all -- test/attack`.
 */
import { afterAll, describe, expect, test } from '@jest/globals';
import { roundFigures } from '../../src/processing/results/roundFigures.ts';
import {
  suppressRelease,
  WHOLE,
  type Part,
  type Release,
  type Suppression,
} from '../../src/statistics/disclosure/release.ts';
import { isSmall } from '../../src/statistics/disclosure/threshold.ts';
import { afterClosing } from '../processing/results/measured.ts';
import { intruderOf, smallCells, type Cell, type FoundRange, type KnownSum } from './intruder.ts';
import { provinceOf } from './province.ts';
import { figuresBeside, figuresOfWhy, publishedFigures } from './sources.ts';

const ordinarySeeds = [3, 5, 11, 24, 71];
const seeds =
  process.env['ATTACK_SEEDS'] === undefined ? ordinarySeeds : seedsOf(process.env['ATTACK_SEEDS']);
/** A province in which the rules alone leave a small cell known. */
const seedWithoutAudit = 5;
const isSummarised = process.env['ATTACK_SEEDS'] !== undefined;

/** `2,11` or `1-30` */
function seedsOf(text: string): number[] {
  const [from = 1, to] = text.split('-').map(Number);
  if (to === undefined) return text.split(',').map(Number);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

const provinces = new Map<number, ReturnType<typeof readAll>>();
/** Everything that is open to all about a province; made once. */
function sourcesOf(seed: number): ReturnType<typeof readAll> {
  const made = provinces.get(seed) ?? readAll(seed);
  provinces.set(seed, made);
  return made;
}

async function readAll(seed: number) {
  const province = await provinceOf(seed);
  const intruder = intruderOf(province);
  const { before, after, previous, byOtherMethods } = province;
  const states = [['before', before] as const, ...(after ? [['after', after] as const] : [])];
  const published = states.map(([when, measured]) => ({
    when,
    figures: [
      ...publishedFigures(measured),
      ...figuresOfWhy(measured, previous),
      ...(when === 'before' ? byOtherMethods.flatMap((other) => figuresBeside(measured, other)) : []),
    ],
  }));
  const sums = published.flatMap(({ when, figures }) =>
    figures.flatMap((figure) => intruder.sumOfFigure(when, figure) ?? []),
  );
  const asked = published.flatMap(({ when, figures }) => smallCells(intruder, when, figures));
  return { province, intruder, published, known: sums, asked };
}

/** The cells whose levels pages show: those of questions with a figure. */
function spreadsOf(published: Awaited<ReturnType<typeof readAll>>['published']): Cell[] {
  return published.flatMap(({ when, figures }) =>
    figures
      .filter(
        ({ source, state, part }) =>
          source === 'page' && state === 'shown' && 'scope' in part && part.scope.kind === 'question',
      )
      .map(({ unitId, part }) => ({ when, unitId, part })),
  );
}

/** Exactly, though no total of ten respondents or more who answered alike says so. */
function isDisclosed({ low, high, isUniform }: FoundRange): boolean {
  return low === high && !isUniform;
}

const widths: number[] = [];

describe.each(seeds)('of province %d', (seed) => {
  test('everything published is true', async () => {
    const { intruder, published, known: sums } = await sourcesOf(seed);
    expect(sums.length).toBeGreaterThan(0);
    expect(sums.filter(({ cell, score }) => intruder.scoreOf(cell) !== score)).toEqual([]);
    const wrong = published.flatMap(({ when, figures }) =>
      figures.filter(
        ({ people, ...cell }) => people !== undefined && people !== intruder.respondentsOf({ when, ...cell }),
      ),
    );
    expect(wrong).toEqual([]);
    expect(published.flatMap(({ figures }) => figures).filter((figure) => 'variance' in figure)).toEqual([]);
  });

  test('the intruder finds no small cell to a single possible score', async () => {
    const { intruder, known: sums, asked } = await sourcesOf(seed);
    const found = intruder.attack(sums, asked, isSummarised ? Infinity : 2);
    expect(found.filter(isDisclosed)).toEqual([]);
    expect(found.length).toBeGreaterThan(0);
    for (const { low, high, max, isUniform } of found) if (!isUniform) widths.push((high - low) / max);
  });

  // Five unknown numbers for each answer take a minute of processor time for a province.
  if (isSummarised || seed === ordinarySeeds[0]) {
    test('nor, with the levels of every published question, how many of a small cell chose one', async () => {
      const { intruder, published, known: sums, asked } = await sourcesOf(seed);
      expect(intruder.attackLevels(sums, spreadsOf(published), asked)).toEqual([]);
    });
  }

  afterAll(() => {
    if (isSummarised) provinces.delete(seed); // many provinces do not fit into memory
  });
});

test('the intruder reads every source', async () => {
  const read = await Promise.all(ordinarySeeds.map(sourcesOf));
  const figures = read.flatMap(({ published }) => published.flatMap((one) => one.figures));
  const shown = new Set(figures.filter(({ state }) => state === 'shown').map(({ source }) => source));
  expect([...shown].sort()).toEqual(
    ['API', 'further method', 'long file', 'page', 'publication', 'why', 'wide file'].sort(),
  );
});

describe('the intruder finds small cells', () => {
  /** Whether a cell is found in a province whose figures are suppressed otherwise. */
  async function isFoundIn(
    seed: number,
    isLeftOut: (release: Release, unitId: string, part: Part) => boolean,
  ): Promise<boolean> {
    const { province, intruder, asked } = await sourcesOf(seed);
    const { release } = roundFigures(province.before, afterClosing);
    const shown = figuresOf(release).flatMap(({ unitId, part }): KnownSum[] => {
      const { respondents, score } = release.cell(unitId, part);
      const isShown = respondents > 0 && !isLeftOut(release, unitId, part);
      return isShown ? [{ cell: { when: 'before', unitId, part }, score }] : [];
    });
    return intruder.attack(shown, asked.filter(({ when }) => when === 'before')).some(isDisclosed); // prettier-ignore
  }

  test('where only they are suppressed', async () => {
    const isFound = await isFoundIn(ordinarySeeds[0]!, ({ cell }, unitId, part) =>
      isSmall(cell(unitId, part).respondents),
    );
    expect(isFound).toBe(true);
  });

  test('where the audit is left out', async () => {
    const rules = new Map<Release, Suppression>();
    const isLeftOut = (release: Release, unitId: string, part: Part): boolean => {
      const known = rules.get(release) ?? suppressRelease({ ...release, inherited: undefined });
      rules.set(release, known);
      return known.isSuppressed(unitId, part);
    };
    expect(await isFoundIn(seedWithoutAudit, isLeftOut)).toBe(true);
  });

  test('where one figure is published that is suppressed beside them', async () => {
    const { intruder, province, known: sums, asked } = await sourcesOf(ordinarySeeds[0]!);
    const { release, isSuppressed } = roundFigures(province.before, afterClosing);
    const before = asked.filter(({ when }) => when === 'before');
    const isFound = figuresOf(release).some(({ unitId, part }) => {
      const { respondents, score } = release.cell(unitId, part);
      if (respondents < 10 || !isSuppressed(unitId, part)) return false;
      const one: KnownSum = { cell: { when: 'before', unitId, part }, score };
      return intruder.attack([...sums, one], before).some(isDisclosed);
    });
    expect(isFound).toBe(true);
  });

  test('where the levels of every other cell are published', async () => {
    const { intruder, province, known: sums, asked } = await sourcesOf(ordinarySeeds[0]!);
    const { release } = roundFigures(province.before, afterClosing);
    const before = asked.filter(({ when }) => when === 'before');
    const spread = figuresOf(release).flatMap(({ unitId, part }): Cell[] => {
      const isSpread = 'scope' in part && part.scope.kind === 'question';
      return isSpread && !isSmall(release.cell(unitId, part).respondents)
        ? [{ when: 'before', unitId, part }]
        : [];
    });
    expect(intruder.attackLevels(sums, spread, before)).not.toEqual([]);
  });

  /** Every figure of a release, suppressed or not. */
  function figuresOf({ factors, grouped, unitIds }: Release): { unitId: string; part: Part }[] {
    const parts = [WHOLE, ...factors.flatMap(({ part, questions }) => [part, ...questions])];
    return [
      ...unitIds.flatMap((unitId) => parts.map((part) => ({ unitId, part }))),
      ...grouped!.splits.flatMap(({ groups }) => groups.map((part) => ({ unitId: grouped!.unitId, part }))),
    ];
  }
});

test('ranges hold the scores that were given', async () => {
  const { intruder, known: sums, asked } = await sourcesOf(ordinarySeeds[0]!);
  const found = intruder.attack(sums, asked.slice(0, 12), Infinity);
  expect(found.every(({ low, high, score }) => low <= score && score <= high)).toBe(true);
});

test('groups of respondents are not published again by a correction', async () => {
  const { published } = await sourcesOf(ordinarySeeds[0]!);
  const corrected = published.find(({ when }) => when === 'after');
  const groups = corrected!.figures.filter(({ part }) => 'dimension' in part);
  expect(groups.length).toBeGreaterThan(0);
  expect(groups.filter(({ state }) => state === 'shown')).toEqual([]);
});

afterAll(() => {
  if (!isSummarised || widths.length === 0) return;
  const sorted = widths.toSorted((one, other) => one - other);
  const deciles = Array.from({ length: 11 }, (_, tenth) =>
    sorted[Math.min(sorted.length - 1, Math.floor((tenth * sorted.length) / 10))]!.toFixed(2),
  );
  process.stdout.write(
    `possible scores of ${sorted.length} small cells, deciles of (highest − lowest) / answers: ${deciles.join(' ')}\n`,
  );
});
