import { hasCodeLetters } from '../../platform/text/codeLetters.ts';

/**
 * An access point is where respondents open a form. Its code is printed and does not change; what it represents may
 * change, by a new revision. A response belongs to the unit of the revision in force when its form was opened.
 */
export const channels = ['kiosk', 'qr', 'link', 'code', 'paper', 'interviewer', 'import'] as const;
export type Channel = (typeof channels)[number];

/** Where the responses of a channel come from: only the first is open to everybody. */
export function whereAnswered(
  channel: Channel,
): 'publicAddress' | 'kiosk' | 'paper' | 'interviewer' | 'import' {
  return channel === 'qr' || channel === 'link' || channel === 'code' ? 'publicAddress' : channel;
}

export interface Revision {
  /** 1, 2, 3 …; a revision is never changed, only followed by the next. */
  readonly number: number;
  readonly roundId: string;
  readonly unitId: string;
  readonly serviceId?: string | undefined;
  readonly from: Date;
  /** First instant at which nobody can open a form here any more, unless another revision follows. */
  readonly to?: Date | undefined;
  /**
   * The point represents nothing, from the first instant of the revision on: it was stopped, for a while or for good.
   */
  readonly stop?: 'paused' | 'ended' | undefined;
}

export interface AccessPoint {
  readonly id: string;
  /** Short and printed: capital letters and digits that cannot be mistaken for one another. */
  readonly code: string;
  readonly channel: Channel;
  readonly revisions: readonly Revision[];
}

export function isAccessCode(text: string): boolean {
  return text.length >= 4 && text.length <= 12 && hasCodeLetters(text);
}

/** The latest revision of the point that has begun; undefined when it has ended, or none has begun. */
export function revisionAt(point: AccessPoint, now: Date): Revision | undefined {
  const latest = point.revisions.findLast((revision) => revision.from <= now);
  return latest?.to === undefined || now < latest.to ? latest : undefined;
}
