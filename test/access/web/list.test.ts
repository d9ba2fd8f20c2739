import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { useApp } from '../../support/app.ts';
import { addAccount, aGrant, colleague, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let administrator: Browser;

/** 60 accounts beside the administrator's; pairs of them share a full name. */
beforeAll(async () => {
  administrator = await colleague(testApp(), 'administrator');
  for (let number = 0; number < 60; number++) {
    const fullName = number === 7 ? '=cmd()' : `Cán bộ ${Math.floor(number / 2)}`;
    await addAccount(testApp(), [aGrant('clerk')], { name: `clerk.${number}`, fullName });
  }
});

const namesIn = (page: string): string[] =>
  [...page.matchAll(/data-label="Tên đăng nhập">([^<]+)/g)].map(([, name = '']) => name);
const headingIn = (page: string, heading: string): string =>
  new RegExp(`<th scope="col"[^>]*>(?:<a[^>]*>)?${heading}<`).exec(page)?.[0] ?? '';
const names = async (query: string) =>
  namesIn((await administrator.get(`/staff/accounts?${query}`).expect(200)).text);

describe('a list', () => {
  it('is sorted by a heading, and by the same heading the other way round', async () => {
    const up = await administrator.get('/staff/accounts?q=clerk&sort=name').expect(200);
    expect(namesIn(up.text).slice(0, 3)).toEqual(['clerk.0', 'clerk.1', 'clerk.2']);
    expect(headingIn(up.text, 'Tên đăng nhập')).toContain('aria-sort="ascending"');
    expect(headingIn(up.text, 'Tên đăng nhập')).toContain('?q=clerk&amp;sort=-name"');
    expect(headingIn(up.text, 'Họ và tên')).not.toContain('aria-sort');
    expect(await names('q=clerk&sort=-name')).toEqual(await names('q=clerk&sort=-name&page=1'));
    expect((await names('q=clerk&sort=-name'))[0]).toBe('clerk.59');
  });

  it('keeps rows with the same value in their order, whichever way it is sorted', async () => {
    const stored = await names('q=clerk&size=100');
    const pair = stored.filter((name) => ['clerk.20', 'clerk.21'].includes(name));
    for (const sort of ['fullName', '-fullName']) {
      const sorted = await names(`q=clerk&size=100&sort=${sort}`);
      expect(sorted.filter((name) => pair.includes(name))).toEqual(pair);
    }
  });

  it('has pages, each row on one of them, and shows the last page for one beyond it', async () => {
    const [first, second] = [await names('sort=name&size=50'), await names('sort=name&size=50&page=2')];
    expect(first).toHaveLength(50);
    expect(new Set([...first, ...second]).size).toBe(61);
    expect(await names('sort=name&size=50&page=9')).toEqual(second);
    const { text } = await administrator.get('/staff/accounts?sort=name&size=50&page=2');
    expect(text).toContain('Trang 2 trong 2');
    expect(text).toContain('href="/staff/accounts?sort=name&amp;page=1"');
  });

  it('remembers how many rows a page has, in a cookie for staff pages', async () => {
    const { headers } = await administrator.get('/staff/accounts?size=20').expect(200);
    const cookie = String(headers['set-cookie']);
    expect(cookie).toMatch(/^rowsPerPage=20; Max-Age=\d+; Path=\/staff; .*HttpOnly; SameSite=Lax$/);
    const later = await administrator
      .get('/staff/accounts')
      .set('Cookie', `${administrator.cookie}; rowsPerPage=20`)
      .expect(200);
    expect(namesIn(later.text)).toHaveLength(20);
    const odd = await administrator
      .get('/staff/accounts')
      .set('Cookie', `${administrator.cookie}; rowsPerPage=9999`)
      .expect(200);
    expect(namesIn(odd.text)).toHaveLength(50);
  });

  it('is downloaded as a file with the rows of all pages that match, in the same order', async () => {
    const { text } = await administrator.get('/staff/accounts?q=clerk&sort=-name&page=2');
    const [, url = ''] = /href="([^"]*take=accounts.csv)"/.exec(text) ?? [];
    const file = await administrator.get(url.replaceAll('&amp;', '&')).buffer(true).expect(200);
    expect(file.headers['content-disposition']).toBe('attachment; filename=accounts.csv');
    expect(file.text.startsWith('\ufeff')).toBe(true);
    const rows = parse<Record<string, string>>(file.text, { bom: true, columns: true });
    expect(rows).toHaveLength(60);
    expect(rows[0]).toMatchObject({ 'Tên đăng nhập': 'clerk.59', 'Đăng nhập gần nhất': 'chưa lần nào' });
    expect(rows.map((row) => row['Họ và tên'])).toContain("'=cmd()");
  });

  it('is in the audit log when it is downloaded, but not when it is read or there is no such file', async () => {
    const auditor = await colleague(testApp(), 'auditor');
    await auditor.get('/staff/accounts').expect(200);
    await auditor.get('/staff/accounts?take=accounts.exe').expect(404);
    await auditor.get('/staff/accounts?take=accounts.xlsx').expect(200);
    const entries = await testApp().stores.audit.list({ accountId: auditor.account.id }, 10);
    expect(entries).toMatchObject([
      {
        kind: 'list.taken',
        subject: { id: '/staff/accounts', label: 'Tài khoản' },
        after: { format: 'xlsx' },
      },
    ]);
  });

  it('says that nothing matches, and leads to all', async () => {
    const { text } = await administrator.get('/staff/accounts?q=nobody').expect(200);
    expect(text).toContain('Không có tài khoản nào khớp');
    expect(text).toContain('<a href="/staff/accounts">Xem tất cả</a>');
    expect(text).not.toContain('<table');
  });

  it.each(['sort=nonsense', 'size=7', 'page=0', 'take=accounts.exe'])(
    'refuses what it does not have: %s',
    async (query) => {
      const { status } = await administrator.get(`/staff/accounts?${query}`);
      expect([400, 404]).toContain(status);
      expect(testApp().errors).toEqual([]);
    },
  );
});
