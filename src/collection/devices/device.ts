/**
 * A device is a tablet paired with one access point. It numbers its answers 1, 2, 3 …; the server stores the numbers
 * that have arrived as a separate set (store.ts). A lost answer is therefore noticed, but nothing reveals which
 * answer had which number.
 */
import { createHash } from 'node:crypto';
import type { DayPass } from './dayPass.ts';
import { countOf, without, type NumberRange } from './numberRanges.ts';

export interface Device {
  readonly id: string;
  readonly accessPointId: string;
  /** Distinguishes tablets for staff: "counter 3". */
  readonly label: string;
  /** Hash of the secret that the tablet generated and sends with every request. */
  readonly credentialHash: string;
  readonly pairedAt: Date;
  /** The first number of this pairing; a tablet that is paired again continues its numbers. */
  readonly firstNumber: number;
  readonly revokedAt?: Date | undefined;
  /** Only on a tablet of an interviewer. */
  readonly pass?: DayPass | undefined;
  /** The tablet's report from its last call. */
  readonly report?: DeviceReport | undefined;
  /** How often it sent a number that had arrived with another answer; these answers were refused. */
  readonly numbersTwice?: number | undefined;
}

/** Reasons for refusing an answer permanently. */
export const refusalReasons = [
  'unreadable',
  'malformed',
  'unknownForm',
  'incomplete',
  'alreadySent',
  'numberTaken',
  'closed',
  'passOver',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export interface DeviceReport {
  readonly at: Date;
  /** The highest number given to an answer; 0 before the first. */
  readonly lastNumber: number;
  /** Numbers of the answers queued on the tablet. */
  readonly queued: readonly NumberRange[];
  /** Full hour in which the oldest of them was given; no finer time leaves the tablet. */
  readonly oldestQueuedHour?: Date | undefined;
  /** Answers that were refused permanently and remain on the tablet. */
  readonly setAside: readonly { readonly number: number; readonly reason: RefusalReason }[];
  /** The tablet's clock minus the server's. */
  readonly clockSkewMs: number;
  /** The browser's reply to the request for persistent storage. */
  readonly persisted: boolean;
  readonly programVersion: string;
  readonly battery?: { readonly percent: number; readonly charging: boolean } | undefined;
  readonly witness: DeviceWitness;
}

/** What the tablet has seen as a witness of the ledger. */
interface DeviceWitness {
  /** `broken`: a checkpoint did not extend the one stored on the tablet. */
  readonly state: 'nothingYet' | 'extends' | 'broken';
  /** Number of the last valid checkpoint. */
  readonly checkpointNumber?: number | undefined;
}

export function hashOfCredential(credential: string): string {
  return createHash('sha256').update(credential).digest('hex');
}

/** Numbers that the tablet has assigned and the server has not received. */
export function missingNumbers(
  { firstNumber, report }: Pick<Device, 'firstNumber' | 'report'>,
  arrived: readonly NumberRange[],
): readonly NumberRange[] {
  const last = Math.max(report?.lastNumber ?? 0, arrived.at(-1)?.[1] ?? 0);
  return last < firstNumber ? [] : without([[firstNumber, last]], arrived);
}

/**
 * Missing numbers that the tablet does not hold either: lost answers. Numbers assigned after its last report are not
 * judged.
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

/** Limits for a warning: how long a tablet may be silent, and how far its clock may be off. */
const silentMs = 24 * 60 * 60 * 1000;
const skewMaxMs = 5 * 60 * 1000;

export type DeviceWarning =
  'numbersTwice' | 'lost' | 'setAside' | 'witness' | 'silent' | 'clock' | 'notPersisted';

/**
 * Whether an expected call did not come; a device that was revoked, or whose pass has ended, is only expected while it
 * still holds answers.
 */
export function isSilent({ report, pairedAt, revokedAt, pass }: Device, now: Date): boolean {
  const isHeld = countOf(report?.queued ?? []) > 0;
  const isInUse = !revokedAt && (pass === undefined || now < pass.until);
  return now.getTime() - (report?.at ?? pairedAt).getTime() > silentMs && (isHeld || isInUse);
}

/**
 * Warnings for staff, the most serious first. A revoked device gives warnings only about answers that it still holds.
 */
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
