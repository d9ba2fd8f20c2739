/**
 * A checkpoint is a signed tree head: the number of entries in the log at a certain time, and the root over them. Its
 * text follows C2SP tlog-checkpoint (name, size, root), with one more line each for its number and time.
 */
import { openNote, signNote, type Signer, type VerifierKey } from './note.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { startOfDay } from '../../platform/calendar/clock.ts';
import { dayOf, hourOf } from '../../platform/calendar/vietNamTime.ts';

export interface Checkpoint {
  /** 1, 2, 3 … */
  readonly number: number;
  readonly size: number;
  readonly root: Buffer;
  /** A full hour: everything in the log came before it. */
  readonly time: Date;
}

export function signCheckpoint({ number, size, root, time }: Checkpoint, signer: Signer): string {
  const lines = [
    signer.key.name,
    String(size),
    root.toString('base64'),
    `number ${number}`,
    `time ${hourText(time)}`,
  ];
  return signNote(`${lines.join('\n')}\n`, signer);
}

/** The checkpoint of a note signed with this key; undefined if it is not one. */
export function openCheckpoint(note: string, key: VerifierKey): Checkpoint | undefined {
  const text = openNote(note, key);
  const match =
    text === undefined
      ? null
      : /^(\S+)\n(\d{1,15})\n([A-Za-z0-9+/]{43}=)\nnumber (\d{1,15})\ntime (\S+)\n$/.exec(text);
  if (!match || match[1] !== key.name) return undefined;
  const [, , size, root = '', number, time = ''] = match;
  return {
    number: Number(number),
    size: Number(size),
    root: Buffer.from(root, 'base64'),
    time: new Date(time),
  };
}

/** A full hour as written in entries and checkpoints: `2026-01-20T02:00:00Z`. */
export function hourText(hour: Date): string {
  return `${hour.toISOString().slice(0, 13)}:00:00Z`;
}

/** How long a request that began before the full hour may take to be stored. */
const settlingMs = 2 * 60_000;

/**
 * The full hour of a checkpoint made now. Entries from the first moments of an hour are excluded, since including
 * them would reveal the minute. The checkpoint waits until requests from the last moments before the hour are stored.
 */
export function checkpointTime(now: Date): Date {
  return hourOf(new Date(now.getTime() - settlingMs));
}

/** The number of submissions that a checkpoint waits for, so that it never points to one person. */
export const submissionsAtLeast = 30;

/**
 * Whether the waiting submissions may be logged at a checkpoint: if there are enough of them, or one has waited until
 * the end of its day.
 */
export function isReleased(
  waiting: { readonly count: number; readonly oldestHour: Date },
  checkpointAt: Date,
): boolean {
  return waiting.count >= submissionsAtLeast || dayOf(waiting.oldestHour) < dayOf(checkpointAt);
}

/**
 * When a checkpoint will take in all that waits now: after the next full hour if enough waits, else after the end of the
 * day of the oldest.
 */
export function nextCheckpointAt(
  waiting: { readonly count: number; readonly oldestHour: Date },
  now: Date,
): Date {
  const nextHour = new Date(checkpointTime(now).getTime() + 60 * 60_000);
  const released = isReleased(waiting, nextHour)
    ? nextHour
    : startOfDay(addDays(dayOf(waiting.oldestHour), 1));
  return new Date(released.getTime() + settlingMs);
}
