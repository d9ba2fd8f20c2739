/**
 * How many wrong passwords are borne. Guessing is slowed down without locking the honest person out: a browser in
 * which the account was signed in before has a count of its own, which nobody else can use up.
 */
import { createHmac } from 'node:crypto';

export interface Bucket {
  /** Keyed hash: neither names nor addresses are kept. */
  readonly key: string;
  readonly attemptsMax: number;
  readonly windowMs: number;
}

const quarterHourMs = 15 * 60 * 1000;

/**
 * The counts that an attempt with a password falls into; it is made only if none of them is full.
 *
 * @param knownDevice mark of a browser in which this account was signed in before
 */
export function passwordBuckets(
  attempt: { name: string; address: string; knownDevice: string | undefined },
  key: Buffer,
): readonly Bucket[] {
  const { name, address, knownDevice } = attempt;
  const bucket = (kind: string, what: readonly string[], attemptsMax: number): Bucket => ({
    key: createHmac('sha256', key)
      .update(JSON.stringify([kind, ...what]))
      .digest('hex'),
    attemptsMax,
    windowMs: quarterHourMs,
  });
  if (knownDevice !== undefined) return [bucket('device', [name, knownDevice], 10)];
  return [
    bucket('name and address', [name, address], 10),
    bucket('address', [address], 200), // a whole office behind one router
    bucket('name', [name], 50),
  ];
}

/** Codes of the second factor are only tried by those who have the password. */
export function codeBuckets(accountId: string, key: Buffer): readonly Bucket[] {
  const hash = createHmac('sha256', key)
    .update(JSON.stringify(['code', accountId]))
    .digest('hex');
  return [{ key: hash, attemptsMax: 10, windowMs: quarterHourMs }];
}
