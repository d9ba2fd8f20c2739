import { beforeAll, describe, expect, it } from '@jest/globals';
import { requestLimits } from '../../../src/dissemination/api/requestLimits.ts';
import { attemptStore, attemptsPlan } from '../../../src/access/accounts/attemptStore.ts';
import { rateLimiter } from '../../../src/platform/storage/rateLimiter.ts';
import { requestCountStore } from '../../../src/dissemination/api/requestCountStore.ts';
import { openStores } from '../../../src/app/stores.ts';
import { useConnection } from '../../support/storage.ts';

describe('a limit that processes share', () => {
  const connection = useConnection();
  beforeAll(async () => {
    await openStores(connection());
  });
  const limit = { kind: 'test', timesMax: 20, seconds: 60 };
  const process = () => rateLimiter(connection(), attemptsPlan, limit);

  it('is never passed by many at once, and says what is left and for how long', async () => {
    const processes = [process(), process()];
    const counts = await Promise.all(Array.from({ length: 50 }, (_, at) => processes[at % 2]!.take('a')));
    expect(counts.filter(({ isOver }) => !isOver)).toHaveLength(20);
    const over = await process().take('a');
    expect(over).toMatchObject({ left: 0, isOver: true });
    expect(over.msLeft).toBeGreaterThan(0);
    expect(over.msLeft).toBeLessThanOrEqual(60_000);
    expect(await process().take('b')).toMatchObject({ left: 19, isOver: false });
  });

  it('begins anew when its time is over, whether or not the store has cleared the count away', async () => {
    for (let time = 0; time < 25; time += 1) await process().take('old');
    const { matchedCount } = await connection()
      .collection(attemptsPlan.name)
      .updateOne({ key: 'test:old' }, { $set: { expire: new Date(Date.now() - 1) } });
    expect(matchedCount).toBe(1);
    expect(await process().take('old')).toMatchObject({ left: 19, isOver: false });
  });

  it('writes nothing more of whoever goes on when it is reached', async () => {
    const one = process();
    for (let time = 0; time < 40; time += 1) await one.take('on and on');
    const stored = await connection().collection(attemptsPlan.name).findOne({ key: 'test:on and on' });
    expect(stored?.['points']).toBe(21);
  });

  it('gets back what was no guess', async () => {
    const attempts = attemptStore(connection());
    const bucket = [{ kind: 'device', key: 'known' }] as const;
    const now = new Date();
    for (let time = 0; time < 30; time += 1) {
      expect(await attempts.begin(bucket, now)).toBeUndefined();
      await attempts.forgive(bucket);
    }
    for (let time = 0; time < 10; time += 1) expect(await attempts.begin(bucket, now)).toBeUndefined();
    const until = (await attempts.begin(bucket, now))!;
    expect(until.getTime()).toBeGreaterThan(now.getTime());
    expect(until.getTime()).toBeLessThanOrEqual(now.getTime() + 15 * 60_000);
  });

  it('has one count for a key, dropped at its end by an index', async () => {
    const indexes = await connection().collection(attemptsPlan.name).listIndexes().toArray();
    expect(indexes).toEqual([
      expect.objectContaining({ key: { _id: 1 } }),
      expect.objectContaining({ key: { key: 1 }, unique: true }),
      expect.objectContaining({ key: { expire: 1 }, expireAfterSeconds: 0 }),
    ]);
  });

  it('of the API counts keys and addresses apart', async () => {
    const limits = requestLimits(
      requestCountStore(connection()),
      { ofKey: 2, ofAddress: 1 },
      Buffer.alloc(32),
    );
    expect(await limits('ofKey', 'x')).toMatchObject({ limit: 2, remaining: 1, isSpent: false });
    expect(await limits('ofAddress', 'x')).toMatchObject({ limit: 1, remaining: 0, isSpent: false });
    expect(await limits('ofAddress', 'x')).toMatchObject({ isSpent: true });
  });
});
