import { beforeAll, expect, test } from '@jest/globals';
import { jobKindsOf } from '../../../src/app/jobKinds.ts';
import { runJobs } from '../../../src/access/jobs/runJobs.ts';
import { aClosedCity, type City } from '../../dissemination/publications/publishing.ts';
import { useApp } from '../../support/app.ts';
import { colleague, drain, signedIn, type Browser } from '../../support/staff.ts';
import { office } from './aReport.ts';

const testApp = useApp({ publicUrl: 'https://langnghe.example.vn' });
let city: City;
let officer: Browser;
let analyst: Browser;

beforeAll(async () => {
  city = await aClosedCity(testApp());
  officer = await colleague(testApp(), 'officer', 'ward-a');
  analyst = await colleague(testApp(), 'analyst', 'city');
});

const request = { round: 'round', unit: 'city', language: 'vi', format: 'docx', ...office };

async function runAll(): Promise<void> {
  const { jobs } = testApp().stores;
  const logError = (error: { route: string; error: unknown }) => testApp().errors.push(error);
  const options = { jobs, kinds: jobKindsOf(testApp().stores), now: () => testApp().clock.now, logError };
  await runJobs(options, { number: 1, isOver: () => false });
  expect(testApp().errors).toEqual([]);
}

async function resultOf(browser: Browser, jobUrl: string) {
  return await browser
    .get(`${jobUrl}/result`)
    .buffer()
    .parse((res, done) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () => done(null, Buffer.concat(parts)));
    });
}

test('before anything is published there is nothing to report on', async () => {
  expect((await city.asking.get('/staff/reports')).text).toContain('Chưa có kết quả nào được công bố');
  expect((await city.asking.get('/staff/reports/new?round=round')).status).toBe(404);
  expect((await city.asking.post('/staff/reports', request)).status).toBe(404);
  await city.publish();
  expect((await city.asking.get('/staff/reports')).text).toContain('/staff/reports/new?round=round');
});

test('the form keeps what was typed, names each error beside its field, and stores nothing', async () => {
  const sent = { ...request, organ: '', number: '12a', signer: 'Nguyễn “Bảy”' };
  const { status, text } = await city.asking.post('/staff/reports', sent);
  expect(status).toBe(422);
  expect(text).toContain('<p class="error" id="organ-error">Xin điền mục này.</p>');
  expect(text).toContain('<a href="#organ">Cơ quan ban hành: Xin điền mục này.</a>');
  expect(text).toContain('id="number-error">Số văn bản chỉ gồm chữ số');
  expect(text).toContain('value="Nguyễn “Bảy”"');
  expect(await testApp().stores.jobs.list(9)).toEqual([]);
});

test('refuses what our form does not send', async () => {
  for (const change of [{ format: 'odt' }, { language: 'fr' }, { unit: '' }])
    expect((await city.asking.post('/staff/reports', { ...request, ...change })).status).toBe(400);
  expect((await city.asking.post('/staff/reports', { ...request, unit: 'nowhere' })).status).toBe(404);
});

test('makes the report as a job in both forms, and the next form is filled in already', async () => {
  for (const [format, start] of [
    ['docx', 'PK'],
    ['pdf', '%PDF'],
  ] as const) {
    const { status, headers } = await city.asking.post('/staff/reports', { ...request, format });
    expect(status).toBe(303);
    await runAll();
    const result = await resultOf(city.asking, String(headers['location']));
    expect(result.headers['content-disposition']).toContain(`bao-cao-chi-so-hai-long.${format}`);
    expect((result.body as Buffer).subarray(0, start.length).toString('latin1')).toBe(start);
  }
  const { text } = await analyst.get('/staff/reports/new?round=round&unit=city');
  expect(text).toContain('value="Nguyễn Thị Bảy"');
  await drain(testApp());
  const entries = await testApp().stores.audit.list({}, 20);
  expect(entries.find(({ kind }) => kind === 'job.started')).toMatchObject({
    unitIds: ['city'],
    subject: { label: 'Báo cáo Chỉ số hài lòng' },
  });
});

test('slides and the single page are made without a layout', async () => {
  for (const [format, name, start] of [
    ['pptx', 'trinh-chieu', 'PK'],
    ['page', 'mot-trang', '%PDF'],
  ] as const) {
    const sent = { ...request, organ: '', symbol: '', format };
    const { headers } = await city.asking.post('/staff/reports', sent).expect(303);
    await runAll();
    const result = await resultOf(city.asking, String(headers['location']));
    expect(result.headers['content-disposition']).toContain(name);
    expect((result.body as Buffer).subarray(0, start.length).toString('latin1')).toBe(start);
  }
});

test('an officer reports on the own unit only, and gets its sheet', async () => {
  const { text } = await officer.get('/staff/reports/new?round=round');
  expect(text).toContain('<option value="ward-a" selected>');
  expect(text).not.toContain('value="ward-b"');
  expect((await officer.get('/staff/reports/new?round=round&unit=ward-b')).status).toBe(404);
  const sheets = { round: 'round', unit: 'ward-b', language: 'en' };
  expect((await officer.post('/staff/reports/sheets', sheets)).status).toBe(404);
  const started = await officer.post('/staff/reports/sheets', { ...sheets, unit: 'ward-a' });
  await runAll();
  const result = await resultOf(officer, String(started.headers['location']));
  expect((result.body as Buffer).subarray(0, 4).toString('latin1')).toBe('%PDF');
  const other = await colleague(testApp(), 'officer', 'ward-b');
  expect((await other.get(`${started.headers['location']}/result`)).status).toBe(404);
});

test('the sheets of all units are one job that counts them', async () => {
  const started = await city.asking.post('/staff/reports/sheets', {
    round: 'round',
    unit: 'city',
    language: 'vi',
  });
  await runAll();
  const { body } = await city.asking.get(`${started.headers['location']}.json`);
  expect(body).toMatchObject({ done: 5, of: 5, isOver: true });
});

test('after a correction the report is of what stands then', async () => {
  await city.add('WARD22', 20, { q1: 5, q2: 5 });
  await city.settle(3);
  await city.publish('Nhập bổ sung phiếu của phường a.');
  officer = await signedIn(testApp(), officer.account);
  const { text } = await officer.get('/staff/reports/new?round=round');
  expect(text).toContain('Bản công bố số 2');
});
