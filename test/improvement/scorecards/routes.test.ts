import { beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { ImportBatch } from '../../../src/registers/datasets/importBatch.ts';
import type { CriteriaSet } from '../../../src/improvement/scorecards/criteria.ts';
import { measuredRounds } from '../../../src/processing/results/measuredRounds.ts';
import { scorecardReader } from '../../../src/improvement/scorecards/scorecardReader.ts';
import { lockedWith } from '../../../src/improvement/scorecards/stageActions.ts';
import { xlsxWriter } from '../../../src/platform/tables/xlsxWriter.ts';
import { zipWriter } from '../../../src/platform/tables/zipWriter.ts';
import { keepUnitChange } from '../../../src/registers/units/keepUnitChange.ts';
import { emptyUnitChange } from '../../../src/registers/units/succession.ts';
import type { Caseload } from '../../../src/registers/caseloads/caseload.ts';
import { aClosedCity, type City } from '../../dissemination/publications/publishing.ts';
import { useApp } from '../../support/app.ts';
import { duringAt } from '../../support/builders.ts';
import { archiveOf } from '../../registers/evidence/someFiles.ts';
import { faultsIn } from '../../support/faults.ts';
import { addAccount, aGrant, colleague, drain, signedIn, type Browser } from '../../support/staff.ts';
import { aPdf } from '../../registers/evidence/someFiles.ts';
import { addSet, aLeaf, anEntry, aSet, someItems } from './someScorecards.ts';

const testApp = useApp();
let city: City;
let [officer, analyst, manager]: Browser[] = [];
let set: CriteriaSet;
let path = '';

const items = [
  ...someItems.slice(0, 5),
  { code: '2', title: { vi: 'lĩnh vực 2' }, isConfirmed: false },
  aLeaf('2.1', 20),
  aLeaf('2.2', 10, { kind: 'onTime', fullAt: 10_000, zeroBelow: 0 }),
  aLeaf('2.3', 10, { kind: 'satisfaction' }),
];

/** The round closed in February. */
const inTime = { self: '2026-03-01', first: '2026-04-01', explanation: '2026-05-01', second: '2026-06-01' };

beforeAll(async () => {
  city = await aClosedCity(testApp());
  set = await addSet(
    testApp().stores,
    aSet('city', ['ward-a', 'ward-b', 'ward-c'], { items, roundId: 'round', deadlines: inTime }),
  );
  path = `/staff/scorecards/${set.id}/ward-a`;
  await signIn();
});

/** Sessions do not last as long as a year of scoring does. */
async function signIn(): Promise<void> {
  officer = await colleague(testApp(), 'officer', 'ward-a');
  analyst = await colleague(testApp(), 'analyst', 'city');
  manager = await colleague(testApp(), 'manager', 'city');
}

const revision = async (unit = 'ward-a') =>
  String((await testApp().stores.scorecards.get(set.id, unit)).revision);
const sheet = async (fields: Record<string, string>, unit = 'ward-a') => ({
  revision: await revision(unit),
  ...fields,
});
function asBytes(res: unknown, done: (error: null, body: Buffer) => void): void {
  const pieces: Buffer[] = [];
  const stream = res as NodeJS.ReadableStream;
  stream.on('data', (piece: Buffer) => pieces.push(piece));
  stream.on('end', () => done(null, Buffer.concat(pieces)));
}

const own = {
  'value-1_1': '20',
  'value-1_2': '10',
  'value-1_3': '5',
  'value-1_4': '19/20',
  'note-1_1': 'Đã ban hành',
};

async function putCaseloads(unitId: string, onTime: number): Promise<void> {
  const { importBatches } = testApp().stores;
  const line: Caseload = {
    unitId,
    month: '2025-05',
    filing: 'counter',
    transactions: 100,
    onTime,
    overdue: 100 - onTime,
  };
  const importBatch: ImportBatch<Caseload> = {
    id: `volumes ${unitId} ${onTime}`,
    dataset: 'caseloads',
    lines: [line],
    unitIds: [unitId],
    periods: ['2025-05'],
    madeBy: { accountId: 'x', name: 'x' },
    madeAt: duringAt,
  };
  await importBatches.stage(importBatch, new Date(Date.now() + 86_400_000));
  const number = (await importBatches.lastNumber('caseloads')) + 1;
  await importBatches.apply(importBatch.id, number, anEntry('caseloads.changed', importBatch.id));
}

/** A workbook whose only cells are entities, one of them a file of the machine. */
async function withEntities(): Promise<Buffer> {
  const writer = xlsxWriter(['x']);
  const begin = await writer.begin();
  const entities = '<!DOCTYPE x [<!ENTITY a "STT"><!ENTITY b SYSTEM "file:///etc/passwd">]>';
  const cell = (at: string, name: string) => `<c r="${at}" t="inlineStr"><is><t>&${name};</t></is></c>`;
  const cells = cell('A1', 'a') + cell('B1', 'b');
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const xml = `${entities}<worksheet xmlns="${main}"><sheetData><row r="1">${cells}</row></sheetData></worksheet>`;
  const file = await zipWriter(writer.state).file('xl/worksheets/sheet1.xml', xml);
  return Buffer.concat([begin, file, writer.end()]);
}

describe('a scorecard', () => {
  it('takes nothing by halves: a leaf above its maximum sends the whole sheet back, with what was typed', async () => {
    const sent = await sheet({ ...own, 'value-1_1': '20,01', 'value-1_3': '6', 'value-1_4': '21/20' });
    const { status, text } = await officer!.post(`${path}/fields/1/self`, sent);
    expect(status).toBe(422);
    for (const field of ['value-1_1', 'value-1_3', 'value-1_4'])
      expect(text).toContain(`id="${field}-error"`);
    expect(text).toContain('value="20,01"');
    expect(text).toContain('Đã ban hành</textarea>');
    const long = 'ệ'.repeat(10_000);
    const wordy = await officer!.post(
      `${path}/fields/1/self`,
      await sheet({ ...own, 'note-1_1': long, 'note-1_2': long, 'note-1_3': long }),
    );
    expect([wordy.status, wordy.text]).toEqual([422, expect.stringContaining('id="note-1_1-error"')]);
    expect(await revision()).toBe('0');
  });

  it('is scored by its unit, and not handed in before all of it is', async () => {
    await officer!.post(`${path}/fields/1/self`, await sheet(own)).expect(303);
    const early = await officer!.post(`${path}/hand-in`, { revision: await revision() });
    expect([early.status, early.text]).toEqual([422, expect.stringContaining('2.1: chưa có điểm tự chấm')]);
    await officer!.post(`${path}/fields/2/self`, await sheet({ 'value-2_1': '12,5' })).expect(303);
    expect((await officer!.get(path)).text).toContain('74,50%'); // 20 + 10 + 5 + 19 + 12.5, and 8 by survey
  });

  it('takes evidence of its unit for a leaf, and tells what still lacks it', async () => {
    const owner = `scorecard/${set.id}/ward-a/1.1`;
    expect((await officer!.get(`${path}/checklist`)).text).toContain('0 trong 5 tiêu chí');
    await officer!.upload('/staff/evidence', aPdf(), { owner }, 'kế hoạch.pdf').expect(303);
    expect((await officer!.get(`${path}/fields/1`)).text).toContain('Minh chứng 1.1 (1)');
    expect((await officer!.get(`${path}/checklist`)).text).toContain('1 trong 5 tiêu chí');
    const file = (await officer!.get(`${path}/checklist?sort=-evidence&take=checklist.csv`)).text;
    expect(file.split('\r\n')[1]).toMatch(/^1\.2\. tiêu chí 1\.2/);
    const dashboard = (await officer!.get('/staff')).text;
    expect(dashboard).toContain('4 tiêu chí chưa có minh chứng');
    expect(dashboard).toContain(`href="${path}/checklist"`);
    expect((await analyst!.get(`/staff/evidence?owner=${owner}`)).text).not.toContain('type="file"');
    const other = await colleague(testApp(), 'officer', 'ward-b');
    expect((await other.get(`/staff/evidence?owner=${owner}`)).status).toBe(404);
    expect((await officer!.get(`/staff/evidence?owner=scorecard/${set.id}/ward-a/9.9`)).status).toBe(404);
  });

  it('is taken away as one sheet, and comes back filled in, whole or not at all', async () => {
    const file = await officer!.get(`${path}/sheet`).buffer().parse(asBytes).expect(200);
    expect(String(file.headers['content-disposition'])).toContain('cham-diem-cchc-2025.xlsx');
    const fields = { revision: await revision() };
    await officer!.upload(`${path}/sheet/self`, file.body as Buffer, fields).expect(303);
    expect(await revision()).toBe(fields.revision); // it says what is kept

    const head =
      'STT;Điểm tối đa;Điểm tự chấm;Thuyết minh;Điểm thẩm định lần một;Ý kiến thẩm định;Giải trình;Điểm thẩm định lần hai;Lý do';
    const sent = (...rows: readonly string[]) =>
      officer!.upload(`${path}/sheet/self`, [head, ...rows].join('\n'), fields);
    for (const [rows, said] of [
      [['1.1;20;21;;;;;;'], '2 – Lớn hơn điểm tối đa'],
      [['1.1;20;1;;;;;;', '1.4;20;21/20;;;;;;', '1.3;10;6;;;;;;'], '4 – Chỉ chọn được một trong các mức'],
      [['1.1;25;1;;;;;;'], '2 Điểm tối đa Điểm tối đa khác'],
      [['1.9;20;1;;;;;;'], '2 STT Bộ tiêu chí không có'],
      [['1.1;20;1;;;;;;', '1.1;20;2;;;;;;'], '3 – Trùng với dòng 2'],
      [['1.1;20;1;;;;;;', `Mã bảng chấm điểm: ${set.id} ward-b`], 'bảng chấm điểm của đơn vị khác'],
    ] as const) {
      const refused = await sent(...rows);
      expect([refused.status, faultsIn(refused.text)]).toEqual([422, expect.stringContaining(said)]);
    }
    for (const [bytes, said] of [
      [archiveOf(Array.from({ length: 1001 }, (_, at) => ({ name: `${at}`, content: '' }))), 'Tệp quá lớn'],
      [archiveOf([{ name: 'a', content: 'abc' }]), 'Không mở được tệp XLSX'],
      [await withEntities(), 'Không thấy dòng tên cột. Cần có các cột: STT, '], // they stay the letters that they are
      [Buffer.from('4d5a90000300000004000000', 'hex'), 'không phải bảng CSV hoặc XLSX'],
    ] as const) {
      const refused = await officer!.upload(`${path}/sheet/self`, bytes, fields);
      expect([refused.status, faultsIn(refused.text)]).toEqual([422, expect.stringContaining(said)]);
    }
    expect(await revision()).toBe(fields.revision);
    await sent('1.1;20;19,5;Đã ban hành;;;;;').expect(303);
    expect((await testApp().stores.scorecards.get(set.id, 'ward-a')).leaves).toContainEqual({
      code: '1.1',
      self: { points: 1950, note: 'Đã ban hành' },
    });
    await officer!.post(`${path}/fields/1/self`, await sheet(own)).expect(303);
  });

  it('does not let two overwrite each other', async () => {
    const stale = { ...own, revision: '1', 'value-1_1': '3', 'value-1_4': '' };
    const { status, text } = await officer!.post(`${path}/fields/1/self`, stale);
    expect([status, text]).toEqual([409, expect.stringContaining('vừa sửa bảng điểm này')]);
    expect(text).toContain('value="3"');
    expect(text).toMatch(/id="value-1_4"[^>]* value="19\/20"/); // what the other one wrote, where this one wrote nothing
    const wrong = await officer!.post(`${path}/fields/1/self`, { ...stale, 'value-1_1': 'ba' });
    expect([wrong.status, wrong.text]).toEqual([409, expect.stringContaining('value="ba"')]);
    expect((await officer!.post(`${path}/hand-in`, { revision: '1' })).status).toBe(409);
  });

  it('follows the satisfaction index until it is locked', async () => {
    const fed = async () =>
      /2\.3\. tiêu chí 2\.3.*?tự động: ([\d,]+)%.*?<strong>([\d,]+)<\/strong>/s
        .exec((await officer!.get(`${path}/fields/2`)).text)
        ?.slice(1);
    expect(await fed()).toEqual(['80,00', '8,00']); // 96 of 120 answers
    await city.annul('WARD22', 12);
    await city.settle(2);
    await signIn();
    expect(await fed()).toEqual(['75,00', '7,50']); // 72 of 96
    const few = await manager!.get(`/staff/scorecards/${set.id}/ward-c/fields/2`);
    expect(few.text).toContain('không hiển thị vì quá ít phiếu');
  });

  it('names from the first stage on what is missing to feed it, with the page that mends it', async () => {
    const { text } = await officer!.get(path);
    const [, line = ''] = /<li id="feed-2\.2">(.*?)<\/li>/.exec(text) ?? [];
    expect(line).toContain('chưa nhập số hồ sơ của năm');
    expect(line).toContain('<a href="/staff/caseloads">Nhập số hồ sơ</a>');
  });

  it('goes on in one direction: no stage is jumped, none is done twice', async () => {
    const first = { ...own, revision: await revision() };
    expect((await analyst!.post(`${path}/fields/1/first`, first)).status).toBe(409);
    expect((await manager!.post(`${path}/lock`, { revision: await revision() })).status).toBe(409);
    expect((await analyst!.post(`${path}/pass-on`, { revision: await revision() })).status).toBe(422); // not overdue
    await officer!.post(`${path}/hand-in`, { revision: await revision() }).expect(303);
    const late = { owner: `scorecard/${set.id}/ward-a/1.2` };
    expect((await officer!.upload('/staff/evidence', aPdf(), late)).status).toBe(409);
    expect((await officer!.get(`${path}/checklist`)).text).toContain('đơn vị không phải làm gì');
    expect((await officer!.post(`${path}/fields/1/self`, await sheet(own))).status).toBe(409);
    expect((await officer!.post(`${path}/hand-in`, { revision: await revision() })).status).toBe(409);
  });

  it('is appraised from above, with a reason for other points, and never by its own', async () => {
    const itself = await signedIn(
      testApp(),
      await addAccount(testApp(), [aGrant('manager', 'ward-a'), aGrant('analyst', 'ward-a')]),
    );
    const less = { 'value-1_1': '15' };
    expect((await itself.post(`${path}/fields/1/first`, await sheet(less))).status).toBe(404);
    const unsaid = await analyst!.post(`${path}/fields/1/first`, await sheet(less));
    expect([unsaid.status, unsaid.text]).toEqual([422, expect.stringContaining('id="note-1_1-error"')]);
    const said = { ...less, 'note-1_1': 'Thiếu minh chứng' };
    await analyst!.post(`${path}/fields/1/first`, await sheet(said)).expect(303);
    await analyst!.post(`${path}/appraised`, { revision: await revision() }).expect(303);
  });

  it('is explained where points differ, in time', async () => {
    const { text } = await officer!.get(`${path}/fields/1`);
    expect(text).toContain('name="note-1_1"');
    expect(text).not.toContain('name="note-1_2"');
    const deadlines = {
      self: '2026-01-01',
      first: '2026-01-02',
      explanation: '2026-01-03',
      second: '2026-01-04',
    };
    const address = `/staff/scorecards/${set.id}/deadlines`;
    await manager!.post(address, deadlines).expect(303);
    const why = { 'note-1_1': 'Minh chứng ở phụ lục 2' };
    const late = await officer!.post(`${path}/fields/1/explanation`, await sheet(why));
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('Đã quá hạn')]);
    expect((await manager!.post(address, { ...deadlines, first: '2025-12-31' })).status).toBe(422);
    await manager!.post(address, { ...set.deadlines }).expect(303);
    await officer!.post(`${path}/fields/1/explanation`, await sheet(why)).expect(303);
    await officer!.post(`${path}/hand-in`, { revision: await revision() }).expect(303);
  });

  it('is decided on, with a bonus up to the cap and parts that are locked', async () => {
    await manager!.post(`${path}/locks`, await sheet({ code: '1.1', lock: 'on' })).expect(303);
    const final = { 'value-1_1': '18', 'note-1_1': 'Đủ minh chứng' };
    await manager!.post(`${path}/fields/1/second`, await sheet(final)).expect(303);
    expect((await manager!.get(`${path}/fields/1`)).text).not.toContain('name="value-1_1"');
    await manager!.post(`${path}/locks`, await sheet({ code: '1.1', lock: 'off' })).expect(303);
    await manager!.post(`${path}/fields/1/second`, await sheet(final)).expect(303);
    const bonus = { kind: 'bonus', points: '2,01', reason: 'Sáng kiến' };
    const above = await manager!.post(`${path}/adjustments`, await sheet({ ...bonus, reason: '' }));
    expect([above.status, above.text]).toEqual([422, expect.stringContaining('id="points-error"')]);
    expect(above.text).toContain('<a href="#adjustment-reason">Lý do: Xin điền mục này.</a>');
    await manager!.post(`${path}/adjustments`, await sheet({ ...bonus, points: '1,5' })).expect(303);
  });

  it('is locked once everything feeds it, and then moves only when it is opened again', async () => {
    const unfed = await manager!.post(`${path}/lock`, { revision: await revision() });
    expect([unfed.status, unfed.text]).toEqual([422, expect.stringContaining('2.2: chưa nhập số hồ sơ')]);
    expect(unfed.text).toContain('<a href="#feed-2.2">');
    await putCaseloads('ward-a', 90);
    await manager!.post(`${path}/lock`, { revision: await revision() }).expect(303);
    // 18 + 10 + 5 + 19 + 12.5 + 9 of files + 7.5 by survey = 81, and 1.5 of bonus.
    expect((await officer!.get(path)).text).toContain('82,50%');
    await putCaseloads('ward-a', 10);
    expect((await officer!.get(path)).text).toContain('82,50%');
    expect((await manager!.post(`${path}/fields/1/second`, await sheet(own))).status).toBe(409);
    expect((await manager!.post(`${path}/reopen`, await sheet({ reason: '' }))).status).toBe(422);
  });

  it('tells its story in the audit', async () => {
    await drain(testApp());
    const entries = await testApp().stores.audit.list({ subjectId: `${set.id} ward-a` }, 50);
    const kinds = entries.map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(
      [
        'scorecard.selfScored',
        'scorecard.selfScored',
        'scorecard.selfScored', // by file
        'scorecard.selfScored',
        'scorecard.handedIn',
        'scorecard.appraised',
        'scorecard.firstEnded',
        'scorecard.explained',
        'scorecard.explanationHandedIn',
        'scorecard.partLocked',
        'scorecard.partUnlocked',
        'scorecard.appraisedAgain',
        'scorecard.adjusted',
        'scorecard.locked',
      ].toSorted(),
    );
    const appraised = entries.find(({ kind }) => kind === 'scorecard.appraised');
    expect(appraised).toMatchObject({
      by: { name: analyst!.account.name },
      before: { criteria: '1.1: –' },
      after: { criteria: '1.1: 15,00 Thiếu minh chứng' },
      unitIds: ['ward-a'],
    });
  });
});

