/**
 * How many wrong passwords are borne. Guessing is slowed down without locking the honest person out: a browser in
 * which the account was signed in before has a count of its own, which nobody else can use up.
 */
import { createHmac } from 'node:crypto';

const seconds = 15 * 60;

export const attemptLimits = {
  device: { timesMax: 10, seconds },
  nameAndAddress: { timesMax: 10, seconds },
  /** A whole office behind one router. */
  address: { timesMax: 200, seconds },
  name: { timesMax: 50, seconds },
  code: { timesMax: 10, seconds },
  /** Codes by which kiosks are paired. */
  pairingAddress: { timesMax: 50, seconds },
  pairingPoint: { timesMax: 100, seconds },
} as const;
export type AttemptKind = keyof typeof attemptLimits;

export interface Bucket {
  readonly kind: AttemptKind;
  /** Keyed hash: neither names nor addresses are kept. */
  readonly key: string;
}

/**
 * The counts that an attempt with a password falls into; it is made only if none of them is full.
 *
 * @param attempt.knownDevice mark of a browser in which this account was signed in before
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

/** Codes of the second factor are only tried by those who have the password. */
export function codeBuckets(accountId: string, key: Buffer): readonly Bucket[] {
  return [bucket('code', [accountId], key)];
}

/** Codes by which a tablet is paired with an access point. */
export function pairingBuckets(
  { accessPointId, address }: { accessPointId: string; address: string },
  key: Buffer,
): readonly Bucket[] {
  return [bucket('pairingAddress', [address], key), bucket('pairingPoint', [accessPointId], key)];
}

function bucket(kind: AttemptKind, what: readonly string[], key: Buffer): Bucket {
  return { kind, key: createHmac('sha256', key).update(JSON.stringify(what)).digest('hex') };
}
