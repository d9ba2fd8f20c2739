/** API keys for tests. */
import { randomUUID } from 'node:crypto';
import type { Account } from '../../../src/access/accounts/account.ts';
import {
  hashOfSecret,
  keyPermissions,
  newSecret,
  type ApiKey,
} from '../../../src/dissemination/api/apiKey.ts';
import { auditEntry } from '../../../src/access/audit/entry.ts';
import type { TestApp } from '../../support/app.ts';

/** A key in the store as if its owner had made it: for everything, for ten days. */
export async function addKey(
  { stores, clock }: Pick<TestApp, 'stores' | 'clock'>,
  account: Account,
  changes: Partial<ApiKey> = {},
): Promise<{ readonly key: ApiKey; readonly secret: string }> {
  const secret = newSecret();
  const key: ApiKey = {
    id: randomUUID(),
    hash: hashOfSecret(secret)!,
    accountId: account.id,
    label: 'test',
    permissions: keyPermissions,
    madeAt: clock.now,
    expiresAt: new Date(clock.now.getTime() + 10 * 24 * 60 * 60 * 1000),
    ...changes,
  };
  const subject = { id: key.id, label: key.label };
  await stores.apiKeys.add(key, auditEntry({ at: clock.now, kind: 'apiKey.made', unitIds: [], subject }));
  return { key, secret };
}
