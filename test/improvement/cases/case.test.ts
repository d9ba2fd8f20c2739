import { describe, expect, test } from '@jest/globals';
import {
  caseAfter,
  type Case,
  type CaseAction,
  type CaseError,
} from '../../../src/improvement/cases/case.ts';
import { personalTraces } from '../../../src/improvement/cases/personalTraces.ts';
import { aCase } from './someCases.ts';

const context = { on: '2026-03-02', lives: (unitId: string) => unitId !== 'ended', eraseOn: '2026-04-01' };

/** @throws Error naming the error of the act that could not be done */
function after(one: Case, ...actions: readonly CaseAction[]): Case {
  return actions.reduce((before, action) => {
    const next = caseAfter(before, action, context);
    if (typeof next === 'string') throw new Error(`${action.kind}: ${next}`);
    return next;
  }, one);
}

const assign = { kind: 'assign', text: 'đã che', unitId: 'ward-a' } as const;
const answer: CaseAction = { kind: 'answer', text: 'trả lời' };
const reopen: CaseAction = { kind: 'reopen', text: 'chưa xong' };
const askMore: CaseAction = { kind: 'askMore', text: 'ở đâu?' };
const tellMore: CaseAction = { kind: 'tellMore', text: 'ở quầy 2' };
const publish: CaseAction = { kind: 'publish', question: 'hỏi', answer: 'đáp' };
const helped: CaseAction = { kind: 'verdict', helped: true };

describe('a case', () => {
  test('goes from received to a verdict, is reopened once, and answered again', () => {
    const closed = after(aCase(), assign, answer, helped);
    expect(closed).toMatchObject({ state: 'closed', helped: true, version: 4 });
    const again = after(closed, reopen, assign, { kind: 'answer', text: 'trả lời nữa' });
    expect(again).toMatchObject({ state: 'answered', reopened: true, answer: 'trả lời nữa' });
    expect(again.helped).toBeUndefined();
    expect(again.steps.map(({ kind }) => kind)).toEqual([
      'assign',
      'answer',
      'verdict',
      'reopen',
      'assign',
      'answer',
    ]);
  });

  test('whose writer wants no answer is over when it is answered', () => {
    expect(after(aCase({ followKeyHash: undefined }), assign, answer).state).toBe('closed');
  });

  test('keeps what the citizen adds before the screener, and out of the steps that the unit reads', () => {
    const told = after(aCase(), assign, askMore, tellMore);
    expect(told).toMatchObject({ state: 'received', original: 'ở quầy 2', text: 'đã che' });
    expect(told.eraseOn).toBeUndefined();
    expect(JSON.stringify(told.steps)).not.toContain('quầy 2');
  });

  test('that is set aside has no text for a unit, and an original with a day on which it goes', () => {
    const aside = after(aCase(), { kind: 'setAside', reason: 'spam' });
    expect(aside).toMatchObject({ state: 'setAside', setAsideFor: 'spam', eraseOn: '2026-04-01' });
    expect(aside.text).toBeUndefined();
  });

  test.each<[CaseError, string, readonly CaseAction[], CaseAction]>([
    ['reopenedBefore', 'reopened twice', [assign, answer, reopen, assign, answer], reopen],
    ['closed', 'answered after closing', [assign, answer, helped], answer],
    ['closed', 'answered twice', [assign, answer], answer],
    ['closed', 'answered after being refused', [{ kind: 'refuse', text: 'không' }], answer],
    ['unitEnded', 'assigned to a unit that has ended', [], { ...assign, unitId: 'ended' }],
    ['notWaiting', 'assigned twice', [assign], assign],
    ['notWithUnit', 'answered before a screener has gone over it', [], answer],
    ['notWithUnit', 'asked twice for more', [assign, askMore], askMore],
    ['nothingAsked', 'told more unasked', [assign], tellMore],
    ['notAnswered', 'judged before the answer', [assign], helped],
    ['notAnswered', 'judged twice', [assign, answer, helped], helped],
    ['notAnswered', 'reopened before the answer', [assign], reopen],
    ['notAnswered', 'reopened after being refused', [{ kind: 'refuse', text: 'không' }], reopen],
    ['notAnswered', 'published before the answer', [assign], publish],
    ['published', 'published twice', [assign, answer, publish], publish],
    ['notPublished', 'withdrawn unpublished', [assign, answer], { kind: 'withdraw' }],
  ])('has the error %s when it is %s', (error, _title, before, action) => {
    expect(caseAfter(after(aCase(), ...before), action, context)).toBe(error);
  });

  test('of which nobody waits for an answer cannot be asked about', () => {
    expect(caseAfter(after(aCase({ followKeyHash: undefined }), assign), askMore, context)).toBe(
      'nobodyToAsk',
    );
  });
});

test('what looks like personal data is pointed out, and money and dates are not', () => {
  expect(personalTraces('Gọi 0912 345 678 hoặc 0912.345.678, CCCD 087203001234, an@vidu.vn')).toEqual([
    '0912 345 678',
    '087203001234',
    '0912.345.678',
    'an@vidu.vn',
  ]);
  expect(personalTraces('Nộp 1.500.000 đồng ngày 12/03/2026, chờ 45 phút ở quầy 2')).toEqual([]);
});
