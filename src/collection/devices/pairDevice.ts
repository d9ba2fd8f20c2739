import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { pairingBuckets } from '../../access/accounts/attempt.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import type { Problem, ProblemKind } from '../../platform/problem.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { passFacts } from './dayPass.ts';
import { hashOfCredential, type Device } from './device.ts';
import { hashOfPairingCode, readPairingCode, type PairingCode } from './pairingCode.ts';
import { fleetTexts } from './texts.ts';
import type { Stores } from '../stores.ts';

export interface PairingRequest {
  /** As typed. */
  readonly code: string;
  /** The secret that the tablet generated. */
  readonly credential: string;
  readonly firstNumber: number;
  /** Network address, to slow down guessing. */
  readonly address: string;
}

export interface PairingKeys {
  readonly codeKey: Buffer;
  readonly attemptKey: Buffer;
}

/**
 * Pairs a tablet with an access point. The tablet generates its secret first, so a repeated request after a lost
 * response gives the same device.
 *
 * @throws Problem forbidden if the code is invalid, tooMany after too many attempts
 */
export async function pairDevice(
  point: AccessPoint,
  { code, credential, firstNumber, address }: PairingRequest,
  { stores, keys, now }: { stores: Stores; keys: PairingKeys; now: Date },
): Promise<Device> {
  const buckets = pairingBuckets({ accessPointId: point.id, address }, keys.attemptKey);
  if (await stores.attempts.begin(buckets, now)) throw pairingProblem('tooMany', 'tooManyCodes');

  const credentialHash = hashOfCredential(credential);
  const typed = readPairingCode(code);
  const used =
    typed === undefined
      ? undefined
      : await stores.pairingCodes.use(hashOfPairingCode(typed, keys.codeKey), {
          accessPointId: point.id,
          credentialHash,
          now,
        });
  if (!used) throw pairingProblem('forbidden', 'wrongCode');
  await stores.attempts.forgive(buckets);
  return await addDevice(point, used, { credentialHash, firstNumber, stores, now });
}

/** Adds the device for a code, or returns the one that the same tablet already added with it. */
export async function addDevice(
  point: AccessPoint,
  { label, madeBy, pass }: Pick<PairingCode, 'label' | 'pass'> & Partial<Pick<PairingCode, 'madeBy'>>,
  given: { credentialHash: string; firstNumber: number; stores: Stores; now: Date },
): Promise<Device> {
  const { credentialHash, firstNumber, stores, now } = given;
  const device: Device = {
    id: randomUUID(),
    accessPointId: point.id,
    label,
    credentialHash,
    pairedAt: now,
    firstNumber,
    pass,
  };
  const entry = auditEntry({
    at: now,
    by: madeBy,
    kind: 'device.paired',
    unitIds: unitIdsOf(point),
    subject: { id: device.id, label },
    after: { accessPoint: point.code, ...passFacts(pass) },
  });
  if (await stores.devices.add(device, entry)) return device;
  const earlier = await stores.devices.findByCredential(credentialHash);
  assert(earlier, 'a device whose credential is taken can be read');
  return earlier;
}

/** The tablet can send nothing from now on; what it holds stays sealed on it. */
export async function revokeDevice(
  { id, label }: Device,
  point: AccessPoint,
  { stores, now, by }: { stores: Stores; now: () => Date; by: PairingCode['madeBy'] },
): Promise<void> {
  const entry = auditEntry({
    at: now(),
    by,
    kind: 'device.revoked',
    unitIds: unitIdsOf(point),
    subject: { id, label },
  });
  await stores.devices.revoke(id, now(), entry);
}

/** The current unit of a point, whose staff see what is done with it. */
export function unitIdsOf({ revisions }: AccessPoint): readonly string[] {
  const latest = revisions.at(-1);
  return latest ? [latest.unitId] : [];
}

/** What is wrong when a tablet calls. */
export function pairingProblem(
  kind: ProblemKind,
  error: 'wrongCode' | 'tooManyCodes' | 'unknownKiosk',
): Problem {
  return problemOf(kind, fleetTexts, ({ pairing }) => pairing.errors[error]);
}
