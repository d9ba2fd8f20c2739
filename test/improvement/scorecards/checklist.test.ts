import { describe, expect, it } from '@jest/globals';
import { checklistOf, countOf } from '../../../src/improvement/scorecards/checklist.ts';
import { lackText } from '../../../src/improvement/scorecards/checklistTexts.ts';
import { emptyScorecard, type Scorecard } from '../../../src/improvement/scorecards/scorecard.ts';
import { aLeaf, aSet } from './someScorecards.ts';

const items = [
  { code: '1', title: { vi: 'lĩnh vực 1' }, isConfirmed: false },
  aLeaf('1.1', 20),
  aLeaf('1.2', 20),
  aLeaf('1.3', 20),
  { code: '2', title: { vi: 'lĩnh vực 2' }, isConfirmed: false },
  aLeaf('2.1', 20),
  aLeaf('2.2', 20, { kind: 'satisfaction' }),
];
const set = aSet('city', ['ward'], { items });
const given = (points: number) => ({ points, note: '' });
const leaves: Scorecard['leaves'] = [
  { code: '1.1', self: given(2000), first: given(1000) },
  { code: '1.2', self: given(0), first: given(0) },
];
const linesOf = (changes: Partial<Scorecard>, evidence: Record<string, number> = {}) =>
  checklistOf(set, { ...emptyScorecard(set.id, 'ward'), ...changes }, new Map(Object.entries(evidence)));
const wantsOf = (...card: Parameters<typeof linesOf>) =>
  linesOf(...card).map(({ leaf, wants }) => [leaf.code, ...wants].join(' '));

describe('the checklist of a unit', () => {
  it('names leaves without points, and those that claim points without evidence', () => {
    expect(wantsOf({ leaves }, { '1.3': 2 })).toEqual([
      '1.1 evidence',
      '1.2',
      '1.3 score',
      '2.1 score evidence',
    ]);
  });

  it('leaves out what is fed from elsewhere and what is locked', () => {
    expect(wantsOf({ leaves, locks: ['1'] })).toEqual(['2.1 score evidence']);
  });

  it('asks for explanations of what was appraised otherwise, and of nothing else', () => {
    expect(wantsOf({ leaves, stage: 'explanation' })).toEqual(['1.1 explanation evidence']);
    const explained = leaves.map((leaf) => ({ ...leaf, explanation: 'có văn bản' }));
    expect(wantsOf({ leaves: explained, stage: 'explanation' }, { '1.1': 1 })).toEqual(['1.1']);
  });

  it.each(['first', 'second', 'locked'] as const)('is empty while others have the word: %s', (stage) => {
    expect(wantsOf({ leaves, stage })).toEqual([]);
  });

  it('is told in a line, without what nothing lacks', () => {
    const lines = linesOf({ leaves });
    const counts = { score: countOf(lines, 'score'), explanation: 0, evidence: countOf(lines, 'evidence') };
    expect(lackText(counts, 'vi')).toBe('2 tiêu chí chưa chấm, 3 tiêu chí chưa có minh chứng');
    expect(lackText({ score: 0, explanation: 0, evidence: 0 }, 'en')).toBe('');
  });
});
