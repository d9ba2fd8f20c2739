/** One who lays the file of single forms beside all tables of its round, counts and subtracts: no hidden cell is found. */
import { describe, expect, test } from '@jest/globals';
import { alikeMin, anonymised, type AnonymousForms } from '../../src/exports/anonymise.ts';
import { channels } from '../../src/accessPoints/accessPoint.ts';
import type { Relation } from '../../src/satisfaction/hiding.ts';
import type { MeasuredRound } from '../../src/satisfaction/results.ts';
import { roundFigures } from '../../src/satisfaction/roundFigures.ts';
import { momentsOf } from '../../src/satisfaction/scope.ts';
import { singleForms, type SingleForms } from '../../src/satisfaction/singleForms.ts';
import { aboutValue } from '../../src/satisfaction/tally.ts';
import { unitTreeOn } from '../../src/units/unitTree.ts';
import { narrowestRange, rangesOf, type SeenVersion } from '../satisfaction/attacker.ts';
import { afterClosing, aMeasuredRound, type GivenForms } from '../satisfaction/measured.ts';
import { keyOf, seenTables } from '../satisfaction/seenTables.ts';
import { aUnit } from '../support/builders.ts';
import { numbers } from '../support/numbers.ts';
import { readFormsOf } from './someForms.ts';

