/** Made-up provinces for the attacker: small enough for a linear program, with a correction, and a board that moved. */
import { guardOf, mayCorrect } from '../../src/publications/guard.ts';
import { firstBoard, nextBoard, type Board } from '../../src/satisfaction/board.ts';
import type { MeasuredRound } from '../../src/satisfaction/results.ts';
import { unitTreeOn } from '../../src/units/unitTree.ts';
import { aMeasuredRound, type GivenForms } from '../satisfaction/measured.ts';
import { aUnit } from '../support/builders.ts';
import { numbers } from '../support/numbers.ts';

export const services = ['land', 'birth'];
export const channelsUsed = ['qr', 'kiosk'];
export const bandsUsed = ['under25', 'from25to34'];
/** Over the end of a month, and over that of a week. */
export const days = ['2026-01-30', '2026-01-31', '2026-02-01', '2026-02-02'];

const wards = { north: ['north-a', 'north-b', 'north-c'], south: ['south-a', 'south-b'] } as const;
export const tree = unitTreeOn(
  [
    aUnit('province', { kind: 'province' }),
    ...Object.entries(wards).flatMap(([district, ids]) => [
      aUnit(district, { kind: 'district', parentId: 'province' }),
      ...ids.map((id) => aUnit(id, { parentId: district })),
    ]),
    aUnit('island', { parentId: 'province' }), // no district above it
  ],
  '2026-01-05',
);
export const unitIds = tree.subtreeIds('province');
/** Where forms are given; those of the district are its own. */
export const places = [...wards.north, ...wards.south, 'island', 'north'];

export interface State {
  readonly measured: MeasuredRound;
  readonly given: readonly GivenForms[];
}

export interface Province {
  readonly before: State;
  /** Where a correction would be let through: after some forms were annulled. */
  readonly after: State | undefined;
  /** States of the board while the round was open, as they follow each other. */
  readonly boards: readonly Board[];
}

/** Batches in which forms come. */
const batchesMax = 3;

export function provinceOf(seed: number): Province {
  const { next, upTo } = drawing(seed);
  const given = formsOf(seed);
  const before = stateOf(given);
  let after: State | undefined;
  for (let tries = 0; tries < 12 && !after; tries++) {
    const annulled = given.map(({ count }) =>
      count >= 20 && next() < 0.15 ? Math.min(count, 10 + upTo(12)) : 0,
    );
    if (annulled.every((count) => count === 0)) continue;
    const changed = stateOf([
      ...given.map((forms, place) => ({ ...forms, count: forms.count - annulled[place]! })),
      ...given.map((forms, place) => ({ ...forms, count: annulled[place]!, standing: 'annulled' as const })),
    ]);
    if (mayCorrect(guardOf(before.measured), guardOf(changed.measured))) after = changed;
  }
  return { before, after, boards: boardsOf(given) };
}

function drawing(seed: number) {
  const random = numbers(seed);
  const next = (): number => random.next().value;
  const upTo = (count: number): number => Math.floor(next() * (count + 1));
  const oneOf = <T>(values: readonly T[]): T => values[upTo(values.length - 1)]!;
  return { next, upTo, oneOf };
}

/** Small wards; channels, services, bands and days of a few; levels that few choose; a question that few answer. */
function formsOf(seed: number): GivenForms[] {
  const { next, upTo, oneOf } = drawing(seed);
  const mostly = <T>(first: T, others: readonly T[]): T => (next() < 0.6 ? first : oneOf(others));
  const forms = (unitId: string, count: number, answers: GivenForms['answers']): GivenForms => ({
    unitId,
    count,
    answers,
    channel: mostly('qr', channelsUsed),
    serviceId: mostly('land', services),
    about: next() < 0.8 ? { ageBand: oneOf(bandsUsed) } : {},
    givenOn: mostly(days[1]!, days),
  });
  return places.flatMap((unitId) => {
    const large = next() < 0.15 ? 0 : 1;
    return [
      forms(unitId, large * (next() < 0.25 ? upTo(14) : 60 + upTo(60)), { q1: 5, q2: 4, q3: 3 }),
      forms(unitId, large * (40 + upTo(40)), { q1: 5 }),
      forms(unitId, large * (20 + upTo(20)), { q1: oneOf([3, 4]), q2: 4 }),
      forms(unitId, next() < 0.5 ? 0 : upTo(12), { q2: 2 }),
      forms(unitId, next() < 0.5 ? 0 : upTo(14), { q1: oneOf([1, 2, 3]) }),
    ];
  });
}

function stateOf(given: readonly GivenForms[]): State {
  return { given, measured: inProvince(aMeasuredRound(given)) };
}

function inProvince(measured: MeasuredRound): MeasuredRound {
  return { ...measured, tree, round: { ...measured.round, unitIds: ['province'] } };
}

/** The last batch is large: that a last step of a few forms tells those few is said in decision 0001. */
function boardsOf(given: readonly GivenForms[]): Board[] {
  const boards: Board[] = [];
  for (let batch = 1; batch < batchesMax; batch++) {
    const { plan, board } = aMeasuredRound(
      given.map((forms) => ({ ...forms, count: Math.floor((forms.count * batch) / batchesMax) })),
    );
    const last = boards.at(-1);
    boards.push(last ? nextBoard(plan, last, board) : firstBoard(plan, board));
  }
  return boards;
}
