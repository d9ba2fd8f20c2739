/**
 * Limits on wrong passwords. They slow down guessing without locking out the owner: a browser in which the account was
 * signed in before has a separate count, which nobody else can use up.
 */
import { createHmac } from 'node:crypto';

const seconds = 15 * 60;

export const attemptLimits = {
  device: { timesMax: 10, seconds },
  nameAndAddress: { timesMax: 10, seconds },
  /** Enough for a whole office behind one router. */
  address: { timesMax: 200, seconds },
  name: { timesMax: 50, seconds },
  code: { timesMax: 10, seconds },
  /** For codes that pair kiosks. */
  pairingAddress: { timesMax: 50, seconds },
  pairingPoint: { timesMax: 100, seconds },
} as const;
export type AttemptKind = keyof typeof attemptLimits;

export interface Bucket {
  readonly kind: AttemptKind;
  /** Keyed hash; names and addresses are not stored. */
  readonly key: string;
}

/**
 * The buckets in which an attempt with a password is counted; the attempt is allowed only if none of them is full.
 *
 * @param attempt.knownDevice token of a browser in which this account was signed in before
 */
export function passwordBuckets(
  attempt: { name: string; address: string; knownDevice: string | undefined },
  key: Buffer,
): readonly Bucket[] {
  const { name, address, knownDevice } = attempt;
  if (knownDevice !== undefined) return [bucket('device', [name, knownDevice], key)];
  return [
    bucket('nameAndAddress', [name, address], key),
    bucket('address', [address], key),
    bucket('name', [name], key),
  ];
}

/** Only those who have the password can try codes of the second factor. */
export function codeBuckets(accountId: string, key: Buffer): readonly Bucket[] {
  return [bucket('code', [accountId], key)];
}

/** For codes that pair a tablet with an access point. */
export function pairingBuckets(
  { accessPointId, address }: { accessPointId: string; address: string },
  key: Buffer,
): readonly Bucket[] {
  return [bucket('pairingAddress', [address], key), bucket('pairingPoint', [accessPointId], key)];
}

function bucket(kind: AttemptKind, what: readonly string[], key: Buffer): Bucket {
  return { kind, key: createHmac('sha256', key).update(JSON.stringify(what)).digest('hex') };
}