const services = ['land', 'birth'];
const wards = { north: ['north-a', 'north-b', 'north-c'], south: ['south-a', 'south-b'] } as const;
const tree = unitTreeOn(
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

/** A province with small wards, services, bands and days, and forms that are a district's own. */
function provinceOf(seed: number): GivenForms[] {
  const random = numbers(seed);
  const upTo = (count: number): number => Math.floor(random.next().value * (count + 1));
  const oneOf = <T>(values: readonly T[]): T => values[upTo(values.length - 1)]!;
  const forms = (unitId: string, count: number, answers: GivenForms['answers']): GivenForms => ({
    unitId,
    count,
    answers,
    channel: oneOf(['qr', 'kiosk', 'kiosk']),
    serviceId: oneOf(services),
    about: random.next().value < 0.8 ? { ageBand: oneOf(['under25', 'from25to34']) } : {},
    givenOn: oneOf(['2026-01-30', '2026-01-31', '2026-02-01', '2026-02-02']),
  });
  return [...wards.north, ...wards.south, 'island', 'north'].flatMap((unitId) => [
    forms(unitId, random.next().value < 0.25 ? upTo(14) : 60 + upTo(60), { q1: 5, q2: 4, q3: 3 }),
    forms(unitId, 40 + upTo(40), { q1: 5 }),
    forms(unitId, random.next().value < 0.7 ? 0 : upTo(12), { q2: 2 }),
  ]);
}

function measure(forms: readonly GivenForms[]): MeasuredRound {
  const measured = aMeasuredRound(forms);
  return { ...measured, tree, round: { ...measured.round, unitIds: ['province'] } };
}

/** Rows that say the same, and how many they are. Undefined: hidden. */
interface Alike {
  readonly count: number;
  /** Units that they may be of. */
  readonly units: readonly string[];
  readonly values: Readonly<Record<'service' | 'channel' | 'about', string | undefined>>;
  readonly month: string | undefined;
  readonly isAnswered: readonly (boolean | undefined)[];
}

function alikeRows({ forms, order }: AnonymousForms): Alike[] {
  const { lists, units, service, channel, abouts, answers, month } = forms;
  const [band] = lists.content.about;
  const found = new Map<string, Alike>();
  for (const row of order) {
    const told = units
      .filter(({ codes }) => codes[row]! < lists.unitIds.length)
      .map(({ codes }) => lists.unitIds[codes[row]!]!);
    const unit = told.at(-1) ?? 'province';
    const isHiddenBelow = units.some(({ codes, hidden }) => codes[row] === hidden);
    const alike: Alike = {
      count: 0,
      units: isHiddenBelow ? tree.subtreeIds(unit) : [unit],
      values: {
        service: lists.serviceIds[service.codes[row]!],
        channel: channels[channel.codes[row]!],
        about:
          abouts[0]!.codes[row] === abouts[0]!.hidden
            ? undefined
            : abouts[0]!.codes[row] === 0
              ? 'silent'
              : aboutValue(band!.id, band!.options[abouts[0]!.codes[row]! - 1]!.id),
      },
      month: month.codes[row] === month.hidden ? undefined : `2026-0${(month.codes[row]! % 12) + 1}`,
      isAnswered: answers.map(({ codes, hidden }) => (codes[row] === hidden ? undefined : codes[row]! > 1)),
    };
    const key = JSON.stringify(alike);
    found.set(key, { ...alike, count: (found.get(key)?.count ?? 0) + 1 });
  }
  return [...found.values()];
}

/** The tables, with what the file says of the same people as further sums. Asked is after the cells of fewer than ten. */
function withForms(measured: MeasuredRound, file: AnonymousForms): SeenVersion {
  const tables = seenTables(measured);
  const people = new Map(tables.people);
  const hidden = new Set(tables.hidden);
  const unasked = new Set(tables.unasked);
  const relations: Relation[] = [...tables.relations];
  const sums = new Map<string, string[]>();
  const unknown = (key: string): string => {
    people.set(key, 0);
    hidden.add(key);
    unasked.add(key);
    return key;
  };
  const put = (total: string, part: string) => sums.set(total, [...(sums.get(total) ?? []), part]);
  const above = (unitId: string) => [unitId, ...tree.ancestorIds(unitId)];
  const inner = (unitId: string) => above(unitId).filter((id) => tree.childIds(id).length > 0);
  const valuesOf = (dimension: string) => [...new Set([...tables.people.keys()].map((key) => key.split(' ')).filter((parts) => parts[1] === dimension).map((parts) => parts[2]!))]; // prettier-ignore
  const all = {
    service: valuesOf('service'),
    channel: valuesOf('channel'),
    about: [...valuesOf('about'), 'silent'],
  };
  const days = valuesOf('day');
  const { questions } = measured.survey.content;

  alikeRows(file).forEach(({ count, units, values, month, isAnswered }, place) => {
    const rows = `rows ${place}`;
    people.set(rows, count);
    const ofUnit = units.map((unitId) => unknown(`${rows} ${unitId}`));
    relations.push({ total: rows, parts: ofUnit });
    const ofDay = days.filter((day) => month === undefined || day.startsWith(month)).map((day) => [day, unknown(`${rows} ${day}`)] as const); // prettier-ignore
    relations.push({ total: rows, parts: ofDay.map(([, part]) => part) });
    for (const [day, part] of ofDay) put(keyOf('province', 'day', day), part);
    units.forEach((unitId, at) => {
      const mine = ofUnit[at]!;
      for (const id of above(unitId)) put(keyOf(id, 'all'), mine);
      for (const dimension of ['service', 'channel', 'about'] as const) {
        const told = values[dimension];
        const parts = (told === undefined ? all[dimension] : [told]).map((value) => [value, unknown(`${mine} ${dimension} ${value}`)] as const); // prettier-ignore
        relations.push({ total: mine, parts: parts.map(([, part]) => part) });
        for (const [value, part] of parts)
          for (const id of inner(unitId))
            put(value === 'silent' ? keyOf(id, 'silent') : keyOf(id, dimension, value), part);
      }
      questions.forEach(({ id: question }, asked) => {
        if (isAnswered[asked] === false) return;
        const answering = unknown(`${mine} ${question}`);
        relations.push({ total: mine, parts: isAnswered[asked] ? [answering] : [answering, unknown(`${mine} not ${question}`)] }); // prettier-ignore
        for (const id of above(unitId)) put(keyOf(id, 'question', question), answering);
      });
      for (const factor of measured.plan.factors) {
        const of = questions.map(({ factorId }, asked) => (factorId === factor ? isAnswered[asked] : false));
        if (of.every((one) => one === false)) continue;
        const answering = unknown(`${mine} ${factor}`);
        relations.push({ total: mine, parts: of.includes(true) ? [answering] : [answering, unknown(`${mine} not ${factor}`)] }); // prettier-ignore
        for (const id of above(unitId)) put(keyOf(id, 'factor', factor), answering);
      }
    });
  });
  for (const [total, parts] of sums) relations.push({ total, parts });
  for (const key of tables.hidden)
    if (!unasked.has(key) && trueNumber(measured, key) >= alikeMin) unasked.add(key); // hidden for company
  return { people, relations, hidden, unasked };
}

function trueNumber(measured: MeasuredRound, key: string): number {
  const [unitId = '', dimension = '', value = ''] = key.split(' ');
  const { cells } = roundFigures(measured, afterClosing);
  if (dimension === 'all') return cells.peopleOf(unitId, 'all', '');
  if (dimension === 'factor') return cells.cell(unitId).peopleByFactor[measured.plan.factors.indexOf(value)]!;
  if (dimension === 'question') return momentsOf(measured.plan, { kind: 'question', id: value }, cells.cell(unitId)).answered; // prettier-ignore
  return cells.peopleOf(unitId, dimension as 'channel', value);
}

async function attacked(seed: number, tells?: SingleForms) {
  const given = provinceOf(seed);
  const measured = measure(given);
  const read = readFormsOf(measured, given, services);
  const file = await anonymised(read, tells ?? singleForms(measured, afterClosing));
  return { measured, file, seen: withForms(measured, file) };
}

/** As if nobody looked at the tables when the file is made. */
const tellsAll: SingleForms = {
  isUnitHidden: () => false,
  isOwnHidden: () => false,
  isAnswerTold: () => true,
  isServiceTold: () => true,
  isChannelTold: () => true,
  isBandTold: () => true,
};

describe('an attacker with the tables of a round and the file of its single forms', () => {
  test.each([2, 11, 12])('finds no small cell to a range below five, in province %d', async (seed) => {
    const { seen, file } = await attacked(seed);
    const ranges = rangesOf([seen]);
    expect(ranges.length).toBeGreaterThan(1);
    for (const { key, width } of ranges) expect([key, width >= 5 - 1e-6]).toEqual([key, true]);
    expect(alikeRows(file).length).toBeGreaterThan(3); // there is something in the file to find it by
  });

  test('would find one if the file were made without a look at the tables', async () => {
    expect(narrowestRange([(await attacked(2, tellsAll)).seen])).toBeLessThan(1);
  });
});
