import { beforeAll, describe, expect, it, test } from '@jest/globals';
import request from 'supertest';
import type { Account } from '../../../src/access/accounts/account.ts';
import { auditEntry } from '../../../src/access/audit/entry.ts';
import { emptyScorecard } from '../../../src/improvement/scorecards/scorecard.ts';
import { nextPower } from '../../../src/improvement/improvementActions/nextPower.ts';
import type { SamplePlan } from '../../../src/processing/samplePlans/samplePlan.ts';
import type { Figure } from '../../../src/statistics/estimation/figure.ts';
import { publishSurvey } from '../../../src/design/surveys/publishSurvey.ts';
import { useApp } from '../../support/app.ts';
import {
  anImprovementAction,
  anAccessPoint,
  aRound,
  aUnit,
  closingAt,
  duringAt,
  fillSmallCity,
  smallSurvey,
} from '../../support/builders.ts';
import { answer } from '../../support/citizen.ts';
import { countAll } from '../../support/counting.ts';
import { addSet, anEntry, aSet } from '../scorecards/someScorecards.ts';
import { addAccount, aGrant, colleague, drain, signedIn, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let account: Account;
let officer: Browser;

const promise = {
  round: 'round',
  unit: 'ward-a',
  weakPoint: 'question:q1',
  what: 'Kê thêm ghế chờ & quạt',
  who: 'Bộ phận Một cửa',
  until: '2026-06-30',
  target: '60,5',
};
const afterClose = new Date(closingAt.getTime() + 86_400_000);

const send = async (code: string, levels: readonly number[], count: number) => {
  for (let form = 0; form < count; form += 1) {
    const q1 = levels[form % levels.length]!;
    expect((await answer(testApp().app, code, { q1, q2: 4, q3: 4 })).status).toBe(303);
  }
};
const page = async (path: string): Promise<string> =>
  (await request(testApp().app).get(path).expect(200)).text;

beforeAll(async () => {
  const { stores } = testApp();
  await fillSmallCity(stores);
  await stores.units.add(aUnit('ward-old', { parentId: 'city', validTo: '2026-01-10' }));
  account = await addAccount(testApp(), [aGrant('officer', 'ward-a')]);
  await send('WARD22', [2, 4], 40); // a half is satisfied with q1
  await countAll(stores);
  await moveTo(afterClose);
  await countAll(stores);
});

/** Sessions do not last as long as rounds do. */
async function moveTo(now: Date): Promise<void> {
  testApp().clock.now = now;
  officer = await signedIn(testApp(), account);
}

describe('making a measure', () => {
  it('offers rounds that have ended, and each factor and question with its figure', async () => {
    const text = (await officer.get('/staff/improvement-actions/new?round=round&unit=ward-a').expect(200))
      .text;
    expect(text).toMatch(/<option value="question:q1">Tiêu chí: Chỗ ngồi \(50,00%\)/);
    expect(text).toMatch(/<option value="factor:access">Yếu tố: [^<]* \(75,00%\)/);
  });

  it.each([
    ['a day that is over', { until: '2026-02-05' }, 'until'],
    ['no day', { until: '30/6' }, 'until'],
    ['a target of nothing', { target: '0' }, 'target'],
    ['a target beyond everything', { target: '100,01' }, 'target'],
    ['nothing to be done', { what: ' ' }, 'what'],
    ['too much to read', { what: 'x'.repeat(501) }, 'what'],
    ['a question that nobody asked', { weakPoint: 'question:q9' }, 'weakPoint'],
  ])('is refused with %s, and keeps what was typed', async (_what, changes, field) => {
    const response = await officer.post('/staff/improvement-actions', { ...promise, ...changes });
    expect([response.status, response.text]).toEqual([422, expect.stringContaining(`id="${field}-error"`)]);
    expect(response.text).toContain(`value="${{ ...promise, ...changes }.until}"`);
    expect(await testApp().stores.improvementActions.list()).toEqual([]);
  });

  it('names what is missing by field, in the order of the page', async () => {
    const { text } = await officer.post('/staff/improvement-actions', {
      ...promise,
      weakPoint: '',
      what: '',
      who: '',
    });
    const [, summary = ''] = /class="error-summary"(.*?)<\/ul>/s.exec(text)!;
    expect([...summary.matchAll(/href="#(\w+)"/g)].map(([, id]) => id)).toEqual(['weakPoint', 'what', 'who']);
    expect(summary).toContain('Sẽ làm gì: Xin điền mục này.');
  });

  it('is refused for a round that is open or not there, and for a unit that has ended', async () => {
    const manager = await colleague(testApp(), 'manager');
    const invalid = async (changes: object) =>
      await manager.post('/staff/improvement-actions', { ...promise, ...changes });
    expect((await invalid({ round: 'x' })).text).toContain('id="round-error"');
    expect((await invalid({ unit: 'x' })).text).toContain('id="unit-error"');
    const ended = await invalid({ unit: 'ward-old' });
    expect([ended.status, ended.text]).toEqual([422, expect.stringContaining('không còn hoạt động')]);
    testApp().clock.now = duringAt;
    const open = await invalid({});
    testApp().clock.now = afterClose;
    expect([open.status, open.text]).toEqual([422, expect.stringContaining('nào đã kết thúc')]);
    expect(await testApp().stores.improvementActions.list()).toEqual([]);
  });

  it('is kept, in the audit, and on the public page at once', async () => {
    const { headers } = await officer.post('/staff/improvement-actions', promise).expect(303);
    expect((await officer.get(String(headers['location']))).text).toContain('Đã lưu giải pháp');
    await drain(testApp());
    const [action] = await testApp().stores.audit.list({ kind: 'improvementAction.made' }, 1);
    expect(action).toMatchObject({ unitIds: ['ward-a'], after: { target: '60,5' } });
    const text = await page('/improvement-actions');
    expect(text).toContain('Kê thêm ghế chờ &amp; quạt');
    expect(text).toContain('Chỗ ngồi: <strong>50,00%</strong>');
    expect(text).toContain('Chưa có đợt sau để đo lại.');
    expect((await request(testApp().app).get('/improvement-actions')).headers['set-cookie']).toBeUndefined();
  });

  it('may name a criterion of the PAR INDEX as well, whose points stand beside its target once they are final and public', async () => {
    const { stores } = testApp();
    const set = await addSet(stores, aSet('city', ['ward-a', 'ward-b'], { year: 2026 }));
    const form = (await officer.get('/staff/improvement-actions/new?round=round&unit=ward-a')).text;
    expect(form).toContain('<option value="2026 1.1">2026: 1.1. tiêu chí 1.1</option>');
    const named = { ...promise, what: 'Niêm yết đủ', criterion: '2026 1.1', criterionTarget: '80' };
    for (const [changes, field] of [
      [{ criterion: '2026 9.9' }, 'criterion'],
      [{ criterion: '' }, 'criterion'],
      [{ criterionTarget: '100,5' }, 'criterionTarget'],
      [{ criterionTarget: '' }, 'criterionTarget'],
    ] as const) {
      const { status, text } = await officer.post('/staff/improvement-actions', { ...named, ...changes });
      expect([status, text]).toEqual([422, expect.stringContaining(`id="${field}-error"`)]);
    }
    await officer.post('/staff/improvement-actions', named).expect(303);
    expect(await page('/improvement-actions')).toContain('Chưa có điểm cuối cùng được công khai.');

    const entry = anEntry('scorecard.handedIn', 'x');
    const given = { points: 1500, note: '' };
    const leaves = [{ code: '1.1', self: given, first: given }];
    await stores.scorecards.put({ ...emptyScorecard(set.id, 'ward-a'), stage: 'locked', leaves }, entry);
    expect(await page('/improvement-actions')).not.toContain('15,00/20,00'); // for staff, so far
    await stores.criteriaSets.change(set.id, { isPublic: true }, entry);
    const text = await page('/improvement-actions');
    expect(text).toContain('tiêu chí 1.1. tiêu chí 1.1: mục tiêu 80,00% số điểm');
    expect(text).toContain('15,00/20,00 điểm (75,00%)</a>. Chưa đạt mục tiêu.');
    expect(text).toContain(`href="/scorecards/${set.id}/ward-a"`);
    const late = await officer.post('/staff/improvement-actions', named); // its points are decided
    expect([late.status, late.text]).toEqual([422, expect.stringContaining('id="criterion-error"')]);
  });

  it('does not exist for those of other units', async () => {
    const other = await colleague(testApp(), 'officer', 'ward-b');
    const [improvementAction] = await testApp().stores.improvementActions.list();
    expect((await other.get(`/staff/improvement-actions/${improvementAction!.id}`)).status).toBe(404);
    expect((await other.post('/staff/improvement-actions', promise)).status).toBe(404);
    expect((await other.get('/staff/improvement-actions')).text).toContain('Chưa có giải pháp nào');
  });
});

describe('what the next round will be able to show', () => {
  const ownPage = async (): Promise<string> => {
    const made = await testApp().stores.improvementActions.list();
    return (await officer.get(`/staff/improvement-actions/${made.at(-1)!.id}`).expect(200)).text;
  };

  it('is said to the unit while it can still collect more, and to nobody else', async () => {
    // from 20 of 40 to 60.5 %, with 40 again: about 15 %
    expect(await ownPage()).toMatch(
      /Nếu đợt sau có 40 phiếu như đợt đã đo .* là 1\d%\. Dưới 80%: nên thu thêm phiếu/,
    );
    expect(await page('/improvement-actions')).not.toContain('xác suất thấy được');
  });

  it('follows the sample plan of the next round', () => {
    const figure = { state: 'shown', exactShare: '20/40', people: 40, effectiveSize: 40 } as Figure;
    const plan = { units: [{ unitId: 'a', population: 900, quota: 300 }, { unitId: 'b', population: 9, quota: 9 }] } as unknown as SamplePlan; // prettier-ignore
    const planned = nextPower(figure, 7500, ['a'], plan)!;
    expect([planned.people, planned.isPlanned]).toEqual([300, true]);
    expect(planned.power).toBeGreaterThan(nextPower(figure, 7500, ['a'], undefined)!.power);
    expect(nextPower(figure, 5000, ['a'], plan)).toBeUndefined(); // promised already
    expect(nextPower({ state: 'hidden' } as Figure, 7500, ['a'], plan)).toBeUndefined();
  });
});

describe('progress', () => {
  const note = { text: 'Đã mua 20 ghế', evidence: 'https://example.vn/ghe', state: 'done' };
  const path = async () =>
    `/staff/improvement-actions/${(await testApp().stores.improvementActions.list())[0]!.id}`;

  it.each([
    ['no word', { text: '' }, 'text'],
    ['a link that is a script', { evidence: 'javascript:alert(1)' }, 'evidence'],
    ['a link that is none', { evidence: 'xem ở phòng' }, 'evidence'],
  ])('is refused with %s', async (_what, changes, field) => {
    const response = await officer.post(`${await path()}/notes`, { ...note, ...changes });
    expect([response.status, response.text]).toEqual([422, expect.stringContaining(`id="${field}-error"`)]);
    expect(response.text).toContain('<option value="done" selected>');
  });

  it('is shown to everybody with its evidence, without who wrote it', async () => {
    await officer.post(`${await path()}/notes`, note).expect(303);
    const text = await page('/improvement-actions?unit=ward-a');
    expect(text).toContain('Đã mua 20 ghế <a href="https://example.vn/ghe"');
    expect(text).toContain('<strong>đã làm xong</strong>');
    expect(text).not.toContain(officer.account.name);
    expect(await page('/improvement-actions?unit=ward-b')).not.toContain('Đã mua');
    await drain(testApp());
    expect(await testApp().stores.audit.list({ kind: 'improvementAction.noted' }, 5)).toHaveLength(1);
  });
});

describe('the next round', () => {
  beforeAll(async () => {
    const { stores } = testApp();
    const survey = await publishSurvey(smallSurvey, '2026-01-01', stores.surveys);
    const opensAt = new Date('2027-01-05T00:00:00+07:00');
    const closesAt = new Date('2027-02-05T00:00:00+07:00');
    const next = { title: { vi: 'Đợt 2027', en: 'Round of 2027' }, opensAt, closesAt };
    await stores.rounds.add(aRound(survey, { ...next, id: 'next', previousRoundId: 'round' }));
    const revisions = [{ number: 1, roundId: 'next', unitId: 'ward-a', from: opensAt }];
    await stores.accessPoints.add(anAccessPoint('WARD44', 'ward-a', { revisions }));
  });

  test('is named before it opens', async () => {
    expect(await page('/improvement-actions')).toContain('Đợt 2027: chưa mở.');
  });

  test('says nothing before ten have answered, and holds nothing against the target', async () => {
    await moveTo(new Date('2027-01-20T09:00:00+07:00'));
    await send('WARD44', [5], 9);
    await countAll(testApp().stores);
    const text = await page('/improvement-actions');
    expect(text).toContain('Đợt 2027 (đang mở)');
    expect(text).toContain('<strong>có sau khi đợt kết thúc</strong>');
    expect(text).not.toContain('ngẫu nhiên');
    const manager = await colleague(testApp(), 'manager');
    expect((await manager.get('/staff/improvement-actions').expect(200)).text).not.toContain('undefined');
  });

  test('puts its figure beside the target, with whether chance can be told from both', async () => {
    await send('WARD44', [5, 4, 2], 31); // with the nine before: 30 of 40
    await countAll(testApp().stores);
    expect(await page('/improvement-actions')).toContain(
      '<strong>có sau khi đợt kết thúc</strong>, mục tiêu 60,50%',
    );
    await moveTo(new Date('2027-02-06T09:00:00+07:00'));
    const text = await page('/improvement-actions');
    expect(text).toContain('<strong>75,00%</strong>, mục tiêu 60,50%');
    // Wilson's interval of 30 of 40 is 59.8 to 85.8: 60.5 lies within.
    expect(text).toContain('bằng hoặc cao hơn mục tiêu, nhưng chênh lệch chưa phân biệt được');
    // From 20 of 40: 25 points, Newcombe's interval 3.7 to 43.5.
    expect(text).toContain('tăng 25,00 điểm phần trăm');
    expect(text).toContain('tăng có ý nghĩa thống kê nếu người đã trả lời không khác người chưa trả lời');
    const english = await page('/improvement-actions?lang=en');
    expect(english).toContain('<strong>75.00%</strong>, target 60.50%');
    expect(english).toContain('could be due to chance');
  });

  test('that asks otherwise is an error of the target, and said of what was promised before', async () => {
    const { stores } = testApp();
    const [q1, ...others] = smallSurvey.questions;
    const reworded = { ...smallSurvey, questions: [{ ...q1!, text: { vi: 'Ghế, quạt' } }, ...others] };
    const survey = await publishSurvey(reworded, '2026-01-02', stores.surveys);
    const times = { opensAt: new Date('2026-03-01'), closesAt: new Date('2026-04-01') };
    await stores.rounds.add(aRound(survey, { ...times, id: 'reworded', previousRoundId: 'round' }));
    const response = await officer.post('/staff/improvement-actions', { ...promise, until: '2027-12-31' });
    expect([response.status, response.text]).toEqual([422, expect.stringContaining('id="weakPoint-error"')]);
    expect(await page('/improvement-actions')).toContain('hoặc hỏi khác đi, nên không so được với mục tiêu');
    const other = { ...promise, until: '2027-12-31', weakPoint: 'question:q3' };
    await officer.post('/staff/improvement-actions', other).expect(303);
  });
});

describe('the public page', () => {
  it('shows no measure and no figure of a round that is for staff', async () => {
    const { stores } = testApp();
    const survey = await publishSurvey(smallSurvey, '2026-01-01', stores.surveys);
    await stores.rounds.add(
      aRound(survey, { id: 'inside', title: { vi: 'Nội bộ' }, resultsFor: 'staff', previousRoundId: 'next' }),
    );
    await addImprovementAction({ id: 'secret', roundId: 'inside', what: 'Việc nội bộ' });
    await addImprovementAction({
      id: 'open',
      roundId: 'next',
      what: 'Việc công khai',
      madeAt: new Date('2027-01-20'),
    });
    const text = await page('/improvement-actions');
    expect(text).not.toContain('nội bộ');
    expect(text).not.toContain('Nội bộ');
    expect(text).toContain('Việc công khai');
    expect((await officer.get('/staff/improvement-actions')).text).toContain('Việc nội bộ');
  });

  it('stays small with the longest measures, ten at a time', async () => {
    const notes = [
      {
        at: duringAt,
        by: { accountId: 'a', name: 'a' },
        text: 'ệ'.repeat(500),
        evidence: `https://example.vn/${'x'.repeat(280)}`,
        state: 'underway' as const,
      },
    ];
    for (let index = 0; index < 12; index += 1) {
      const long = { what: 'ữ'.repeat(500), who: 'ổ'.repeat(500), madeAt: new Date('2028-01-01') };
      await addImprovementAction({ id: `long-${index}`, ...long, notes });
    }
    const { text, headers } = await request(testApp().app).get('/improvement-actions').expect(200);
    expect(headers['content-encoding']).toBe('gzip');
    expect(text.split('<h2>')).toHaveLength(11);
    const second = await page('/improvement-actions?page=2');
    expect(second.split('<h2>').length).toBeGreaterThan(3);
    expect((await request(testApp().app).get('/improvement-actions?page=0')).status).toBe(400);
    expect(testApp().errors).toEqual([]);
  });
});

async function addImprovementAction(changes: Parameters<typeof anImprovementAction>[0]): Promise<void> {
  const improvementAction = anImprovementAction(changes);
  const subject = { id: improvementAction.id, label: '' };
  const entry = auditEntry({ at: duringAt, kind: 'improvementAction.made', unitIds: [], subject });
  await testApp().stores.improvementActions.add(improvementAction, entry);
}
