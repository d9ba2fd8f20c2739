import { beforeEach, describe, expect, it } from '@jest/globals';
import request, { type Response } from 'supertest';
import type { Account } from '../../../src/access/accounts/account.ts';
import { sealFirstLink } from '../../../src/access/accounts/links.ts';
import { idleMs, lifetimeMs } from '../../../src/access/accounts/session.ts';
import { base32 } from '../../../src/access/accounts/totp.ts';
import { totpCode, totpStep } from '../../support/totp.ts';
import { useApp, type TestApp } from '../../support/app.ts';
import { duringAt } from '../../support/builders.ts';
import { hiddenFields } from '../../support/citizen.ts';
import {
  addAccount,
  aGrant,
  colleague,
  drain,
  goodPassword,
  signedIn,
  withPassword,
} from '../../support/staff.ts';

const testApp = useApp();

beforeEach(() => {
  testApp().clock.now = duringAt;
});

const ascending = (one: number, other: number): number => one - other;

/** A browser that keeps cookies, and takes the form token from the page that it has open. */
class Visitor {
  readonly cookies = new Map<string, string>();
  readonly address: string;
  private readonly testApp: TestApp;

  constructor(app: TestApp, address = '127.0.0.1') {
    this.testApp = app;
    this.address = address;
  }

  async open(path: string): Promise<Response> {
    return this.keep(await request(this.testApp.app).get(path).set('Cookie', this.cookieHeader()));
  }

  async send(path: string, fields: Record<string, string>, from = path): Promise<Response> {
    const { formToken = '' } = hiddenFields((await this.open(from)).text);
    const sent = { formToken, goTo: '', ...fields };
    return this.keep(
      await request(this.testApp.app).post(path).set('Cookie', this.cookieHeader()).type('form').send(sent),
    );
  }

