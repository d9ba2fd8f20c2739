/** Live states of an open round, from what is counted to what is stored and shown by every process. */
import { describe, expect, test } from '@jest/globals';
import { liveFigures } from '../../../src/processing/results/liveFigure.ts';
import { measuredRounds } from '../../../src/processing/results/measuredRounds.ts';
import { takeLiveState } from '../../../src/processing/results/takeLiveState.ts';
import { takeLiveStates } from '../../../src/processing/results/takeLiveStates.ts';
import type { MeasuredRound } from '../../../src/processing/results/results.ts';
import { countingPlan } from '../../../src/statistics/estimation/countingPlan.ts';
import { surveyShape } from '../../../src/design/methods/surveyShape.ts';
import { WHOLE, type Scope } from '../../../src/statistics/estimation/scope.ts';
import { openStores, type Stores } from '../../../src/app/stores.ts';
import type { LiveState } from '../../../src/statistics/estimation/snapshot.ts';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import { aMethod, closingAt, duringAt, fillSmallCity } from '../../support/builders.ts';
import { countAll } from '../../support/counting.ts';
import { useApp } from '../../support/app.ts';
import { answer } from '../../support/citizen.ts';
import { aMeasuredRound, type GivenForms } from './measured.ts';

const plan = countingPlan(aMethod(), surveyShape(sipas2017));
const alike = (level: number): Record<string, number> =>
  Object.fromEntries(sipas2017.questions.map(({ id }) => [id, level]));

function counted(forms: readonly GivenForms[], of = plan, content = sipas2017): MeasuredRound {
  return aMeasuredRound(forms, ['ward-a', 'ward-b'], content, of);
}

async function stateOf(measured: MeasuredRound, held?: LiveState, at = duringAt): Promise<LiveState> {
  const { tree, populations } = measured;
  const source = {
    plan: measured.plan,
    tree,
    populations,
    unitIds: tree.subtreeIds('city'),
    isProbability: false,
  };
  return await takeLiveState(source, measured.snapshot, held, at);
}

const figuresOf = (live: LiveState, of = plan) => liveFigures({ plan: of, live, isProbability: false });
const later = new Date(duringAt.getTime() + 6 * 60 * 60 * 1000);

describe('nine forms of one’s own and a tenth', () => {
  const nine = { unitId: 'ward-a', count: 9, answers: alike(5) };
  const tenth = { unitId: 'ward-a', count: 1, answers: alike(1) };

  test('show how many answered at nine, and at ten a band as wide as 44 answers', async () => {
    expect(figuresOf(await stateOf(counted([nine])))('ward-a', { scope: WHOLE })).toMatchObject({
      state: 'collecting',
      people: 9,
    });
    const figure = figuresOf(await stateOf(counted([nine, tenth])))('ward-a', { scope: WHOLE });
    expect(figure).toMatchObject({ state: 'live', people: 10 });
    const { low, high } = figure as { low: number; high: number };
    expect([low <= 90, high >= 90, high === 100 || high - low >= 20]).toEqual([true, true, true]);
  });

  test('show the same band when one more comes and one is annulled', async () => {
    const held = await stateOf(counted([nine, tenth]));
    const exchanged = counted([
      { ...nine, count: 8 },
      tenth,
      { ...nine, count: 1, answers: alike(3) },
      { ...nine, count: 1, standing: 'annulled' },
    ]);
    expect((await stateOf(exchanged, held, later)).bands).toEqual(held.bands);
  });

  test('show no question, no group of respondents and no rank', async () => {
    const figure = figuresOf(await stateOf(counted([nine, tenth])));
    const question: Scope = { kind: 'question', id: sipas2017.questions[0]!.id };
    expect(figure('ward-a', { scope: question })).toMatchObject({ state: 'hidden', reason: 'roundOpen' });
    expect(figure('city', { dimension: 'channel', value: 'qr' })).toMatchObject({ reason: 'roundOpen' });
  });
});

test('a unit with a question that few answered shows its index like any other', async () => {
  const conditional = { ...alike(5), q1: 0 };
  const live = await stateOf(
    counted([
      { unitId: 'ward-a', count: 11, answers: conditional },
      { unitId: 'ward-a', count: 1, answers: alike(4) },
    ]),
  );
  expect(figuresOf(live)('ward-a', { scope: WHOLE })).toMatchObject({ state: 'live', people: 10 });
});

test('where factors weigh alike, an answer to the smallest of them counts for what it can move', async () => {
  const weighted = countingPlan(aMethod({ aggregation: 'meanOfFactors' }), surveyShape(sipas2017));
  const smallest = Math.min(
    ...weighted.factors.map((id) => sipas2017.questions.filter(({ factorId }) => factorId === id).length),
  );
  const live = await stateOf(counted([{ unitId: 'ward-a', count: 20, answers: alike(5) }], weighted));
  const band = live.bands.find(({ unitId, scope }) => unitId === 'ward-a' && scope === '');
  expect(band?.answers ?? 0).toBe(20 * smallest * weighted.factors.length);
});

describe('the live state of a round', () => {
  const running = useApp();
  const send = async (count: number, level: number): Promise<void> => {
    for (let one = 0; one < count; one++)
      expect((await answer(running().app, 'WARD22', { q1: level, q2: level, q3: level })).status).toBe(303);
    await countAll(running().stores);
  };
  /** As another process, or after a restart, which has nothing but the stores. */
  const process = async (stores: Stores, at: Date) => {
    const round = (await stores.rounds.find('round'))!;
    return await measuredRounds(stores, () => at).measure(round);
  };

  test('is one and the same in two processes that begin at once, and after a restart', async () => {
    const { stores, connection } = running();
    await fillSmallCity(stores);
    await send(70, 4);
    const others = await openStores(connection);
    const [one, other] = await Promise.all([process(stores, duringAt), process(others, duringAt)]);
    expect(one.snapshot.live!.bands.length).toBeGreaterThan(0);
    expect(other.snapshot.live).toEqual(one.snapshot.live);
    expect((await process(others, duringAt)).snapshot.live).toEqual(one.snapshot.live);
    expect(one.snapshot.tallies).toEqual([]);
  });

  test('does not move before the next fixed time, whoever asks', async () => {
    const { stores } = running();
    const before = await process(stores, duringAt);
    await send(40, 1);
    const beforeNoon = new Date('2026-01-20T11:59:59.999+07:00');
    const still = await process(stores, beforeNoon);
    expect(still.snapshot.live).toEqual(before.snapshot.live);
    expect([before.received, still.received]).toEqual([70, 110]);
    const noon = await process(stores, new Date('2026-01-20T12:00:00+07:00'));
    expect(noon.snapshot.live!.bands).not.toEqual(before.snapshot.live!.bands);
  });

  test('is taken at a fixed time though nobody asks, and once the round has closed it is audited instead', async () => {
    const { stores } = running();
    const evening = new Date('2026-01-20T18:00:10+07:00');
    await takeLiveStates(stores, evening, () => false);
    expect((await stores.resultsSnapshots.find('round'))?.takenAt).toEqual(evening);
    expect(await stores.releases.has('round')).toBe(false);
    await takeLiveStates(stores, closingAt, () => false);
    expect((await stores.resultsSnapshots.find('round'))?.takenAt).toEqual(evening);
    expect(await stores.releases.has('round')).toBe(true); // it is audited instead
  });
});
