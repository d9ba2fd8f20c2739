import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anonymise, type CodedVariable } from '../../../src/statistics/disclosure/microdata.ts';
import { microdataRisk } from '../../../src/statistics/disclosure/microdataRisk.ts';
import { MINIMUM_RESPONDENTS } from '../../../src/statistics/disclosure/threshold.ts';

interface SomeRecord {
  readonly late?: number;
  readonly units?: readonly number[];
  readonly others?: readonly number[];
  readonly answers: readonly number[];
}
const suppressed = 9;

function variables(records: readonly SomeRecord[]) {
  const column = (of: (record: SomeRecord) => number): CodedVariable => ({
    codes: Uint8Array.from(records, of),
    suppressed,
  });
  const each = (of: (record: SomeRecord) => readonly number[]) =>
    of(records[0]!).map((_, index) => column((record) => of(record)[index]!));
  return {
    late: column(({ late = 0 }) => late),
    units: each(({ units = [] }) => units),
    others: each(({ others = [] }) => others),
    answers: each(({ answers }) => answers),
  };
}

/** What a file says of each record: `*` where it is suppressed. */
function released(records: readonly SomeRecord[]) {
  const coded = variables(records);
  const found = anonymise(coded, Uint32Array.from(records.keys()));
  if (!found) return undefined;
  const said = (columns: readonly CodedVariable[], record: number) =>
    columns.map(({ codes }) => (codes[record] === suppressed ? '*' : codes[record]!)).join('');
  const lineOf = (record: number) => ({
    record,
    identifying: said([coded.late, ...coded.units, ...coded.others], record),
    answers: said(coded.answers, record),
  });
  const classesOf = found.classes.map((some) => Array.from(some, lineOf));
  return { ...found, coded, lines: classesOf.flat(), classesOf };
}

/** So many records with these values each, which answer in turn 1 to 5. */
function people(count: number, values: Omit<SomeRecord, 'answers'>): SomeRecord[] {
  return Array.from({ length: count }, (_, at) => ({ ...values, answers: [1 + (at % 5), 1 + (at % 2)] }));
}

function sizes(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

test('a value of fewer than ten records is suppressed, and with it the next rarer one until they are ten', () => {
  const records = [20, 3, 12, 15].flatMap((count, value) => people(count, { others: [value] }));
  // 3 are too few; the 12 are suppressed with them, so that the 3 are not what is missing from 50.
  expect(sizes(released(records)!.lines.map(({ identifying }) => identifying))).toEqual({ '00': 20, '03': 15, '0*': 15 }); // prettier-ignore
});

test('a unit below a suppressed one is suppressed, however many records it has', () => {
  const few = [...people(4, { units: [2, 4] }), ...people(8, { units: [3, 5] })];
  const { lines } = released([...people(30, { units: [1, 6] }), ...few])!;
  expect(sizes(lines.map(({ identifying }) => identifying))).toEqual({ '016': 30, '0**': 12 });
});

test('a value whose records all gave the same answers is suppressed with the next rarer one', () => {
  const alike = Array.from({ length: 14 }, () => ({ others: [1], answers: [5, 5] }));
  const { lines } = released([...people(30, { others: [0] }), ...people(16, { others: [2] }), ...alike])!;
  expect(sizes(lines.map(({ identifying }) => identifying))).toEqual({ '00': 30, '0*': 30 });
});

test('so is one whose records gave the same answers but for one person, who would know those of all others', () => {
  const alike = Array.from({ length: 14 }, (_, at) => ({ others: [1], answers: [at === 0 ? 1 : 5, 5] }));
  const { lines } = released([...people(30, { others: [0] }), ...alike])!;
  expect(new Set(lines.map(({ identifying }) => identifying))).toEqual(new Set(['0*']));
});

test('late records are left out where they are fewer than ten, and a class of their own otherwise', () => {
  const inTime = people(30, {});
  expect(released([...inTime, ...people(9, { late: 1 })])).toMatchObject({
    lateLeftOut: 9,
    lines: { length: 30 },
  });
  expect(released([...inTime, ...people(10, { late: 1 })])!.classesOf.map(({ length }) => length)).toEqual([
    30, 10,
  ]);
  expect(released([...people(9, {}), ...people(20, { late: 1 })])).toBeUndefined();
});

test('every record is released once, in a class of ten or more that do not answer alike, and nothing is changed but to be suppressed', () => {
  const record = fc.record({
    units: fc.tuple(fc.nat(2), fc.nat(3)),
    others: fc.tuple(fc.nat(4), fc.nat(1)),
    answers: fc.tuple(fc.constantFrom(4, 4, 4, 5), fc.constantFrom(1, 1, 1, 0)),
  });
  fc.assert(
    fc.property(fc.array(record, { minLength: MINIMUM_RESPONDENTS, maxLength: 300 }), (records) => {
      const { lines, classesOf } = released(records)!;
      expect(lines.map(({ record: at }) => at).toSorted((one, other) => one - other)).toEqual([
        ...records.keys(),
      ]);
      for (const { record: at, identifying, answers } of lines) {
        const given = [0, ...records[at]!.units, ...records[at]!.others];
        expect(answers).toBe(records[at]!.answers.join(''));
        for (const [index, value] of [...identifying].entries())
          expect([String(given[index]), '*']).toContain(value);
      }
      for (const some of classesOf) {
        expect(some.length).toBeGreaterThanOrEqual(MINIMUM_RESPONDENTS);
        expect(new Set(some.map(({ identifying }) => identifying)).size).toBe(1);
        const mostAlike = Math.max(...Object.values(sizes(some.map(({ answers }) => answers))));
        expect(classesOf.length === 1 || some.length - mostAlike >= 2).toBe(true);
      }
      const classes = classesOf.map(([first]) => first!.identifying);
      expect(new Set(classes).size).toBe(classes.length);
    }),
    { numRuns: 100 },
  );
});

test('records stand in the order of what they say, not of when they came', () => {
  const answers = [3, 1, 2, 1, 5, 4, 3, 2, 1, 5];
  const inOrder = answers.toSorted((one, other) => one - other).map(String);
  const { lines } = released(answers.map((answer) => ({ answers: [answer] })))!;
  expect(lines.map((line) => line.answers)).toEqual(inOrder);
});

test('the risk counts answers that a class has in common, and records that six answers single out', () => {
  const first = Array.from({ length: 10 }, (_, at) => ({ others: [0], answers: [5, 1 + (at % 5), 0] }));
  const second = Array.from({ length: 10 }, (_, at) => ({
    others: [1],
    answers: [4 + (at % 2), at === 9 ? 7 : 6, 0],
  }));
  const { classes, coded } = released([...first, ...second])!;
  const risk = microdataRisk(classes, coded.answers);
  // Of six pairs of class and question one is answered alike: the first question in the first class. Nobody answers the third.
  expect(risk.homogeneousAnswers).toBeCloseTo(1 / 6, 12);
  expect(risk.homogeneousClasses).toBe(1 / 2);
  // Of twenty records only the one with 5 and 7 has its answers alone.
  expect(risk.uniqueByAnswers).toBeCloseTo(1 / 20, 12);
  expect(risk.uniqueInClass).toBeCloseTo(1 / 20, 12);
});
