/**
 * A checkpoint is a signed tree head: how many entries the log had at a fixed time, and the root over all of them. Its
 * text is that of C2SP tlog-checkpoint (name, size, root), with a line for its number and one for its time.
 */
import { openNote, signNote, type Signer, type VerifierKey } from './note.ts';
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

/** The checkpoint that a note signs with this key; undefined when it is not one. */
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

/** A full hour as it stands in entries and checkpoints: `2026-01-20T02:00:00Z`. */
export function hourText(hour: Date): string {
  return `${hour.toISOString().slice(0, 13)}:00:00Z`;
}

/** How long a request that began before the full hour may take to be stored. */
const settlingMs = 2 * 60_000;

/**
 * The full hour that a checkpoint made now would bear. What arrives in the first moments of an hour is not in it, or
 * being in it would tell the minute; and it waits until what arrived in the last moments before the hour is stored.
 */
export function checkpointTime(now: Date): Date {
  return hourOf(new Date(now.getTime() - settlingMs));
}

/** Submissions that a checkpoint waits for, so that it never points to one person. */
export const submissionsAtLeast = 30;

/**
 * Whether submissions that wait are to be logged at a checkpoint: when there are enough of them, or when one of them
 * has waited until its day's end.
 */
export function isReleased(
  waiting: { readonly count: number; readonly oldestHour: Date },
  checkpointAt: Date,
): boolean {
  return waiting.count >= submissionsAtLeast || dayOf(waiting.oldestHour) < dayOf(checkpointAt);
}
