import { describe, expect, test } from '@jest/globals';
import { ApiFault } from '../../src/api/apiFault.ts';
import { hashOfSecret, keyState, newSecret, type ApiKey } from '../../src/api/apiKey.ts';
import { cursorAt, pageOfList } from '../../src/api/cursor.ts';
import { requestLimits } from '../../src/api/requestLimits.ts';
import { faultsBy, ref, type Schema } from '../../src/api/schema.ts';

const now = new Date('2026-01-20T02:00:30Z');

describe('a key', () => {
  const key: ApiKey = {
    id: 'key',
    hash: '',
    accountId: 'account',
    label: 'test',
    acts: ['analyse'],
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

describe('limits of requests', () => {
  /** Of one store that all processes share. */
  function sharedCounts() {
    const counts = new Map<string, number>();
    return {
      writes: 0,
      async add(id: string, requests: number): Promise<number> {
        this.writes += 1;
        counts.set(id, (counts.get(id) ?? 0) + requests);
        return counts.get(id)!;
      },
    };
  }

  test('hold over several processes together, with a write for a tenth of them', async () => {
    const counts = sharedCounts();
    const processes = [1, 2].map(() => requestLimits(counts, Buffer.alloc(32)));
    let passed = 0;
    for (let request = 0; request < 300; request += 1) {
      const { isSpent } = await processes[request % 2]!(['key', 'a'], 100, now);
      if (!isSpent) passed += 1;
    }
    expect(passed).toBe(100);
    expect(counts.writes).toBeLessThanOrEqual(12);
  });

  test('are never passed by requests at once, and say what is left and for how long', async () => {
    const take = requestLimits(sharedCounts(), Buffer.alloc(32));
    const answers = await Promise.all(Array.from({ length: 50 }, () => take(['address', 'x'], 20, now)));
    expect(answers.filter(({ isSpent }) => !isSpent)).toHaveLength(20);
    expect(await take(['address', 'x'], 20, now)).toEqual({
      limit: 20,
      remaining: 0,
      resetSeconds: 30,
      isSpent: true,
    });
    expect(await take(['address', 'y'], 20, now)).toMatchObject({ remaining: 19, isSpent: false });
    expect((await take(['address', 'x'], 20, new Date(now.getTime() + 30_000))).isSpent).toBe(false);
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
      expect(() => pageOfList(items, same, { limit: 2, cursor })).toThrow(ApiFault);
    },
  );
});

describe('a schema', () => {
  const schema: Schema = {
    type: 'object',
    required: ['name', 'lines'],
    additionalProperties: false,
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 5 },
      lines: { type: 'array', minItems: 1, maxItems: 2, items: ref('Line') },
      kind: { type: 'string', enum: ['a', 'b'] },
    },
  };
  const schemas = {
    Line: { anyOf: [{ type: 'integer', minimum: 0, maximum: 9 }, { type: 'boolean' }] },
  } as const;
  const placesOf = (value: unknown) => faultsBy(schema, value, '', schemas).map(({ at }) => at);

  test.each([
    [{ name: 'n', lines: [1, true] }, []],
    [{ name: 'n', lines: [1], kind: 'b' }, []],
    [{ name: '', lines: [1.5, 10] }, ['/name', '/lines/0', '/lines/1']],
    [{ lines: [], more: 1 }, ['/name', '/lines', '/more']],
    [{ name: 'n', lines: [1, 2, 3], kind: 'c' }, ['/lines', '/kind']],
    [JSON.parse('{"name":"n","lines":[1],"__proto__":1,"a/b~":2}'), ['/__proto__', '/a~1b~0']],
    [[], ['']],
    [null, ['']],
  ])('finds in %j the faults at %j', (value, places) => {
    expect(placesOf(value)).toEqual(places);
  });
});
