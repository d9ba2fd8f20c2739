import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Account, Identity } from '../../../src/access/accounts/account.ts';
import { hashOfToken } from '../../../src/access/accounts/session.ts';
import { useApp } from '../../support/app.ts';
import { dayOf } from '../../../src/platform/calendar/vietNamTime.ts';
import { duringAt } from '../../support/builders.ts';
import { hiddenFields } from '../../support/citizen.ts';
import { rsaKey } from '../../support/rsaKeys.ts';
import {
  addAccount,
  aGrant,
  colleague,
  drain,
  goodPassword,
  signedIn,
  withPassword,
} from '../../support/staff.ts';
import { totpCode, totpStep } from '../../support/totp.ts';
import { addressOf, SomeBrowser, type Opened } from './someBrowser.ts';
import { publicUrl, someProvider } from './someProvider.ts';

const provider = await someProvider();
const otherProvider = await someProvider({ id: 'bo', label: { vi: 'Tài khoản bộ', en: 'Ministry account' } });
const testApp = useApp({ providers: [provider.settings, otherProvider.settings], publicUrl });
const path = '/staff/sign-in/with/tinh';

beforeAll(async () => {
  await provider.start(addressOf(testApp()));
});
afterAll(async () => {
  await provider.stop();
});
beforeEach(() => {
  testApp().clock.now = duringAt;
  provider.human = { sub: 'mai' };
});

let count = 0;
const someSubject = (): string => `person-${++count}`;

function linkedWith(subject: string): { identity: Identity } {
  return { identity: { issuer: provider.settings.issuer, subject, linkedAt: duringAt, reach: ['*'] } };
}

async function linkedPerson(changes: Partial<Account> = {}): Promise<Account> {
  const subject = someSubject();
  provider.human = { sub: subject };
  return await addAccount(testApp(), [aGrant('auditor')], { ...linkedWith(subject), ...changes });
}

async function invitedPerson(changes: Partial<Account> = {}): Promise<{ account: Account; token: string }> {
  const token = `link-${someSubject()}`;
  const expiresAt = new Date(duringAt.getTime() + 1000);
  const link = { hash: hashOfToken(token), expiresAt, reach: ['*'] };
  return { account: await addAccount(testApp(), [aGrant('auditor')], { link, ...changes }), token };
}

/** The address behind the button on the page of an invitation. */
async function buttonOf(browser: SomeBrowser, token: string): Promise<string> {
  const { text } = await browser.open(`/staff/password/${token}`);
  return /href="(\/staff\/sign-in\/with\/tinh[^"]*)"/.exec(text)![1]!;
}

async function accept(token: string, browser = new SomeBrowser(testApp())): Promise<Opened> {
  return await browser.open(await buttonOf(browser, token));
}

const reread = async ({ id }: Account): Promise<Account> => (await testApp().stores.accounts.find(id))!;

async function kindsOf({ id }: Account): Promise<readonly string[]> {
  await drain(testApp());
  return (await testApp().stores.audit.list({ subjectId: id }, 50)).map(({ kind }) => kind);
}

const fullNameOn = ({ text }: Opened, account: Account): boolean =>
  text.includes('href="/staff/account"') && text.includes(account.fullName);