  signIn(name: string, password: string): Promise<Response> {
    return this.send('/staff/sign-in', { name, password });
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keep(response: Response): Response {
    const set = (response.headers['set-cookie'] ?? []) as unknown as string[];
    for (const cookie of set) {
      const [name = '', value = ''] = cookie.split(';')[0]!.split('=');
      this.cookies.set(name, value);
    }
    return response;
  }
}

async function person(changes: Partial<Account> = {}): Promise<Account> {
  return await addAccount(testApp(), [aGrant('auditor')], { ...(await withPassword()), ...changes });
}

describe('signing in', () => {
  it('opens the page that was asked for, with a session cookie that scripts and other sites cannot use', async () => {
    const { name } = await person();
    const visitor = new Visitor(testApp());
    const asked = await visitor.open('/staff/audit?kind=account.made');
    expect(asked.status).toBe(303);
    const signInUrl = String(asked.headers['location']);
    const { goTo = '' } = hiddenFields((await visitor.open(signInUrl)).text);

    const entered = await visitor.send('/staff/sign-in', { name, password: goodPassword, goTo }, signInUrl);
    expect(entered.headers['location']).toBe('/staff/audit?kind=account.made');
    const [cookie] = entered.headers['set-cookie'] as unknown as string[];
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect((await visitor.open('/staff/audit')).status).toBe(200);
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', '/staff//evil.example', '/results'])(
    'never sends anybody on to %s',
    async (goTo) => {
      const { name } = await person();
      const entered = await new Visitor(testApp()).send('/staff/sign-in', {
        name,
        password: goodPassword,
        goTo,
      });
      expect(entered.headers['location']).toBe('/staff');
    },
  );

  it('says the same of a wrong password and of a name that nobody has', async () => {
    const { name } = await person();
    const [wrong, unknown] = [
      await new Visitor(testApp()).signIn(name, 'something quite else'),
      await new Visitor(testApp()).signIn('nobody.here', 'something quite else'),
    ];
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    const strip = (response: Response) => response.text.replace(/(value|data-passkey)="[^"]*"/g, '');
    expect(strip(wrong)).toBe(strip(unknown));
  });

  it('takes one spelling of Vietnamese letters for the other', async () => {
    const { name } = await person();
    expect((await new Visitor(testApp()).signIn(name, goodPassword.normalize('NFD'))).status).toBe(303);
  });

  it('sends the cookie under TLS only where TLS is used', async () => {
    const { name } = await person();
    const plain = await new Visitor(testApp()).signIn(name, goodPassword);
    expect(String(plain.headers['set-cookie'])).not.toMatch(/Secure/);
    testApp().app.set('trust proxy', true);
    const page = await request(testApp().app).get('/staff/sign-in').set('X-Forwarded-Proto', 'https');
    testApp().app.set('trust proxy', false);
    expect(String(page.headers['set-cookie'])).toMatch(/Secure/);
  });

  it('gives a new token, so that one planted in the browser before opens nothing', async () => {
    const { name } = await person();
    const victim = new Visitor(testApp());
    victim.cookies.set('staff', 'planted-by-somebody-else');
    await victim.signIn(name, goodPassword);
    expect(victim.cookies.get('staff')).not.toBe('planted-by-somebody-else');

    const attacker = new Visitor(testApp());
    attacker.cookies.set('staff', 'planted-by-somebody-else');
    expect((await attacker.open('/staff')).headers['location']).toBe('/staff/sign-in');
  });

  it('signs out for good: the cookie of before opens nothing', async () => {
    const { name } = await person();
    const visitor = new Visitor(testApp());
    await visitor.signIn(name, goodPassword);
    const stolen = new Visitor(testApp());
    stolen.cookies.set('staff', visitor.cookies.get('staff') ?? '');
    expect((await stolen.open('/staff')).status).toBe(200);

    await visitor.send('/staff/sign-out', {}, '/staff');
    expect((await stolen.open('/staff')).headers['location']).toBe('/staff/sign-in');
  });
});

describe('two hundred wrong passwords', () => {
  it('are refused after ten, and do not lock the honest person out of a known browser', async () => {
    const { name } = await person();
    const honest = new Visitor(testApp());
    expect((await honest.signIn(name, goodPassword)).status).toBe(303);
    await honest.send('/staff/sign-out', {}, '/staff');

    const guesser = new Visitor(testApp());
    const { formToken = '' } = hiddenFields((await guesser.open('/staff/sign-in')).text);
    const guess = () =>
      request(testApp().app)
        .post('/staff/sign-in')
        .set('Cookie', `staff=${guesser.cookies.get('staff')}`)
        .type('form')
        .send({ formToken, name, password: 'wrong wrong wrong', goTo: '' });
    const statuses = new Map<number, number>();
    for (let round = 0; round < 4; round++) {
      const answers = await Promise.all(Array.from({ length: 50 }, guess));
      for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(Object.fromEntries(statuses)).toEqual({ 422: 10, 429: 190 });
    const refused = await guess();
    expect(refused.text).toMatch(/Đã thử sai quá nhiều lần/);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);

    expect((await honest.signIn(name, goodPassword)).status).toBe(303);
  });

  it('from one address stop neither that account elsewhere nor the other accounts of the office', async () => {
    const [target, neighbour] = [await person(), await person()];
    testApp().app.set('trust proxy', true);
    const from = (address: string, name: string, password: string) => signInFrom(address, name, password);
    for (let attempt = 0; attempt < 30; attempt++) await from('10.0.0.1', target.name, 'wrong wrong wrong');
    expect((await from('10.0.0.1', target.name, goodPassword)).status).toBe(429);
    expect((await from('10.0.0.2', target.name, goodPassword)).status).toBe(303);
    expect((await from('10.0.0.1', neighbour.name, goodPassword)).status).toBe(303);
    testApp().app.set('trust proxy', false);
  });

  async function signInFrom(address: string, name: string, password: string): Promise<Response> {
    const page = await request(testApp().app).get('/staff/sign-in').set('X-Forwarded-For', address);
    const [cookie = ''] = page.headers['set-cookie'] as unknown as string[];
    return await request(testApp().app)
      .post('/staff/sign-in')
      .set('X-Forwarded-For', address)
      .set('Cookie', cookie.split(';')[0]!)
      .type('form')
      .send({ formToken: hiddenFields(page.text)['formToken'], name, password, goTo: '' });
  }
});

describe('a session', () => {
  it('ends after an hour without a request', async () => {
    const browser = await colleague(testApp(), 'auditor');
    testApp().clock.now = new Date(duringAt.getTime() + idleMs - 1);
    expect((await browser.get('/staff')).status).toBe(200);
    testApp().clock.now = new Date(testApp().clock.now.getTime() + idleMs);
    expect((await browser.get('/staff')).headers['location']).toBe('/staff/sign-in');
  });

  it('ends after twelve hours however busy', async () => {
    const browser = await colleague(testApp(), 'auditor');
    for (let passedMs = 0; passedMs < lifetimeMs; passedMs += idleMs / 2) {
      testApp().clock.now = new Date(duringAt.getTime() + passedMs);
      expect((await browser.get('/staff')).status).toBe(200);
    }
    testApp().clock.now = new Date(duringAt.getTime() + lifetimeMs);
    expect((await browser.get('/staff')).status).toBe(303);
  });

  it('is cleared away by the program’s clock once it has ended, and not before', async () => {
    const { account } = await colleague(testApp(), 'auditor');
    const { sessions } = testApp().stores;
    await sessions.removeExpired(new Date(duringAt.getTime() + idleMs - 1));
    expect(await sessions.listOfAccount(account.id, duringAt)).toHaveLength(1);
    await sessions.removeExpired(new Date(duringAt.getTime() + idleMs));
    expect(await sessions.listOfAccount(account.id, duringAt)).toEqual([]);
  });

  it('is not opened by a token that is altered, or by the hash that the store keeps', async () => {
    const browser = await colleague(testApp(), 'auditor');
    const [session] = await testApp().stores.sessions.listOfAccount(browser.account.id, duringAt);
    for (const token of [`${browser.cookie}x`, `staff=${session?.id}`, 'staff=']) {
      const answer = await request(testApp().app).get('/staff').set('Cookie', token);
      expect(answer.status).toBe(303);
    }
  });

  it('ends at once when the account is closed, and when another browser ends it', async () => {
    const account = await person();
    const [first, second] = [await signedIn(testApp(), account), await signedIn(testApp(), account)];
    const page = await first.get('/staff/account');
    const other = [...page.text.matchAll(/name="session" value="([0-9a-f]{64})"/g)][0]?.[1] ?? '';
    await first.post('/staff/account/sessions/end', { session: other }).expect(303);
    expect((await second.get('/staff')).status).toBe(303);
    expect((await first.get('/staff')).status).toBe(200);

    const administrator = await colleague(testApp(), 'administrator');
    await administrator.post(`/staff/accounts/${account.id}/close`).expect(303);
    expect((await first.get('/staff')).headers['location']).toBe('/staff/sign-in');
    expect((await new Visitor(testApp()).signIn(account.name, goodPassword)).status).toBe(422);
  });

  it('has the roles of the moment: one that ends is gone with the next request', async () => {
    const administrator = await colleague(testApp(), 'administrator');
    const browser = await colleague(testApp(), 'auditor');
    expect((await browser.get('/staff/audit')).status).toBe(200);
    const { id, grants } = browser.account;
    await administrator.post(`/staff/accounts/${id}/roles/${grants[0]?.id}/end`).expect(303);
    expect((await browser.get('/staff/audit')).status).toBe(403);
    expect((await browser.get('/staff')).text).toMatch(/chưa có vai trò nào còn hiệu lực/);
  });
});

describe('a form that changes something', () => {
  it('is refused without a token, with that of another browser, and with one from before signing in', async () => {
    const [mine, other] = [await colleague(testApp(), 'auditor'), await colleague(testApp(), 'auditor')];
    const before = await request(testApp().app).get('/staff/sign-in');
    for (const formToken of ['', other.formToken, hiddenFields(before.text)['formToken'] ?? '']) {
      const answer = await mine.post('/staff/account/language', {
        formToken,
        language: 'en',
        back: '/staff',
      });
      expect(answer.status).toBe(403);
      expect(answer.text).toMatch(/chưa có gì được thay đổi/);
    }
    expect((await testApp().stores.accounts.find(mine.account.id))?.language).toBe('vi');
    expect(testApp().errors).toEqual([]);
  });

  it('is refused on the sign-in page too', async () => {
    const { name } = await person();
    const answer = await request(testApp().app)
      .post('/staff/sign-in')
      .type('form')
      .send({ name, password: goodPassword, goTo: '' });
    expect(answer.status).toBe(403);
  });
});

describe('the second factor', () => {
  const secret = Buffer.from('12345678901234567890');
  const codeNow = () => totpCode(secret, totpStep(testApp().clock.now));

  async function withFactor(): Promise<Account> {
    return await person({ secondFactor: { secret, lastStep: 0, recoveryHashes: [] } });
  }

  it('is asked for after the password, and nothing is open before it', async () => {
    const { name } = await withFactor();
    const visitor = new Visitor(testApp());
    expect((await visitor.signIn(name, goodPassword)).headers['location']).toBe('/staff/sign-in/code');
    expect((await visitor.open('/staff')).status).toBe(303);
    const tokenBefore = visitor.cookies.get('staff');
    const entered = await visitor.send('/staff/sign-in/code', { code: codeNow() });
    expect(entered.headers['location']).toBe('/staff');
    expect(visitor.cookies.get('staff')).not.toBe(tokenBefore);
    expect((await visitor.open('/staff')).status).toBe(200);
  });

  it('takes a code once, and none from before it', async () => {
    const { name } = await withFactor();
    const enter = async (code: string): Promise<number> => {
      const visitor = new Visitor(testApp());
      await visitor.signIn(name, goodPassword);
      return (await visitor.send('/staff/sign-in/code', { code })).status;
    };
    const previous = totpCode(secret, totpStep(testApp().clock.now) - 1);
    expect(await enter(codeNow())).toBe(303);
    expect(await enter(codeNow())).toBe(422);
    expect(await enter(previous)).toBe(422);
  });

  it('lets one of two in who send the same code at the same moment', async () => {
    const { name } = await withFactor();
    const visitors = [new Visitor(testApp()), new Visitor(testApp())];
    for (const visitor of visitors) await visitor.signIn(name, goodPassword);
    const answers = await Promise.all(
      visitors.map((visitor) => visitor.send('/staff/sign-in/code', { code: codeNow() })),
    );
    expect(answers.map(({ status }) => status).toSorted(ascending)).toEqual([303, 422]);
  });

  it('is guessed ten times at most', async () => {
    const { name } = await withFactor();
    const visitor = new Visitor(testApp());
    await visitor.signIn(name, goodPassword);
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 12; attempt++) {
      statuses.push((await visitor.send('/staff/sign-in/code', { code: '000000' })).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 422), 429, 429]);
  });

  it('is set up with a code from the app, and gives recovery codes that work once each', async () => {
    const account = await person();
    const browser = await signedIn(testApp(), account);
    const page = await browser.get('/staff/account/second-factor').expect(200);
    expect(page.text).toMatch(/data:image\/svg\+xml;base64/);
    const offered = (await testApp().stores.accounts.find(account.id))?.offeredSecret ?? Buffer.alloc(0);
    expect(page.text.replaceAll('-', '')).toContain(base32(offered));

    const send = (code: string, password: string) =>
      browser.post('/staff/account/second-factor', { code, password });
    expect((await send('12345', '')).status).toBe(422);
    const code = totpCode(offered, totpStep(testApp().clock.now));
    const set = (password: string) => send(code, password);
    const refused = await set('wrong wrong wrong');
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining(`value="${code}"`)]);
    expect((await testApp().stores.accounts.find(account.id))?.secondFactor).toBeUndefined();
    const done = await set(goodPassword).expect(200);
    const codes = [...done.text.matchAll(/<code>([\w-]{19})<\/code>/g)].map(([, recovery = '']) => recovery);
    expect(codes).toHaveLength(10);

    const statuses: number[] = [];
    for (const recovery of [codes[0]!, codes[0]!, codes[1]!.toLowerCase()]) {
      const visitor = new Visitor(testApp());
      await visitor.signIn(account.name, goodPassword);
      statuses.push((await visitor.send('/staff/sign-in/code', { code: recovery })).status);
    }
    expect(statuses).toEqual([303, 422, 303]);
    await drain(testApp());
    const permissions = await testApp().stores.audit.list({ accountId: account.id }, 50);
    expect(JSON.stringify(permissions)).not.toContain(codes[0]);
    expect(permissions.filter(({ kind }) => kind === 'account.recoveryCodeUsed')).toHaveLength(2);
  });

  it('is switched off with the password only', async () => {
    const account = await withFactor();
    const browser = await signedIn(testApp(), account);
    const remove = (factorPassword: string) =>
      browser.post('/staff/account/second-factor/remove', { factorPassword });
    expect((await remove('wrong')).status).toBe(422);
    expect((await testApp().stores.accounts.find(account.id))?.secondFactor).toBeDefined();
    expect((await remove(goodPassword)).status).toBe(303);
    expect((await testApp().stores.accounts.find(account.id))?.secondFactor).toBeUndefined();
  });
});

