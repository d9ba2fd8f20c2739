import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { useApp } from '../../support/app.ts';
import { closingAt, fillSmallCity } from '../../support/builders.ts';
import { answer } from '../../support/citizen.ts';
import { countAll } from '../../support/counting.ts';

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
    expect(page.text).toContain('chưa có câu trả lời được tính');
    expect(page.text).not.toMatch(/NaN|0,00%/);
    expect((await results()).satisfactionIndex.figure).toMatchObject({ state: 'none', reason: 'noAnswers' });
  });

  const until = (time: string): void => {
    running().clock.now = new Date(`2026-01-20T${time}:00+07:00`);
  };

  test('say how many answered while there is too little for a band', async () => {
    await send(9);
    const nine = await results();
    expect(nine.formsReceivedInRound).toBe(9);
    expect(nine.satisfactionIndex.figure).toMatchObject({
      state: 'collecting',
      people: 9,
      needs: 'respondents',
    });
    expect((await request(running().app).get('/results/round')).text).toContain('9 phiếu đã nhận, cần từ 10');
    await send(1);
    expect((await results()).satisfactionIndex.figure).toMatchObject({
      state: 'collecting',
      people: 10,
      needs: 'answers',
    });
    expect((await results('/results/round/units/ward-b')).satisfactionIndex.figure.state).toBe('none');
  });

  test('show a band that contains the index once it is worth 40 answers, and nothing exact', async () => {
    await send(60);
    const { satisfactionIndex, factors, questions, groups, live, formsAnnulled } = await results();
    // Each form: two of three answers on level 4 or 5. A band of 20 % is worth 42 of 210 answers.
    const { figure } = satisfactionIndex;
    expect(figure).toMatchObject({ state: 'live', people: 70 });
    expect(figure.low).toBeLessThan(66.7);
    expect(figure.high).toBeGreaterThan(66.6);
    expect(figure.high - figure.low).toBeLessThanOrEqual(21);
    expect(Object.keys(figure)).not.toEqual(
      expect.arrayContaining(['exactShare', 'valuePercent', 'answers']),
    );
    // Of the 140 answers of the first factor, and the 70 of the second, none is worth a band.
    const states = [...factors, ...questions].map((line: { figure: object }) => line.figure);
    expect(states).toMatchObject([
      { state: 'collecting', needs: 'answers' },
      { state: 'collecting', needs: 'answers' },
      { state: 'hidden', reason: 'roundOpen' },
      { state: 'hidden', reason: 'roundOpen' },
      { state: 'hidden', reason: 'roundOpen' },
    ]);
    expect(groups[0].units[0]).toMatchObject({
      id: 'ward-a',
      notRanked: 'roundOpen',
      figure: { state: 'live' },
    });
    expect([live.takenAt, live.nextAt]).toEqual(['2026-01-20T02:30:00.000Z', '2026-01-20T05:00:00.000Z']);
    expect(formsAnnulled).toBeUndefined();
  });

  test('move at fixed times only, but for the number of forms received', async () => {
    const before = await shown();
    await send(1);
    until('11:59');
    const later = await results();
    expect(later).toEqual({ ...before, formsReceivedInRound: 71, formsNotYetCounted: 1 });
    const page = await request(running().app).get('/results/round').expect(200);
    expect(page.text).toContain('Cả đợt đã nhận 71 phiếu');
    expect(page.text).toContain('Số liệu lúc 09:30 20/01/2026, cập nhật tiếp theo lúc 12:00 20/01/2026.');
    until('12:00');
    const noon = await results();
    expect(noon).toMatchObject({ formsReceivedInRound: 71, formsNotYetCounted: 0 });
    expect(noon.satisfactionIndex).toEqual(before.satisfactionIndex); // its answers have not changed by half
  });

  test('draw a band anew at the next time once the answers have grown by half', async () => {
    await send(39, 'WARD22', { q1: 1, q2: 1, q3: 1 });
    expect((await results()).satisfactionIndex.figure.people).toBe(70);
    until('18:00');
    // 142 of 330 answers are satisfied.
    const { figure } = (await results()).satisfactionIndex;
    expect(figure).toMatchObject({ state: 'live', people: 110, asOf: '2026-01-20T11:00:00.000Z' });
    expect([figure.low < 43.1, figure.high > 43]).toEqual([true, true]);
  });

  test('explain themselves in three sentences, and leave out what belongs to the closed round', async () => {
    const page = (await request(running().app).get('/results/round').expect(200)).text;
    expect(page).toContain('Số liệu tạm thời');
    expect(page).toContain('hai đầu chọn ngẫu nhiên');
    for (const later of ['Theo tiêu chí', 'Vì sao chỉ số thay đổi', 'Thứ hạng'])
      expect(page).not.toContain(later);
    const english = (await request(running().app).get('/results/round?lang=en').expect(200)).text;
    expect(english).toContain('its ends are chosen at random');
    expect(await shown('/results/round')).toEqual(
      (await request(running().app).get('/results/round.json?asOf=2026-01-31').expect(200)).body,
    );
  });

  test('take apart no change while the round is open', async () => {
    const why = await request(running().app).get('/results/round/units/city/why').expect(200);
    expect(why.text).toContain('Mức thay đổi được phân tích sau khi đợt kết thúc.');
  });

  test('count every form once the round has closed', async () => {
    await send(30, 'WARD33', { q1: 5, q2: 5, q3: 5 });
    running().clock.now = new Date(closingAt.getTime() + 1);
    // Until the last forms are in the tallies the page stays as it was, so that no state in between is shown.
    expect(await shown()).toMatchObject({
      formsReceivedInRound: 140,
      formsNotYetCounted: 30,
      satisfactionIndex: { figure: { state: 'live' } },
    });
    const { satisfactionIndex, formsNotYetCounted } = await results();
    expect(formsNotYetCounted).toBe(0);
    // 142 + 90 of 420 answers.
    expect(satisfactionIndex.figure).toMatchObject({ state: 'shown', valuePercent: 55.24, people: 140 });
  });

  test('rank units of one kind under one parent, as the places that they may hold', async () => {
    const { groups } = await results();
    expect(
      groups[0].units.map(({ id, rank, rankInterval }: Record<string, unknown>) => [id, rank, rankInterval]),
    ).toEqual([
      ['ward-b', 1, [1, 1]],
      ['ward-a', 2, [2, 2]],
    ]);
    const ward = await results('/results/round/units/ward-a');
    expect(ward.rank).toMatchObject({ rank: 2, of: 2, rankInterval: [2, 2], notToldApartFrom: [] });
    const page = await request(running().app).get('/results/round/units/ward-a').expect(200);
    expect(page.text).toContain('2/2 (2)');
  });

  test('answer why on a page of their own and as JSON, and say what is missing for it', async () => {
    const page = await request(running().app).get('/results/round/units/city/why').expect(200);
    expect(page.text).toContain('Vì sao chỉ số thay đổi?');
    expect(page.text).toContain('Chưa có đợt trước');
    const why = await results('/results/round/units/city/why');
    expect(why.explanations).toEqual([]);
    expect((await request(running().app).get('/results/round/units/none/why')).status).toBe(404);
    const english = await request(running().app).get('/results/round/units/city/why?lang=en').expect(200);
    expect(english.text).toContain('Why did the index change?');
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
    expect(running().errors).toEqual([]);
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
