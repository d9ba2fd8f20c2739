/**
 * One who has everything that is told of a round at once, and works out the rest with a linear program: the board at each of
 * its states, results, publication and correction, the API, files, single forms, and all that staff can ask of it.
 *
 * More provinces than the few of each run: `ATTACK_SEEDS=1-30 npm test -- test/attack`.
 */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { markOf } from '../../src/publications/guard.ts';
import { singleForms, type SingleForms } from '../../src/satisfaction/singleForms.ts';
import { afterClosing } from '../satisfaction/measured.ts';
import { alikeRows, toldInForms } from './formSources.ts';
import { countOf, knowledge, type AlikeRows, type Told } from './knowledge.ts';
import { cellFigures, liveBoard, toldToAll } from './openSources.ts';
import { provinceOf } from './province.ts';
import { toldToStaff } from './staffSources.ts';

/** Of the first no unit can be shown by day; both have a correction. */
const [shown, corrected] = [8, 9];
const seeds = seedsOf(process.env['ATTACK_SEEDS'] ?? `5,${shown},${corrected},17`);

/** `2,11` or `1-30` */
function seedsOf(text: string): number[] {
  const [from = 1, to] = text.split('-').map(Number);
  if (to === undefined) return text.split(',').map(Number);
  return Array.from({ length: to - from + 1 }, (_, place) => from + place);
}

type Attacked = Awaited<ReturnType<typeof toldOf>>;
const provinces = new Map<number, Promise<Attacked>>();

/** A province with all that is told of it, both ways; gathered once. */
function attacked(seed: number): Promise<Attacked> {
  const found = provinces.get(seed) ?? toldOf(seed);
  provinces.set(seed, found);
  return found;
}

async function toldOf(seed: number) {
  const province = provinceOf(seed);
  const { before, after, boards } = province;
  const last = after ?? before;
  const numberOf = ({ when, of }: Told): number =>
    of.reduce((sum, who) => sum + countOf(when === 'after' ? last : before, who), 0);
  const open = withEmpty(
    [...toldToAll(before, 'before'), ...(after ? toldToAll(after, 'after') : [])],
    numberOf,
  );
  const staff = await toldToStaff(before, 'before');
  const isSmall = (told: Told): boolean => numberOf(told) > 0 && numberOf(told) < 10;

  function attack(told: readonly Told[], rows?: readonly AlikeRows[], isAsked?: (told: Told) => boolean) {
    const known = knowledge({ hasCorrection: after !== undefined, ...(rows && { rows }) });
    for (const board of boards) known.addBoard(liveBoard(before, board));
    return known.attack(told, isAsked);
  }
  return { province, last, open, staff, numberOf, isSmall, attack };
}

/** Where an index is hidden, so are the questions that nobody answered: nobody is known to be in them. */
function withEmpty(told: readonly Told[], numberOf: (told: Told) => number): Told[] {
  const isHidden = ({ people }: Told): boolean => people === 'hidden';
  const placesOf = ({ when, of }: Told): string => JSON.stringify([when, of.map(({ places }) => places)]);
  const hidden = new Set(
    told.filter((one) => isHidden(one) && !one.of[0]?.by && !one.of[0]?.days).map(placesOf),
  );
  return told.map((one) =>
    isHidden(one) && one.of[0]?.by?.[0] === 'answers' && hidden.has(placesOf(one)) && numberOf(one) === 0
      ? { ...one, width: 0 }
      : one,
  );
}

