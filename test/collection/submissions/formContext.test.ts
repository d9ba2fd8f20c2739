import { describe, expect, test } from '@jest/globals';
import { openFormContext, sealFormContext } from '../../../src/collection/submissions/formContext.ts';

const key = Buffer.alloc(32, 1);
const context = {
  roundId: 'đợt-1',
  surveyVersionId: 'ab'.repeat(32),
  accessPointId: 'point',
  revision: 3,
  openedAt: new Date('2026-01-20T02:30:15.000Z'),
};

describe('a form context', () => {
  test('is opened as it was sealed, to the second', () => {
    expect(openFormContext(sealFormContext(context, key), key)).toEqual(context);
  });

  test('knows the form that it was sealed for, where it was for one person', () => {
    const one = { ...context, nonce: 'drawn' };
    expect(openFormContext(sealFormContext(one, key), key)).toEqual(one);
  });

  test('that another installation sealed is refused', () => {
    expect(() => openFormContext(sealFormContext(context, Buffer.alloc(32, 2)), key)).toThrow('not valid');
  });
});
