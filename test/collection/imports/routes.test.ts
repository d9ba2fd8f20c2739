import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import { useApp } from '../../support/app.ts';
import { aUnit, closingAt, duringAt, fillSmallCity } from '../../support/builders.ts';
import { countAll } from '../../support/counting.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';
import { accept, check, fieldsOf, upload, work } from './importing.ts';
import { csv, googleRows, handMadeXlsx, levelsOf, limeSurveyCsv } from './samples.ts';

const testApp = useApp();
let manager: Browser;

beforeAll(async () => {
  await fillSmallCity(testApp().stores, { survey: sipas2017 });
  await testApp().stores.units.add(aUnit('elsewhere'));
  manager = await colleague(testApp(), 'manager');
});

const google = (people: number, name = 'google.csv') => ({ bytes: csv(googleRows(people)), name });
const forms = async (): Promise<number> => await testApp().stores.submissions.countAll();

/** What the page says, without its tags. */
async function readPage(browser: Browser, url: string): Promise<string> {
  return (await browser.get(url).expect(200)).text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}
const said = async (url: string): Promise<string> => await readPage(manager, url);

async function submissionsOf(unitId: string) {
  const found = [];
  const points = new Map((await testApp().stores.accessPoints.list()).map((point) => [point.id, point]));
  for await (const { submission } of testApp().stores.submissions.eachRecord()) {
    const point = points.get(submission.accessPointId)!;
    if (point.revisions[0]!.unitId === unitId) found.push({ ...submission, channel: point.channel });
  }
  return found;
}

describe('a table of Google Forms', () => {
  it('goes through the pages with what was guessed, and its forms are there', async () => {
    const before = await forms();
    const url = await check(testApp(), manager, google(32));
    const text = await said(url);
    expect(text).toContain('Dòng dùng được 32');
    expect(text).toContain('Phiếu mới sẽ nhập 32');
    expect(await forms()).toBe(before);
    expect((await accept(manager, url)).status).toBe(303);
    expect(await said(url)).toContain('Tiến độ');
    await work(testApp());
    expect(await said(url)).toContain('Phiếu đã nhập 32');
    expect(await forms()).toBe(before + 32);

    const [inA, inB] = [await submissionsOf('ward-a'), await submissionsOf('ward-b')];
    expect([inA.length, inB.length]).toEqual([16, 16]);
    expect(inA.every(({ channel }) => channel === 'import')).toBe(true);
    const fourth = inB.find(({ comment }) => comment !== undefined)!;
    expect(fourth).toMatchObject({
      comment: 'Chờ "lâu", xin cải thiện',
      givenOn: '2026-01-13',
      about: { sex: 'male', ageBand: 'over60' },
      late: false,
      answers: Object.fromEntries(sipas2017.questions.map(({ id }, at) => [id, levelsOf(3)[at]])),
    });
    expect(JSON.stringify([inA, inB])).not.toContain('example.vn');
    expect(testApp().errors).toEqual([]);
  });

  it('is counted as its own channel', async () => {
    await countAll(testApp().stores);
    const tallies = await testApp().stores.tallies.listOf({
      generation: 1,
      roundId: 'round',
      method: 'satisfied-share@1',
    });
    expect(tallies.some(({ dimension, value }) => dimension === 'channel' && value === 'import')).toBe(true);
  });

  it('adds nothing when it comes again, and only what is new when it is longer; its mapping is offered', async () => {
    const before = await forms();
    const again = await upload(testApp(), manager, google(32, 'google (1).csv'));
    expect(await said(String(again.headers['location']))).toContain('cách ghép đã lưu “google”');
    const same = await check(testApp(), manager, google(32, 'google (1).csv'));
    expect(await said(same)).toContain('Không có phiếu nào mới trong tệp');

    const longer = await check(testApp(), manager, google(35, 'google (2).csv'));
    expect(await said(longer)).toMatch(/Trong đó đã nhập từ trước 32.*Phiếu mới sẽ nhập 3/);
    await accept(manager, longer);
    await work(testApp());
    expect(await forms()).toBe(before + 3);
  });

  it('keeps twins, who answered alike, and takes each once', async () => {
    const [headings, one] = googleRows(2) as [string[], string[]];
    const twins = [one, [...one], [...one]].map((row) => [
      '06/01/2026 9:00:00 SA',
      'x',
      ...row.slice(2, -1),
      'Sinh ba',
    ]);
    const before = await forms();
    const url = await check(testApp(), manager, { bytes: csv([headings, ...twins]), name: 'google.csv' });
    await accept(manager, url);
    await work(testApp());
    expect(await forms()).toBe(before + 3);
  });

  it('warns of the same file under another name, and of a mapping that makes other people of the same', async () => {
    const other = await check(testApp(), manager, google(32), { values: { name: 'nguồn khác' } });
    expect(await said(other)).toContain('Đúng tệp này đã được nhập vào đợt này (google,');
    const changed = await check(testApp(), manager, google(32), { columns: { 'use-0': '' } });
    expect(await said(changed)).toMatch(/Nguồn này đã nhập 38 phiếu, nhưng trong tệp chỉ gặp lại 0/);
  });
});

