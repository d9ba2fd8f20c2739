import { describe, expect, test } from '@jest/globals';
import { arrival, lastDayOf, lastDayToAnswer, roundState } from '../../../src/design/rounds/round.ts';
import { aRound, closingAt, duringAt, openingAt } from '../../support/builders.ts';

const round = aRound({ id: 'v', content: {} as never, publishedOn: '2026-01-01' });
const after = (date: Date, minutes: number): Date => new Date(date.getTime() + minutes * 60_000);

describe('a round', () => {
  test.each([
    ['before it opens', after(openingAt, -1), 'notYetOpen'],
    ['as it opens', openingAt, 'open'],
    ['just before it closes', after(closingAt, -1), 'open'],
    ['as it closes', closingAt, 'closed'],
  ])('%s', (_when, now, state) => {
    expect(roundState(round, now)).toBe(state);
  });

  test.each([
    ['sent while it is open', duringAt, after(duringAt, 5), 'inTime'],
    ['opened in time, sent 59 minutes after the closing', after(closingAt, -1), after(closingAt, 59), 'late'],
    ['opened in time, sent an hour after the closing', after(closingAt, -1), after(closingAt, 60), 'refused'],
    ['opened and sent after the closing', after(closingAt, 1), after(closingAt, 2), 'refused'],
    ['opened before the round, sent after it', after(openingAt, -1), after(closingAt, 1), 'refused'],
    ['sent before it opens', after(openingAt, -2), after(openingAt, -1), 'refused'],
  ])('an answer %s', (_what, openedAt, now, expected) => {
    expect(arrival(round, openedAt, now)).toBe(expected);
  });
});

describe('a round that closes', () => {
  const [midnight, evening] = [new Date('2026-01-31T17:00:00Z'), new Date('2026-02-01T13:00:00Z')];

  test('as a day begins has the day before as its last one', () => {
    expect([lastDayOf(midnight), lastDayOf(evening)]).toEqual(['2026-01-31', '2026-02-01']);
  });

  test('in the course of a day is answered until the end of the day before, or today', () => {
    const now = new Date('2026-01-20T05:00:00Z');
    expect([midnight, evening].map((closesAt) => lastDayToAnswer(closesAt, now))).toEqual([
      '2026-01-31',
      '2026-01-31',
    ]);
    expect(lastDayToAnswer(evening, new Date('2026-02-01T05:00:00Z'))).toBe('2026-02-01');
  });
});