describe('an invited person', () => {
  test('links the account by the invitation, and signs in afterwards without it', async () => {
    provider.human = { sub: someSubject() };
    const { account, token } = await invitedPerson();
    const entered = await accept(token);
    expect([entered.url, fullNameOn(entered, account)]).toEqual([`${publicUrl}/staff`, true]);
    const { link, identity } = await reread(account);
    expect(link).toBeUndefined();
    const { issuer } = provider.settings;
    expect(identity).toMatchObject({ issuer, subject: provider.human.sub, reach: ['*'] });
    expect(fullNameOn(await new SomeBrowser(testApp()).open(path), account)).toBe(true);
    expect((await kindsOf(account)).toSorted()).toEqual([
      'account.identityLinked',
      'account.made',
      'account.signedIn',
      'account.signedIn',
    ]);
  });

  test('uses the invitation once, and none that is over', async () => {
    provider.human = { sub: someSubject() };
    const { token } = await invitedPerson();
    const late = await invitedPerson();
    const [first, second, third] = [1, 2, 3].map(() => new SomeBrowser(testApp()));
    const url = await buttonOf(second!, token);
    const lateUrl = await buttonOf(third!, late.token);
    await accept(token, first);
    provider.human = { sub: someSubject() };
    expect((await second!.open(url)).status).toBe(404);
    testApp().clock.now = new Date(duringAt.getTime() + 1000);
    expect((await third!.open(lateUrl)).status).toBe(410);
  });

  test('is not linked by an address that somebody else sent: it leads to the page of the invitation', async () => {
    provider.human = { sub: someSubject() };
    const { account, token } = await invitedPerson();
    const inviter = new SomeBrowser(testApp());
    for (const sent of [`${path}?link=${token}`, await buttonOf(inviter, token)]) {
      const opened = await new SomeBrowser(testApp()).open(sent);
      expect(opened.url).toBe(`${publicUrl}/staff/password/${token}`);
    }
    expect((await reread(account)).identity).toBeUndefined();
  });

  test('cannot link two accounts', async () => {
    const first = await linkedPerson();
    const { account, token } = await invitedPerson();
    const refused = await accept(token);
    expect(refused.text).toContain('đã được liên kết với một tài khoản khác');
    expect((await reread(account)).identity).toBeUndefined();
    expect((await reread(first)).identity?.subject).toBe(provider.human?.sub);
  });

  test('ends the sessions in which the account was open before', async () => {
    provider.human = { sub: someSubject() };
    const { account, token } = await invitedPerson();
    const earlier = await signedIn(testApp(), account);
    await accept(token);
    expect((await earlier.get('/staff')).status).toBe(303);
  });
});

describe('signing in at a provider', () => {
  test('opens the page that was asked for, and nothing that is not of staff', async () => {
    await linkedPerson();
    const asked = await new SomeBrowser(testApp()).open('/staff/audit?kind=account.made');
    const [, url = ''] = /href="(\/staff\/sign-in\/with\/tinh[^"]*)"/.exec(asked.text)!;
    const entered = await new SomeBrowser(testApp()).open(url);
    expect(entered.url).toBe(`${publicUrl}/staff/audit?kind=account.made`);
    const foreign = await new SomeBrowser(testApp()).open(`${path}?goTo=https%3A%2F%2Fevil.example`);
    expect(foreign.url).toBe(`${publicUrl}/staff`);
  });

  test('sends a challenge, a state and a nonce that differ each time', async () => {
    const browser = new SomeBrowser(testApp());
    const queries = await Promise.all(
      [1, 2].map(async () => new URL((await browser.request(path)).headers.get('location')!).searchParams),
    );
    for (const name of ['code_challenge', 'state', 'nonce']) {
      const values = queries.map((query) => query.get(name));
      expect([new Set(values).size, values.every((value) => value!.length >= 43)]).toEqual([2, true]);
    }
    expect(queries[0]!.get('code_challenge_method')).toBe('S256');
  });

  test('lets nobody in who was not invited, whatever name and address the provider gives', async () => {
    const { account } = await invitedPerson({ email: 'mai@example.vn' });
    provider.human = {
      sub: someSubject(),
      preferred_username: account.name,
      email: 'mai@example.vn',
      email_verified: true,
    };
    const refused = await new SomeBrowser(testApp()).open(path);
    expect(refused.text).toContain('chưa được liên kết với tài khoản nào ở đây');
    expect(refused.url).toContain('/staff/sign-in?');
    expect((await reread(account)).identity).toBeUndefined();
  });

  test('knows a person by issuer and subject together', async () => {
    const subject = someSubject();
    provider.human = { sub: subject };
    await addAccount(testApp(), [aGrant('auditor')], {
      identity: { ...linkedWith(subject).identity, issuer: otherProvider.settings.issuer },
    });
    expect((await new SomeBrowser(testApp()).open(path)).text).toContain('chưa được liên kết');
  });

  test('opens no account that is closed', async () => {
    await linkedPerson({ closedAt: duringAt });
    expect((await new SomeBrowser(testApp()).open(path)).text).toContain('Tài khoản này đã bị khóa');
  });

  test('says in the language of the page that it was cancelled', async () => {
    provider.human = undefined;
    const cancelled = await new SomeBrowser(testApp()).open(`${path}?lang=en`);
    expect(cancelled.text).toContain('Provincial account refused the sign-in, or you cancelled it');
  });
});

/** Goes to the provider and back, and stops at our address with the code. */
async function answerTo(browser: SomeBrowser): Promise<string> {
  let url = (await browser.request(path)).headers.get('location')!;
  while (!url.startsWith(`${publicUrl}${path}/return`)) {
    url = new URL((await browser.request(url)).headers.get('location')!, url).href;
  }
  return url;
}

