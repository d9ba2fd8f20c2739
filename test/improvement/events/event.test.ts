import { describe, expect, test } from '@jest/globals';
import {
  answeredEvents,
  overdueEvent,
  receivedEvent,
  roundEvents,
  type HappenedEvent,
} from '../../../src/improvement/events/event.ts';
import {
  answered,
  attempted,
  attemptsMax,
  messageOf,
  type EventMessage,
} from '../../../src/improvement/events/message.ts';
import {
  reports,
  standingAfterFailure,
  type Subscription,
} from '../../../src/improvement/events/subscription.ts';
import { unitScopeOn } from '../../../src/access/accounts/unitScope.ts';
import { announcedYears } from '../../../src/registers/holidays/announced.ts';
import { calendarOf } from '../../../src/registers/holidays/holiday.ts';
import { aRound, aUnit, closingAt, duringAt, openingAt } from '../../support/builders.ts';
import { aCase } from '../cases/someCases.ts';

const hourMs = 3_600_000;
const later = (hours: number): Date => new Date(duringAt.getTime() + hours * hourMs);
const key = Buffer.alloc(32);
const subscription = {
  id: 's',
  unitId: 'district',
  types: ['round.opened', 'case.received'],
  madeAt: openingAt,
} as unknown as Subscription;
const survey = { id: 'survey' } as Parameters<typeof aRound>[0];
const sentOf = (event: HappenedEvent): EventMessage =>
  messageOf(subscription, event, { key, publicUrl: 'https://ln.example.vn', now: duringAt });

describe('an event', () => {
  test('of a round comes once it has opened, and again once it has closed', () => {
    const typesAt = (at: Date): string[] => roundEvents(aRound(survey), at).map(({ type }) => type);
    expect(typesAt(new Date(openingAt.getTime() - 1))).toEqual([]);
    expect(typesAt(duringAt)).toEqual(['round.opened']);
    expect(typesAt(closingAt)).toEqual(['round.opened', 'round.closed']);
    expect(roundEvents(aRound(survey, { closesAt: openingAt }), closingAt)).toEqual([]); // cancelled before
  });

  test('of a case has its id, unit and days, and no word of citizen or office', () => {
    const steps = [{ kind: 'answer' as const, on: '2026-01-19', text: 'Đã kê thêm ghế.', unitId: 'ward-a' }];
    const one = aCase({ text: 'Chờ lâu.', answer: 'Đã kê thêm ghế.', steps });
    const [received, answer] = [receivedEvent(one, '2026-01-19'), answeredEvents(one)[0]!];
    const bodies = [received, answer].map((event) => JSON.parse(sentOf(event).body) as object);
    const common = { caseId: one.id, unitId: 'ward-a', url: `https://ln.example.vn/staff/cases/${one.id}` };
    const timestamp = '2026-01-18T17:00:00.000Z'; // the beginning of the day in Viet Nam
    expect(bodies).toEqual([
      { type: 'case.received', timestamp, data: { week: '2026-01-12', ...common } },
      { type: 'case.answered', timestamp, data: { answeredOn: '2026-01-19', ...common } },
    ]);
  });

  test('of a term that passed comes on the day after its last one, once for each term', () => {
    const calendar = calendarOf(announcedYears);
    const one = aCase({ week: '2026-01-05', state: 'assigned', steps: [] });
    const on = (day: string) => overdueEvent(one, calendar, day);
    // 15 working days from Monday, 12 January: the last is Monday, 2 February.
    expect(on('2026-02-02')).toBeUndefined();
    expect(on('2026-02-03')?.data).toMatchObject({ term: 'answer', dueOn: '2026-02-02' });
    expect(on('2026-02-20')?.key).toEqual(on('2026-02-03')?.key);
    expect(overdueEvent({ ...one, state: 'moreAsked' }, calendar, '2026-03-01')).toBeUndefined();
  });
});

describe('a subscription', () => {
  const units = unitScopeOn(
    [
      aUnit('city'),
      aUnit('district', { parentId: 'city' }),
      aUnit('ward', { parentId: 'district' }),
      aUnit('other', { parentId: 'city' }),
    ],
    '2026-01-20',
  );
  const round = (unitIds: readonly string[]) => roundEvents(aRound(survey, { unitIds }), duringAt)[0]!;
  const received = (unitId: string) => receivedEvent(aCase({ unitId }), '2026-01-19');

  test('reports what concerns its unit: cases of it and below, and rounds that reach it from above or below', () => {
    const isReported = (event: HappenedEvent) => reports(subscription, event, units);
    expect(['city', 'district', 'ward', 'other'].map((id) => isReported(received(id)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([['city'], ['ward'], ['other'], ['other', 'ward']].map((ids) => isReported(round(ids)))).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  test('reports only the kinds that were chosen, and nothing from before its first day', () => {
    const one = { ...subscription, types: ['round.closed'] } as Subscription;
    expect(reports(one, round(['city']), units)).toBe(false);
    expect(reports({ ...subscription, madeAt: duringAt }, round(['city']), units)).toBe(false);
  });

  test('is paused after three days without success, and at once where the receiver is gone', () => {
    const first = standingAfterFailure(subscription, 500, duringAt);
    expect(first).toEqual({ failingSince: duringAt, restsUntil: later(1 / 60), paused: undefined });
    const failing = { ...subscription, ...first };
    expect(standingAfterFailure(failing, undefined, later(71)).paused).toBeUndefined();
    expect(standingAfterFailure(failing, undefined, later(72)).paused?.why).toBe('failing');
    expect(standingAfterFailure(subscription, 410, duringAt).paused?.why).toBe('gone');
  });
});

describe('a message', () => {
  const [opened] = roundEvents(aRound(survey), duringAt);
  const message = sentOf(opened!);

  test('has the same id whenever the event is found, another one for another subscription', () => {
    expect(sentOf(opened!).id).toBe(message.id);
    const other = { ...subscription, id: 'other' };
    const options = { key, publicUrl: undefined, now: duringAt };
    expect(messageOf(other, opened!, options).id).not.toBe(message.id);
  });

  test('is tried seven times within a day, and then given up', () => {
    let [one, now] = [message, duringAt];
    while (one.nextAt) {
      now = one.nextAt;
      const claimed = { ...one, ...attempted(one, now) };
      one = { ...claimed, ...answered(claimed, 503) };
    }
    expect(one).toMatchObject({ attempts: attemptsMax, outcome: 'givenUp', lastStatus: 503 });
    const hours = (now.getTime() - duringAt.getTime()) / hourMs;
    expect([attemptsMax, Math.floor(hours)]).toEqual([7, 23]);
  });

  test('is accepted by any status of success, and by nothing else', () => {
    const outcomes = [200, 204, 299, 199, 302, 404, undefined].map(
      (status) => answered(message, status).outcome,
    );
    expect(outcomes).toEqual(['accepted', 'accepted', 'accepted', ...Array<undefined>(4).fill(undefined)]);
  });

  test('that is a test is tried once', () => {
    const tried = { ...message, type: 'test' as const, attempts: 1 };
    expect(answered(tried, 500).outcome).toBe('givenUp');
  });
});
