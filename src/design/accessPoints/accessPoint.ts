import { codeAlphabet } from '../../platform/text/codeLetters.ts';

/**
 * An access point is where one answers. Its code is printed and stays; what it stands for may change, by a new
 * revision. An answer belongs to the unit of the revision on which its form was opened.
 */
export const channels = ['kiosk', 'qr', 'link', 'code', 'paper', 'interviewer', 'import'] as const;
export type Channel = (typeof channels)[number];

/** Where the answers of a channel come from: only the first is open to everybody. */
export function whereAnswered(
  channel: Channel,
): 'publicAddress' | 'kiosk' | 'paper' | 'interviewer' | 'import' {
  return channel === 'qr' || channel === 'link' || channel === 'code' ? 'publicAddress' : channel;
}

export interface Revision {
  /** 1, 2, 3 …; a revision is never changed, only followed. */
  readonly number: number;
  readonly roundId: string;
  readonly unitId: string;
  readonly serviceId?: string | undefined;
  readonly from: Date;
  /** First instant at which nobody can open a form here any more, unless a next revision follows. */
  readonly to?: Date | undefined;
  /** It stands for nothing, from its first instant on: the point was stopped, for a while or for good. */
  readonly stop?: 'paused' | 'ended' | undefined;
}

export interface AccessPoint {
  readonly id: string;
  /** Short and printed: capital letters and digits that nobody mistakes for one another. */
  readonly code: string;
  readonly channel: Channel;
  readonly revisions: readonly Revision[];
}

export function isAccessCode(text: string): boolean {
  return text.length >= 4 && text.length <= 12 && [...text].every((letter) => codeAlphabet.includes(letter));
}

/** What the point stands for now: its latest revision that has begun; undefined when that has ended, or none has begun. */
export function revisionAt(point: AccessPoint, now: Date): Revision | undefined {
  const latest = point.revisions.findLast((revision) => revision.from <= now);
  return latest?.to === undefined || now < latest.to ? latest : undefined;
}