describe('the answer of a provider', () => {
  const isRefused = ({ headers }: Opened): boolean =>
    headers.get('location') === '/staff/sign-in?problem=unverified&provider=tinh';

  test('opens nothing in another browser', async () => {
    await linkedPerson();
    const answer = await answerTo(new SomeBrowser(testApp()));
    const victim = new SomeBrowser(testApp());
    await victim.open('/staff/sign-in');
    expect(isRefused(await victim.request(answer))).toBe(true);
    await answerTo(victim); // began a sign-in itself
    expect(isRefused(await victim.request(answer))).toBe(true);
  });

  test('opens nothing in a browser that was given the cookie of the sign-in', async () => {
    await linkedPerson();
    const attacker = new SomeBrowser(testApp());
    const answer = await answerTo(attacker);
    const victim = new SomeBrowser(testApp());
    await victim.open('/staff/sign-in');
    const [theirs, ours] = [attacker, victim].map(({ cookies }) => cookies.get(publicUrl)!);
    ours!.set('sign-in-flow', theirs!.get('sign-in-flow')!);
    expect(isRefused(await victim.request(answer))).toBe(true);
  });

  test('opens nothing with another state, with another nonce, a second time, or after ten minutes', async () => {
    const account = await linkedPerson();
    const browser = new SomeBrowser(testApp());
    const answer = await answerTo(browser);
    expect(isRefused(await browser.request(answer.replace(/state=[^&]+/, 'state=other')))).toBe(true);

    const late = new SomeBrowser(testApp());
    const lateAnswer = await answerTo(late);
    testApp().clock.now = new Date(duringAt.getTime() + 10 * 60 * 1000);
    expect(isRefused(await late.request(lateAnswer))).toBe(true);
    testApp().clock.now = duringAt;

    const twice = new SomeBrowser(testApp());
    const good = await answerTo(twice);
    const flow = twice.cookies.get(publicUrl)!.get('sign-in-flow')!;
    expect((await twice.request(good)).headers.get('location')).toBe('/staff');
    twice.cookies.get(publicUrl)!.set('sign-in-flow', flow);
    expect(isRefused(await twice.request(good))).toBe(true);
    expect((await reread(account)).lastSignInAt).toEqual(duringAt);
  });

  test('opens nothing where the browser swapped the request for one with another nonce', async () => {
    await linkedPerson();
    const browser = new SomeBrowser(testApp());
    const request = new URL((await browser.request(path)).headers.get('location')!);
    request.searchParams.set('nonce', 'planted');
    const back = await browser.open(request.href);
    expect(back.url).toContain('problem=unverified');
  });

  test('opens nothing where the challenge was swapped', async () => {
    await linkedPerson();
    const browser = new SomeBrowser(testApp());
    const request = new URL((await browser.request(path)).headers.get('location')!);
    request.searchParams.set('code_challenge', 'x'.repeat(43));
    expect((await browser.open(request.href)).url).toContain('problem=unverified');
  });
});

describe('a provider that is down', () => {
  test('says so on the sign-in page, where the password still opens the account', async () => {
    const { name } = await addAccount(testApp(), [aGrant('auditor')], await withPassword());
    const browser = new SomeBrowser(testApp());
    const down = await browser.open('/staff/sign-in/with/bo?goTo=%2Fstaff%2Faudit');
    expect(down.url).toContain('/staff/sign-in?');
    expect(down.text).toContain('Tài khoản bộ hiện không trả lời');
    expect(hiddenFields(down.text)['goTo']).toBe('/staff/audit');
    const entered = await browser.send(
      '/staff/sign-in',
      { name, password: goodPassword, goTo: '' },
      '/staff/sign-in',
    );
    expect(entered.headers.get('location')).toBe('/staff');
  });

  test('is named too where it went down while the person signed in there', async () => {
    await linkedPerson();
    const browser = new SomeBrowser(testApp());
    const answer = await answerTo(browser);
    await provider.stop();
    const back = await browser.open(answer);
    await provider.start(addressOf(testApp()));
    expect(back.text).toContain('Tài khoản tỉnh hiện không trả lời');
  });

  test('is noted in the log by its name and the error alone', async () => {
    await new SomeBrowser(testApp()).open('/staff/sign-in/with/bo');
    const noted = testApp().errors.at(-1);
    expect(noted).toMatchObject({ route: 'sign-in at bo' });
    expect(String(noted?.error)).toContain('ECONNREFUSED');
  });
});

