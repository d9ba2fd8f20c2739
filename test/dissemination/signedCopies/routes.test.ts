/** Signed copies over HTTP: certificates that are trusted, files that are kept or refused, and what everybody sees. */
import { writeFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { readSignedPdf, usualReadLimits } from '../../../src/dissemination/signedCopies/readSignedPdf.ts';
import type { PublishedUnit } from '../../../src/processing/published/publication.ts';
import { percentText } from '../../../src/platform/text/numbers.ts';
import { useApp } from '../../support/app.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';
import { aClosedCity, type City } from '../publications/publishing.ts';
import { makeIdentity, pemOf, signPdf, trust, unsignedPdf } from './testAuthority.ts';

const testApp = useApp({ signedCopies: true });
const root = makeIdentity('Root CA', 'Test Cipher Board', { isAuthority: true });
const office = makeIdentity('Sở Nội vụ', 'Tỉnh thử', { issuer: root });
const certificates = '/staff/trusted-certificates';
let city: City;
let administrator: Browser;
let copy = '';
let units: readonly PublishedUnit[] = [];
let lines: string[] = [];

beforeAll(async () => {
  city = await aClosedCity(testApp());
  const proposal = await city.publish();
  copy = `${proposal}/signed-copy`;
  administrator = await colleague(testApp(), 'administrator');
  const [publication] = await testApp().stores.publications.listOfRound('round');
  ({ units } = await testApp().stores.publications.content(publication!));
  lines = units.flatMap(({ name, whole: { figure } }) =>
    figure.state === 'shown'
      ? [`${name.vi}: ${percentText(figure.value, 'vi')}`]
      : [`${name.vi}: không công bố`],
  );
}, 60_000);

const send = (pdf: Buffer) => city.asking.upload(copy, pdf, {}, 'bao-cao.pdf');
const page = async () => (await request(testApp().server).get('/publications/round/1').expect(200)).text;

describe('trusted certificates', () => {
  test('are the administrator’s alone, and nothing is kept before there is one', async () => {
    await city.asking.get(certificates).expect(403);
    expect((await city.asking.get(copy).expect(200)).text).toContain('Chưa có chứng thư nào được tin cậy');
    const refused = await send(await signPdf(await unsignedPdf(lines), office)).expect(422);
    expect(refused.text).not.toContain('Đã kiểm tra');
  });

  test.each([
    ['hello', 'không phải là chứng thư'],
    ['', 'không phải là chứng thư'],
    [pemOf(office), 'chứng thư của người ký'],
    [pemOf(root) + pemOf(root), 'từng chứng thư một'],
  ])('are refused with a reason where %#', async (pem, sentence) => {
    const { text } = await administrator.post(certificates, { pem }).expect(422);
    expect(text).toContain(sentence);
    expect(await testApp().stores.trustedAuthorities.list()).toEqual([]);
  });

  test('are added once, shown with their hash, removed and added again, all of it audited', async () => {
    await administrator.post(certificates, { pem: pemOf(root) }).expect(303);
    await administrator.post(certificates, { pem: pemOf(root) }).expect(422);
    const [authority] = await testApp().stores.trustedAuthorities.list();
    const { text } = await administrator.get(certificates).expect(200);
    expect(text).toContain('Root CA, Test Cipher Board');
    expect(text).toContain(authority!.id);
    await administrator.post(`${certificates}/${authority!.id}/remove`).expect(303);
    await administrator.post(`${certificates}/${authority!.id}/remove`).expect(404);
    await administrator.post(certificates, { pem: pemOf(root) }).expect(303);
    await drain(testApp());
    const entries = await testApp().stores.audit.list({ subjectId: authority!.id }, 10);
    expect(entries.map(({ kind }) => kind).toSorted()).toEqual([
      'trustedAuthority.added',
      'trustedAuthority.added',
      'trustedAuthority.removed',
    ]);
  });
});

describe('a signed copy', () => {
  test('whose figures agree is kept, named on the public page, and downloaded as it was sent', async () => {
    expect(await page()).not.toContain('signed-copy');
    const pdf = await signPdf(await unsignedPdf(['BÁO CÁO', ...lines]), office);
    await send(pdf).expect(303);
    const text = await page();
    expect(text).toContain('Sở Nội vụ, Tỉnh thử ký, theo chứng thư do Root CA, Test Cipher Board cấp');
    expect(text).toContain('21:00 05/02/2026');
    expect(text).toMatch(/đúng chỉ số của (\d+) trong \1 đơn vị/);
    const download = await request(testApp().app).get('/publications/round/1/signed-copy').expect(200);
    expect(download.headers['content-type']).toBe('application/pdf');
    expect(download.headers['content-disposition']).toContain('attachment');
    expect(Buffer.compare(download.body as Buffer, pdf)).toBe(0);
    expect((await city.asking.get(copy)).text).toContain('Thay bằng tệp khác');
    await drain(testApp());
    const kinds = (await testApp().stores.audit.list({}, 20)).map(({ kind }) => kind);
    expect(kinds).toContain('publication.signedCopyKept');
  });

  test('whose figures differ is refused with the figures, and the one before stays', async () => {
    const before = await page();
    const index = lines.findIndex((line) => line.startsWith('phường ward-a'));
    const wrong = lines.with(index, 'phường ward-a: 12,34%');
    const { text } = await send(await signPdf(await unsignedPdf(wrong), office)).expect(422);
    expect(text).toContain(`phường ward-a: công bố ${lines[index]!.split(': ')[1]}, tệp ghi 12,34%`);
    expect(await page()).toBe(before);
  });

  test('that gives a suppressed index is refused by the name of the unit', async () => {
    const shown = lines.map((line) => line.replace('không công bố', '40,00%'));
    const { text } = await send(await signPdf(await unsignedPdf(shown), office)).expect(422);
    expect(text).toContain('không có chỉ số công bố');
    expect(text).toContain('<li>phường ward-c</li>');
  });

  test.each([
    ['không có chữ ký số', async () => await Promise.resolve(Buffer.from('%PDF-1.7\n'))],
    ['không phải là tệp PDF', async () => await Promise.resolve(Buffer.from('<html>'))],
    [
      'không dẫn đến chứng thư tin cậy',
      async () => await signPdf(await unsignedPdf(lines), makeIdentity('A', 'B')),
    ],
    ['lớn hơn 12 MB', async () => await Promise.resolve(Buffer.alloc(usualReadLimits.bytesMax + 1))],
    ['Không tìm thấy chỉ số công bố', async () => await signPdf(await unsignedPdf(['quét']), office)],
  ])('is refused with a reason: %s', async (sentence, make) => {
    expect((await send(await make()).expect(422)).text).toContain(sentence);
  });

  test('stays, with a warning, when its certificate is trusted no more', async () => {
    await send(await signPdf(await unsignedPdf(lines), office)).expect(303);
    expect(await page()).not.toContain('không còn được tin cậy');
    const [authority] = await testApp().stores.trustedAuthorities.list();
    await administrator.post(`${certificates}/${authority!.id}/remove`).expect(303);
    expect(await page()).toContain('không còn được tin cậy');
  });

  test('is not there for another number or round', async () => {
    for (const path of ['/publications/round/2/signed-copy', '/publications/none/1/signed-copy'])
      expect((await request(testApp().app).get(path)).status).toBe(404);
  });
});

describe('reading a signed copy', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lang-nghe-copy-'));
  });
  afterAll(async () => await rm(folder, { recursive: true }));

  test('ends at its limits of time and memory', async () => {
    const path = join(folder, 'copy.pdf');
    await writeFile(path, await signPdf(await unsignedPdf(lines), office));
    const task = { path, trusted: [trust(root)], units, now: testApp().clock.now };
    expect(await readSignedPdf(task, { ...usualReadLimits, msMax: 1 })).toBe('tooHeavy');
    expect(await readSignedPdf(task, { ...usualReadLimits, memoryMiBMax: 4 })).toBe('tooHeavy');
    expect(await readSignedPdf(task)).toMatchObject({ signers: [{ subject: 'Sở Nội vụ, Tỉnh thử' }] });
  });
});