describe('an export of LimeSurvey', () => {
  it('goes through the pages, for a unit that is chosen', async () => {
    const file = { bytes: limeSurveyCsv(6), name: 'results-survey.csv' };
    const uploaded = await upload(testApp(), manager, file);
    const columnsUrl = String(uploaded.headers['location']);
    const fields = fieldsOf((await manager.get(columnsUrl)).text);
    const unanswered = await manager.post(columnsUrl, { ...fields, action: 'next' });
    expect(unanswered.status).toBe(422);
    expect(unanswered.text).toContain('Xin chọn đơn vị, hoặc chọn cột nêu đơn vị.');

    const before = (await submissionsOf('ward-b')).length;
    const url = await check(testApp(), manager, file, { columns: { unit: 'ward-b' } });
    expect(await said(url)).toContain('Phiếu mới sẽ nhập 6');
    await accept(manager, url);
    await work(testApp());
    const found = await submissionsOf('ward-b');
    expect(found).toHaveLength(before + 6);
    expect(found.filter(({ about }) => about['ageBand'] === 'from25to34')).toHaveLength(2);
  });
});

describe('a workbook made by hand', () => {
  it('goes through the pages: merged heading, abbreviations, a total that is skipped and listed', async () => {
    const before = await forms();
    const file = { bytes: await handMadeXlsx(5), name: 'Quý I.xlsx' };
    const url = await check(testApp(), manager, file, { columns: { unit: 'ward-a' } });
    const text = await said(url);
    expect(text).toMatch(/Dòng dùng được 5 .*Dòng có lỗi 1 /);
    expect(text).toMatch(/10 X · Giới tính cách viết này chưa được gán nghĩa 5 phiếu/);
    expect(text).toContain('Nhập 5 phiếu, bỏ qua 1 dòng có lỗi');
    const listed = /href="(\/staff\/jobs\/[^"]+\/result)"/.exec((await manager.get(url)).text)![1]!;
    const { text: list } = await manager.get(listed).expect(200);
    expect(list).toContain('10,X,Giới tính,cách viết này chưa được gán nghĩa,5 phiếu');
    expect(list.trim().split('\n')).toHaveLength(24); // the heading, 22 answers that are missing, the words in the last cell
    await accept(manager, url);
    await work(testApp());
    expect(await forms()).toBe(before + 5);
    expect(await said(url)).toContain('Dòng bỏ qua vì lỗi 1');
    expect((await manager.get(url)).text).toContain(listed);
  });

  it('can be given another heading, and forgets what was mapped before', async () => {
    const uploaded = await upload(testApp(), manager, { bytes: await handMadeXlsx(5), name: 'Quý I.xlsx' });
    const columnsUrl = String(uploaded.headers['location']);
    const fields = fieldsOf((await manager.get(columnsUrl)).text);
    expect([fields['first'], fields['last']]).toEqual(['3', '4']);
    const wrong = { ...fields, action: 'heading', first: '1', last: '6' };
    const refused = await manager.post(columnsUrl, wrong);
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('từ một đến ba dòng')]);
    await manager.post(columnsUrl, { ...fields, action: 'heading', first: '4', last: '4' }).expect(303);
    const again = fieldsOf((await manager.get(columnsUrl)).text);
    expect([again['first'], again['use-1'], again['use-0']]).toEqual(['4', 'question:q1', '']);
    expect((await manager.post(columnsUrl, { ...fields, action: 'next' })).status).toBe(409); // the page was of before
  });
});