describe('the second factor', () => {
  const secret = Buffer.from('12345678901234567890');
  const secondFactor = { secret, lastStep: 0, recoveryHashes: [] };

  test('of an account is asked for after the provider, and the session is still known to be from there', async () => {
    const account = await linkedPerson({ secondFactor });
    const browser = new SomeBrowser(testApp());
    const asked = await browser.open(`${path}?goTo=%2Fstaff%2Faudit`);
    expect(asked.url).toBe(`${publicUrl}/staff/sign-in/code?goTo=%2Fstaff%2Faudit`);
    const code = totpCode(secret, totpStep(duringAt));
    const entered = await browser.send('/staff/sign-in/code', { code, goTo: '' }, '/staff/sign-in/code');
    expect(entered.headers.get('location')).toBe('/staff');
    const [session] = await testApp().stores.sessions.listOfAccount(account.id, duringAt);
    expect(session?.provider).toMatchObject({ subject: provider.human?.sub, hasSecondFactor: false });
  });

  test('is not asked for where the provider checked one that the settings accept', async () => {
    const account = await linkedPerson({ secondFactor });
    provider.human = { ...provider.human!, amr: ['pwd', 'mfa'] };
    expect(fullNameOn(await new SomeBrowser(testApp()).open(path), account)).toBe(true);
  });
});

describe('where administrators must have a second factor', () => {
  const strict = useApp({ providers: [provider.settings], publicUrl, adminSecondFactor: 'required' });

  test.each([
    ['with one that the settings accept', ['mfa'], '/staff'],
    ['with another one', ['pwd'], '/staff/account/second-factor'],
  ])('an administrator who signed in at the provider %s comes to %s', async (_how, amr, to) => {
    const subject = someSubject();
    provider.human = { sub: subject, amr };
    await addAccount(strict(), [aGrant('administrator')], linkedWith(subject));
    const opened = await new SomeBrowser(strict()).open(path);
    expect(opened.url).toBe(`${publicUrl}${to}`);
  });
});

describe('signing out', () => {
  async function entered(): Promise<{ account: Account; browser: SomeBrowser }> {
    const account = await linkedPerson();
    const browser = new SomeBrowser(testApp());
    await browser.open(path);
    return { account, browser };
  }

  test('here leads to the provider, which signs the person out there too and back', async () => {
    const { browser } = await entered();
    const page = await browser.send('/staff/sign-out', {}, '/staff');
    const [, url = ''] = /^0; url=(.+)$/.exec(page.headers.get('refresh') ?? '')!;
    expect(page.text).toContain('Đăng xuất khỏi Tài khoản tỉnh');
    expect((await browser.open('/staff')).url).toBe(`${publicUrl}/staff/sign-in`);

    const asked = await browser.open(url);
    const { xsrf = '' } = hiddenFields(asked.text.replaceAll('"/>', '">'));
    const action = /action="([^"]+)"/.exec(asked.text)![1]!;
    const done = await browser.request(action, {
      method: 'POST',
      body: new URLSearchParams({ xsrf, logout: 'yes' }),
    });
    expect(done.headers.get('location')).toBe(`${publicUrl}/staff/sign-in`);
  });

  test('here says so where the provider cannot be reached', async () => {
    const account = await linkedPerson();
    const elsewhere = await signedIn(testApp(), account);
    const [session] = await testApp().stores.sessions.listOfAccount(account.id, duringAt);
    const id = session!.id;
    await testApp().stores.sessions.end(id);
    const provided = { issuer: otherProvider.settings.issuer, subject: 'x', idToken: 'x' };
    await testApp().stores.sessions.add({
      id,
      accountId: account.id,
      stage: 'open',
      startedAt: duringAt,
      seenAt: duringAt,
      expiresAt: new Date(duringAt.getTime() + 1000),
      device: 'test',
      provider: { ...provided, hasSecondFactor: false },
    });
    const page = await elsewhere.post('/staff/sign-out').expect(200);
    expect(page.text).toContain('Chưa đăng xuất được khỏi Tài khoản bộ');
  });

  test('at the provider ends the session here, by the message of the provider', async () => {
    const { account, browser } = await entered();
    const colleagues = await entered();
    const { headers } = await browser.send('/staff/sign-out', {}, '/staff');
    const again = new SomeBrowser(testApp());
    provider.human = { sub: account.identity!.subject };
    for (const [origin, jar] of browser.cookies) again.cookies.set(origin, new Map(jar));
    await again.open(path); // a second session here, in the same session there
    expect(fullNameOn(await again.open('/staff'), account)).toBe(true);

    const asked = await browser.open(headers.get('refresh')!.slice('0; url='.length));
    const { xsrf = '' } = hiddenFields(asked.text.replaceAll('"/>', '">'));
    const action = /action="([^"]+)"/.exec(asked.text)![1]!;
    await browser.request(action, { method: 'POST', body: new URLSearchParams({ xsrf, logout: 'yes' }) });

    expect((await again.open('/staff')).url).toBe(`${publicUrl}/staff/sign-in`);
    expect(fullNameOn(await colleagues.browser.open('/staff'), colleagues.account)).toBe(true);
    const signedOut = (await kindsOf(account)).filter((kind) => kind === 'account.signedOut');
    expect(signedOut).toHaveLength(2); // here first, then by the provider
  });

  async function send(token: string): Promise<number> {
    const address = `${addressOf(testApp())}/oidc/tinh/logout`;
    const body = new URLSearchParams({ logout_token: token });
    return (await fetch(address, { method: 'POST', body })).status;
  }

  test('of a person at the provider ends all sessions that began there', async () => {
    const { account, browser } = await entered();
    const local = await signedIn(testApp(), account);
    expect(await send(await provider.logoutToken({ sub: account.identity!.subject }))).toBe(200);
    expect((await browser.open('/staff')).url).toBe(`${publicUrl}/staff/sign-in`);
    await local.get('/staff').expect(200);
  });

  test('is refused of a token that somebody else signed, that is for others, or is none', async () => {
    const { account, browser } = await entered();
    const { subject } = account.identity!;
    const unsound = [
      'not.a.token',
      await provider.logoutToken({ sub: subject }, rsaKey(9)),
      await provider.logoutToken({ sub: subject, aud: 'others' }),
      await provider.logoutToken({ sub: subject, iss: 'https://other.example' }),
      await provider.logoutToken({ sub: subject, events: {} }),
      await provider.logoutToken({ sub: subject, nonce: 'as in an ID token' }),
      await provider.logoutToken({}),
    ];
    expect(await Promise.all(unsound.map(send))).toEqual(unsound.map(() => 400));
    expect(fullNameOn(await browser.open('/staff'), account)).toBe(true);
  });
});

