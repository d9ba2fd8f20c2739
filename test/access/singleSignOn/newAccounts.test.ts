/** A provider that makes accounts, and whose groups bring roles. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Account } from '../../../src/access/accounts/account.ts';
import { useApp } from '../../support/app.ts';
import { aUnit, duringAt } from '../../support/builders.ts';
import { addAccount, aGrant, colleague, drain, signedIn, withPassword } from '../../support/staff.ts';
import { addressOf, SomeBrowser } from './someBrowser.ts';
import { publicUrl, someProvider } from './someProvider.ts';

const provider = await someProvider({
  newAccounts: 'made',
  grants: [
    { group: 'khao-sat', role: 'manager', unitId: 'north' },
    { group: 'khao-sat', role: 'analyst', unitId: 'north' },
    { group: 'kiem-tra', role: 'auditor' },
    { group: 'cu', role: 'officer', unitId: 'not-there' },
  ],
});
const testApp = useApp({ providers: [provider.settings], publicUrl });

beforeAll(async () => {
  await provider.start(addressOf(testApp()));
  await testApp().stores.units.add(aUnit('north', { kind: 'district' }));
  await testApp().stores.units.add(aUnit('north-a', { parentId: 'north' }));
});
afterAll(async () => {
  await provider.stop();
});

let count = 0;
const someSubject = (): string => `new-${++count}`;

async function open(path = '/staff/sign-in/with/tinh') {
  return await new SomeBrowser(testApp()).open(path);
}

async function accountOf(subject: string): Promise<Account> {
  return (await testApp().stores.accounts.findByIdentity({ issuer: provider.settings.issuer, subject }))!;
}

/** Signs in with these groups. */
async function signIn(sub: string, groups: readonly string[]): Promise<Account> {
  provider.human = { sub, groups };
  await open();
  return await accountOf(sub);
}

const rolesOf = ({ grants }: Account): readonly (readonly (string | undefined)[])[] =>
  grants.filter(({ to }) => to === undefined).map(({ role, unitId, group }) => [role, unitId, group]);

describe('a person without an account', () => {
  test('gets one without any role, with the name and the address that the provider has verified', async () => {
    const sub = someSubject();
    provider.human = {
      sub,
      name: 'Nguyễn Thị Mai',
      preferred_username: 'Mai.Nguyễn@tinh.example.vn',
      email: 'mai@tinh.example.vn',
      email_verified: true,
    };
    const opened = await open();
    expect(opened.url).toBe(`${publicUrl}/staff`);
    expect(opened.text).toContain('chưa có vai trò nào còn hiệu lực');
    expect(await accountOf(sub)).toMatchObject({
      name: 'mai.nguyen',
      fullName: 'Nguyễn Thị Mai',
      email: 'mai@tinh.example.vn',
      grants: [],
    });
  });

  test('never gets an account that is there, however alike the names are', async () => {
    const other = await addAccount(testApp(), [aGrant('administrator')], { name: 'hoa.tran' });
    const sub = someSubject();
    provider.human = { sub, preferred_username: 'hoa.tran', email: 'hoa@example.vn', email_verified: false };
    await open();
    const made = await accountOf(sub);
    expect(made.id).not.toBe(other.id);
    expect(made).toMatchObject({ name: expect.stringMatching(/^hoa\.tran-[0-9a-f]{6}$/), grants: [] });
    expect(made.email).toBeUndefined();
  });

  test('gets one account, also in two browsers at once', async () => {
    const sub = someSubject();
    provider.human = { sub };
    const opened = await Promise.all([open(), open()]);
    expect(opened.map(({ url }) => url)).toEqual([`${publicUrl}/staff`, `${publicUrl}/staff`]);
    const all = await testApp().stores.accounts.list();
    expect(all.filter(({ identity }) => identity?.subject === sub)).toHaveLength(1);
  });

  test('gets a role from an administrator, and keeps the sign-in', async () => {
    const account = await signIn(someSubject(), []);
    const administrator = await colleague(testApp(), 'administrator');
    const fields = { role: 'auditor', unit: '*', from: '', to: '' };
    await administrator.post(`/staff/accounts/${account.id}/roles`, fields).expect(303);
    expect((await open('/staff/sign-in/with/tinh?goTo=%2Fstaff%2Faudit')).status).toBe(200);
  });

  test('reads on the own page that passkeys need a password, and finds no form for one', async () => {
    const browser = await signedIn(testApp(), await signIn(someSubject(), []));
    const page = await browser.get('/staff/account').expect(200);
    expect(page.text).toContain('chưa có mật khẩu ở đây');
    expect(page.text).not.toContain('type="password"');
  });
});

describe('groups at the provider', () => {
  test('bring the roles that the settings name, where the unit exists', async () => {
    const account = await signIn(someSubject(), ['khao-sat', 'cu', 'unknown']);
    expect(rolesOf(account)).toEqual([
      ['manager', 'north', 'tinh/khao-sat'],
      ['analyst', 'north', 'tinh/khao-sat'],
    ]);
  });

  test('bring each role once, and take it with them, at the next sign-in', async () => {
    const sub = someSubject();
    await signIn(sub, ['khao-sat']);
    expect(rolesOf(await signIn(sub, ['khao-sat', 'kiem-tra']))).toHaveLength(3);
    expect(rolesOf(await signIn(sub, ['kiem-tra']))).toEqual([['auditor', undefined, 'tinh/kiem-tra']]);
    const { id } = await signIn(sub, []);
    expect(rolesOf(await accountOf(sub))).toEqual([]);

    await drain(testApp());
    const entries = await testApp().stores.audit.list({ subjectId: id }, 50);
    const roles = entries.filter(({ kind }) => /role/i.test(kind));
    expect(roles.map(({ by, after }) => [by, after?.group])).toEqual(
      roles.map(() => [undefined, expect.stringMatching(/^tinh\//)]),
    );
    expect(roles).toHaveLength(6);
  });

  test('leave the roles that an account gave', async () => {
    const sub = someSubject();
    const { id } = await signIn(sub, ['kiem-tra']);
    await testApp().stores.accounts.change(id, ({ grants }) => ({
      set: { grants: [...grants, aGrant('auditor'), aGrant('clerk', 'north')] },
    }));
    expect(rolesOf(await signIn(sub, []))).toEqual([
      ['auditor', undefined, undefined],
      ['clerk', 'north', undefined],
    ]);
  });

  test('are named on the page of the account', async () => {
    const { id } = await signIn(someSubject(), ['kiem-tra']);
    const administrator = await colleague(testApp(), 'administrator');
    const page = await administrator.get(`/staff/accounts/${id}`).expect(200);
    expect(page.text).toContain('đang có hiệu lực, theo nhóm tinh/kiem-tra');
  });

  test('end a password that an administrator of fewer units may know, with its sessions', async () => {
    const subject = someSubject();
    const { issuer } = provider.settings;
    const account = await addAccount(testApp(), [aGrant('officer', 'north-a')], {
      ...(await withPassword()),
      passwordReach: ['north-a'],
      identity: { issuer, subject, linkedAt: duringAt, reach: ['north-a'] },
    });
    const earlier = await signedIn(testApp(), account);
    await signIn(subject, ['khao-sat']);
    const after = await accountOf(subject);
    expect([after.passwordHash, rolesOf(after).length]).toEqual([undefined, 3]);
    await earlier.get('/staff').expect(303);
  });
});
