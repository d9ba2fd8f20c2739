import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { chunkBuilder, type ColumnRow } from '../../../src/processing/columns/chunk.ts';
import { heldChunk } from '../../../src/processing/columns/heldChunk.ts';
import type { ColumnQuery } from '../../../src/processing/columns/columnQuery.ts';
import { columnCounter } from '../../../src/processing/columns/countColumns.ts';
import { emptyCell } from '../../../src/statistics/estimation/cell.ts';
import { countingPlan, type CountingPlan } from '../../../src/statistics/estimation/countingPlan.ts';
import type { Method } from '../../../src/statistics/method/method.ts';
import { momentsOf, WHOLE } from '../../../src/statistics/estimation/scope.ts';
import { surveyShape } from '../../../src/design/methods/surveyShape.ts';
import { countSubmission } from '../results/build.ts';
import { aMethod, smallSurvey } from '../../support/builders.ts';

const planOf = (changes: Partial<Method> = {}): CountingPlan =>
  countingPlan(aMethod(changes), surveyShape(smallSurvey));

interface Form {
  readonly unitId: string;
  readonly channel: 'qr' | 'kiosk';
  readonly day: string;
  readonly late: boolean;
  readonly sex?: string;
  readonly answers: Readonly<Record<string, number>>;
}

const level = fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined });
const aForm: fc.Arbitrary<Form> = fc
  .record({
    unitId: fc.constantFrom('ward-a', 'ward-b', 'ward-c'),
    channel: fc.constantFrom('qr', 'kiosk'),
    day: fc.constantFrom('2026-01-20', '2026-01-21'),
    late: fc.boolean(),
    sex: fc.constantFrom('', 'female', 'male'),
    q1: level,
    q2: level,
    q3: level,
  })
  .map(({ q1, q2, q3, sex, ...form }) => ({
    ...form,
    ...(sex === '' ? {} : { sex }),
    answers: Object.fromEntries(
      Object.entries({ q1, q2, q3 }).flatMap(([id, one]) => (one === undefined ? [] : [[id, one]])),
    ),
  }));

function rowOf({ unitId, channel, day, late, sex, answers }: Form, position: number): ColumnRow {
  return {
    position: 3 * position, // other rounds and acts stand between them
    surveyVersionId: position % 3 === 0 ? 'second' : 'first',
    placed: { accessPointId: `${unitId}-${channel}`, revision: 1, unitId, serviceId: '', channel },
    day,
    late,
    answers,
    about: sex === undefined ? {} : { sex },
  };
}

/** The forms in chunks of seven rows, as the last one grows. */
function chunksOf(forms: readonly Form[]) {
  const chunks = [];
  let builder = chunkBuilder(undefined, { rowsAtMost: 7 });
  forms.forEach((form, index) => {
    if (builder.isFull) {
      chunks.push(builder.packed());
      builder = chunkBuilder(undefined, { rowsAtMost: 7 });
    }
    builder.add(rowOf(form, index));
    if (index % 3 === 0) builder = chunkBuilder(builder.packed(), { rowsAtMost: 7 });
  });
  chunks.push(builder.packed());
  return chunks.map(heldChunk);
}

interface Asked {
  readonly plan: CountingPlan;
  readonly query: ColumnQuery;
  readonly annulled?: readonly number[];
  readonly below?: number;
}

function counted(forms: readonly Form[], { plan, query, annulled = [], below = 1e9 }: Asked) {
  const counter = columnCounter({ query, plan, annulled: Uint32Array.from(annulled), below });
  if (forms.length > 0) for (const chunk of chunksOf(forms)) counter.add(chunk);
  return Object.fromEntries(counter.groups().map(({ keys, numbers }) => [keys.join(' '), [...numbers]]));
}

/** The same, form by form, as tallies are counted. */
function direct(forms: readonly Form[], plan: CountingPlan, keyOf: (form: Form) => string | undefined) {
  const cells = new Map<string, ReturnType<typeof emptyCell>>();
  for (const form of forms) {
    const key = form.late ? undefined : keyOf(form);
    if (key === undefined) continue;
    const cell = cells.get(key) ?? emptyCell(plan);
    cells.set(key, cell);
    countSubmission(plan, cell, form.answers);
  }
  return Object.fromEntries([...cells].map(([key, { numbers }]) => [key, [...numbers]]));
}

const methods: readonly Partial<Method>[] = [
  {},
  { minimumValid: 2, noOpinion: 'included' },
  { mode: 'mean', aggregation: 'meanOfFactors' },
  { aggregation: 'weighted', weights: { of: 'questions', byId: { q1: 1, q2: 2, q3: 3 } } },
];