describe('an administrator', () => {
  test('sees with whom an account signs in, and can unlink it, which ends its sessions and roles of groups', async () => {
    const account = await linkedPerson({
      grants: [aGrant('auditor'), aGrant('analyst', undefined, { group: 'tinh/a' })],
    });
    const browser = new SomeBrowser(testApp());
    await browser.open(path);
    const administrator = await colleague(testApp(), 'administrator');
    const page = await administrator.get(`/staff/accounts/${account.id}`).expect(200);
    expect(page.text).toContain('Đăng nhập bằng Tài khoản tỉnh.');
    await administrator.post(`/staff/accounts/${account.id}/identity/remove`).expect(303);
    const { identity, grants } = await reread(account);
    expect(identity).toBeUndefined();
    expect(grants.map(({ to }) => to)).toEqual([undefined, dayOf(testApp().clock.now)]);
    expect((await browser.open('/staff')).url).toBe(`${publicUrl}/staff/sign-in`);
    expect((await new SomeBrowser(testApp()).open(path)).text).toContain('chưa được liên kết');
    expect(await kindsOf(account)).toContain('account.identityRemoved');
  });

  test('of more than the units of the one who sent the invitation ends what that one may hold', async () => {
    const account = await linkedPerson();
    const { identity } = account;
    await testApp().stores.accounts.change(account.id, () => ({
      set: { identity: { ...identity!, reach: ['north'] }, grants: [] },
    }));
    const administrator = await colleague(testApp(), 'administrator');
    const given = await administrator.post(`/staff/accounts/${account.id}/roles`, {
      role: 'analyst',
      unit: '*',
      from: '',
      to: '',
    });
    expect(given.text).toContain('/staff/password/');
    expect((await reread(account)).identity).toBeUndefined();
  });
});

describe('after all of that', () => {
  test('the log and the audit hold no secret, token or code', async () => {
    await drain(testApp());
    const logged = testApp().errors.map(({ error }) => String(error));
    const kept = JSON.stringify([logged, await testApp().stores.audit.list({}, 500)]);
    expect(kept).toContain(provider.settings.issuer);
    expect(kept).not.toMatch(/eyJ|code=|only the two of them/);
  });
});