describe('the link of the first start', () => {
  const fields = {
    name: 'quan.tri',
    fullName: 'Trần Văn Quản',
    email: '',
    newPassword: goodPassword,
    again: goodPassword,
  };

  async function firstLink(fresh: TestApp, expiresAt: Date): Promise<string> {
    const installation = await fresh.stores.installation.open('real');
    return `/staff/first/${sealFirstLink(expiresAt, installation.key('first link'))}`;
  }

  describe('while there is no administrator', () => {
    const fresh = useApp();

    it('makes one administrator, whoever else has the link and however often it is sent', async () => {
      const until = new Date(duringAt.getTime() + 1000);
      const link = await firstLink(fresh(), until);
      const early = new Visitor(fresh());
      expect((await early.open('/staff/sign-in')).text).toMatch(/chưa có tài khoản nào/);
      expect((await early.send(link, { ...fields, again: 'another one entirely' })).status).toBe(422);

      const visitors = Array.from({ length: 5 }, () => new Visitor(fresh()));
      const answers = await Promise.all(
        visitors.map((visitor, index) =>
          // The token is that of any page: who was slow to open this one finds no form on it any more.
          visitor.send(link, { ...fields, name: `quan.tri${index}` }, '/staff/sign-in'),
        ),
      );
      expect(answers.map(({ status }) => status).toSorted(ascending)).toEqual([303, 410, 410, 410, 410]);
      expect(await fresh().stores.accounts.list()).toHaveLength(1);
      expect((await new Visitor(fresh()).open(link)).status).toBe(410);
      expect(
        (await new Visitor(fresh()).open(await firstLink(fresh(), new Date(duringAt.getTime() + 9)))).status,
      ).toBe(410);
    });
  });

  it('holds for its time only, and cannot be made by anybody else', async () => {
    const over = await firstLink(testApp(), new Date(duringAt.getTime() - 1000));
    expect((await new Visitor(testApp()).open(over)).status).toBe(410);
    const longer = over.replace(/first\/\w+\./, 'first/zzzzzz.');
    expect((await new Visitor(testApp()).open(longer)).status).toBe(404);
    expect((await new Visitor(testApp()).open('/staff/first/abc')).status).toBe(404);
  });
});