describe('a group', () => {
  /** Locked, with so many points of the first leaf and nothing else but what feeds it. */
  async function lockAt(unit: string, points: number): Promise<void> {
    const { scorecards } = testApp().stores;
    const before = await scorecards.get(set.id, unit);
    const leaves = [{ code: '1.1', self: { points, note: '' } }];
    await scorecards.put(
      lockedWith(set, { ...before, leaves }, new Map()),
      anEntry('scorecard.locked', before.id),
    );
  }

  it('is not public while a scorecard is open, and an index with a break feeds none', async () => {
    expect((await manager!.post(`/staff/scorecards/${set.id}/open`)).status).toBe(409);
    await keepUnitChange(
      testApp().stores,
      {
        draft: (changeId) => ({
          ...emptyUnitChange,
          on: '2026-01-10',
          founded: [{ id: changeId, kind: 'commune', name: { vi: 'phường mới' }, parentId: 'city' }],
          ended: ['ward-b'],
          inheritances: [{ fromId: 'ward-b', toId: changeId, extent: 'whole' }],
        }),
        audit: { kind: 'unit.succession', label: 'x' },
        by: { accountId: 'x', name: 'x' },
      },
      duringAt,
    );
    const later = aSet('city', ['ward-a', 'ward-b'], { items, roundId: 'round', year: 2026 });
    await addSet(testApp().stores, later);
    const { text } = await manager!.get(`/staff/scorecards/${later.id}/ward-b/fields/2`);
    expect(text).toContain('chuỗi số bị ngắt');
  });

  it('moves its places with a leaf', async () => {
    await lockAt('ward-b', 2000);
    await lockAt('ward-c', 1000);
    const locations = async () => {
      const { text } = await manager!.get(`/staff/scorecards/${set.id}`);
      return [...text.matchAll(/">phường (ward-\w)<\/a><\/th\s*><td[^>]*>(\d)\/3/g)].map(
        ([, unit, location]) => `${location} ${unit}`,
      );
    };
    expect(await locations()).toEqual(['1 ward-a', '2 ward-b', '3 ward-c']);
    const card = `/staff/scorecards/${set.id}/ward-c`;
    await manager!.post(`${card}/reopen`, await sheet({ reason: 'Sửa nhầm lẫn' }, 'ward-c')).expect(303);
    const marked = { reason: 'Không đủ phiếu', revision: await revision('ward-c') };
    await manager!.post(`${card}/survey`, marked).expect(303);
    await putCaseloads('ward-c', 100);
    const more = { 'value-1_1': '20', 'value-2_1': '20', 'note-1_1': 'x', 'note-2_1': 'x' };
    await manager!.post(`${card}/fields/1/second`, await sheet(more, 'ward-c')).expect(303);
    await manager!.post(`${card}/fields/2/second`, await sheet(more, 'ward-c')).expect(303);
    await manager!.post(`${card}/lock`, { revision: await revision('ward-c') }).expect(303);
    // 20 + 20 + 10 of files = 50 of the 90 that are not by survey: 55.56 %
    expect((await manager!.get(card)).text).toContain('55,56%');
    expect(await locations()).toEqual(['1 ward-a', '2 ward-c', '3 ward-b']);
  });

  it('marks no survey as not held where no criterion is about one', async () => {
    const { scorecards } = testApp().stores;
    const unsurveyed = items.filter(({ rule }) => rule?.kind !== 'satisfaction');
    const plain = await addSet(testApp().stores, aSet('city', ['ward-a'], { items: unsurveyed, year: 2031 }));
    const begun = await scorecards.get(plain.id, 'ward-a');
    await scorecards.put({ ...begun, stage: 'second' }, anEntry('scorecard.firstEnded', plain.id));
    const page = await manager!.get(`/staff/scorecards/${plain.id}/ward-a`);
    expect(page.text).toContain(`${plain.id}/ward-a/adjustments`);
    expect(page.text).not.toContain(`${plain.id}/ward-a/survey`);
    expect(page.text).not.toContain('Điểm từ khảo sát');
  });

  it('shows a unit no more of the others than everybody sees', async () => {
    const address = `/staff/scorecards/${set.id}`;
    expect((await officer!.get(address)).text).not.toContain('ward-b');
    await testApp().stores.rounds.add({
      ...(await testApp().stores.rounds.find('round'))!,
      id: 'inner',
      resultsFor: 'staff',
    });
    const inner = await addSet(
      testApp().stores,
      aSet('city', ['ward-a'], { items, roundId: 'inner', year: 2030 }),
    );
    const { scorecards } = testApp().stores;
    const empty = await scorecards.get(inner.id, 'ward-a');
    await scorecards.put({ ...empty, stage: 'locked' }, anEntry('scorecard.locked', inner.id));
    const kept = await manager!.post(`/staff/scorecards/${inner.id}/open`);
    expect([kept.status, kept.text]).toEqual([409, expect.stringContaining('chưa được công khai')]);
    await manager!.post(`${address}/open`).expect(303);
    expect((await manager!.get(`${address}/criteria`)).headers['content-disposition']).toContain('.xlsx');
    const { text } = await officer!.get(address);
    expect(text).toContain('ward-b');
    expect(text).not.toContain(`${address}/ward-b`);
    expect((await officer!.get(`${address}/ward-b`)).status).toBe(404);
    expect((await officer!.get(`${address}/ward-a/fields/1.1`)).status).toBe(404);
  });

  it('is read by everybody once it is open, a scorecard under review left out', async () => {
    const read = (address: string) => request(testApp().app).get(address);
    const address = `/scorecards/${set.id}`;
    expect((await read('/scorecards')).text).toContain(address);
    const all = await read(`${address}.json`);
    expect(all.body).toMatchObject({
      units: [
        { unitId: 'ward-a', rank: 1, of: 3, value: { units: 8250, decimals: 2 }, gains: [], losses: [] },
        { unitId: 'ward-c', rank: 2, survey: { points: 0, pointsMax: 0 } },
        { unitId: 'ward-b', rank: 3 },
      ],
    });
    const { text } = await read(`${address}/ward-a?lang=en`);
    expect(text).toContain('82.50%, rank 1 of 3');
    expect(text).toContain('· Bonus: 1.50<');
    const page = (await read(address)).text;
    const [, shaded = ''] = /<table class="by-field heat">(.*?)<\/table>/s.exec(page)!;
    expect(shaded.match(/<td class="heat5">/g)!.length).toBeGreaterThan(0); // the highest share
    expect(shaded.match(/<td class="heat1">/g)!.length).toBeGreaterThan(0); // the lowest
    expect(page.match(/class="key heat/g)).toHaveLength(5);
    const card = `/staff/scorecards/${set.id}/ward-b`;
    await manager!.post(`${card}/reopen`, await sheet({ reason: 'Xem lại' }, 'ward-b')).expect(303);
    expect((await read(address)).text).toContain('đang xem lại');
    expect((await read(`${address}/ward-b`)).status).toBe(404);
    expect((await read('/scorecards/none')).status).toBe(404);
    expect((await read('/publications')).text).toContain('href="/scorecards"');
    expect(testApp().errors).toEqual([]);
  });

  it('gives measures the points of a criterion', async () => {
    const { stores, clock } = testApp();
    const now = () => clock.now;
    const reader = scorecardReader({ stores, rounds: measuredRounds(stores, now), now });
    const leaf = await reader.scorecardFigure('ward-a', 2025, '1.4');
    expect(leaf).toEqual({
      points: 1900,
      pointsMax: 2000,
      percent: { units: 9500, decimals: 2 },
      isFinal: true,
      setId: set.id,
      isPublic: true,
    });
    expect(await reader.scorecardFigure('ward-a', 2025, '1')).toMatchObject({
      points: 5200,
      pointsMax: 6000,
    });
    expect(await reader.scorecardFigure('ward-c', 2025, '2.3')).toBeUndefined(); // no survey was held
    expect(await reader.scorecardFigure('ward-a', 2025, '9')).toBeUndefined();
    expect(await reader.scorecardFigure('ward-a', 2020, '1.4')).toBeUndefined();
  });
});
