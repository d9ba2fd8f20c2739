import { beforeAll, describe, expect, it, test } from '@jest/globals';
import request from 'supertest';
import { isLastingAdministrator, type Account, type Grant } from '../../../src/access/accounts/account.ts';
import { callerOf } from '../../../src/access/accounts/caller.ts';
import { endRole } from '../../../src/access/accounts/giveRole.ts';
import { unitScopeOn } from '../../../src/access/accounts/unitScope.ts';
import { useApp, type TestApp } from '../../support/app.ts';
import { aUnit } from '../../support/builders.ts';
import { hiddenFields } from '../../support/citizen.ts';
import {
  addAccount,
  aGrant,
  colleague,
  drain,
  goodPassword,
  signedIn,
  type Browser,
} from '../../support/staff.ts';
import { dayOf } from '../../../src/platform/calendar/vietNamTime.ts';

const testApp = useApp();

beforeAll(async () => {
  const { units } = testApp().stores;
  await units.add(aUnit('north', { kind: 'district' }));
  await units.add(aUnit('north-a', { parentId: 'north' }));
  await units.add(aUnit('north-old', { parentId: 'north', validTo: '2025-07-01' }));
  await units.add(aUnit('north-new', { parentId: 'north', validFrom: '2026-07-01' }));
  await units.add(aUnit('south', { kind: 'district' }));
});

const role = { role: 'officer', unit: 'north-a', from: '', to: '' };

async function storedGrants(account: Account) {
  return (await testApp().stores.accounts.find(account.id))?.grants ?? [];
}

describe('a role is given', () => {
  let administrator: Browser;
  let account: Account;
  beforeAll(async () => {
    administrator = await colleague(testApp(), 'administrator', 'north');
    account = await addAccount(testApp(), [aGrant('clerk', 'north-a')]);
  });
  const give = (fields: Record<string, string>) =>
    administrator.post(`/staff/accounts/${account.id}/roles`, { ...role, ...fields });

  it('for a unit and a time, with the day until which it holds', async () => {
    await give({ role: 'analyst', from: '2026-02-01', to: '2026-02-28' }).expect(303);
    expect((await storedGrants(account)).at(-1)).toMatchObject({
      role: 'analyst',
      unitId: 'north-a',
      from: '2026-02-01',
      to: '2026-03-01',
    });
  });

  it.each([
    ['a unit that has ended', { unit: 'north-old' }, 422, 'đã kết thúc hoạt động từ ngày 01/07/2025'],
    ['a unit that has not begun', { unit: 'north-new' }, 422, 'chỉ bắt đầu hoạt động từ ngày 01/07/2026'],
    ['a unit beyond one’s own', { unit: 'south' }, 404, 'Không tìm thấy'],
    ['a unit that does not exist', { unit: 'nowhere' }, 404, 'Không tìm thấy'],
    ['the whole installation', { unit: '*' }, 404, 'Không tìm thấy'],
    ['no unit at all', { unit: '' }, 422, 'Xin chọn đơn vị'],
    ['a role that there is not', { role: 'king' }, 400, 'không đúng dạng'],
    ['a day that there is not', { from: '2026-02-30' }, 422, 'Xin nhập ngày hợp lệ'],
    ['a day of the past', { from: '2026-01-19' }, 422, 'không thể bắt đầu trong quá khứ'],
    ['an end before the beginning', { from: '2026-02-02', to: '2026-02-01' }, 422, 'phải sau ngày bắt đầu'],
  ])('not for %s', async (_what, fields, status, sentence) => {
    const before = await storedGrants(account);
    const answer = await give(fields);
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(sentence)]);
    expect(await storedGrants(account)).toEqual(before);
  });
});

test('a role that ends on its first day is shown with that day, and not as one of a day before', async () => {
  const administrator = await colleague(testApp(), 'administrator', 'north');
  const today = dayOf(testApp().clock.now);
  const grant = aGrant('clerk', 'north-a', { from: today });
  const account = await addAccount(testApp(), [grant, aGrant('officer', 'north-a')]);
  await administrator.post(`/staff/accounts/${account.id}/roles/${grant.id}/end`).expect(303);
  const { text } = await administrator.get(`/staff/accounts/${account.id}`).expect(200);
  expect(text).toMatch(/từ (\d\d\/\d\d\/\d{4}), kết thúc ngày \1/);
  expect(text).not.toContain('Mật khẩu hiện tại vẫn dùng được'); // there is none
});

