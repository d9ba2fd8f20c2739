import { beforeAll, expect, it } from '@jest/globals';
import request from 'supertest';
import { useApp } from '../../support/app.ts';
import { fillSmallCity } from '../../support/builders.ts';
import { hiddenFields } from '../../support/citizen.ts';
import { colleague, type Browser } from '../../support/staff.ts';

const testApp = useApp();

beforeAll(async () => await fillSmallCity(testApp().stores));

async function accountForm(browser: Browser, name: string) {
  const { formToken = '' } = hiddenFields((await browser.get('/staff/accounts/new')).text);
  return { formToken, name, fullName: 'Lê Thị Bấm Đúp', role: 'auditor', unit: '*' };
}

it('makes one account of a button that is pressed twice, and shows the link that is shown once', async () => {
  const browser = await colleague(testApp(), 'administrator');
  const fields = await accountForm(browser, 'bam.dup');
  const [first, second] = await Promise.all([
    browser.post('/staff/accounts', fields),
    browser.post('/staff/accounts', fields),
  ]);
  const linkIn = ({ text }: { text: string }) => /\/staff\/password\/[\w-]+/.exec(text)?.[0];
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(linkIn(first)).toBeDefined();
  expect(linkIn(second)).toBe(linkIn(first));
});

it('does what is sent from another page, or is not the same', async () => {
  const browser = await colleague(testApp(), 'administrator');
  const fields = await accountForm(browser, 'mot.lan');
  expect((await browser.post('/staff/accounts', fields)).status).toBe(200);
  expect((await browser.post('/staff/accounts', { ...fields, email: 'a@b.vn' })).status).toBe(422);
  expect((await browser.post('/staff/accounts', await accountForm(browser, 'mot.lan'))).status).toBe(422);
});

it('takes the other file that is chosen on the same page, and the same one once', async () => {
  const browser = await colleague(testApp(), 'manager', 'city');
  const { formToken = '' } = hiddenFields((await browser.get('/staff/caseloads')).text);
  const delivered = async (count: number) => {
    const table = `Đơn vị;Tháng;Cách nộp;Số hồ sơ\nphường ward-a;01/2026;Tại quầy;${count}`;
    const sent = await browser.upload('/staff/caseloads/many/upload', table, { formToken }).expect(303);
    return String(sent.headers['location']);
  };
  const wrong = await delivered(20);
  const right = await delivered(200);
  expect(right).not.toBe(wrong);
  expect(await delivered(200)).toBe(right);
});

it('tells nothing of it to another browser', async () => {
  const browser = await colleague(testApp(), 'administrator');
  const fields = await accountForm(browser, 'nguoi.khac');
  await browser.post('/staff/accounts', fields);
  const stranger = await request(testApp().app).post('/staff/accounts').type('form').send(fields);
  expect(stranger.text).not.toMatch(/\/staff\/password\//);
});

it('forgets what was answered half a minute ago', async () => {
  const browser = await colleague(testApp(), 'administrator');
  const fields = await accountForm(browser, 'nua.phut');
  await browser.post('/staff/accounts', fields);
  testApp().clock.now = new Date(testApp().clock.now.getTime() + 31_000);
  expect((await browser.post('/staff/accounts', fields)).status).toBe(422);
});
