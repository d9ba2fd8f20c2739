/** One who has a publication, its correction and the board, and knows the rules, finds no hidden cell. */
import { describe, expect, test } from '@jest/globals';
import { figureJson } from '../../src/satisfaction/resultsJson.ts';
import { resultsOf } from '../../src/satisfaction/results.ts';
import type { Relation } from '../../src/satisfaction/hiding.ts';
import type { KeptCheckpoint } from '../../src/ledger/store.ts';
import { frozenContent } from '../../src/publications/freeze.ts';
import { guardOf, markOf, mayCorrect } from '../../src/publications/guard.ts';
import type { PublicationContent } from '../../src/publications/publication.ts';
import { roundVolumes } from '../../src/volumes/roundVolumes.ts';
import { narrowestRange, type SeenVersion } from '../satisfaction/attacker.ts';
import { afterClosing, aMeasuredRound, type GivenForms } from '../satisfaction/measured.ts';
import { numbers } from '../support/numbers.ts';

const wards = ['ward-a', 'ward-b', 'ward-c', 'ward-d', 'ward-e'] as const;

function contentOf(forms: readonly GivenForms[]): PublicationContent {
  const checkpoint = { number: 1, size: 1, note: '', key: '' } as KeptCheckpoint;
  const volumes = roundVolumes([], [], '2026-03');
  const measured = aMeasuredRound(forms, wards);
  const content = frozenContent({ measured, checkpoint, volumes, number: 1, now: afterClosing });
  return JSON.parse(JSON.stringify(content)) as PublicationContent;
}

/** Everything in a publication that a reader can add or subtract: people by unit, of the whole and of each question. */
function seen({ units }: PublicationContent): SeenVersion {
  const people = new Map<string, number>();
  const hidden = new Set<string>();
  const scopes = ['whole', 'q3'];
  for (const { id, whole, questions } of units) {
    for (const [scope, { figure }] of [
      ['whole', whole] as const,
      ...questions.filter((line) => line.id === 'q3').map((line) => [line.id, line] as const),
    ]) {
      if (figure.state === 'hidden') hidden.add(`${id} ${scope}`);
      people.set(`${id} ${scope}`, 'people' in figure ? figure.people : 0);
    }
  }
  const relations = scopes.map((scope): Relation => ({
    total: `city ${scope}`,
    parts: wards.map((ward) => `${ward} ${scope}`),
  }));
  return { people, relations, hidden };
}

/** A city with small wards, and the same after some of its forms were annulled. */
function citiesOf(seed: number): { before: GivenForms[]; after: GivenForms[] } {
  const random = numbers(seed);
  const upTo = (count: number): number => Math.floor(random.next().value * (count + 1));
  const before = wards.flatMap((unitId): GivenForms[] => [
    { unitId, count: random.next().value < 0.4 ? upTo(14) : 20 + upTo(40), answers: { q1: 5, q2: 4, q3: 3 } },
    { unitId, count: upTo(12), answers: { q1: 2, q2: 4 } },
  ]);
  const after = before.flatMap((forms): GivenForms[] => {
    const isLarge = forms.count >= 20 && random.next().value < 0.5;
    const annulled = isLarge ? Math.min(forms.count, 8 + upTo(20)) : 0;
    return [
      { ...forms, count: forms.count - annulled },
      { ...forms, count: annulled, standing: 'annulled' },
    ];
  });
  return { before, after };
}

describe('an attacker with a publication and its correction', () => {
  const cities = Array.from({ length: 50 }, (_, seed) => citiesOf(seed + 1));
  const states = cities.map(({ before, after }) => {
    const [one, other] = [aMeasuredRound(before, wards), aMeasuredRound(after, wards)];
    const may = mayCorrect(guardOf(one), guardOf(other));
    return { before, after, may };
  });

  test('finds no hidden cell to a range below five where the correction is let through', () => {
    const passed = states.filter(({ may }) => may).slice(0, 12);
    expect(passed.length).toBeGreaterThan(5);
    for (const { before, after } of passed) {
      const versions = [seen(contentOf(after)), seen(contentOf(before))]; // forms only go: the later state is the smaller
      expect(narrowestRange(versions)).toBeGreaterThanOrEqual(5);
    }
  });

  test('learns nothing from the board, which is shown only with the very figures of the publication', () => {
    const { before, after } = cities[0]!;
    const [measured, changed] = [aMeasuredRound(before, wards), aMeasuredRound(after, wards)];
    expect(markOf(measured.board)).not.toBe(markOf(changed.board));
    for (const { id, whole } of contentOf(before).units) {
      const live = resultsOf(afterClosing, measured, id).whole.figure;
      expect(JSON.parse(JSON.stringify(figureJson(live)))).toEqual(
        JSON.parse(JSON.stringify(figureJson(whole.figure))),
      );
    }
  });
});
