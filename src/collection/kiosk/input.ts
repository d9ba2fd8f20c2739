/**
 * Input from a tablet. Only its own program sends it, so a wrong shape is rejected as a whole; a program that is newer
 * than this one may say more.
 */
import type { Request } from 'express';
import { refusalReasons, type DeviceReport } from '../devices/device.ts';
import { areAscending } from '../devices/numberRanges.ts';
import { fleetTexts } from '../devices/texts.ts';
import { listOf, object, objectOf, oneOf, yesOrNo, type Schema } from '../../platform/schemas/schema.ts';
import { inEveryLanguage } from '../../platform/text/catalogue.ts';
import { malformedAt, readJson } from '../../platform/web/input.ts';
import type { SealedAnswer } from './acceptSealed.ts';

/** The secret of a paired tablet; undefined if the request has none. */
export function readCredential(req: Request): string | undefined {
  return /^Kiosk ([\w-]{43})$/.exec(req.get('authorization') ?? '')?.[1];
}

function numberFrom(minimum: number, maximum = Number.MAX_SAFE_INTEGER): Schema {
  return { type: 'integer', minimum, maximum };
}
const shortText: Schema = { type: 'string', maxLength: 40 };
const version: Schema = { ...shortText, pattern: '^[\\w.-]*$' };

interface Pairing {
  readonly code: string;
  readonly credential: string;
  readonly firstNumber: number;
}

const pairingSchema = objectOf<Pairing>(
  {
    code: shortText,
    credential: { type: 'string', pattern: '^[\\w-]{43}$' },
    firstNumber: numberFrom(1),
  },
  {},
);

export function readPairing(req: Request): Pairing {
  return readJson(req, pairingSchema);
}

const sealedSchema = objectOf<Omit<SealedAnswer, 'sealed'> & { readonly sealed: string }>(
  { number: numberFrom(1), keyId: shortText, sealed: { type: 'string', pattern: '^[\\w-]+$' } },
  { fresh: yesOrNo },
);

export function readSealedAnswer(req: Request): SealedAnswer {
  const { sealed, ...rest } = readJson(req, sealedSchema);
  return { ...rest, sealed: Buffer.from(sealed, 'base64url') };
}

interface SentReport extends Omit<DeviceReport, 'at' | 'clockSkewMs' | 'oldestQueuedHour'> {
  readonly oldestQueuedHour?: string | undefined;
  readonly clockMs: number;
}

const setAsideMax = 1000;
const range: Schema = { ...listOf(numberFrom(1), 2), minItems: 2 };

const reportSchema = objectOf<SentReport>(
  {
    lastNumber: numberFrom(0),
    queued: listOf(range),
    setAside: listOf(object({ number: numberFrom(1), reason: oneOf(...refusalReasons) }), setAsideMax),
    clockMs: { type: 'integer' },
    persisted: yesOrNo,
    programVersion: version,
    witness: object({ state: oneOf('nothingYet', 'extends', 'broken') }, { checkpointNumber: numberFrom(1) }),
  },
  {
    oldestQueuedHour: { type: 'string', format: 'date-time' },
    battery: object({ percent: numberFrom(0, 100), charging: yesOrNo }),
  },
);

/** The tablet's report; the skew of its clock is computed here. */
export function readReport(req: Request, now: Date): DeviceReport {
  const { clockMs, oldestQueuedHour, ...rest } = readJson(req, reportSchema);
  const sentence = inEveryLanguage(fleetTexts, (t) => t.notAscending);
  if (!areAscending(rest.queued)) throw malformedAt({ at: '/queued', sentence });
  return {
    ...rest,
    ...(oldestQueuedHour !== undefined && { oldestQueuedHour: new Date(oldestQueuedHour) }),
    at: now,
    clockSkewMs: clockMs - now.getTime(),
  };
}
