/**
 * How often may be sent, per tablet, one-time code and access point. The address of the network is no reason by itself:
 * thirty people behind one router send in the same minute. It only parts the forms of one access point, so that one
 * place that floods it does not stop the others; and where many places flood it, the first forms of each pass all the same. Counts live in the memory of a process, and with several processes each
 * bears its share (decision 0181). They are for floods; what a person at human pace does is for the flags.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { networkOf } from '../../platform/web/network.ts';

export interface SendingLimit {
  /** What is counted; kept only as a keyed hash, under a key that dies with the process. */
  readonly of: readonly string[];
  readonly countMax: number;
  readonly windowMs: number;
  /** What passes beyond it where there is no room left. */
  readonly spares?: SendingLimit | undefined;
}

const minuteMs = 60_000;
/** At one access point, where nothing else is set. */
export const usualFormsPerMinute = 600;

export const codeLimit = (code: string): SendingLimit => ({
  of: ['code', code],
  countMax: 300,
  windowMs: 15 * minuteMs,
});

/** Of one network at one access point in a minute, however full it is: a family, or a few who wait together. */
const firstForms = 5;

const countsMax = 100_000;

/** @param processes how many processes share the limits now */
export function sendingLimits(formsPerMinute = usualFormsPerMinute, processes = (): number => 1) {
  const key = randomBytes(32);
  const counts = new Map<string, { count: number; readonly endsAt: number }>();

  function holds({ of, countMax, windowMs }: SendingLimit, now: number): number {
    const mark = createHmac('sha256', key).update(JSON.stringify(of)).digest('base64');
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
    if (counts.size >= countsMax) counts.clear(); // so many at once: better to bear them than to run out of memory
  }

  const perMinute = (share: number, ...of: readonly string[]): SendingLimit => ({
    of,
    countMax: Math.floor(formsPerMinute * share),
    windowMs: minuteMs,
  });

  return {
    /** A tablet that was offline for days sends as fast as the network lets it, one after the other. */
    ofDevice: (deviceId: string): SendingLimit => perMinute(1 / 2, 'device', deviceId),
    ofPoint(accessPointId: string, address: string): readonly SendingLimit[] {
      const network = networkOf(address);
      const first = { of: ['first', accessPointId, network], countMax: firstForms, windowMs: minuteMs };
      return [
        perMinute(1 / 4, 'point and network', accessPointId, network),
        { ...perMinute(1, 'point', accessPointId), spares: first },
      ];
    },
    /** Counts a sending. @returns 0 when it may go on, else the milliseconds after which there is room again */
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
