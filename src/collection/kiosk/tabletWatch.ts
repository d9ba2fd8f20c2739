/** What a process remembers about the tablets that send to it, so that it need not trust their reports. */
import type { Device } from '../devices/device.ts';
import { countOf } from '../devices/numberRanges.ts';
import { flagRules } from '../quality/flag.ts';

/** Tolerance: clocks differ, and a report may overtake an answer. */
const slackMs = 60_000;

export function tabletWatch() {
  const turns = new Map<string, Promise<unknown>>();
  /** The time up to which the answers of a tablet explain its use, assuming one person after the other. */
  const accountedUntil = new Map<string, number>();

  function until(device: Device): number {
    return Math.max(accountedUntil.get(device.id) ?? 0, idleAt(device).getTime());
  }
  const neededMs = (answers: number): number => answers * flagRules.msPerAnswer;

  return {
    /** Runs the requests of one tablet in sequence, so that two concurrent ones are not both the first. */
    async inTurn<Result>(deviceId: string, action: () => Promise<Result>): Promise<Result> {
      const turn = (turns.get(deviceId) ?? Promise.resolve()).then(action, action);
      turns.set(deviceId, turn);
      try {
        return await turn;
      } finally {
        if (turns.get(deviceId) === turn) turns.delete(deviceId);
      }
    },
    /** Whether so many answers exceed what people can have given on the tablet since its queue was last empty. */
    isTooMuch(device: Device, answers: number, now: Date): boolean {
      return until(device) + neededMs(answers) > now.getTime() + slackMs;
    },
    note(device: Device, answers: number, now: Date): void {
      accountedUntil.set(device.id, Math.min(until(device) + neededMs(answers), now.getTime() + slackMs));
    },
  };
}
export type TabletWatch = ReturnType<typeof tabletWatch>;

/** The last time at which the tablet had an empty queue, according to its reports. */
function idleAt({ pairedAt, report }: Device): Date {
  if (!report) return pairedAt;
  const since = countOf(report.queued) === 0 ? report.at : (report.oldestQueuedHour ?? pairedAt);
  return since > pairedAt ? since : pairedAt;
}
