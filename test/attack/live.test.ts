/**
 * One who knows all answers of a unit but those of one respondent, and reads the live state of the open round: what the
 * bands leave possible, worked out by going through the places of the grid.
 */
import { describe, expect, test } from '@jest/globals';
import { bandAround, bandWidth, drawBands } from '../../src/statistics/disclosure/liveState.ts';

const questions = 22;
/** Places of the grid, the middles of equal parts: each as likely as the others, and ten of them to one answer. */
const ranks = 440;

interface Known {
  /** Satisfied answers of all others. */
  readonly satisfied: number;
  readonly others: number;
}

/**
 * By how many answers of the one respondent are satisfied, 0 to 22: the part of the places of the grid at which this is
 * the only number that fits what is shown.
 */
function sharesFound({ satisfied, others }: Known): number[] {
  const answers = questions * (others + 1);
  const width = bandWidth({ respondents: others + 1, answers })!;
  const shown = Array.from({ length: questions + 1 }, (_, one) =>
    Array.from({ length: ranks }, (__, index) => {
      const { low, high } = bandAround((satisfied + one) / answers, width, (index + 0.5) / ranks);
      return `${low} ${high}`;
    }),
  );
  const fitting = new Map<string, number>();
  for (const band of shown.flatMap((bands) => [...new Set(bands)]))
    fitting.set(band, (fitting.get(band) ?? 0) + 1);
  return shown.map((bands) => bands.filter((band) => fitting.get(band) === 1).length / ranks);
}

describe('somebody who sent nine forms, and sees the band with the tenth', () => {
  const allKnown = Array.from({ length: 9 * questions + 1 }, (_, satisfied) =>
    sharesFound({ satisfied, others: 9 }),
  );

  test('knows its answers in one draw of forty at most, whatever the nine say', () => {
    expect(Math.max(...allKnown.flat())).toBeLessThanOrEqual(1 / 40);
  });

  test('finds out now and then who is satisfied with all, which the draw cannot prevent', () => {
    expect(Math.max(...allKnown.map((found) => found[questions]!))).toBeGreaterThan(0);
  });

  test('never knows how one answered who is neither satisfied with all nor with nothing', () => {
    expect(Math.max(...allKnown.flatMap((found) => found.slice(1, questions)))).toBe(0);
  });
});

test('of a thousand respondents nobody finds more of one than in one draw of forty either', () => {
  const known = Array.from({ length: 60 }, (_, more) =>
    sharesFound({ satisfied: 20_000 + more, others: 999 }),
  );
  expect(Math.max(...known.flat())).toBeLessThanOrEqual(1 / 40);
});

/**
 * The chance that one band tells two answers apart is 1 over the answers that it is worth. Bands follow each other when
 * answers have changed enough; whoever chooses how many answers there are each time has this chance altogether.
 */
function chanceOfAllBands(answersMax: number): number {
  const most = new Float64Array(answersMax + 2);
  const next = nextDrawnAfter(answersMax);
  for (let answers = answersMax; answers >= 200; answers--) {
    const one = 100 / (bandWidth({ respondents: 10, answers })! * answers);
    most[answers] = Math.max(most[answers + 1]!, one + most[next(answers)]!);
  }
  return most[200]!;
}

/** The least number of answers at which a band is drawn anew, as the program decides it. */
function nextDrawnAfter(answersMax: number): (answers: number) => number {
  const at = new Date(0);
  const of = (answers: number) => ({ unitId: 'ward', scope: '', share: 0.5, respondents: 10, answers });
  const isDrawn = (before: number, after: number): boolean => {
    const held = drawBands([], [of(before)], { at, offset: () => 0 });
    return drawBands(held, [of(after)], { at, offset: () => 0.5 })[0] !== held[0];
  };
  let next = answersMax + 1;
  return (answers) => {
    while (next > answers + 1 && isDrawn(answers, next - 1)) next -= 1;
    return next;
  };
}

test('all bands of a figure together tell an answer in one of four rounds of 100,000 respondents at most', () => {
  const upToTenThousand = chanceOfAllBands(10_000 * questions);
  // From then on a band of one percent follows every ten thousand answers.
  let later = 0;
  for (let answers = 10_000 * questions; answers <= 100_000 * questions; answers += 10_000)
    later += 100 / answers;
  expect(upToTenThousand + later).toBeLessThanOrEqual(0.25);
  // A band that is drawn anew every six hours tells it six times in ten within ten days.
  expect(1 - (1 - 1 / 44) ** 40).toBeGreaterThan(0.6);
});
