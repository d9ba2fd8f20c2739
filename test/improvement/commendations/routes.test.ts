import { beforeAll, describe, expect, it } from '@jest/globals';
import { useApp } from '../../support/app.ts';
import { aUnit } from '../../support/builders.ts';
import { addAccount, aGrant, colleague, drain, signedIn, type Browser } from '../../support/staff.ts';
import { aPdf } from '../../registers/evidence/someFiles.ts';
import { emptyScorecard } from '../../../src/improvement/scorecards/scorecard.ts';
import { addSet, aLeaf, anEntry, aSet } from '../scorecards/someScorecards.ts';
import { addPublication } from './someList.ts';

const testApp = useApp();
let manager: Browser;
let url = '';

const everyUnit = { title: 'Khen thưởng <2025>', unit: 'city', year: '2025', publication: 'published' };
const person = { name: 'Trần Thị Vẽ', post: 'Công chức phường a', reason: 'Hướng dẫn tận tình' };
const page = async (rest = ''): Promise<string> => (await manager.get(`${url}${rest}`).expect(200)).text;
const versionOf = (text: string): string => /name="version" value="([^"]+)"/.exec(text)?.[1] ?? '';
const decision = { number: '12/QĐ-UBND', on: '2026-01-19', by: 'Chủ tịch UBND thành phố' };

beforeAll(async () => {
  const { stores } = testApp();
  await stores.units.add(aUnit('elsewhere', { kind: 'district' }));
  await addPublication(stores);
  const set = await addSet(stores, aSet('city', ['b', 'c'], { items: [aLeaf('1', 100)] }));
  for (const unitId of set.unitIds) {
    const leaves = [{ code: '1', self: { points: unitId === 'c' ? 9000 : 8000, note: '' } }];
    const scorecard = { ...emptyScorecard(set.id, unitId), stage: 'locked' as const, leaves };
    await stores.scorecards.put(scorecard, anEntry('scorecard.locked', set.id));
  }
  manager = await colleague(testApp(), 'manager', 'city');
});

