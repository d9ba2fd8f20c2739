import { describe, expect, test } from '@jest/globals';
import { ApiError } from '../../../src/dissemination/api/apiError.ts';
import { hashOfSecret, keyState, newSecret, type ApiKey } from '../../../src/dissemination/api/apiKey.ts';
import { cursorAt, pageOfList } from '../../../src/dissemination/api/cursor.ts';

const now = new Date('2026-01-20T02:00:30Z');

describe('a key', () => {
  const key: ApiKey = {
    id: 'key',
    hash: '',
    accountId: 'account',
    label: 'test',
    permissions: ['analyse'],
    madeAt: now,
    expiresAt: new Date('2026-02-01T00:00:00Z'),
  };

  test('opens until its day, and never again once it was revoked', () => {
    expect(keyState(key, now)).toBe('valid');
    expect(keyState(key, key.expiresAt)).toBe('expired');
    expect(keyState({ ...key, revokedAt: now }, now)).toBe('revoked');
  });

  test('is known by its hash, and nothing else is taken for one', () => {
    const secret = newSecret();
    expect(hashOfSecret(secret)).toMatch(/^[0-9a-f]{64}$/);
    for (const other of ['', 'lnk_', secret.slice(1), `${secret}x`, secret.replace('lnk_', 'abc_')])
      expect(hashOfSecret(other)).toBeUndefined();
  });
});

describe('pages of a list', () => {
  const items = ['a', 'b', 'c', 'd', 'e'];
  const same = (item: string) => item;

  test('give every item once', () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = pageOfList(items, same, { limit: 2, cursor });
      seen.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(items);
  });

  test.each(['x', 'a', Buffer.from('1 z').toString('base64url'), `${cursorAt('a')}=`, '%00'])(
    'refuse the cursor %s',
    (cursor) => {
      expect(() => pageOfList(items, same, { limit: 2, cursor })).toThrow(ApiError);
    },
  );
});
