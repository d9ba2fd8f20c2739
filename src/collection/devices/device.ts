/**
 * A device is a tablet that was paired with one access point. It numbers its answers 1, 2, 3 …; the server keeps which
 * numbers have arrived as a set of its own (store.ts), so that a lost answer shows and yet nothing tells which answer
 * bore which number.
 */
import { createHash } from 'node:crypto';
import { countOf, without, type NumberRange } from './numberRanges.ts';

export interface Device {
  readonly id: string;
  readonly accessPointId: string;
  /** For staff to tell their tablets apart: "counter 3". */
  readonly label: string;
  /** Hash of the secret that the tablet made and shows with every request. */
  readonly credentialHash: string;
  readonly pairedAt: Date;
  /** The first number that this pairing sends; a tablet that is paired anew counts on. */
  readonly firstNumber: number;
  readonly revokedAt?: Date | undefined;
  /** What the tablet said of itself when it last called. */
  readonly report?: DeviceReport | undefined;
  /** How often it sent a number that had arrived with another answer; the answer was refused. */
  readonly numbersTwice?: number | undefined;
}

/** Why an answer is refused for good. */
export const refusalReasons = [
  'unreadable',
  'malformed',
  'unknownForm',
  'incomplete',
  'alreadySent',
  'numberTaken',
  'closed',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export interface DeviceReport {
  readonly at: Date;
  /** The highest number given to an answer; 0 before the first. */
  readonly lastNumber: number;
  /** Numbers of the answers that wait on the tablet. */
  readonly queued: readonly NumberRange[];
  /** Full hour in which the oldest of them was given; nothing finer leaves the tablet. */
  readonly oldestQueuedHour?: Date | undefined;
  /** Answers that were refused for good and are kept on the tablet. */
  readonly setAside: readonly { readonly number: number; readonly reason: RefusalReason }[];
  /** The tablet's clock less the server's. */
  readonly clockSkewMs: number;
  /** What the browser answered when it was asked to keep the storage for good. */
  readonly persisted: boolean;
  readonly programVersion: string;
  readonly battery?: { readonly percent: number; readonly charging: boolean } | undefined;
  readonly witness: DeviceWitness;
}

/** What the tablet, as a witness of the ledger, has seen. */
export interface DeviceWitness {
  /** `broken`: a checkpoint did not extend the one that the tablet had kept. */
  readonly state: 'nothingYet' | 'extends' | 'broken';
  /** Number of the last checkpoint that was good. */
  readonly checkpointNumber?: number | undefined;
}

export function hashOfCredential(credential: string): string {
  return createHash('sha256').update(credential).digest('hex');
}

/** Numbers that the tablet has given out and the server has not seen. */
export function missingNumbers(
  { firstNumber, report }: Pick<Device, 'firstNumber' | 'report'>,
  arrived: readonly NumberRange[],
): readonly NumberRange[] {
  const last = Math.max(report?.lastNumber ?? 0, arrived.at(-1)?.[1] ?? 0);
  return last < firstNumber ? [] : without([[firstNumber, last]], arrived);
}

/**
 * Of the missing numbers, those that the tablet does not hold either: answers that are lost. Numbers that it gave out
 * after its last report are not judged.
 */
export function lostNumbers(
  device: Pick<Device, 'firstNumber' | 'report'>,
  arrived: readonly NumberRange[],
): readonly NumberRange[] {
  const { queued = [], setAside = [], lastNumber = 0 } = device.report ?? {};
  const held = [
    ...queued,
    ...setAside.map(({ number }): NumberRange => [number, number]),
    [lastNumber + 1, Infinity] as const,
  ];
  return without(missingNumbers(device, arrived), held);
}

/** How long a tablet may be silent before somebody should look at it, and how far its clock may be off. */
const silentMs = 24 * 60 * 60 * 1000;
const skewMaxMs = 5 * 60 * 1000;

export type DeviceWarning =
  'numbersTwice' | 'lost' | 'setAside' | 'witness' | 'silent' | 'clock' | 'notPersisted';

/** Whether it should have called and did not; of a revoked one, only while it still holds answers. */
export function isSilent({ report, pairedAt, revokedAt }: Device, now: Date): boolean {
  const isHeld = countOf(report?.queued ?? []) > 0;
  return now.getTime() - (report?.at ?? pairedAt).getTime() > silentMs && (isHeld || !revokedAt);
}

/** What staff should look at, the worst first. A revoked device asks for nothing but what it still holds. */
export function deviceWarnings(
  device: Device,
  arrived: readonly NumberRange[],
  now: Date,
): readonly DeviceWarning[] {
  const { report, revokedAt } = device;
  const warnings: readonly (readonly [DeviceWarning, boolean])[] = [
    ['numbersTwice', (device.numbersTwice ?? 0) > 0],
    ['lost', countOf(lostNumbers(device, arrived)) > 0],
    ['setAside', (report?.setAside.length ?? 0) > 0],
    ['witness', report?.witness.state === 'broken'],
    ['silent', isSilent(device, now)],
    ['clock', !revokedAt && Math.abs(report?.clockSkewMs ?? 0) > skewMaxMs],
    ['notPersisted', !revokedAt && report?.persisted === false],
  ];
  return warnings.filter(([, holds]) => holds).map(([warning]) => warning);
}
