import { describe, expect, test } from '@jest/globals';
import { sameContent, type SubmissionContent } from '../../../src/collection/submissions/submission.ts';
import { dayOf, hourOf } from '../../../src/platform/calendar/vietNamTime.ts';

const content: SubmissionContent = {
  surveyVersionId: 'v',
  accessPointId: 'p',
  revision: 1,
  answers: { q1: 5, q2: 0 },
  about: { sex: 'female' },
  comment: 'Tốt',
};

describe('same content', () => {
  test('does not depend on the order of keys, nor on an empty comment being left out', () => {
    expect(sameContent(content, { ...content, answers: { q2: 0, q1: 5 } })).toBe(true);
    const { comment: _comment, ...silent } = content;
    expect(sameContent(silent, { ...content, comment: '' })).toBe(true);
  });

  test.each<[string, Partial<SubmissionContent>]>([
    ['version', { surveyVersionId: 'w' }],
    ['access point', { accessPointId: 'q' }],
    ['revision', { revision: 2 }],
    ['an answer', { answers: { q1: 4, q2: 0 } }],
    ['an answer left out', { answers: { q1: 5 } }],
    ['about', { about: {} }],
    ['comment', { comment: 'Tệ' }],
  ])('depends on %s', (_part, change) => {
    expect(sameContent(content, { ...content, ...change })).toBe(false);
  });
});

test('only the hour is kept of an instant', () => {
  expect(hourOf(new Date('2026-01-20T02:59:59.999Z'))).toEqual(new Date('2026-01-20T02:00:00Z'));
});

test('a day begins at midnight in Viet Nam, seven hours before that of Greenwich', () => {
  expect(dayOf(new Date('2026-01-20T16:59:59Z'))).toBe('2026-01-20');
  expect(dayOf(new Date('2026-01-20T17:00:00Z'))).toBe('2026-01-21');
});