describe('a link to set a password', () => {
  async function linkFor(account: Account): Promise<string> {
    const administrator = await colleague(testApp(), 'administrator');
    const page = await administrator.post(`/staff/accounts/${account.id}/link`).expect(200);
    return /http:\/\/[^/]+(\/staff\/password\/[\w-]+)/.exec(page.text)?.[1] ?? '';
  }
  const fields = { newPassword: 'bưởi da xanh mùa nước nổi', again: 'bưởi da xanh mùa nước nổi' };

  it('sets it once, ends the sessions of before, and is in no log as itself', async () => {
    const account = await person();
    const browser = await signedIn(testApp(), account);
    const link = await linkFor(account);
    const answers = await Promise.all([1, 2, 3].map(() => new Visitor(testApp()).send(link, fields)));
    expect(answers.map(({ status }) => status).toSorted(ascending)).toEqual([303, 404, 404]);
    expect((await new Visitor(testApp()).open(link)).status).toBe(404);
    expect((await browser.get('/staff')).status).toBe(303);
    expect((await new Visitor(testApp()).signIn(account.name, goodPassword)).status).toBe(422);
    expect((await new Visitor(testApp()).signIn(account.name, fields.newPassword)).status).toBe(303);

    await drain(testApp());
    const permissions = await testApp().stores.audit.list({ subjectId: account.id }, 50);
    const token = link.split('/').at(-1);
    expect(permissions.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['account.linkMade', 'account.passwordSet']),
    );
    expect(JSON.stringify(permissions)).not.toContain(token);
    expect(JSON.stringify(permissions)).not.toMatch(/argon2/);
  });

  it('ends after a day, and when a newer one is made', async () => {
    const account = await person();
    const [older, newer] = [await linkFor(account), await linkFor(account)];
    expect((await new Visitor(testApp()).open(older)).status).toBe(404);
    expect((await new Visitor(testApp()).open(newer)).status).toBe(200);
    testApp().clock.now = new Date(duringAt.getTime() + 24 * 60 * 60 * 1000);
    expect((await new Visitor(testApp()).open(newer)).status).toBe(410);
  });
});
