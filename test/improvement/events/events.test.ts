/** What the leader does for subscriptions, on real stores, with a receiver that a test speaks for. */
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newCase } from '../../../src/improvement/cases/collectComments.ts';
import { caseAfter, type Case } from '../../../src/improvement/cases/case.ts';
import { keptDays } from '../../../src/improvement/events/message.ts';
import { failingMsMax } from '../../../src/improvement/events/subscription.ts';
import type { SignedPost } from '../../../src/platform/webhooks/signedPost.ts';
import type { Stores } from '../../../src/improvement/stores.ts';
import { aClosedCity } from '../../dissemination/publications/publishing.ts';
import { useApp } from '../../support/app.ts';
import { duringAt, fillSmallCity } from '../../support/builders.ts';
import { anAlert, anAlertEntry } from '../alerts/someAlerts.ts';
import { aCase } from '../cases/someCases.ts';
import { anEntry, aSubscription, recordNow, sendNow, signingKey } from './someEvents.ts';

interface Got {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const minuteMs = 60_000;

describe('the leader', () => {
  const testApp = useApp();
  let got: (Got & { readonly url: string })[] = [];
  let answer: number | 'nothing' = 204;
  const post: SignedPost = async ({ url, signingKey: used }, { id, body }) => {
    expect(used).toBe(signingKey);
    if (answer === 'nothing') throw new Error('no response');
    got.push({ url, id, ...(JSON.parse(body) as Omit<Got, 'id'>) });
    return answer;
  };
  const typesOf = () => got.map(({ type }) => type);
  const pass = (ms: number): void => {
    testApp().clock.now = new Date(testApp().clock.now.getTime() + ms);
  };
  const lead = async (): Promise<void> => {
    await recordNow(testApp());
    await sendNow(testApp(), post);
  };
  const subscribe = async (changes: Parameters<typeof aSubscription>[1] = {}): Promise<void> =>
    await testApp().stores.subscriptions.add(aSubscription(testApp(), changes), anEntry());
  const standing = async () => (await testApp().stores.subscriptions.list())[0]!;

  beforeAll(async () => {
    await fillSmallCity(testApp().stores);
  });

  beforeEach(async () => {
    const { connection, clock } = testApp();
    for (const name of ['subscriptions', 'eventMessages', 'cases', 'alerts'])
      await connection.collection(name).deleteMany({});
    got = [];
    answer = 204;
    clock.now = duringAt;
  });

  async function act(one: Case, kind: 'assign' | 'answer', on: string): Promise<Case> {
    const action = kind === 'assign' ? { kind, text: 'Lâu.', unitId: 'ward-a' } : { kind, text: 'Đã sửa.' };
    const after = caseAfter(one, action, { on, lives: () => true, eraseOn: on }) as Case;
    expect(await testApp().stores.cases.replace(after)).toBe(true);
    return after;
  }

  test('reports each event once, however often it looks', async () => {
    await subscribe();
    const { stores } = testApp();
    let one = aCase();
    await stores.cases.add(one);
    await lead();
    one = await act(one, 'assign', '2026-01-20');
    await lead();
    await act(one, 'answer', '2026-01-20');
    await stores.alerts.add(
      anAlert({
        events: [{ number: 1, kind: 'raised', at: duringAt, said: { vi: 'thấp', en: 'low' } }],
      }),
      anAlertEntry(),
    );
    for (let look = 0; look < 3; look += 1) await lead();
    expect(typesOf().toSorted()).toEqual(['alert.raised', 'case.answered', 'case.received', 'round.opened']);
    expect(new Set(got.map(({ id }) => id)).size).toBe(4);
    pass(30 * 24 * 60 * minuteMs);
    await lead();
    expect(typesOf()).toContain('round.closed');
    expect(got).toHaveLength(5);
  });

  test('reports both answers of a case that was opened again', async () => {
    await subscribe({ types: ['case.answered'] });
    let one = await act(await added(aCase()), 'assign', '2026-01-20');
    one = await act(one, 'answer', '2026-01-20');
    await lead();
    const context = { on: '2026-01-21', lives: () => true, eraseOn: '2026-01-21' };
    const reopened = caseAfter(one, { kind: 'reopen', text: 'Chưa.' }, context) as Case;
    await testApp().stores.cases.replace(reopened);
    await act(await act(reopened, 'assign', '2026-01-21'), 'answer', '2026-01-21');
    await lead();
    expect(got.map(({ data }) => data['answeredOn'])).toEqual(['2026-01-20', '2026-01-21']);
  });

  async function added(one: Case): Promise<Case> {
    await testApp().stores.cases.add(one);
    return one;
  }

  test('reports a case as overdue once, on the day after its term', async () => {
    await subscribe({ types: ['case.overdue'] });
    const given = {
      id: 'c',
      week: '2026-01-12',
      unitId: 'ward-a',
      original: 'Lâu.',
      followKeyHash: undefined,
    };
    await added(newCase({ ...given, madeUp: undefined })); // to be screened by 21 January
    await lead();
    expect(got).toEqual([]);
    for (let day = 0; day < 3; day += 1) {
      pass(24 * 60 * minuteMs);
      await lead();
    }
    expect(got.map(({ data }) => [data['caseId'], data['dueOn']])).toEqual([['c', '2026-01-21']]);
  });

  test('loses nothing and repeats nothing where it ends while it records', async () => {
    await subscribe({ types: ['case.received', 'round.opened'] });
    await subscribe({ id: 'second', url: 'https://second.example/', types: ['case.received'] });
    const cases = [await added(aCase()), await added(aCase()), await added(aCase())];
    const { stores } = testApp();
    for (let lastWrite = 0; lastWrite < 12; lastWrite += 1) {
      await recordNow(testApp(), endingAfter(stores, lastWrite)).catch(() => {});
    }
    await lead();
    const wanted = cases.flatMap(({ id }) => [`hook.example ${id}`, `second.example ${id}`]).toSorted();
    const received = got.filter(({ type }) => type === 'case.received');
    expect(
      received.map(({ url, data }) => `${new URL(url).host} ${String(data['caseId'])}`).toSorted(),
    ).toEqual(wanted);
    expect(typesOf()).toContain('round.opened');
  });

  /** Stores whose process ends before the write after so many. */
  function endingAfter(stores: Stores, writes: number): Stores {
    let left = writes;
    const counted =
      <Args extends unknown[], Value>(write: (...args: Args) => Promise<Value>) =>
      async (...args: Args): Promise<Value> => {
        if (left === 0) throw new Error('ended');
        left -= 1;
        return await write(...args);
      };
    const { eventMessages, cases } = stores;
    return {
      ...stores,
      eventMessages: { ...eventMessages, addNew: counted(eventMessages.addNew) },
      cases: { ...cases, markReported: counted((one: Case) => cases.markReported(one)) },
    };
  }

  test('sends a message again where it ended between the response and its note, with the same id', async () => {
    await subscribe({ types: ['round.opened'] });
    await recordNow(testApp());
    const { stores } = testApp();
    const note = async (): Promise<void> => {
      throw new Error('ended');
    };
    const ending = { ...stores, eventMessages: { ...stores.eventMessages, note } };
    await expect(sendNow(testApp(), post, ending)).rejects.toThrow('ended');
    await lead();
    expect(got).toHaveLength(1); // not at once
    pass(minuteMs);
    await lead();
    await lead();
    expect(got).toHaveLength(2);
    expect(got[0]).toEqual(got[1]);
  });

  test('lets a receiver that is down rest, and tries later, while the others get theirs', async () => {
    await subscribe({ types: ['case.received'], url: 'https://down.example/' });
    await subscribe({ id: 'up', types: ['case.received'], url: 'https://up.example/' });
    for (let count = 0; count < 3; count += 1) await added(aCase());
    let asked = 0;
    const downFirst: SignedPost = async (to, message, now) => {
      if (to.url !== 'https://down.example/') return await post(to, message, now);
      asked += 1;
      return 503;
    };
    await recordNow(testApp());
    for (let look = 0; look < 3; look += 1) await sendNow(testApp(), downFirst);
    expect([got.length, asked]).toEqual([3, 1]);
    pass(minuteMs);
    await lead();
    expect(got).toHaveLength(6);
    expect(await standing()).not.toHaveProperty('failingSince');
  });

  test('pauses a subscription that nothing came through for three days, keeps what happens, and says so once', async () => {
    await subscribe({ types: ['case.received'] });
    answer = 'nothing';
    await added(aCase());
    await lead();
    pass(failingMsMax);
    await added(aCase());
    await lead();
    await lead();
    expect((await standing()).paused?.why).toBe('failing');
    answer = 204;
    await added(aCase());
    pass(60 * minuteMs);
    await lead();
    expect(got).toEqual([]);
    await testApp().stores.subscriptions.resume('subscription', anEntry());
    await lead();
    expect(got).toHaveLength(3);
    const entries = await testApp().connection.collection('subscriptions').findOne({});
    const kinds = (entries!['outbox'] as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'subscription.paused')).toHaveLength(1);
  });

  test('pauses at once where the receiver says that it is gone', async () => {
    await subscribe({ types: ['round.opened'] });
    answer = 410;
    await lead();
    expect((await standing()).paused?.why).toBe('gone');
  });

  test('keeps messages for sixty days', async () => {
    await subscribe({ types: ['case.received'] });
    await added(aCase());
    await lead();
    const { eventMessages } = testApp().stores;
    pass((keptDays - 1) * 24 * 60 * minuteMs);
    await lead();
    expect(await eventMessages.log('subscription', 10)).toHaveLength(1);
    pass(2 * 24 * 60 * minuteMs);
    await lead();
    expect(await eventMessages.log('subscription', 10)).toEqual([]);
  });

  test('keeps nothing where nobody is subscribed, and reports nothing of it later', async () => {
    await added(aCase());
    await lead();
    await subscribe({ types: ['case.received'] });
    await lead();
    expect(got).toEqual([]);
  });
});

test('a publication is reported when it is public, and its correction as one', async () => {
  const city = await aClosedCity(published());
  await published().stores.subscriptions.add(
    aSubscription(published(), { types: ['results.published', 'results.corrected'] }),
    anEntry(),
  );
  const got: Got[] = [];
  const post: SignedPost = async (_to, { id, body }) => {
    got.push({ id, ...(JSON.parse(body) as Omit<Got, 'id'>) });
    return 200;
  };
  const lead = async (): Promise<void> => {
    await recordNow(published());
    await sendNow(published(), post);
  };
  await city.publish();
  await lead();
  await city.annul('WARD22', 10);
  await city.settle(7);
  await city.publish('Hủy mười phiếu.');
  await lead();
  expect(got.map(({ type, data }) => [type, data['number'], data['url']])).toEqual([
    ['results.published', 1, 'https://ln.example.vn/publications/round/1'],
    ['results.corrected', 2, 'https://ln.example.vn/publications/round/2'],
  ]);
});

const published = useApp();