describe.each(seeds)('an attacker of province %d', (seed) => {
  let all: Attacked;

  beforeAll(async () => {
    all = await attacked(seed);
  });

  test('is told nothing that is not so', () => {
    const isSo = (told: Told): boolean => {
      const number = all.numberOf(told);
      if (typeof told.people === 'number') return told.people === number;
      if (told.people !== 'hidden') return number >= (told.people.least ?? 0);
      return told.width !== undefined || number > 0;
    };
    expect([...all.open, ...all.staff].filter((told) => !isSo(told))).toEqual([]);
  });

  test('with what is open to all finds no cell of fewer than ten to a range below five', () => {
    const { asked, found } = all.attack(all.open, undefined, all.isSmall);
    expect(found).toEqual([]);
    expect(asked > 0).toBe(all.open.some((told) => told.people === 'hidden' && all.isSmall(told)));
  });

  test('nor a cell of fewer than ten with all that staff can ask of each unit', () => {
    const open = all.open.filter(({ when }) => when === 'before');
    const { asked, found } = all.attack([...open, ...all.staff], undefined, all.isSmall);
    expect(found).toEqual([]);
    expect(asked).toBeGreaterThan(0);
  });

  test('nor one with the file of single forms', async () => {
    const rows = await alikeRows(all.last, await toldInForms(all.last));
    expect(all.attack(all.open, rows, all.isSmall).found).toEqual([]);
  });

  test('nor a part of a unit with that file and all that staff can ask', async () => {
    const when = all.province.after ? 'after' : 'before';
    const open = all.open.filter((told) => told.when === when);
    const staff = when === 'after' ? await toldToStaff(all.last, when) : all.staff;
    const rows = await alikeRows(all.last, await toldInForms(all.last));
    const isAsked = (told: Told) => isPart(told) && all.isSmall(told);
    const { asked, found } = all.attack([...open, ...staff], rows, isAsked);
    expect(found).toEqual([]);
    expect(asked).toBeGreaterThan(0);
  });
});

describe('the attacker, where the program hid less', () => {
  let all: Attacked;

  beforeAll(async () => {
    all = await attacked(shown);
  });

  test('finds the small cells if none were hidden beside them', () => {
    const told = all.open.map((one) =>
      one.people === 'hidden' && !all.isSmall(one) ? { ...one, people: all.numberOf(one) } : one,
    );
    expect(all.attack(told, undefined, all.isSmall).found.some(({ low, up }) => up - low < 1)).toBe(true);
  });

  test('finds small cells of units if what staff see of each were hidden by itself', async () => {
    const { province, open, isSmall, attack } = await attacked(3);
    const told = await toldToStaff(province.before, 'before', (measured, unitId) => ({
      ...measured,
      round: { ...measured.round, unitIds: [unitId] },
    }));
    const { found } = attack([...open, ...told], undefined, isSmall);
    expect(found.some(({ low, up }) => up - low < 1)).toBe(true);
  });

  test('finds parts of units in single forms if the file were made without a look at analysis', async () => {
    const { province, open, staff, isSmall } = await attacked(3);
    const { before } = province;
    const results = singleForms(before.measured, () => 'shown', afterClosing);
    const rows = await alikeRows(before, { ...results, isMonthTold: () => true });
    const told = [...open.filter(({ when }) => when === 'before'), ...staff];
    const isAsked = (one: Told) => isPart(one) && isSmall(one);
    const { found } = knowledge({ hasCorrection: false, rows }).attack(told, isAsked);
    expect(found.some(({ low, up }) => up - low < 1)).toBe(true);
  });

  test('finds them in single forms if the file were made without a look at the tables', async () => {
    const { before } = all.province;
    const known = knowledge({ hasCorrection: false, rows: await alikeRows(before, tellsAll) });
    const { found } = known.attack(toldToAll(before, 'before'), all.isSmall);
    expect(found.some(({ low, up }) => up - low < 1)).toBe(true);
  });
});

/** Levels are told by single forms, each by itself. */
function isPart({ of }: Told): boolean {
  return of.every(({ by }) => by?.[0] !== 'answers');
}

/** As if nobody looked at the tables when the file is made. */
const tellsAll: SingleForms = {
  isUnitHidden: () => false,
  isOwnHidden: () => false,
  isAnswerTold: () => true,
  isMonthTold: () => true,
  isServiceTold: () => true,
  isChannelTold: () => true,
  isBandTold: () => true,
};

test('which of the hidden cells are the small ones is told nowhere, and annulled forms change the board', async () => {
  const { before, after } = (await attacked(corrected)).province;
  const hidden = cellFigures(before)
    .map(([, figure]) => figure)
    .filter(({ state }) => state === 'hidden');
  expect(new Set(hidden.map((figure) => JSON.stringify({ ...figure, scope: undefined }))).size).toBe(1);
  expect(markOf(before.measured.board)).not.toBe(markOf(after!.measured.board)); // the live pages give way
});
