import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { pairingBuckets } from '../../access/accounts/attempt.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { Problem } from '../../platform/problem.ts';
import { hashOfCredential, type Device } from './device.ts';
import { hashOfPairingCode, readPairingCode, type PairingCode } from './pairingCode.ts';
import type { Stores } from '../stores.ts';

export interface PairingRequest {
  /** As it was typed. */
  readonly code: string;
  /** The secret that the tablet has made for itself. */
  readonly credential: string;
  readonly firstNumber: number;
  /** Network address, to slow guessing down. */
  readonly address: string;
}

export interface PairingKeys {
  readonly codeKey: Buffer;
  readonly attemptKey: Buffer;
}

/**
 * Binds a tablet to an access point. The tablet makes its own secret before it asks, so asking again after a lost
 * answer gives the same device.
 *
 * @throws Problem forbidden when the code is not good, tooMany when too many were tried
 */
export async function pairDevice(
  point: AccessPoint,
  { code, credential, firstNumber, address }: PairingRequest,
  { stores, keys, now }: { stores: Stores; keys: PairingKeys; now: Date },
): Promise<Device> {
  const buckets = pairingBuckets({ accessPointId: point.id, address }, keys.attemptKey);
  if (await stores.attempts.begin(buckets, now)) throw tooManyCodes();

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
  if (!used) throw wrongCode();
  await stores.attempts.forgive(buckets);
  return await addDevice(point, used, { credentialHash, firstNumber, stores, now });
}

/** Adds the device of a code, or gives the one that the same tablet has made with it before. */
export async function addDevice(
  point: AccessPoint,
  { label, madeBy }: { label: string; madeBy?: PairingCode['madeBy'] },
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
  };
  const entry = auditEntry({
    at: now,
    by: madeBy,
    kind: 'device.paired',
    unitIds: unitIdsOf(point),
    subject: { id: device.id, label },
    after: { accessPoint: point.code },
  });
  if (await stores.devices.add(device, entry)) return device;
  const earlier = await stores.devices.findByCredential(credentialHash);
  assert(earlier, 'a device whose credential is taken can be read');
  return earlier;
}

/** The unit that a point stands for now, whose staff see what is done with it. */
export function unitIdsOf({ revisions }: AccessPoint): readonly string[] {
  const latest = revisions.at(-1);
  return latest ? [latest.unitId] : [];
}

function wrongCode(): Problem {
  return new Problem('forbidden', {
    vi: 'Mã ghép không đúng, đã dùng hoặc đã hết hạn. Xin lấy mã mới trên trang "Máy khảo sát".',
    en: 'The pairing code is wrong, was used, or is too old. Please get a new one on the page “Kiosks”.',
  });
}

function tooManyCodes(): Problem {
  return new Problem('tooMany', {
    vi: 'Đã thử quá nhiều mã ghép. Xin đợi 15 phút rồi thử lại.',
    en: 'Too many pairing codes were tried. Please wait 15 minutes and try again.',
  });
}