test('nobody, not even who administers everything, gives a role for a unit that does not exist', async () => {
  const administrator = await colleague(testApp(), 'administrator');
  const account = await addAccount(testApp(), [aGrant('clerk', 'north-a')]);
  const given = await administrator.post(`/staff/accounts/${account.id}/roles`, { ...role, unit: 'nowhere' });
  const person = { name: 'nguoi.moi', fullName: 'Người Mới', email: '', ...role, unit: 'nowhere' };
  const made = await administrator.post('/staff/accounts', person);
  expect([given.status, made.status]).toEqual([404, 404]);
  expect(await storedGrants(account)).toHaveLength(1);
  expect(await testApp().stores.accounts.findByName('nguoi.moi')).toBeUndefined();
});

describe('who made an account within their units gains nothing by a role that reaches beyond them', () => {
  const person = { name: '', fullName: 'Người Được Giao', email: 'nguoi.lap@example.vn' };
  let maker: Browser;
  let centre: Browser;
  beforeAll(async () => {
    maker = await colleague(testApp(), 'administrator', 'north');
    centre = await colleague(testApp(), 'administrator');
  });
  const linkIn = (html: string) => /http:\/\/[^/]+(\/staff\/password\/[\w-]+)/.exec(html)?.[1];

  /** An account that the maker made, with the link that the maker was shown. */
  async function made(name: string): Promise<{ account: Account; link: string }> {
    const page = await maker.post('/staff/accounts', { ...person, ...role, name }).expect(200);
    const account = await testApp().stores.accounts.findByName(name);
    return { account: account!, link: linkIn(page.text)! };
  }
  async function setPassword(link: string, password = goodPassword) {
    const page = await request(testApp().app).get(link);
    const { formToken = '' } = hiddenFields(page.text);
    return await request(testApp().app)
      .post(link)
      .set('Cookie', String(page.headers['set-cookie']))
      .type('form')
      .send({ formToken, newPassword: password, again: password });
  }
  const widen = (account: Account, by = centre, unit = '*') =>
    by.post(`/staff/accounts/${account.id}/roles`, { ...role, role: 'administrator', unit });

  it('by a link that is still open: it ends, and the giver is shown a new one', async () => {
    const { account, link } = await made('lien.ket.cu');
    const given = await widen(account);
    expect((await request(testApp().app).get(link)).status).toBe(404);
    expect(given.status).toBe(200);
    expect((await setPassword(linkIn(given.text)!)).status).toBe(303);
  });

  it('by a password, passkey, second factor, session or API key of before: all end with the role', async () => {
    const { account: fresh, link } = await made('mat.khau.cu');
    await setPassword(link);
    const secondFactor = { secret: Buffer.alloc(20), lastStep: 0, recoveryHashes: [] };
    const passkey = { id: 'key', publicKey: Buffer.alloc(9), counter: 0, label: 'cũ', madeAt: new Date(0) };
    await testApp().stores.accounts.change(fresh.id, () => ({ set: { secondFactor, passkeys: [passkey] } }));
    const account = (await testApp().stores.accounts.find(fresh.id))!;
    const before = await signedIn(testApp(), account);
    await before.post('/staff/account/keys', { label: 'cũ', permissions: 'analyse', days: '30' });

    const given = await widen(account);
    expect(given.text).toContain('cần đặt mật khẩu mới');
    expect(given.text).not.toContain(person.email); // which the maker typed in
    expect((await before.get('/staff')).headers['location']).toBe('/staff/sign-in');
    const stored = await testApp().stores.accounts.find(account.id);
    expect([stored?.passwordHash, stored?.secondFactor, stored?.passkeys]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(stored?.grants.at(-1)).toMatchObject({ role: 'administrator' });
    const keys = await testApp().stores.apiKeys.listOfAccount(account.id);
    expect(keys.map(({ revokedAt }) => revokedAt === undefined)).not.toContain(true);
    expect((await setPassword(linkIn(given.text)!)).status).toBe(303);

    // From now on the password is known to the centre at most.
    expect((await widen(account, centre, 'south')).status).toBe(303);
    await drain(testApp());
    const permissions = await testApp().stores.audit.list({ subjectId: account.id }, 50);
    expect(permissions.map(({ kind }) => kind)).toContain('account.passwordEnded');
  });

  it('while a role within the maker’s units leaves the password as it is', async () => {
    const { account, link } = await made('trong.vung');
    await setPassword(link);
    expect((await widen(account, centre, 'north')).status).toBe(303);
    expect((await testApp().stores.accounts.find(account.id))?.passwordHash).toBeDefined();
  });

  it('nor by changing the password before the role comes', async () => {
    const { account: fresh, link } = await made('doi.truoc');
    await setPassword(link);
    const account = (await testApp().stores.accounts.find(fresh.id))!;
    const inside = await signedIn(testApp(), account);
    const next = 'bưởi da xanh mùa nước nổi';
    await inside
      .post('/staff/account/password', { current: goodPassword, newPassword: next, again: next })
      .expect(303);
    expect((await widen(account)).text).toContain('cần đặt mật khẩu mới');
  });

  it('nor by a sign-in that was checked before the role came and finishes after it', async () => {
    const { account: fresh, link } = await made('dang.vao');
    await setPassword(link);
    const checked = (await testApp().stores.accounts.find(fresh.id))!;
    await widen(checked);
    const late = await signedIn(testApp(), checked);
    expect((await late.get('/staff')).headers['location']).toBe('/staff/sign-in');
  });

  it('and is not given by whoever may not make the new link', async () => {
    const { account, link } = await made('hai.noi');
    await setPassword(link);
    await testApp().stores.accounts.change(account.id, ({ grants }) => ({
      set: { grants: [...grants, aGrant('clerk', 'south')] },
    }));
    const southern = await colleague(testApp(), 'administrator', 'south');
    const refused = await widen(account, southern, 'south');
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining('liên kết do người quản trị đơn vị khác cấp'),
    ]);
    expect((await testApp().stores.accounts.find(account.id))?.passwordHash).toBeDefined();
  });
});

