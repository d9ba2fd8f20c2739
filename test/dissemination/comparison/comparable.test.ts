import { expect, test } from '@jest/globals';
import { differences, referenceOf } from '../../../src/dissemination/comparison/comparable.ts';
import { comparisonOf } from '../../../src/dissemination/comparison/comparison.ts';
import type { OpenContent } from '../../../src/dissemination/comparison/openData.ts';
import { reason } from '../../../src/dissemination/comparison/reason.ts';
import { reasonWords } from '../../../src/dissemination/comparison/texts.ts';
import { aMethod } from '../../support/builders.ts';

const content: OpenContent = {
  number: 1,
  round: {
    id: 'round',
    title: { vi: 'Đợt năm 2025' },
    opensAt: '2025-09-30T17:00:00.000Z',
    closesAt: '2025-12-31T17:00:00.000Z', // the last instant of the year in Viet Nam
    sampleKind: 'probability',
  },
  method: { ...aMethod() },
  questions: [
    { id: 'q1', factorId: 'access', levels: 5, text: { vi: 'Chỗ ngồi' } },
    { id: 'q2', factorId: 'access', levels: 5, text: { vi: 'Thiết bị' } },
  ],
  units: [{ id: 'province', name: { vi: 'tỉnh' }, whole: { figure: shown(91.28, 900) } }],
};

function shown(percent: number, effectiveSize: number) {
  const units = Math.round(percent * 100);
  return {
    state: 'shown' as const,
    value: { units, decimals: 2 },
    exactShare: `${units}/10000`,
    people: 1000,
    answers: 22_000,
    everyoneAsked: false,
    effectiveSize,
    intervalPercent: [percent - 1, percent + 1] as [number, number],
  };
}

const question = (changes: object) => [{ ...content.questions[0]!, ...changes }, content.questions[1]!];
const round = (changes: object) => ({ ...content.round, ...changes });

test.each<[string, Partial<OpenContent>, string]>([
  ['the year of the last day', { round: round({ closesAt: '2025-12-31T17:00:00.001Z' }) }, 'another period: 2026, not 2025'],
  ['the version of the method', { method: { ...aMethod(), version: 2 } }, 'another method: satisfied-share@2, not satisfied-share@1'],
  ['rules under the same name', { method: { ...aMethod(), minimumValid: 2 } }, 'a method with the same name, satisfied-share@1, but different rules'],
  ['the text of a question', { questions: question({ text: { vi: 'Ghế' } }) }, 'other questions (2 / 2); different: q1'],
  ['the levels of a question', { questions: question({ levels: 3 }) }, 'other questions (2 / 2); different: q1'],
  ['a question that is left out', { questions: content.questions.slice(1) }, 'other questions (1 / 2)'],
  ['how people were chosen', { round: round({ sampleKind: 'selfSelected' }) }, 'its respondents chose to take part, those of the others were drawn at random'],
  ['made-up data', { round: round({ madeUp: { vi: 'tự tạo' } }) }, 'made-up data, not real data'],
])('names what differs from most: %s', (_what, changes, words) => {
  const other = { ...content, ...changes };
  const reference = referenceOf([other, content, content])!;
  expect(reasonWords(differences(other, reference), 'en')).toBe(words);
  expect(differences(content, reference)).toEqual([]);
}); // prettier-ignore

test('what does not change a figure may differ: names, sources and validity of a method, populations, other languages', () => {
  const { source } = aMethod().provenance;
  const method = {
    ...aMethod({ name: { vi: 'khác' }, validFrom: '2024-01-01', populations: { a: 5 } }),
    provenance: { source, statements: [{ what: source, standing: 'unconfirmed' as const }] },
  };
  const other = { ...content, method, questions: question({ text: { vi: 'Chỗ ngồi', en: 'Seats' } }) };
  expect(differences(other, content)).toEqual([]);
});

test('of two groups of one size, the one that comes first is compared', () => {
  const other = { ...content, method: { ...aMethod(), version: 2 } };
  expect(referenceOf([other, content])).toBe(other);
  expect(referenceOf([])).toBeUndefined();
});

test('ranks by the exact share, with the ranks that each may hold, and puts those that are not compared last', () => {
  const listed = (name: string) => ({ name, address: `https://${name}.example`, key: name });
  const verified = (percent: number, effectiveSize = 900) => ({
    content: {
      ...content,
      units: [{ ...content.units[0]!, whole: { figure: shown(percent, effectiveSize) } }],
    },
    hash: 'h',
    seen: { checkpoint: { seenAt: '', key: '', note: '' }, roundId: 'round', number: 1 },
  });
  const hidden = {
    ...verified(0),
    content: {
      ...content,
      units: [{ ...content.units[0]!, whole: { figure: { state: 'hidden' as const, reason: 'fewPeople' } } }],
    },
  };
  const { installations } = comparisonOf(
    [
      { installation: listed('away'), verdict: { reason: reason('unreachable', 'ETIMEDOUT') } },
      { installation: listed('hidden'), verdict: hidden },
      { installation: listed('low'), verdict: verified(80) },
      { installation: listed('second'), verdict: verified(91.2) },
      { installation: listed('forged'), verdict: { reason: reason('notVerified', 'x') } },
      { installation: listed('first'), verdict: verified(91.3) },
    ],
    { wanted: { year: '2025' }, at: '2026-01-05T00:00:00.000Z', signedBy: 'office' },
  );
  expect(installations).toMatchObject([
    { name: 'first', rank: { rank: 1, of: 3, set: { low: 1, up: 2, alike: ['second'] } } },
    { name: 'second', rank: { rank: 2, of: 3, set: { low: 1, up: 2, alike: ['first'] } } },
    { name: 'low', rank: { rank: 3, of: 3, set: { low: 3, up: 3, alike: [] } } },
    { name: 'hidden', state: 'compared', rank: { state: 'notRanked', reason: 'hidden' } },
    { name: 'forged', state: 'refused' },
    { name: 'away', state: 'missing' },
  ]);
});

test('what a site says of itself is kept short, on one line, and without control characters', () => {
  const { details } = reason(
    'notVerified',
    `a\u001b[31m\n${'x'.repeat(1000)}`,
    ...Array<string>(50).fill('y'),
  );
  expect(details).toHaveLength(10);
  expect(details[0]).toMatch(/^a \[31m x{293}$/);
});
