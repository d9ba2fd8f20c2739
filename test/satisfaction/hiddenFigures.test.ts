import { describe, expect, test } from '@jest/globals';
import { array, assert, integer, property } from 'fast-check';
import { resultsOf } from '../../src/satisfaction/results.ts';
import { resultsJson } from '../../src/satisfaction/resultsJson.ts';
import { afterClosing, aMeasuredRound, type GivenForms, nothingBeside } from './measured.ts';
import { sipas2017 } from '../../src/surveys/presets/sipas2017.ts';
import { smallSurvey } from '../support/builders.ts';
import { numbers } from '../support/numbers.ts';
import { narrowestRange } from './attacker.ts';
import { countingPlan } from '../../src/satisfaction/countingPlan.ts';
import { figureTable } from '../../src/satisfaction/hiddenFigures.ts';
import { MINIMUM_RANGE } from '../../src/satisfaction/hiding.ts';
import { sipas2017 as sipasMethod } from '../../src/satisfaction/presets/sipas2017.ts';
import { surveyShape } from '../../src/satisfaction/surveyShape.ts';
import { unitCells } from '../../src/satisfaction/unitCells.ts';

const surveyWithBands = { ...smallSurvey, about: sipas2017.about.slice(0, 2) };
const answers = { q1: 5, q2: 4, q3: 2 };
const statesOf = (forms: readonly GivenForms[]) => {
  const measured = aMeasuredRound(forms);
  const { groups } = resultsOf(afterClosing, measured, 'city');
  return Object.fromEntries(groups[0]!.units.map(({ unitId, figure }) => [unitId, figure]));
};

describe('what is hidden on a board', () => {
  test('is a ward of nine people, and the next smallest, which would give it away', () => {
    const wards = statesOf([
      { unitId: 'ward-a', count: 9, answers },
      { unitId: 'ward-b', count: 40, answers },
      { unitId: 'ward-c', count: 50, answers },
    ]);
    expect(wards['ward-a']).toMatchObject({ state: 'hidden', reason: 'fewPeople' });
    expect(wards['ward-b']).toMatchObject({ state: 'hidden', reason: 'fewPeople' });
    expect(wards['ward-c']!.state).toBe('shown');
  });

  test('is a question that few answered, with another one of its factor or the factor itself', () => {
    const measured = aMeasuredRound([
      { unitId: 'ward-a', count: 60, answers: { q1: 5, q2: 4 } },
      { unitId: 'ward-a', count: 5, answers },
      { unitId: 'ward-b', count: 60, answers },
    ]);
    const { factors, questions } = resultsOf(afterClosing, measured, 'ward-a');
    const states = Object.fromEntries([...factors, ...questions].map(({ id, figure }) => [id, figure.state]));
    expect(states).toMatchObject({ q3: 'hidden', procedures: 'hidden' });
    expect(Object.values(states).filter((state) => state === 'hidden').length).toBeGreaterThan(2);
  });

  test('is a day of the round with few people, and another day beside it', () => {
    const measured = aMeasuredRound(
      [4, 12, 60, 80].map((count, day) => ({ unitId: 'ward-a', count, answers, givenOn: `2026-01-2${day}` })),
    );
    const statesBy = (unitId: string) =>
      resultsOf(afterClosing, measured, unitId).byDay.map(({ id, figure }) => [
        id,
        figure.state,
        'people' in figure,
      ]);
    expect(statesBy('city')).toEqual([
      ['2026-01-20', 'hidden', false],
      ['2026-01-21', 'hidden', false],
      ['2026-01-22', 'shown', true],
      ['2026-01-23', 'shown', true],
    ]);
    expect(statesBy('ward-a')).toEqual([]); // days are of the whole round
  });

  test('is a band of few people and another one of its question, and none of another question', () => {
    const [first, second] = surveyWithBands.about;
    const bandsOf = (place: number) => ({
      [first!.id]: first!.options[place]!.id,
      [second!.id]: second!.options[place % 2]!.id,
    });
    const measured = aMeasuredRound(
      [5, 40, 60].flatMap((count, place) => [
        { unitId: 'ward-a', count, answers, about: bandsOf(place) },
        { unitId: 'ward-b', count: 30, answers: { q1: 1, q2: 2, q3: 5 }, about: bandsOf(2) },
      ]),
      [],
      surveyWithBands,
    );
    const { byAbout } = resultsOf(afterClosing, measured, 'city');
    const states = byAbout.map(({ bands }) => bands.map(({ figure }) => figure.state));
    expect(states[0]!.slice(0, 3)).toEqual(['hidden', 'hidden', 'shown']);
    expect(states[1]!.slice(0, 2)).toEqual(['shown', 'shown']);
    expect(resultsOf(afterClosing, measured, 'ward-a').byAbout).toEqual([]);
  });

  test('can never be had by subtracting what the pages of the city and its wards show', () => {
    const sizes = array(integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 5 });
    assert(
      property(sizes, (counts) => {
        const forms = counts.map((count, place) => ({ unitId: `ward-${place}`, count, answers }));
        const measured = aMeasuredRound(forms.filter(({ count }) => count > 0), forms.map(({ unitId }) => unitId)); // prettier-ignore
        const city = JSON.parse(
          JSON.stringify(
            resultsJson(afterClosing, measured, resultsOf(afterClosing, measured, 'city'), nothingBeside, []),
          ),
        );
        const cityPeople: number | undefined = city.satisfactionIndex.figure.people;
        const units = city.groups[0].units as { id: string; figure: { state: string; people?: number } }[];
        const hidden = units.filter(({ figure }) => figure.state === 'hidden');
        for (const { figure } of hidden) expect(figure.people).toBeUndefined();
        if (cityPeople === undefined || hidden.length === 0) return;
        const known = units.reduce((sum, { figure }) => sum + (figure.people ?? 0), 0);
        expect(hidden.length).toBeGreaterThanOrEqual(2);
        expect(cityPeople - known).toBeGreaterThanOrEqual(10);
      }),
      { numRuns: 40 },
    );
  });

  describe('in a round of few forms in many wards', () => {
    /** Of each ward about thirteen forms of the official survey, of which one answer in twelve is "no opinion". */
    function sparse(wards: number, seed: number) {
      const random = numbers(seed);
      const upTo = (most: number) => Math.floor(random.next().value * (most + 1));
      const forms = Array.from({ length: 13 * wards }, (): GivenForms => ({
        unitId: `ward-${upTo(wards - 1)}`,
        count: 1,
        answers: Object.fromEntries(sipas.questions.map(({ id }) => [id, upTo(11) === 0 ? 0 : 4])),
      }));
      const { plan, board, tree, round } = aMeasuredRound(forms, [], sipas2017, sipas);
      const unitIds = round.unitIds.flatMap((id) => tree.subtreeIds(id));
      return figureTable(plan, unitCells(plan, board, tree), tree, unitIds);
    }
    const sipas = countingPlan(sipasMethod, surveyShape(sipas2017));

    test('is little more than what is small', () => {
      const { people, hidden } = sparse(143, 1);
      const small = [...people.values()].filter((count) => count > 0 && count < 10).length;
      expect(small).toBeGreaterThan(500);
      expect(hidden.size).toBeLessThan(1.3 * small);
    });

    test('leaves each hidden number of people a range of five', () => {
      expect(narrowestRange([sparse(12, 2)])).toBeGreaterThanOrEqual(MINIMUM_RANGE - 1e-6);
    });
  });
});
