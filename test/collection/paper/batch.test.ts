import { describe, expect, it, test } from '@jest/globals';
import { differences, finalDraft, obstaclesTo, readOn } from '../../../src/collection/paper/batch.ts';
import { questionOptions, aboutOptions, markKeys } from '../../../src/collection/paper/keys.ts';
import { numbersText } from '../../../src/collection/paper/batchLine.ts';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import { severalSurvey, smallSurvey } from '../../support/builders.ts';
import { aBatch, aKeying } from './somePaper.ts';

const age = smallSurvey.about[0]!.id;

describe('what two passes read on a sheet', () => {
  test.each([
    ['the same', {}, []],
    ['another level', { answers: { q1: 4, q2: 4 } }, ['q1']],
    ['no answer', { answers: { q1: 5 } }, ['q2']],
    ['two boxes in the place of a level', { answers: { q1: 5 }, marks: { q2: 'double' as const } }, ['q2']],
    ['an answer where the other found none', { answers: { q1: 5, q2: 4, q3: 0 } }, ['q3']],
    ['another age', { about: { [age]: 'under25' } }, [age]],
    ['a comment, which is keyed once', { comment: 'Tốt' }, []],
  ])('is compared place by place: %s', (_what, changes, locations) => {
    expect(differences(aKeying(), aKeying(changes), smallSurvey)).toEqual(locations);
  });

  it('is a mark where the sheet has one, and undefined where it has nothing', () => {
    const reading = aKeying({ marks: { q3: 'unreadable' } });
    expect(['q1', 'q3', 'q4'].map((id) => readOn(reading, id))).toEqual(['5', 'unreadable', undefined]);
  });

  it('is all ticked boxes of a question of which several may be', () => {
    const [one, other] = [
      { q3_1: 2, q3_2: 1, q3_3: 2 },
      { q3_1: 2, q3_2: 1, q3_3: 1 },
    ].map((ticked) => aKeying({ answers: { q1: 5, q2: 4, ...ticked } }));
    expect(readOn(one!, 'q3')).toBe('1,3');
    expect(differences(one!, other!, severalSurvey)).toEqual(['q3']);
    expect(readOn(aKeying({ answers: { q3_1: 1, q3_2: 1, q3_3: 1 } }), 'q3')).toBe('0');
  });
});

describe('a batch', () => {
  const [first, second] = [aKeying(), aKeying({ by: 'other', answers: { q1: 1, q2: 4 } })];

  test.each([
    ['nothing is keyed', {}, { first: [1, 2], second: [], disputed: [] }],
    ['a sheet is missing', { sheets: { 2: { first } } }, { first: [1], second: [], disputed: [] }],
    ['all is keyed', { sheets: { 1: { first }, 2: { first } } }, undefined],
    [
      'the second pass is asked for',
      { keyedTwice: true, sheets: { 1: { first, second: first }, 2: { first } } },
      { first: [], second: [2], disputed: [] },
    ],
    [
      'the passes differ',
      { keyedTwice: true, announced: 1, sheets: { 1: { first, second } } },
      { first: [], second: [], disputed: [1] },
    ],
    [
      'the difference is settled',
      { keyedTwice: true, announced: 1, sheets: { 1: { first, second, agreed: first } } },
      undefined,
    ],
  ])('can be closed or not when %s', (_when, changes, obstacles) => {
    expect(obstaclesTo(aBatch(changes), smallSurvey)).toEqual(obstacles);
  });

  it('gives of a sheet what was agreed on, with the comment of the first pass and nothing of accounts', () => {
    const sheet = {
      first: { ...first, comment: 'Chờ lâu' },
      second,
      agreed: { answers: { q1: 1 }, about: {} },
    };
    expect(finalDraft(sheet)).toEqual({
      submissionId: first.submissionId,
      answers: { q1: 1 },
      about: {},
      comment: 'Chờ lâu',
    });
  });

  it('names the sheets in few words', () => {
    expect(numbersText([1, 2, 3, 7, 9, 10])).toBe('1–3, 7, 9–10');
    expect(numbersText(Array.from({ length: 20 }, (_, index) => 2 * index))).toMatch(/^0, 2, .*, 22, …$/);
  });
});

test('no key of a question means two things', () => {
  for (const question of sipas2017.questions) {
    const keys = [
      ...questionOptions(sipas2017, question, 'vi').map(({ key }) => key),
      ...Object.values(markKeys),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  }
  for (const question of sipas2017.about) {
    const keys = aboutOptions(question, 'vi').map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  }
});