describe('a role is ended', () => {
  it('today, or before it begins; one that has ended stays as it was', async () => {
    const administrator = await colleague(testApp(), 'administrator', 'north');
    const account = await addAccount(testApp(), [
      aGrant('clerk', 'north-a'),
      aGrant('clerk', 'north-a', { from: '2026-03-01', to: '2026-04-01' }),
      aGrant('clerk', 'north-a', { to: '2025-06-01' }),
    ]);
    for (const { id } of account.grants) {
      expect((await administrator.post(`/staff/accounts/${account.id}/roles/${id}/end`)).status).toBe(303);
    }
    expect((await storedGrants(account)).map(({ to }) => to)).toEqual([
      '2026-01-20',
      '2026-03-01',
      '2025-06-01',
    ]);
    const again = await administrator.post(`/staff/accounts/${account.id}/roles/no-such-role/end`);
    expect(again.status).toBe(404);
  });
});

describe('an account whose roles lie in several places', () => {
  it('is seen by each administrator with the roles that are theirs to know, and changed by one above all', async () => {
    const account = await addAccount(testApp(), [aGrant('clerk', 'north-a'), aGrant('auditor', 'south')]);
    const north = await colleague(testApp(), 'administrator', 'north');
    const whole = await colleague(testApp(), 'administrator');
    const page = await north.get(`/staff/accounts/${account.id}`).expect(200);
    expect(page.text).toContain('Nhân viên nhập phiếu');
    expect(page.text).not.toContain('scope="row">Người kiểm tra');
    expect(page.text).toContain('còn có vai trò ngoài phạm vi');
    await north.post(`/staff/accounts/${account.id}/link`).expect(404);
    await north.post(`/staff/accounts/${account.id}/close`).expect(404);
    const southern = account.grants[1]?.id;
    await north.post(`/staff/accounts/${account.id}/roles/${southern}/end`).expect(404);
    await whole.post(`/staff/accounts/${account.id}/roles/${southern}/end`).expect(303);
    await north.post(`/staff/accounts/${account.id}/link`).expect(200);
  });

  it('does not let an administrator of a unit take over one of the whole installation', async () => {
    const chief = await addAccount(testApp(), [aGrant('administrator'), aGrant('officer', 'north-a')]);
    const north = await colleague(testApp(), 'administrator', 'north');
    await north.get(`/staff/accounts/${chief.id}`).expect(200);
    const permissions = ['link', 'second-factor/remove', 'sessions/end', 'close'];
    const answers = await Promise.all(
      permissions.map((permission) => north.post(`/staff/accounts/${chief.id}/${permission}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });
});

describe('a list of accounts', () => {
  it('finds names without marks, within the chosen unit', async () => {
    const administrator = await colleague(testApp(), 'administrator', 'north');
    await addAccount(testApp(), [aGrant('clerk', 'north-a')], { fullName: 'Đặng Thị Hường' });
    await addAccount(testApp(), [aGrant('clerk', 'south')], { fullName: 'Đặng Thị Hường Nam' });
    const find = async (q: string) =>
      (await administrator.get(`/staff/accounts?q=${encodeURIComponent(q)}`)).text;
    expect(await find('dang huong')).toContain('Đặng Thị Hường');
    expect(await find('dang huong')).not.toContain('Hường Nam');
    expect(await find('(((')).toContain('Không có tài khoản nào khớp');

    await administrator.post('/staff/unit', { unit: 'north-a' }).expect(303);
    expect((await administrator.get('/staff')).text).toContain('phường north-a');
    expect(await find('dang huong')).toContain('Đặng Thị Hường');
    await administrator.post('/staff/unit', { unit: 'south' }).expect(404);
  });

  it('refuses two accounts of one name', async () => {
    const administrator = await colleague(testApp(), 'administrator');
    const fields = { ...role, name: 'trung.ten', fullName: 'Một', email: '' };
    const answers = await Promise.all([1, 2, 3].map(() => administrator.post('/staff/accounts', fields)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 422)).toHaveLength(2);
    expect(answers.find(({ status }) => status === 422)?.text).toContain('đã có người dùng');
  });
});

describe('the last administrator', () => {
  const fresh = useApp();

  async function administrators(app: TestApp, count: number): Promise<Browser[]> {
    const browsers: Browser[] = [];
    for (let made = 0; made < count; made++) browsers.push(await colleague(app, 'administrator'));
    return browsers;
  }

  const demote = (by: Browser, whom: Browser) =>
    by.post(`/staff/accounts/${whom.account.id}/roles/${whom.account.grants[0]?.id}/end`);

  it('cannot be demoted or closed, by anybody, and is told why', async () => {
    const [only] = await administrators(fresh(), 1);
    const passing = await signedIn(
      fresh(),
      await addAccount(fresh(), [aGrant('administrator', undefined, { to: '2026-06-01' })]),
    );
    for (const answer of [
      await demote(only!, only!),
      await demote(passing, only!),
      await only!.post(`/staff/accounts/${only!.account.id}/close`),
    ]) {
      expect(answer.status).toBe(409);
      expect(answer.text).toContain('người quản trị toàn hệ thống cuối cùng');
    }
    await only!.get('/staff/accounts').expect(200);
  });

  it('is left when two demote each other at the same moment, twenty times over', async () => {
    const [keeper] = await administrators(fresh(), 1);
    const { administrators: list } = fresh().stores;
    for (let time = 0; time < 20; time++) {
      const [one, other] = await administrators(fresh(), 2);
      const others = (await fresh().stores.accounts.list()).filter(
        ({ id }) => ![one!.account.id, other!.account.id].includes(id),
      );
      for (const { id } of others) await list.take(id);
      const answers = await Promise.all([demote(one!, other!), demote(other!, one!)]);
      expect(answers.filter(({ status }) => status === 303).length).toBeLessThan(2);
      const left = await Promise.all([one!, other!].map((browser) => browser.get('/staff/accounts')));
      expect(left.some(({ status }) => status === 200)).toBe(true);
    }
    await list.add(keeper!.account.id);
  });

  it('is left when the role was given twice and both are ended on pages of the same moment', async () => {
    const account = await addAccount(fresh(), [aGrant('administrator'), aGrant('administrator')]);
    const { stores, clock } = fresh();
    for (const { id } of await stores.accounts.list()) {
      if (id !== account.id) await stores.administrators.take(id);
    }
    const caller = callerOf(account, unitScopeOn([], dayOf(clock.now)));
    const end = async (grant: Grant) => await endRole(stores, { account, grant, caller, now: clock.now });
    await end(account.grants[0]!);
    await expect(end(account.grants[1]!)).rejects.toMatchObject({ kind: 'conflict' });
    expect(isLastingAdministrator((await stores.accounts.find(account.id))!, '2026-01-20')).toBe(true);
  });

  it('is asked for again when somebody else has the role', async () => {
    const [first, second] = await administrators(fresh(), 2);
    await demote(second!, first!).expect(303);
    await first!.get('/staff/accounts').expect(403);
    await drain(fresh());
    const permissions = await fresh().stores.audit.list({ subjectId: first!.account.id }, 10);
    expect(permissions.find(({ kind }) => kind === 'account.roleEnded')).toMatchObject({
      by: { accountId: second!.account.id },
      before: { role: 'administrator', unit: '*', from: '2025-01-01' },
      after: { role: 'administrator', unit: '*', from: '2025-01-01', to: '2026-01-20' },
    });
  });
});
