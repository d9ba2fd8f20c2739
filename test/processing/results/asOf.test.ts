/** Results by the units of another day, through the pages, against numbers worked out by hand. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { auditEntry } from '../../../src/access/audit/entry.ts';
import { divisionsBetween, regrouped } from '../../../src/processing/results/regroup.ts';
import { roundFigures } from '../../../src/processing/results/roundFigures.ts';
import { publishSurvey } from '../../../src/design/surveys/publishSurvey.ts';
import { unitsThrough } from '../../../src/registers/units/succession.ts';
import { unitTreeOn } from '../../../src/registers/units/unitTree.ts';
import { aSubmission } from '../../collection/ledger/smallLedger.ts';
import { useApp } from '../../support/app.ts';
import { aMethod, anAccessPoint, aRound, aUnit, duringAt, smallSurvey } from '../../support/builders.ts';
import { countAll } from '../../support/counting.ts';
import { aUnitChange, oldUnits, reorganisation, wholes } from '../../registers/units/reorganisation.ts';
import { afterClosing, aMeasuredRound } from './measured.ts';

const testApp = useApp();

/** Forms of two answers each, and how many of them are satisfied with both. */
const before: Readonly<Record<string, readonly [satisfied: number, forms: number]>> = {
  'an-loc': [45, 50], // 90 %, under code 29954
  'an-binh-a': [90, 150], // 60 %
  'an-binh-b': [30, 50], // 60 %
  'an-thanh': [90, 100],
  'binh-thanh': [25, 50],
  'tan-hoi': [35, 50],
  'an-lac': [35, 50],
  'thuong-thoi-hau-a': [15, 25],
  'thuong-lac-cu': [20, 25],
};
const after: typeof before = { 'an-binh': [40, 50], 'hong-ngu': [45, 60], 'thuong-lac': [20, 40] };

async function fill(roundId: string, surveyId: string, given: typeof before): Promise<void> {
  const { stores } = testApp();
  for (const [unitId, [satisfied, forms]] of Object.entries(given)) {
    const point = anAccessPoint(`${roundId}${unitId}`, unitId, {
      id: `${roundId}-${unitId}`,
      revisions: [{ number: 1, roundId, unitId, from: new Date('2025-01-05') }],
    });
    await stores.accessPoints.add(point);
    const submissions = Array.from({ length: forms }, (_, index) => {
      const level = index < satisfied ? 5 : 1;
      return aSubmission(duringAt, {
        roundId,
        surveyVersionId: surveyId,
        accessPointId: point.id,
        answers: { q1: level, q2: level },
        about: {},
        comment: undefined,
      });
    });
    await Promise.all(submissions.map((submission) => stores.submissions.add(submission)));
  }
}

beforeAll(async () => {
  const { stores } = testApp();
  for (const unit of oldUnits) await stores.units.add(unit);
  const entry = auditEntry({
    at: duringAt,
    kind: 'unit.succession',
    unitIds: [],
    subject: { id: 'x', label: 'x' },
  });
  await stores.units.addChange({ ...reorganisation, id: '000001' }, entry);
  for (const id of ['far-a', 'far-b']) await stores.units.add(aUnit(id));
  const elsewhere = aUnitChange({
    id: '000002',
    document: { number: '99/NQ-HĐND', issuedBy: 'một tỉnh khác' },
    founded: [{ id: 'far', kind: 'commune', name: { vi: 'far' } }],
    ended: ['far-a', 'far-b'],
    inheritances: wholes({ far: ['far-a', 'far-b'] }),
  });
  await stores.units.addChange(elsewhere, entry);
  await stores.methods.add(aMethod());
  const survey = await publishSurvey(smallSurvey, '2025-01-01', stores.surveys);
  const open = { opensAt: new Date('2025-01-05T00:00:00+07:00'), closesAt: new Date('2026-02-05') };
  const old = { ...open, id: 'old', unitIds: ['dong-thap-cu'], unitsOn: '2025-01-05' };
  await stores.rounds.add(aRound(survey, old));
  await stores.rounds.add(aRound(survey, { ...old, id: 'city', unitIds: ['tp-hong-ngu'] }));
  const later = { ...open, id: 'new', unitIds: ['dong-thap'], unitsOn: '2025-07-05', previousRoundId: 'old' };
  await stores.rounds.add(aRound(survey, later));
  await fill('old', survey.id, before);
  const inCity = Object.entries(before).slice(0, 7);
  await fill('city', survey.id, Object.fromEntries(inCity));
  await fill('new', survey.id, after);
  await countAll(stores);
  testApp().clock.now = new Date('2026-02-06T00:00:00+07:00');
});

interface Row {
  readonly id: string;
  readonly figure: { readonly valuePercent?: number; readonly state: string; readonly reason?: string };
  readonly change?: { readonly points: number };
}
async function shown(path: string) {
  const first = await request(testApp().app).get(`/results/${path}`);
  const { body, status } =
    first.status === 303 ? await request(testApp().app).get(String(first.headers['location'])) : first;
  expect(status).toBe(200);
  return body;
}
const rowsOf = (body: { groups: { units: Row[] }[] }) =>
  Object.fromEntries(
    body.groups
      .flatMap(({ units }) => units)
      .map(({ id, figure }) => [id, figure.valuePercent ?? figure.reason]),
  );