describe('a list of commendations', () => {
  it.each([
    ['no name', { title: ' ' }, 'title'],
    ['no year', { year: '25' }, 'year'],
    ['a publication that is none', { publication: 'x' }, 'publication'],
    ['no unit', { unit: '' }, 'unit'],
  ])('is not made with %s, and keeps what was typed', async (_what, changes, field) => {
    const response = await manager.post('/staff/commendations', { ...everyUnit, ...changes });
    expect([response.status, response.text]).toEqual([422, expect.stringContaining(`id="${field}-error"`)]);
    expect(response.text).toContain(`value="${{ ...everyUnit, ...changes }.year}"`);
    expect(await testApp().stores.commendations.list()).toEqual([]);
  });

  it('proposes units by rules, and takes those that people choose', async () => {
    url = String((await manager.post('/staff/commendations', everyUnit).expect(303)).headers['location']);
    url = url.split('?')[0]!;
    expect(await page()).toContain('Nhóm dẫn đầu: 95,00%, hạng 1 trong 3 đơn vị');
    expect(await page()).not.toContain('Đưa phường b vào danh sách');
    expect(await page()).toContain('Hạng nhất chỉ số CCHC: 90,00% trong 2 đơn vị');
    await manager.post(`${url}/collectives`, { unit: 'a', rule: 'topSet' }).expect(303);
    await manager.post(`${url}/collectives`, { unit: 'b', unitReason: 'Trả kết quả sớm' }).expect(303);
    const text = await page();
    expect(text).toContain('Tập thể (2)');
    expect(text).toContain('đã có trong danh sách');
    expect(text).toContain('Khen thưởng &lt;2025&gt;');
  });

  it.each([
    ['twice', { unit: 'a', unitReason: 'x' }, 'unit'],
    ['from elsewhere', { unit: 'elsewhere', unitReason: 'x' }, 'unit'],
    ['without a reason', { unit: 'c', unitReason: '' }, 'unitReason'],
    ['by a rule that does not propose it', { unit: 'c', rule: 'topSet' }, 'unitReason'],
  ])('takes no unit %s', async (_what, sent, field) => {
    const response = await manager.post(`${url}/collectives`, sent);
    expect([response.status, response.text]).toEqual([422, expect.stringContaining(`id="${field}-error"`)]);
    expect(await page()).toContain('Tập thể (2)');
  });

  it('keeps names of people to itself: none is in the audit', async () => {
    const invalid = await manager.post(`${url}/individuals`, { ...person, post: '' });
    expect([invalid.status, invalid.text]).toEqual([422, expect.stringContaining('value="Trần Thị Vẽ"')]);
    await manager.post(`${url}/individuals`, person).expect(303);
    await manager.post(`${url}/individuals`, { ...person, name: 'Người Khác' }).expect(303);
    const [, other] = (await testApp().stores.commendations.list())[0]!.individuals;
    await manager.post(`${url}/individuals/remove`, { individual: other!.id }).expect(303);
    expect(await page()).toContain('Cá nhân (1)');
    await drain(testApp());
    const actions = await testApp().stores.audit.list({ kind: 'commendation.changed' }, 20);
    expect(actions).toHaveLength(5);
    expect(JSON.stringify(actions)).not.toMatch(/Trần Thị|Người Khác|Công chức/);
  });

  it('is recorded with its decision as it was seen, and then stands', async () => {
    const seen = versionOf(await page());
    for (const [changes, field] of [
      [{ number: '' }, 'number'],
      [{ on: '2026-01-21' }, 'on'],
      [{ by: ' ' }, 'by'],
    ] as const) {
      const invalid = await manager.post(`${url}/decision`, { ...decision, version: seen, ...changes });
      expect([invalid.status, invalid.text]).toEqual([422, expect.stringContaining(`id="${field}-error"`)]);
    }
    await manager.post(`${url}/collectives`, { unit: 'c', unitReason: 'Có sáng kiến' }).expect(303);
    expect((await manager.post(`${url}/decision`, { ...decision, version: seen })).status).toBe(409);
    await manager.post(`${url}/collectives/remove`, { unit: 'c' }).expect(303);
    await manager.post(`${url}/decision`, { ...decision, version: versionOf(await page()) }).expect(303);
    expect(await page()).toContain('Số 12/QĐ-UBND ngày 19/01/2026, Chủ tịch UBND thành phố ký');
    const actions = [
      manager.post(`${url}/individuals`, person),
      manager.post(`${url}/collectives`, { unit: 'c', unitReason: 'x' }),
      manager.post(`${url}/discard`),
    ];
    expect((await Promise.all(actions)).map(({ status }) => status)).toEqual([409, 409, 409]);
  });

  it('is printed, in both languages, as a page and as a PDF', async () => {
    const text = await page('/sheet');
    expect(text).toContain('Trần Thị Vẽ');
    expect(text).toContain('Số 12/QĐ-UBND');
    const english = await signedIn(
      testApp(),
      await addAccount(testApp(), [aGrant('auditor')], { language: 'en' }),
    );
    expect((await english.get(`${url}/sheet`)).text).toContain('Individuals (1)');
    const pdf = await manager.get(`${url}/pdf`).buffer(true).expect(200);
    expect((pdf.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('takes the signed decision as evidence, which those see who see the list', async () => {
    const owner = `commendation/${url.split('/').at(-1)}`;
    await manager.upload('/staff/evidence', aPdf(), { owner }, 'quyết định.pdf').expect(303);
    expect((await manager.get(`/staff/evidence?owner=${owner}`)).text).toContain('quyết định.pdf');
    const officer = await colleague(testApp(), 'officer', 'city');
    const foreign = await colleague(testApp(), 'manager', 'elsewhere');
    const tries = [officer, foreign].map((one) => one.get(`/staff/evidence?owner=${owner}`));
    expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([404, 404]);
    expect((await foreign.get(url)).status).toBe(404);
  });

  it('is reopened only in sight of the audit, and its names go when it is deleted', async () => {
    await manager.post(`${url}/reopen`).expect(303);
    expect((await manager.post(`${url}/reopen`)).status).toBe(409);
    await manager.post(`${url}/discard`).expect(303);
    expect((await manager.get(url)).status).toBe(404);
    await drain(testApp());
    const kinds = (await testApp().stores.audit.list({}, 30)).map(({ kind }) => kind);
    for (const kind of ['recorded', 'reopened', 'discarded']) expect(kinds).toContain(`commendation.${kind}`);
    const stored = await testApp().connection.collection('commendations').find({}).toArray();
    expect(JSON.stringify(stored)).not.toContain('Trần Thị');
    expect((await testApp().stores.evidence.find({ unitId: 'city', year: 2025 })).files).toEqual([]);
    expect(testApp().errors).toEqual([]);
  });
});