describe('counting columns', () => {
  test.each(methods)('gives what counting form by form gives, under %j', (method) => {
    const plan = planOf(method);
    const query: ColumnQuery = {
      axes: [{ dimension: { kind: 'unit' } }, { dimension: { kind: 'about', id: 'sex' } }],
    };
    fc.assert(
      fc.property(fc.array(aForm, { maxLength: 40 }), (forms) => {
        expect(counted(forms, { plan, query })).toEqual(
          direct(forms, plan, ({ unitId, sex = '' }) => `${unitId} ${sex}`),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('puts values into groups, and leaves out what is limited away, late, annulled or not in the log', () => {
    const plan = planOf();
    const query: ColumnQuery = {
      axes: [
        { dimension: { kind: 'question', id: 'q1' }, groups: { 1: 'low', 2: 'low' }, others: 'rest' },
        { dimension: { kind: 'unit' }, groups: { 'ward-a': 'north', 'ward-b': 'north' } },
      ],
      limits: [
        { dimension: { kind: 'channel' }, values: ['qr'] },
        { dimension: { kind: 'day' }, values: ['2026-01-20'] },
      ],
    };
    fc.assert(
      fc.property(fc.array(aForm, { minLength: 4, maxLength: 40 }), (forms) => {
        const below = 3 * (forms.length - 1);
        const annulled = [3, 6, 7];
        const kept = forms.filter((_, index) => !annulled.includes(3 * index) && 3 * index < below);
        expect(counted(forms, { plan, query, annulled, below })).toEqual(
          direct(kept, plan, ({ unitId, channel, day, answers: { q1 } }) => {
            if (unitId === 'ward-c' || channel !== 'qr' || day !== '2026-01-20') return undefined;
            return `${q1 === 1 || q1 === 2 ? 'low' : 'rest'} north`;
          }),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('of a few questions gives their counts, and the sums of factors that are whole', () => {
    const plan = planOf();
    const forms: Form[] = [5, 4, 1, 0].map((q3) => ({
      unitId: 'ward-a',
      channel: 'qr',
      day: '2026-01-20',
      late: false,
      answers: { q1: 5, q2: 5, q3 },
    }));
    const query: ColumnQuery = { axes: [], questions: ['q1', 'q3'] };
    const [all = []] = Object.values(counted(forms, { plan, query: { axes: [] } }));
    const [some = []] = Object.values(counted(forms, { plan, query }));
    const moments = (numbers: readonly number[], kind: 'factor' | 'question', id: string) =>
      momentsOf(plan, { kind, id }, { ...emptyCell(plan), ...cellFrom(plan, numbers) });
    for (const [kind, id] of [
      ['question', 'q1'],
      ['question', 'q3'],
      ['factor', 'procedures'],
    ] as const) {
      expect(moments(some, kind, id)).toEqual(moments(all, kind, id));
    }
    expect(moments(some, 'question', 'q2').answered).toBe(0);
    expect(moments(some, 'factor', 'access').answered).toBe(0);
    expect(momentsOf(plan, WHOLE, cellFrom(plan, some)).people).toBe(4);
  });

  test('adds up scores exactly, however finely a method divides them', () => {
    const questions = Array.from({ length: 8 }, (_, index) => ({
      id: `q${index}`,
      factor: 'f',
      levels: index + 2,
    }));
    const plan = countingPlan(aMethod({ mode: 'mean' }), { factors: [{ id: 'f' }], questions });
    const answers = Object.fromEntries(questions.map(({ id, levels }) => [id, levels]));
    const form = { unitId: 'ward-a', channel: 'qr', day: '2026-01-20', late: false, answers } as const;
    const forms = Array.from({ length: 140 }, () => form); // Σs² = 140 · (8 · 840)² ≈ 6.3·10^9: more than 32 bits
    const builder = chunkBuilder();
    forms.forEach((one, index) => builder.add(rowOf(one, index)));
    const counter = columnCounter({ query: { axes: [] }, plan, annulled: new Uint32Array(0), below: 1e9 });
    counter.add(heldChunk(builder.packed()));
    const [group] = counter.groups();
    expect([...group!.numbers]).toEqual(direct(forms, plan, () => '')['']);
  });

  test('of several survey versions counts a question where it was asked', () => {
    const plan = planOf();
    const builder = chunkBuilder();
    const form: Form = { unitId: 'ward-a', channel: 'qr', day: '2026-01-20', late: false, answers: {} };
    builder.add(rowOf({ ...form, answers: { q1: 5 } }, 0));
    builder.add(rowOf({ ...form, answers: { q1: 4, q2: 1, newer: 3 } }, 1));
    const chunk = heldChunk(builder.packed());
    const query: ColumnQuery = { axes: [{ dimension: { kind: 'surveyVersion' } }] };
    const counter = columnCounter({ query, plan, annulled: new Uint32Array(0), below: 99 });
    counter.add(chunk);
    const answered = counter
      .groups()
      .map(({ keys, numbers }) => [
        keys[0],
        momentsOf(plan, { kind: 'question', id: 'q2' }, cellFrom(plan, [...numbers])).answered,
      ]);
    expect(answered).toEqual([
      ['second', 0],
      ['first', 1],
    ]);
  });
});

function cellFrom(plan: CountingPlan, numbers: readonly number[]) {
  const cell = emptyCell(plan);
  cell.numbers.set(numbers);
  return cell;
}
