import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request, { type Test } from 'supertest';
import { uploadBytesMax } from '../../../src/platform/web/upload.ts';
import { useApp } from '../../support/app.ts';
import { fillSmallCity } from '../../support/builders.ts';
import { colleague, type Browser } from '../../support/staff.ts';

const testApp = useApp();
const { TMPDIR } = process.env;
let folder = '';
let officer: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lang-nghe-test-'));
  process.env['TMPDIR'] = folder; // so that only this file's uploads lie there
  await fillSmallCity(testApp().stores);
  officer = await colleague(testApp(), 'officer');
});
afterAll(async () => {
  if (TMPDIR === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = TMPDIR;
  await rm(folder, { recursive: true });
});

/** Any form will do: what is asked here is asked before the route is known. */
function send(formToken: string, cookie = officer.cookie): Test {
  return request(testApp().app)
    .post('/staff/account/language')
    .set('Cookie', cookie)
    .field('formToken', formToken)
    .field('language', 'en')
    .field('back', '/staff');
}

describe('a form with a file', () => {
  it('is taken with its fields, and the file is gone afterwards', async () => {
    await send(officer.formToken).attach('file', Buffer.from('a,b'), 'Số hồ sơ.csv').expect(303);
    expect(await filesLeft()).toEqual([]);
  });

  it('is refused without the token of the form, and from somebody who is not signed in', async () => {
    await send('').attach('file', Buffer.from('a,b'), 'a.csv').expect(403);
    await send('', 'staff=nobody').expect(303);
    expect(await filesLeft()).toEqual([]);
  });

  it.each([
    [
      'two files',
      (test: Test) => test.attach('file', Buffer.from('a'), 'a').attach('file', Buffer.from('b'), 'b'),
    ],
    ['a file of another name', (test: Test) => test.attach('other', Buffer.from('a'), 'a')],
    ['more fields than a form has', (test: Test) => fields(test, 60)],
  ])('is refused with %s', async (_what, fill) => {
    await fill(send(officer.formToken)).expect(400);
    expect(await filesLeft()).toEqual([]);
  });

  it('keeps its fields when the file is too big', async () => {
    const tooBig = Buffer.alloc(uploadBytesMax + 1);
    await send(officer.formToken).attach('file', tooBig, 'a.csv').expect(303);
    expect(await filesLeft()).toEqual([]);
  });
});

function fields(test: Test, count: number): Test {
  for (let number = 0; number < count; number += 1) void test.field(`field${number}`, 'x');
  return test;
}

/** A file is deleted once the answer is sent, which the sender may learn a little earlier. */
async function filesLeft(): Promise<readonly string[]> {
  const left = await readdir(folder);
  if (left.length === 0) return left;
  await new Promise((resolve) => setImmediate(resolve));
  return await filesLeft();
}
