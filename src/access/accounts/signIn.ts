/** Signing in: the password, then the second factor if there is one, then a session. */
import { auditEntry, type AuditEntry } from '../audit/entry.ts';
import { unitIdsOf, type Account } from './account.ts';
import { codeBuckets, passwordBuckets, type Bucket } from './attempt.ts';
import type { AttemptStore } from './attemptStore.ts';
import { hashPassword, isPassword, type PasswordCost } from './password.ts';
import { recoveryHash } from './recoveryCodes.ts';
import {
  deviceName,
  expiryOf,
  hashOfToken,
  newToken,
  newTokenIn,
  type ProviderSession,
  type Session,
} from './session.ts';
import type { SessionStore } from './sessionStore.ts';
import type { AccountStore } from './store.ts';
import { stepOfCode } from './totp.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

export interface SignInStores {
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly attempts: AttemptStore;
}

export interface PasswordAttempt {
  readonly name: string;
  readonly password: string;
  readonly address: string;
  /** Token of a browser in which this account was signed in before. */
  readonly knownDevice: string | undefined;
}

export type Checked =
  | { readonly kind: 'right'; readonly account: Account }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'tooMany'; readonly until: Date };

/** Takes the same time and gives the same answer for an unknown name as for a wrong password. */
export function passwordChecker(
  { accounts, attempts }: SignInStores,
  { attemptKey, cost }: { attemptKey: Buffer; cost: PasswordCost },
) {
  const nobodysHash = hashPassword(newToken(), cost);

  async function counted(
    buckets: readonly Bucket[],
    now: Date,
    check: () => Promise<Account | undefined>,
  ): Promise<Checked> {
    const until = await attempts.begin(buckets, now);
    if (until) return { kind: 'tooMany', until };
    const account = await check();
    if (!account) return { kind: 'wrong' };
    await attempts.forgive(buckets);
    return { kind: 'right', account };
  }

  return {
    /** Checks the name and password of a person who wants to sign in. */
    check: (attempt: PasswordAttempt, now: Date): Promise<Checked> =>
      counted(passwordBuckets(attempt, attemptKey), now, async () => {
        const account = await accounts.findByName(attempt.name);
        const isRight = await isPassword(attempt.password, account?.passwordHash ?? (await nobodysHash));
        return isRight && account?.passwordHash !== undefined && !account.closedAt ? account : undefined;
      }),
    /** Checks the password again when a signed-in person wants to change what protects the account. */
    confirm: (account: Account, password: string, now: Date): Promise<Checked> =>
      counted(codeBuckets(account.id, attemptKey), now, async () =>
        (await isPassword(password, account.passwordHash ?? (await nobodysHash))) ? account : undefined,
      ),
    /** Checks a code of the second factor, or a recovery code; a correct code is spent. */
    checkCode: (account: Account, typed: string, now: Date): Promise<Checked> =>
      counted(codeBuckets(account.id, attemptKey), now, () => spendCode(accounts, account.id, typed, now)),
  };
}
export type PasswordChecker = ReturnType<typeof passwordChecker>;

async function spendCode(
  accounts: AccountStore,
  accountId: string,
  typed: string,
  now: Date,
): Promise<Account | undefined> {
  const code = typed.replace(/\s/g, '');
  const recovery = recoveryHash(typed);
  return await accounts.change(accountId, (account) => {
    const factor = account.secondFactor;
    if (!factor) return undefined;
    const step = stepOfCode(factor.secret, code, now, factor.lastStep);
    if (step !== undefined) return { set: { secondFactor: { ...factor, lastStep: step } } };
    const left = factor.recoveryHashes.filter((hash) => hash !== recovery);
    if (left.length === factor.recoveryHashes.length) return undefined;
    return {
      set: { secondFactor: { ...factor, recoveryHashes: left } },
      entry: ownEntry('account.recoveryCodeUsed', account, now),
    };
  });
}

/** Audit entry for what an account does to itself. */
export function ownEntry(
  kind: AuditEntry['kind'],
  account: Account,
  now: Date,
  facts: Pick<AuditEntry, 'before' | 'after'> = {},
): AuditEntry {
  return auditEntry({
    at: now,
    by: { accountId: account.id, name: account.name },
    kind,
    unitIds: unitIdsOf(account, dayOf(now)),
    subject: { id: account.id, label: account.name },
    ...facts,
  });
}

/**
 * Starts a session, always with a new token, so that a token planted in the browser before opens nothing.
 *
 * @param start.browser the part of the token that stays with the browser, if it was here before
 * @param start.provider the sign-in at a provider, if the person signed in there
 * @returns the token for the cookie
 */
export async function startSession(
  { accounts, sessions }: SignInStores,
  account: Account,
  start: {
    stage: Session['stage'];
    userAgent: string;
    now: Date;
    browser?: string | undefined;
    provider?: ProviderSession | undefined;
  },
): Promise<string> {
  const { stage, userAgent, now, browser, provider } = start;
  const token = newTokenIn(browser);
  const times = { stage, startedAt: now };
  await sessions.add({
    id: hashOfToken(token),
    accountId: account.id,
    ...times,
    seenAt: now,
    expiresAt: expiryOf(times, now),
    device: deviceName(userAgent),
    ...(provider ? { provider } : {}),
  });
  if (stage === 'open') {
    const facts = provider ? { after: { provider: provider.issuer } } : {};
    const entered = await accounts.change(account.id, (current) =>
      hasSameCredentials(current, account) && !current.closedAt
        ? { set: { lastSignInAt: now }, entry: ownEntry('account.signedIn', current, now, facts) }
        : undefined,
    );
    if (!entered) await sessions.end(hashOfToken(token)); // they were revoked during the check: the cookie opens nothing
  }
  return token;
}

function hasSameCredentials(one: Account, other: Account): boolean {
  return (
    one.passwordHash === other.passwordHash &&
    one.identity?.issuer === other.identity?.issuer &&
    one.identity?.subject === other.identity?.subject
  );
}
