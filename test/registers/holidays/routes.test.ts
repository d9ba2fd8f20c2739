import { beforeAll, describe, expect, it } from '@jest/globals';
import { fillYears } from '../../../src/registers/holidays/fillYears.ts';
import { useApp } from '../../support/app.ts';
import { fillSmallCity } from '../../support/builders.ts';
import { addAccount, aGrant, colleague, drain, signedIn, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let administrator: Browser;

beforeAll(async () => {
  await fillSmallCity(testApp().stores);
  administrator = await colleague(testApp(), 'administrator');
});

const nationalDay = {
  action: 'save',
  holiday: '',
  version: '0',
  kind: 'off',
  name: 'Nghỉ bù',
  nameEn: '',
  firstOn: '2026-12-31',
  lastOn: '',
  source: 'Thông báo 1',
};
const errorOf = (field: string, page: string): string | undefined =>
  new RegExp(`id="${field}-error">([^<]*)`).exec(page)?.[1];

describe('the pages of holidays', () => {
  it('list years with their days off, make-up days and what is not confirmed', async () => {
    const { text } = await administrator.get('/staff/holidays').expect(200);
    const row = text.split('</tr>').find((one) => one.includes('/staff/holidays/2026"'))!;
    // 2 + 5 + 1 + 2 + 3 + 1 days; 10 January and 22 August; unconfirmed are 5 entries
    expect([...row.matchAll(/>(\d+)<\/td>/g)].map(([, count]) => count)).toEqual(['14', '2', '5']);
  });

  it('are read by officers, in English too, and changed by administrators of the whole installation only', async () => {
    const account = await addAccount(testApp(), [aGrant('officer', 'ward-a')], { language: 'en' });
    const officer = await signedIn(testApp(), account);
    const { text } = await officer.get('/staff/holidays/2026').expect(200);
    expect(text).toContain('<th scope="row">Viet Nam Culture Day</th>');
    expect(text).not.toContain('<form method="post" action="/staff/holidays');
    await officer.post('/staff/holidays/2026', nationalDay).expect(403);
    const ofCity = await colleague(testApp(), 'administrator', 'city');
    await ofCity.post('/staff/holidays/2026', nationalDay).expect(404);
    await officer.get('/staff/holidays/2031').expect(404);
  });

  it('say what is wrong next to its field, and keep what was typed', async () => {
    const wrong = { ...nationalDay, name: '<b>', firstOn: '2026-09-02', source: '' };
    const { text } = await administrator.post('/staff/holidays/2026', wrong).expect(422);
    expect(errorOf('firstOn', text)).toBe('Trùng với ngày khác đã có trong lịch.');
    expect(errorOf('source', text)).toBe('Xin ghi nguồn.');
    expect(text).toContain('value="&lt;b&gt;"');
    expect((await testApp().stores.holidays.list()).at(-1)?.version).toBe(0);
  });

  it('change the terms at once, refuse whoever was slower, and leave the change in the audit', async () => {
    const { stores } = testApp();
    const due = async () => (await stores.holidays.calendar()).dueOn('2026-12-28', 2);
    expect(await due()).toBe('2026-12-30');
    const typed = { ...nationalDay, firstOn: '2026-12-29' };
    await administrator.post('/staff/holidays/2026', typed).expect(303);
    expect(await due()).toBe('2026-12-31');

    const late = await administrator.post('/staff/holidays/2026', nationalDay).expect(409);
    expect(errorOf('firstOn', late.text)).toContain('Người khác vừa sửa');
    expect(late.text).toContain('value="2026-12-31"');

    const changed = { ...typed, version: '1', holiday: '2026-12-29', isConfirmed: 'yes', nameEn: 'Extra' };
    await administrator.post('/staff/holidays/2026', changed).expect(303);
    const page = await administrator.get('/staff/holidays/2026?holiday=2026-12-29').expect(200);
    expect(page.text).toContain('value="yes" checked');
    await administrator
      .post('/staff/holidays/2026', { ...changed, version: '2', action: 'remove' })
      .expect(303);
    expect(await due()).toBe('2026-12-30');

    await drain(testApp());
    const [kept, removed] = await Promise.all(
      ['holiday.kept', 'holiday.removed'].map((kind) => stores.audit.list({ kind: kind as never }, 10)),
    );
    expect(kept!.map(({ after }) => String(after?.confirmed)).toSorted()).toEqual(['no', 'yes']);
    expect(removed!.map(({ before }) => before?.firstOn)).toEqual(['2026-12-29']);
    const auditor = await colleague(testApp(), 'auditor');
    expect((await auditor.get('/staff/audit?kind=holiday.removed')).text).toContain('loại: nghỉ');
  });
});

it('the leader adds every year up to the next one, once, and notes it in the audit', async () => {
  const { stores } = testApp();
  const listed = async () => (await stores.holidays.list()).map(({ year }) => year);
  await fillYears(stores.holidays, new Date('2026-12-31T16:59:00Z'));
  expect(await listed()).toEqual(['2025', '2026', '2027']);
  await fillYears(stores.holidays, new Date('2026-12-31T17:00:00Z'));
  await fillYears(stores.holidays, new Date('2026-12-31T17:01:00Z'));
  expect(await listed()).toEqual(['2025', '2026', '2027', '2028']);
  await drain(testApp());
  const noted = await stores.audit.list({ kind: 'holidays.filled' }, 10);
  const lines = noted.map(({ subject, by }) => `${subject.label} by ${by?.name ?? 'the program'}`);
  expect(lines.toSorted()).toEqual(['2027 by the program', '2028 by the program']);
  expect((await stores.holidays.calendar()).dueOn('2027-12-28', 15)).toBe('2028-01-19');
});
