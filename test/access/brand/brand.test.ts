import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { usualBrand } from '../../../src/platform/brand/brand.ts';
import { useApp } from '../../support/app.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let administrator: Browser;

beforeAll(async () => {
  administrator = await colleague(testApp(), 'administrator');
});

const typed = { name: 'UBND phường Phú Lợi', nameEn: 'Phú Lợi Ward', colour: '#a3191b', accent: '#ffd200' };
const icon = async (): Promise<Buffer> => await readFile('public/kiosk/icon-192.png');
const square = (inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40">${inside}</svg>`;

async function send(fields: Record<string, string> = {}, file?: Buffer) {
  const { version } = await testApp().stores.brand.current();
  const sending = request(testApp().server)
    .post('/staff/brand')
    .set('Cookie', administrator.cookie)
    .field({ formToken: administrator.formToken, version: String(version), ...typed, ...fields });
  return await (file ? sending.attach('file', file, 'logo') : sending);
}

async function stylesheetOf(path: string) {
  const { text } = await request(testApp().server).get(path);
  const url = /href="(\/assets\/pages\.css[^"]*)"/.exec(text)![1]!;
  return { page: text, url, sheet: await request(testApp().server).get(url) };
}

test('before anything is set, pages have the name of the program and its own style sheet', async () => {
  const { page, sheet } = await stylesheetOf('/');
  expect(page).toContain('class="brand" href="/">Lắng Nghe</a>');
  expect(sheet.text).not.toContain('data:image/png');
});

describe('colours', () => {
  test('that are hard to read are refused with the reason and the nearest that is not, and what was typed stays', async () => {
    const { status, text } = await send({ colour: '#ffcc00', name: 'UBND xã A' });
    expect(status).toBe(422);
    const [, nearest] = /id="colour-error">[^<]*WCAG 2\.2[^<]*: (#[\da-f]{6})\./.exec(text) ?? [];
    expect(text).toContain('value="#ffcc00"');
    expect(text).toContain('value="UBND xã A"');
    expect((await testApp().stores.brand.current()).version).toBe(0);
    expect((await send({ colour: nearest!, accent: '#ffffff' })).status).toBe(303);
  });

  test('are judged together, so that both proposals go with each other', async () => {
    const { status, text } = await send({ colour: '#ffcc00', accent: '#ffcc01' });
    expect(status).toBe(422);
    const nearest = (field: string) =>
      new RegExp(`id="${field}-error">[^<]*: (#[\\da-f]{6})\\.`).exec(text)![1]!;
    expect((await send({ colour: nearest('colour'), accent: nearest('accent') })).status).toBe(303);
  });

  test('of text on the band are held against the main colour', async () => {
    const { status, text } = await send({ colour: '#0b5568', accent: '#0b6070' });
    expect(status).toBe(422);
    expect(text).toMatch(/id="accent-error">[^<]*#0b5568/);
  });
});

describe('a logo', () => {
  test('of either kind is drawn anew, and comes with the style sheet', async () => {
    for (const file of [await icon(), Buffer.from(square('<circle cx="20" cy="20" r="18" fill="#c00"/>'))]) {
      expect((await send({}, file)).status).toBe(303);
      const { brand } = await testApp().stores.brand.current();
      const png = Buffer.from(brand.logo!.print.png, 'base64');
      expect(png.toString('latin1', 1, 4)).toBe('PNG');
      expect(png.equals(file)).toBe(false);
      expect(Buffer.byteLength(brand.logo!.screen.png, 'base64')).toBeLessThanOrEqual(5000);
      const { page, url, sheet } = await stylesheetOf('/?lang=en');
      expect(page).toContain('>Phú Lợi Ward</a>');
      expect(sheet.text).toContain(`--band:#a3191b`);
      expect(sheet.text).toContain(brand.logo!.screen.png);
      expect(sheet.headers['cache-control']).toContain('immutable');
      expect(page).not.toContain('style=');
      const other = await request(testApp().server).get(`${url}x`);
      expect(other.headers['cache-control']).toBe('no-cache'); // a brand that this process does not know yet
    }
  });

  test.each([
    ['is no picture', 'a,b', 'không phải ảnh'],
    ['is cut off', '\x89PNG\r\n\x1a\n'.padEnd(60, '\x01'), 'quá lớn'],
    ['has entities', `<!DOCTYPE svg [<!ENTITY a "b">]>${square('<g/>')}`, 'thực thể XML'],
    ['has text', square('<text y="20">A</text>'), 'Tệp SVG có phần'],
    ['has a picture in it', square('<svg:image href="http://a/b.png"/>'), 'Tệp SVG có phần'],
    ['is not well-formed', square('<g>'), 'Không vẽ được'],
    ['draws itself a million times', square(manyTimes()), 'Không vẽ được'],
  ])('is refused where the file %s', async (_what, content, reason) => {
    const before = await testApp().stores.brand.current();
    const { status, text } = await send({ name: 'Khác' }, Buffer.from(content, 'latin1'));
    expect(status).toBe(422);
    expect(/id="file-error">([^<]*)/.exec(text)?.[1]).toContain(reason);
    expect(await testApp().stores.brand.current()).toEqual(before);
  });

  test('stays where none is sent, and goes when it is taken away', async () => {
    await send();
    expect((await testApp().stores.brand.current()).brand.logo).toBeDefined();
    const { text } = await administrator.get('/staff/brand');
    expect(text).toMatch(/name="withoutLogo" value="yes"> \p{Letter}/u); // words beside the box name it
    expect((await send({ withoutLogo: 'yes' })).status).toBe(303);
    expect((await testApp().stores.brand.current()).brand.logo).toBeUndefined();
  });
});

/** 10 to the 7 squares. */
function manyTimes(): string {
  const levels = Array.from({ length: 7 }, (_, level) => {
    const inside = level === 0 ? '<rect width="1" height="1"/>' : `<use href="#l${level - 1}"/>`.repeat(10);
    return `<g id="l${level}">${inside}</g>`;
  });
  return `<defs>${levels.join('')}</defs><use href="#l6"/>`;
}

test('a change that somebody else was faster than is not stored', async () => {
  const before = await testApp().stores.brand.current();
  expect((await send({ version: '0' })).status).toBe(409);
  expect(await testApp().stores.brand.current()).toEqual(before);
});

test('each change is in the audit log, with a logo as its hash', async () => {
  testApp().clock.now = new Date(testApp().clock.now.getTime() + 60_000); // after those of the tests before
  await send({}, await icon());
  await drain(testApp());
  const [entry] = await testApp().stores.audit.list({ kind: 'brand.set' }, 1);
  expect(entry?.after).toMatchObject({ name: typed.name, colour: typed.colour });
  expect(entry?.after?.logo).toMatch(/^[\da-f]{64}$/);
});

test('only administrators of the whole installation set it', async () => {
  for (const browser of [
    await colleague(testApp(), 'administrator', 'ward'),
    await colleague(testApp(), 'manager'),
  ])
    expect((await browser.get('/staff/brand')).status).toBeGreaterThanOrEqual(403);
  expect(usualBrand.colour).not.toBe((await testApp().stores.brand.current()).brand.colour);
});
