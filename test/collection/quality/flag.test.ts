import { describe, expect, test } from '@jest/globals';
import {
  flagsOf,
  flagValues,
  SET_APART,
  type Circumstances,
  type FlagKind,
} from '../../../src/collection/quality/flag.ts';

const mixed = { q1: 4, q2: 5, q3: 4, q4: 4, q5: 3 };
const line = { q1: 4, q2: 4, q3: 4, q4: 4, q5: 4 };
const short = { q1: 4, q2: 4 };

describe('flags', () => {
  const table: [string, Record<string, number>, Circumstances, FlagKind[]][] = [
    ['nothing seen', mixed, {}, []],
    ['five answers in just under five seconds', mixed, { ageMs: 4999 }, ['tooFast']],
    ['five answers in five seconds', mixed, { ageMs: 5000 }, []],
    ['what a kiosk says of its own clock', mixed, { tooFast: true }, ['tooFast']],
    ['the same level for everything', line, {}, ['straightLined']],
    ['"no opinion" for everything', { a: 0, b: 0, c: 0, d: 0, e: 0 }, {}, ['straightLined']],
    ['the same level for two questions', short, {}, []],
    ['the very same answers, one form before', mixed, { sameBefore: 1 }, []],
    ['the very same answers, two forms before', mixed, { sameBefore: 2 }, ['sameAnswers']],
    ['the same line as many others', line, { sameBefore: 9 }, ['straightLined']],
    ['two answers like many others', short, { sameBefore: 9 }, []],
    ['outside office hours', mixed, { outsideHours: true }, ['outsideHours']],
    ['the third form of a browser in a day', mixed, { sentBefore: 2 }, []],
    ['the fourth', mixed, { sentBefore: 3 }, ['sameBrowser']],
    ['the second time that a form is sent', mixed, { formSentBefore: 1 }, []],
    ['the third time that a form is sent', mixed, { formSentBefore: 2 }, ['sameForm']],
    ['the field that nobody sees', mixed, { honeypot: true }, ['honeypot']],
    ['all at once', line, { ageMs: 1, sentBefore: 9, honeypot: true }, ['tooFast', 'straightLined', 'sameBrowser', 'honeypot']], // prettier-ignore
  ];
  test.each(table)('%s', (_case, answers, seen, raised) => {
    expect(flagsOf(answers, seen)).toEqual({ rules: 2, raised });
  });

  test('a form is set apart by any flag but that of a straight line alone', () => {
    expect(flagValues([])).toEqual([]);
    expect(flagValues(['straightLined'])).toEqual(['straightLined']);
    expect(flagValues(['straightLined', 'tooFast'])).toEqual(['straightLined', 'tooFast', SET_APART]);
  });
});