describe('what is no table, or no longer as it was', () => {
  const refusal = async (bytes: Buffer, name: string): Promise<string> => {
    const answer = await upload(testApp(), manager, { bytes, name });
    expect(answer.status).toBe(422);
    return answer.text;
  };

  it('is refused beside the field of the file, and nothing of it is kept', async () => {
    expect(await refusal(Buffer.from([0x74, 0x75, 0xe6, 0x69, 0x0a, 0x31, 0xff, 0x0a]), 'vni.csv')).toContain(
      'UTF-8',
    );
    expect(await refusal(Buffer.from(''), 'empty.csv')).toContain('Tệp không có dòng nào');
    expect(await refusal(Buffer.from('a,b\n'), 'heading.csv')).toContain('Tệp không có dòng nào');
    expect(await refusal(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old.xls')).toContain('.xls');
    expect(await refusal(Buffer.from('PK\x03\x04 not really'), 'broken.xlsx')).toContain('XLSX');
    expect(await refusal(Buffer.from('a,"b\n1,2\n'), 'quote.csv')).toContain('ngoặc kép');
    const rows = await testApp().connection.collection('importRows').distinct('importId', {});
    const kept = await testApp().stores.imports.list(9, ({ state }) => state === 'staged');
    expect(new Set(rows)).toEqual(new Set(kept.map(({ id }) => id)));
  });

  it('is refused without a file, or for a round that is not the caller’s', async () => {
    const nothing = await manager.post('/staff/imports', { round: 'round' });
    expect(nothing.status).toBe(400);
    const elsewhere = await colleague(testApp(), 'manager', 'elsewhere');
    expect((await upload(testApp(), elsewhere, google(2))).status).toBe(400);
    expect(await readPage(elsewhere, '/staff/imports/new')).toContain('Không có đợt đo lường nào đã mở');
  });

  it('is neither offered nor taken for a round that takes answers in other ways alone', async () => {
    const { rounds } = testApp().stores;
    const coded = { id: 'coded', title: { vi: 'Đợt rút thăm' }, channels: ['code' as const] };
    await rounds.add({ ...(await rounds.find('round'))!, ...coded });
    expect(await said('/staff/imports/new')).not.toContain('Đợt rút thăm');
    expect((await upload(testApp(), manager, { ...google(2), round: 'coded' })).status).toBe(400);
  });

  it('is not accepted where it was staged although the round takes answers in other ways alone', async () => {
    const url = await check(testApp(), manager, google(20));
    const rounds = testApp().connection.collection<{ _id: string }>('rounds');
    await rounds.updateOne({ _id: 'round' }, { $set: { channels: ['code'] } });
    const before = await forms();
    await accept(manager, url);
    await work(testApp());
    expect(await said(url)).toContain('Đợt đo lường này không nhận phiếu nhập từ tệp');
    expect(await forms()).toBe(before);
    await rounds.updateOne({ _id: 'round' }, { $unset: { channels: '' } });
  });

  it('cannot be accepted when another import came between', async () => {
    const [first, second] = [
      await check(testApp(), manager, google(40)),
      await check(testApp(), manager, google(40)),
    ];
    await accept(manager, first);
    await work(testApp());
    const before = await forms();
    await accept(manager, second);
    await work(testApp());
    expect(await said(second)).toContain('xin kiểm tra lại tệp');
    expect(await forms()).toBe(before);
  });
});

describe('an import', () => {
  it('names units of the caller’s alone, and is seen within them', async () => {
    const ofA = await colleague(testApp(), 'manager', 'ward-a');
    const url = await check(testApp(), ofA, google(4, 'a.csv'), { values: { name: 'của phường A' } });
    expect(await said(url)).toMatch(/Dòng có lỗi 2 .*không có đơn vị này trong đợt/);
    const ofB = await colleague(testApp(), 'manager', 'ward-b');
    await ofB.get(url).expect(404);
    await ofB.post(`${url}/accept`, { version: 'x' }).expect(404);
    await ofB.post(`${url}/cancel`).expect(404);
    expect((await ofB.get('/staff/imports')).text).toContain('Chưa có tệp nào');
  });

  it('is cancelled with all that was staged, and cannot be after it was accepted', async () => {
    const url = await check(
      testApp(),
      manager,
      { bytes: await handMadeXlsx(3), name: 'x.xlsx' },
      { columns: { unit: 'ward-a' } },
    );
    const importId = url.split('/').at(-1)!;
    const rows = testApp().connection.collection('importRows');
    expect(await rows.countDocuments({ importId })).toBeGreaterThan(0);
    const one = (await testApp().stores.imports.find(importId))!;
    await manager.post(`${url}/cancel`).expect(303);
    expect(await rows.countDocuments({ importId })).toBe(0);
    expect((await testApp().stores.jobs.find(one.checkJobId!))?.pieceIds).toEqual([]);
    expect(JSON.stringify(await testApp().stores.imports.find(importId))).not.toContain('5 phiếu');
    await manager.post(`${url}/cancel`).expect(409);
    await drain(testApp());
    const actions = (await testApp().stores.audit.list({ subjectId: importId }, 10)).map(({ kind }) => kind);
    expect(actions.toSorted()).toEqual(['import.cancelled', 'import.uploaded']);
  });

  it('that nobody takes is cleared away after a week', async () => {
    const url = await check(testApp(), manager, google(2));
    const importId = url.split('/').at(-1)!;
    await testApp().stores.imports.removeLeftovers(new Date(duringAt.getTime() - 1));
    expect((await testApp().stores.imports.find(importId))?.state).toBe('staged');
    await testApp().stores.imports.removeLeftovers(duringAt);
    expect((await testApp().stores.imports.find(importId))?.state).toBe('cancelled');
    expect(await testApp().connection.collection('importRows').countDocuments({})).toBe(0);
  });
});

describe('after the close of its round', () => {
  beforeEach(() => {
    testApp().clock.now = closingAt;
  });

  it('forms are kept as late ones, which the page says before', async () => {
    const late = await colleague(testApp(), 'manager');
    const url = await check(
      testApp(),
      late,
      { bytes: await handMadeXlsx(7), name: 'muộn.xlsx' },
      {
        columns: { unit: 'ward-a' },
        values: { name: 'muộn' },
      },
    );
    expect(await readPage(late, url)).toContain('phiếu đến muộn, không tính vào chỉ số');
    await accept(late, url);
    await work(testApp());
    const found = (await submissionsOf('ward-a')).filter((one) => one.late);
    expect(found).toHaveLength(7);
    expect(new Set(found.map(({ givenOn }) => givenOn))).toEqual(new Set(['2026-02-04']));
    testApp().clock.now = duringAt;
  });
});