describe('results as of 2025-07-01', () => {
  it('are as collected unless a day is asked for', async () => {
    expect(rowsOf(await shown('old/units/tp-hong-ngu.json'))).toEqual({
      'an-loc': 90,
      'an-binh-a': 60,
      'an-binh-b': 60,
      'an-thanh': 90,
      'binh-thanh': 50,
      'tan-hoi': 70,
      'an-lac': 70,
    });
  });

  it('are added up from answers, and the old code leads to no old number', async () => {
    const body = await shown('old.json?asOf=2025-07-01');
    // 45 + 90 + 30 = 165 of 250 forms (averages of averages would say 70); 150 of 200; 70 of 100.
    expect(rowsOf(body)).toEqual({ 'an-binh': 66, 'hong-ngu': 75, 'thuong-lac': 70 });
    expect(body).toMatchObject({
      unit: { id: 'dong-thap' },
      unitsBasis: { asOfOn: '2025-07-01' },
      // Tiền Giang was not asked.
      satisfactionIndex: { figure: { state: 'hidden', reason: 'partlyAsked' } },
    });
    const ward = await shown('old/units/an-loc.json?asOf=2025-07-01'); // leads to what it has become
    expect(ward).toMatchObject({
      unit: { id: 'an-binh' },
      satisfactionIndex: { figure: { people: 250, exactShare: '330/500' } },
    });
    expect(rowsOf(ward)).toEqual({ 'an-loc': 90, 'an-binh-a': 60, 'an-binh-b': 60 });
  });

  it('have no figure for a ward of which the round asked a part only', async () => {
    expect(rowsOf(await shown('city.json?asOf=2025-07-01'))).toEqual({
      'an-binh': 66,
      'hong-ngu': 75,
      'thuong-lac': 'partlyAsked',
    });
  });

  it('can be compared across the reorganisation, which as collected they cannot', async () => {
    const collected = await shown('new/units/an-binh.json');
    expect(collected.satisfactionIndex.change).toBeUndefined();
    const body = await shown('new/units/an-binh.json?asOf=2025-07-05');
    // 40 of 50 forms after 165 of 250: 80 − 66.
    expect(body.satisfactionIndex).toMatchObject({
      figure: { valuePercent: 80 },
      change: { points: 14 },
    });
  });

  it('say on the page by which units they are read, lead back, and tell a day from what is none', async () => {
    const { app } = testApp();
    const collected = await request(app).get('/results/old/units/tp-hong-ngu').expect(200);
    expect(collected.text).toContain('<strong>theo đơn vị lúc thu phiếu</strong>');
    expect(collected.text).toContain('1663/NQ-UBTVQH15, từ ngày 01/07/2025');
    expect(collected.text).not.toContain('99/NQ-HĐND');
    const page = await request(app).get('/results/old/units/dong-thap?asOf=2025-07-01').expect(200);
    expect(page.text).toContain('<strong>theo đơn vị ngày 01/07/2025</strong>');
    expect(page.text).toContain('href="/results/old/units/an-binh?asOf=2025-07-01"');
    expect(page.text).toContain('66,00%');
    const wrong = await request(app).get('/results/old/units/tp-hong-ngu?asOf=1/7/2025').expect(422);
    expect(wrong.text).toContain('Cần ghi ngày theo dạng năm-tháng-ngày');
    expect(wrong.text).toContain('value="1/7/2025"');
  });
});

describe('a figure as of a day', () => {
  const measured = aMeasuredRound([
    { unitId: 'a', count: 40, answers: { q1: 5, q2: 5 } },
    { unitId: 'b', count: 5, answers: { q1: 1, q2: 1 } },
    { unitId: 'c', count: 5, answers: { q1: 5, q2: 1 } },
    { unitId: 'd', count: 40, answers: { q1: 5, q2: 5 } },
    { unitId: 'e', count: 40, answers: { q1: 1, q2: 5 } },
  ]);
  const units = ['a', 'b', 'c', 'd', 'e'].map((id) => aUnit(id, { parentId: 'city' }));
  const city = aUnit('city', { kind: 'district' });
  const ward = (id: string) => ({ id, kind: 'commune', name: { vi: id }, parentId: 'city' }) as const;

  const asOf = (change: Parameters<typeof aUnitChange>[0]) => {
    const changes = [aUnitChange({ on: '2026-03-01', ...change })];
    const tree = unitTreeOn(unitsThrough([city, ...units], changes), '2026-03-01');
    const read = regrouped(measured, { changes, tree }, afterClosing);
    return { read, figures: roundFigures(read, afterClosing), changes };
  };

  it('is hidden where it is no sum of figures that are shown, however many people it has', () => {
    const { figures } = asOf({
      founded: [ward('ab'), ward('de')],
      ended: ['a', 'b', 'd', 'e'],
      inheritances: wholes({ ab: ['a', 'b'], de: ['d', 'e'] }),
    });
    // 45 people in the first ward, but whoever knows the 40 of a would know the five of b.
    expect(figures.whole('ab')).toMatchObject({ state: 'hidden', reason: 'fewPeople' });
    expect(figures.whole('de')).toMatchObject({ state: 'shown', people: 80, exactShare: '120/160' });
    expect(figures.whole('city')).toMatchObject({ state: 'shown', people: 130 });
  });

  it('of what was divided has no place, but stays with what is above all its parts', () => {
    const { read, figures, changes } = asOf({
      founded: [ward('north'), ward('south')],
      ended: ['a'],
      inheritances: ['north', 'south'].map((toId) => ({ fromId: 'a', toId, extent: 'part' as const })),
    });
    expect(read.regrouping?.broken).toEqual([{ name: { vi: 'phường a', en: 'a ward' }, change: changes[0] }]);
    expect(figures.whole('city')).toMatchObject({ state: 'shown', people: 130 });
    expect(read.tree.childIds('city')).toEqual(['b', 'c', 'd', 'e', 'a']);
    expect(divisionsBetween(changes, '2026-01-05', '2026-03-01')).toEqual(new Set(['a', 'north', 'south']));
  });
});
