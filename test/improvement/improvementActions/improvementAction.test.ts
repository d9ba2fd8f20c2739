import { describe, expect, it } from '@jest/globals';
import {
  isAskedAlike,
  isOverdue,
  nextRound,
  stateOf,
  weakPointOf,
} from '../../../src/improvement/improvementActions/improvementAction.ts';
import { surveyVersionId } from '../../../src/design/surveys/survey.ts';
import { anImprovementAction, aRound, duringAt, smallSurvey } from '../../support/builders.ts';

const by = { accountId: 'a', name: 'a' };
const note = { at: duringAt, by, text: 'xong', evidence: '' };

describe('a measure', () => {
  it('stands as its last note says, and under way before there is one', () => {
    expect(stateOf(anImprovementAction())).toBe('underway');
    const notes = [
      { ...note, state: 'done' as const },
      { ...note, state: 'underway' as const },
    ];
    expect(stateOf(anImprovementAction({ notes }))).toBe('underway');
    expect(stateOf(anImprovementAction({ notes: notes.toReversed() }))).toBe('done');
  });

  it('is overdue after its last day, unless it is done or given up', () => {
    const improvementAction = anImprovementAction({ untilOn: '2026-06-30' });
    expect(isOverdue(improvementAction, '2026-06-30')).toBe(false);
    expect(isOverdue(improvementAction, '2026-07-01')).toBe(true);
    expect(isOverdue({ ...improvementAction, notes: [{ ...note, state: 'dropped' }] }, '2026-07-01')).toBe(
      false,
    );
  });

  it('is followed by the first round that is measured against its own', () => {
    const survey = { id: surveyVersionId(smallSurvey), content: smallSurvey, publishedOn: '2026-01-01' };
    const times = { opensAt: new Date('2028-01-01'), closesAt: new Date('2028-12-31') };
    const later = aRound(survey, { id: 'later', previousRoundId: 'round', ...times });
    const sooner = { ...later, id: 'sooner', opensAt: new Date('2027-01-01') };
    const calledOffAt = new Date('2026-06-01');
    const calledOff = { ...sooner, id: 'off', opensAt: calledOffAt, closesAt: calledOffAt };
    const other = aRound(survey, { id: 'other', previousRoundId: 'sooner' });
    expect(nextRound('round', [other, calledOff, later, sooner])?.id).toBe('sooner');
    expect(nextRound('other', [other, later, sooner])).toBeUndefined();
  });

  const changed = (id: string, changes: object) => ({
    ...smallSurvey,
    questions: smallSurvey.questions.map((one) => (one.id === id ? { ...one, ...changes } : one)),
  });
  const without = {
    ...smallSurvey,
    questions: smallSurvey.questions.filter(({ id }) => id !== 'q1'),
  };

  it.each([
    ['the same', smallSurvey, true, true],
    ['another question changed', changed('q3', { text: { vi: 'khác' } }), true, true],
    ['the other question of the factor changed', changed('q2', { text: { vi: 'khác' } }), true, false],
    ['other words under the same id', changed('q1', { text: { vi: 'khác' } }), false, false],
    ['the question left out', without, false, false],
  ])('knows whether a survey asks alike: %s', (_what, other, question, factor) => {
    expect(isAskedAlike({ kind: 'question', id: 'q1' }, smallSurvey, other)).toBe(question);
    expect(isAskedAlike({ kind: 'factor', id: 'access' }, smallSurvey, other)).toBe(factor);
  });

  it('is never of something that its own survey does not ask', () => {
    expect(isAskedAlike({ kind: 'question', id: 'x' }, smallSurvey, smallSurvey)).toBe(false);
    expect(weakPointOf('question:q3', smallSurvey)).toEqual({ kind: 'question', id: 'q3' });
    expect(weakPointOf('factor:access', smallSurvey)).toEqual({ kind: 'factor', id: 'access' });
    expect(weakPointOf('factor:q1', smallSurvey)).toBeUndefined();
  });
});
