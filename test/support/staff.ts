/** Members of staff for tests: accounts with roles, signed in at the real app. */
import { randomUUID } from 'node:crypto';
import request, { type Test } from 'supertest';
import type { Account, Grant } from '../../src/access/accounts/account.ts';
import type { Role } from '../../src/access/accounts/role.ts';
import { noteAdministrator } from '../../src/access/accounts/giveRole.ts';
import { hashPassword } from '../../src/access/accounts/password.ts';
import { startSession } from '../../src/access/accounts/signIn.ts';
import { auditEntry } from '../../src/access/audit/entry.ts';
import { outboxCollections } from '../../src/app/stores.ts';
import { formTokenOf } from '../../src/access/web/staffSession.ts';
import { lightCost, type TestApp } from './app.ts';
import { dayOf } from '../../src/platform/calendar/vietNamTime.ts';

export const goodPassword = 'gạch ngói vườn xoài 77';

export function aGrant(role: Role, unitId?: string, changes: Partial<Grant> = {}): Grant {
  return {
    id: randomUUID(),
    role,
    ...(unitId === undefined ? {} : { unitId }),
    from: '2025-01-01',
    ...changes,
  };
}

/** An account in the store, as if an administrator had made it. */
export async function addAccount(
  { stores, clock }: TestApp,
  grants: readonly Grant[],
  changes: Partial<Account> = {},
): Promise<Account> {
  const id = randomUUID();
  const account: Account = {
    id,
    name: `a${id.slice(0, 12)}`,
    fullName: 'Nguyễn Thị Thử',
    language: 'vi',
    grants,
    ...changes,
  };
  const entry = auditEntry({
    at: clock.now,
    kind: 'account.made',
    unitIds: [],
    subject: { id, label: account.name },
  });
  await stores.accounts.add(account, entry);
  await noteAdministrator(stores, account, dayOf(clock.now));
  return account;
}

export async function withPassword(password = goodPassword): Promise<Pick<Account, 'passwordHash'>> {
  return { passwordHash: await hashPassword(password, lightCost) };
}

/** A browser in which an account is signed in. */
export interface Browser {
  readonly account: Account;
  readonly cookie: string;
  readonly formToken: string;
  get(path: string): Test;
  post(path: string, fields?: Record<string, string | readonly string[]>): Test;
  /** Sends a form with a file. */
  upload(
    path: string,
    file: string | Buffer,
    fields?: Record<string, string | string[]>,
    name?: string,
  ): Test;
}

export async function signedIn(testApp: TestApp, account: Account): Promise<Browser> {
  const { server, stores, clock } = testApp;
  const token = await startSession(stores, account, { stage: 'open', userAgent: 'test', now: clock.now });
  const installation = await stores.installation.open('real');
  const formToken = formTokenOf(token, account.id, installation.key('form tokens'));
  const cookie = `staff=${token}`;
  return {
    account,
    cookie,
    formToken,
    get: (path) => request(server).get(path).set('Cookie', cookie),
    post: (path, fields = {}) =>
      request(server)
        .post(path)
        .set('Cookie', cookie)
        .type('form')
        .send({ formToken, ...fields }),
    upload: (path, file, fields = {}, name = 'table') =>
      request(server)
        .post(path)
        .set('Cookie', cookie)
        .field({ formToken, ...fields })
        .attach('file', Buffer.from(file), name),
  };
}

/** A signed-in account with one role. */
export async function colleague(testApp: TestApp, role: Role, unitId?: string): Promise<Browser> {
  return await signedIn(testApp, await addAccount(testApp, [aGrant(role, unitId)]));
}

/** Carries what lies in the outboxes into the audit, as the leader does. */
export async function drain({ stores }: TestApp): Promise<void> {
  await stores.audit.drain(outboxCollections, () => false);
}
