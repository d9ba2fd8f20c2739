/**
 * One who reads everything that is open of a round at once, its cells by every dimension, its results, its publication and
 * the file of aggregates, before a correction and after it, and works out the rest: no hidden cell is found.
 */
import { describe, expect, test } from '@jest/globals';
import { exportTexts } from '../../src/exports/texts.ts';
import { longTable } from '../../src/exports/aggregates.ts';
import type { KeptCheckpoint } from '../../src/ledger/store.ts';
import { frozenContent } from '../../src/publications/freeze.ts';
import { guardOf, mayCorrect } from '../../src/publications/guard.ts';
import type { PublicationContent } from '../../src/publications/publication.ts';
import { resultsOf, type MeasuredRound } from '../../src/satisfaction/results.ts';
import { resultsJson } from '../../src/satisfaction/resultsJson.ts';
import { roundVolumes } from '../../src/volumes/roundVolumes.ts';
import { narrowestRange } from '../satisfaction/attacker.ts';
import { afterClosing, aMeasuredRound, nothingBeside, type GivenForms } from '../satisfaction/measured.ts';
import { cellsOf, keyOf, seenTables, wire, type ToldFigure } from '../satisfaction/seenTables.ts';
import { numbers } from '../support/numbers.ts';

const wards = ['ward-a', 'ward-b', 'ward-c', 'ward-d'] as const;

/** A city with small wards, channels, services, bands and days, and the same after some of its forms were annulled. */
function citiesOf(seed: number): { before: GivenForms[]; after: GivenForms[] } {
  const random = numbers(seed);
  const upTo = (count: number): number => Math.floor(random.next().value * (count + 1));
  const oneOf = <T>(values: readonly T[]): T => values[upTo(values.length - 1)]!;
  const forms = (unitId: string, count: number, answers: GivenForms['answers']): GivenForms => ({
    unitId,
    count,
    answers,
    channel: oneOf(['qr', 'kiosk']),
    serviceId: oneOf(['land', 'birth']),
    about: random.next().value < 0.8 ? { age: oneOf(['18-29', '30-49']) } : {},
    givenOn: oneOf(['2026-01-20', '2026-01-21']),
  });
  const before = wards.flatMap((unitId) => [
    forms(unitId, random.next().value < 0.4 ? upTo(14) : 20 + upTo(40), { q1: 5, q2: 4, q3: 3 }),
    forms(unitId, random.next().value < 0.5 ? 0 : 30 + upTo(20), { q1: 5, q2: 5 }),
    forms(unitId, upTo(12), { q1: 2, q2: 4 }),
  ]);
  const after = before.flatMap((given): GivenForms[] => {
    const annulled = given.count >= 30 && random.next().value < 0.3 ? 10 + upTo(15) : 0;
    return [
      { ...given, count: given.count - annulled },
      { ...given, count: annulled, standing: 'annulled' },
    ];
  });
  return { before, after };
}

function publicationOf(measured: MeasuredRound): PublicationContent {
  const checkpoint = { number: 1, size: 1, note: '', key: '' } as KeptCheckpoint;
  const volumes = roundVolumes([], [], '2026-03');
  return frozenContent({ measured, checkpoint, volumes, number: 1, now: afterClosing });
}

describe('an attacker with the API, the public site and the exports', () => {
  const cities = Array.from({ length: 80 }, (_, seed) => citiesOf(seed + 1));
  const states = cities.slice(0, 8).map(({ before }) => aMeasuredRound(before, wards));

  /** Rounds before and after a correction that is let through. */
  function corrected(count: number): (readonly [MeasuredRound, MeasuredRound])[] {
    const found: (readonly [MeasuredRound, MeasuredRound])[] = [];
    for (const { before, after } of cities) {
      const [one, other] = [aMeasuredRound(before, wards), aMeasuredRound(after, wards)];
      if (mayCorrect(guardOf(one), guardOf(other))) found.push([one, other]);
      if (found.length === count) break;
    }
    return found;
  }

  test('finds no hidden cell of one state to a range below five', () => {
    let hidden = 0;
    for (const one of states) {
      const version = seenTables(one);
      hidden += version.hidden.size - version.unasked!.size;
      expect(narrowestRange([version])).toBeGreaterThanOrEqual(5 - 1e-6);
    }
    expect(hidden).toBeGreaterThan(60);
  });

  test('nor from two states of it, where a correction is let through', () => {
    const passed = corrected(4);
    expect(passed).toHaveLength(4);
    for (const [one, other] of passed) {
      expect(narrowestRange([seenTables(other), seenTables(one)])).toBeGreaterThanOrEqual(5 - 1e-6); // forms only go: the later state is the smaller
    }
  });

  test('is not told which of the hidden cells are the small ones', () => {
    const told = states
      .flatMap(cellsOf)
      .filter(({ figure }) => figure.state === 'hidden')
      .map(({ figure }) => JSON.stringify({ ...figure, scope: undefined }));
    expect(new Set(told).size).toBe(1);
  });

  test('learns nothing more from results, publication or file: they tell the same figures', () => {
    for (const one of states.slice(0, 4)) {
      const told = new Map(
        cellsOf(one).map((cell) => [keyOf(cell.unitId, cell.dimension, cell.value), cell.figure]),
      );
      const rows = longTable({ content: publicationOf(one) }, 'en');
      const columnOf = (key: string) => rows.columns.findIndex((column) => column.key === key);
      expect(rows.rows).toHaveLength(5 * (1 + one.plan.factors.length + one.plan.questions.length));
      for (const row of rows.rows) {
        if (row[columnOf('state')] !== exportTexts.en.states.hidden) continue;
        for (const key of ['value', 'people', 'answers', 'change']) expect(row[columnOf(key)]).toBe('');
      }
      for (const { id, whole, factors, questions } of (wire(publicationOf(one)) as PublicationContent)
        .units) {
        const live = wire(
          resultsJson(afterClosing, one, resultsOf(afterClosing, one, id), nothingBeside, []),
        ) as { satisfactionIndex: object; factors: object[]; questions: object[] };
        const people = (line: object) => (line as { figure: ToldFigure }).figure;
        const lines = [
          ['all', '', whole, live.satisfactionIndex] as const,
          ...factors.map((line, place) => ['factor', line.id, line, live.factors[place]!] as const),
          ...questions.map((line, place) => ['question', line.id, line, live.questions[place]!] as const),
        ];
        for (const [dimension, value, published, shown] of lines) {
          const cell = told.get(keyOf(id, dimension, value))!;
          expect(people(shown)).toEqual(cell);
          const { state, people: count, answers } = people(published);
          expect({ state, count, answers }).toEqual({
            state: cell.state,
            count: cell.people,
            answers: cell.answers,
          });
        }
      }
    }
  });
});
