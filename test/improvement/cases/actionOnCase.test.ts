import { expect, test } from '@jest/globals';
import { changedMeanwhile } from '../../../src/improvement/cases/actionOnCase.ts';
import { languages } from '../../../src/platform/text/catalogue.ts';

test('that somebody else was faster is said in every language that citizens read', () => {
  expect(Object.keys(changedMeanwhile().sentence).toSorted()).toEqual(languages.toSorted());
});
