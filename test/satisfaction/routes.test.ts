import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { useApp } from '../support/app.ts';
import { closingAt, fillSmallCity } from '../support/builders.ts';
import { answer } from '../support/citizen.ts';
import { countAll } from '../support/counting.ts';

describe('results of a round', () => {
  const running = useApp();
  const shown = async (path = '/results/round') =>
    (await request(running().app).get(`${path}.json`).expect(200)).body;
  const results = async (path?: string) => {
    await countAll(running().stores);
    return await shown(path);
  };
  const send = async (
    count: number,
    code = 'WARD22',
    levels: Record<string, number> = { q1: 5, q2: 4, q3: 2 },
  ) => {
    for (let i = 0; i < count; i++) expect((await answer(running().app, code, levels)).status).toBe(303);
  };

  beforeAll(async () => {
    await fillSmallCity(running().stores);
  });

  test('say that there are no answers yet, and never a number', async () => {
    const page = await request(running().app).get('/results/round').expect(200);
    expect(page.text).toContain('chưa có phiếu nào');
    expect(page.text).not.toMatch(/NaN|0,00%/);
    expect((await results()).satisfactionIndex.figure).toMatchObject({ state: 'none', reason: 'noAnswers' });
  });

  test('hide what fewer than ten people answered, and then show it', async () => {
    await send(9);
    expect((await results()).formsReceivedInRound).toBe(9);
    await send(1);
    const { satisfactionIndex, factors } = await results();
    // Each form: two of three answers on level 4 or 5.
    expect(satisfactionIndex.figure).toMatchObject({
      state: 'shown',
      valuePercent: 66.67,
      people: 10,
      exactShare: '20/30',
    });
    expect(factors.map((one: { figure: { valuePercent: number } }) => one.figure.valuePercent)).toEqual([
      100, 0,
    ]);
    expect((await results('/results/round/units/ward-b')).satisfactionIndex.figure.state).toBe('none');
  });

  test('count every form received at once, and the index with the next ten', async () => {
    await send(1);
    expect(await shown()).toMatchObject({ formsReceivedInRound: 11, formsNotYetCounted: 1 });
    expect(await results()).toMatchObject({ formsReceivedInRound: 11, formsNotYetCounted: 1 });
    expect((await results()).satisfactionIndex.figure.people).toBe(10);
    await send(9);
    expect((await results()).satisfactionIndex.figure.people).toBe(20);
    expect((await request(running().app).get('/results/round')).text).toContain('cả đợt đã nhận 20 phiếu');
  });

  test('rank units of one kind under one parent, as the places that they may hold', async () => {
    await send(30, 'WARD33', { q1: 5, q2: 5, q3: 5 });
    const placesOf = async () =>
      (await results()).groups[0].units.map(
        ({ id, place, placeInterval, notRanked }: Record<string, unknown>) => [
          id,
          place ?? notRanked,
          placeInterval,
        ],
      );
    expect(await placesOf()).toEqual([
      ['ward-b', 1, [1, 1]],
      ['ward-a', 'unreliable', undefined],
    ]);
    await send(30);
    expect(await placesOf()).toEqual([
      ['ward-b', 1, [1, 1]],
      ['ward-a', 2, [2, 2]],
    ]);
    const ward = await results('/results/round/units/ward-a');
    expect(ward.rank).toMatchObject({ place: 2, of: 2, placeInterval: [2, 2], notToldApartFrom: [] });
    const page = await request(running().app).get('/results/round/units/ward-a').expect(200);
    expect(page.text).toContain('2/2 (2)');
  });

  test('count every form once the round has closed', async () => {
    await send(3);
    running().clock.now = new Date(closingAt.getTime() + 1);
    // Until the last forms are in the tallies the page stays as it was, so that no state in between is shown.
    expect(await shown()).toMatchObject({ formsReceivedInRound: 83, formsNotYetCounted: 3 });
    expect(await results()).toMatchObject({ formsReceivedInRound: 83, formsNotYetCounted: 0 });
  });

  test('answer why on a page of their own and as JSON, and say what is missing for it', async () => {
    const page = await request(running().app).get('/results/round/units/city/why').expect(200);
    expect(page.text).toContain('Vì sao chỉ số thay đổi?');
    expect(page.text).toContain('Chưa có đợt trước');
    const why = await results('/results/round/units/city/why');
    expect(why.explanations).toEqual([]);
    expect((await request(running().app).get('/results/round/units/none/why')).status).toBe(404);
    const english = await request(running().app).get('/results/round/units/city/why?lang=en').expect(200);
    expect(english.text).toContain('Why did the index move?');
  });

  test('are the same in English, and as a list of rounds', async () => {
    const page = await request(running().app).get('/results/round/units/ward-b?lang=en').expect(200);
    expect(page.text).toContain('<html lang="en">');
    expect(page.text).toContain('100.00%');
    expect((await results('/results')).rounds.map(({ id }: { id: string }) => id)).toEqual(['round']);
  });

  test('are not found for a unit or round that is not there', async () => {
    for (const path of ['/results/none', '/results/round/units/none', '/results/round/units/none.json']) {
      expect((await request(running().app).get(path)).status).toBe(404);
    }
    expect(running().faults).toEqual([]);
  });
});

describe('results for staff only', () => {
  const running = useApp();
  test('are not found by the public, nor listed', async () => {
    await fillSmallCity(running().stores, { round: { resultsFor: 'staff' } });
    expect((await request(running().app).get('/results/round')).status).toBe(404);
    expect((await request(running().app).get('/results.json')).body.rounds).toEqual([]);
  });
});
