/**
 * Rate limits per tablet, one-time code and access point. The network address alone is no reason to refuse: thirty
 * people behind one router send in the same minute. It only divides the submissions of one access point, so that one
 * network that floods it does not stop the others. If many networks flood it, the first submissions of each still
 * pass. Counts are in the memory of a process; several processes share the limit (decision 0181). The limits are
 * against floods; flags deal with what a person does at human pace.
 */
import { hash, randomBytes } from 'node:crypto';
import { networkOf } from '../../platform/web/network.ts';

export interface SendingLimit {
  /** What is counted; stored only as a keyed hash, with a key that lives as long as the process. */
  readonly of: readonly string[];
  readonly countMax: number;
  readonly windowMs: number;
  /** A second limit, within which requests still pass when this one is exhausted. */
  readonly spares?: SendingLimit | undefined;
}

const minuteMs = 60_000;
/** For one access point, unless configured otherwise. */
export const usualFormsPerMinute = 600;

export const codeLimit = (code: string): SendingLimit => ({
  of: ['code', code],
  countMax: 300,
  windowMs: 15 * minuteMs,
});

/**
 * Allowance per minute for each network at one access point, even when the point is at its limit: a family, or a few
 * people waiting together.
 */
const firstForms = 5;

const countsMax = 100_000;

/** @param processes how many processes share the limits now */
export function sendingLimits(formsPerMinute = usualFormsPerMinute, processes = (): number => 1) {
  const key = randomBytes(32).toString('base64');
  const counts = new Map<string, { count: number; readonly endsAt: number }>();

  function holds({ of, countMax, windowMs }: SendingLimit, now: number): number {
    const mark = hash('sha256', key + JSON.stringify(of), 'base64');
    const held = counts.get(mark);
    const current = held && held.endsAt > now ? held : { count: 0, endsAt: now + windowMs };
    if (current.count >= Math.max(1, Math.floor(countMax / processes()))) return current.endsAt - now;
    current.count += 1;
    if (counts.size >= countsMax) dropOver(now);
    counts.set(mark, current);
    return 0;
  }

  function dropOver(now: number): void {
    for (const [mark, { endsAt }] of counts) if (endsAt <= now) counts.delete(mark);
    if (counts.size >= countsMax) counts.clear(); // with so many at once, letting them pass is better than running out of memory
  }

  const perMinute = (share: number, ...of: readonly string[]): SendingLimit => ({
    of,
    countMax: Math.floor(formsPerMinute * share),
    windowMs: minuteMs,
  });

  return {
    /** A tablet that was offline for days sends as fast as the network allows, one answer after the other. */
    ofDevice: (deviceId: string): SendingLimit => perMinute(1 / 2, 'device', deviceId),
    ofPoint(accessPointId: string, address: string): readonly SendingLimit[] {
      const network = networkOf(address);
      const first = { of: ['first', accessPointId, network], countMax: firstForms, windowMs: minuteMs };
      return [
        perMinute(1 / 4, 'point and network', accessPointId, network),
        { ...perMinute(1, 'point', accessPointId), spares: first },
      ];
    },
    /** Counts a request. @returns 0 if it may proceed, otherwise the milliseconds to wait */
    waitMs(limits: readonly SendingLimit[], now: Date): number {
      for (const limit of limits) {
        const wait = holds(limit, now.getTime());
        if (wait > 0 && !(limit.spares && holds(limit.spares, now.getTime()) === 0)) return wait;
      }
      return 0;
    },
  };
}
export type SendingLimits = ReturnType<typeof sendingLimits>;
