/** What a process remembers of the tablets that send to it, so that none has to be believed. */
import type { Device } from '../devices/device.ts';
import { countOf } from '../devices/numberRanges.ts';
import { flagRules } from '../quality/flag.ts';

/** Clocks differ, and a report may overtake an answer. */
const slackMs = 60_000;

export function tabletWatch() {
  const turns = new Map<string, Promise<unknown>>();
  /** Until when the answers of a tablet account for its time, one person after the other. */
  const accountedUntil = new Map<string, number>();

  function until(device: Device): number {
    return Math.max(accountedUntil.get(device.id) ?? 0, idleAt(device).getTime());
  }
  const neededMs = (answers: number): number => answers * flagRules.msPerAnswer;

  return {
    /** One act of a tablet after the other, so that two at once are not both the first. */
    async inTurn<Result>(deviceId: string, act: () => Promise<Result>): Promise<Result> {
      const turn = (turns.get(deviceId) ?? Promise.resolve()).then(act, act);
      turns.set(deviceId, turn);
      try {
        return await turn;
      } finally {
        if (turns.get(deviceId) === turn) turns.delete(deviceId);
      }
    },
    /** Whether a form with so many answers is more than people can have given on it since it last had none. */
    isTooMuch(device: Device, answers: number, now: Date): boolean {
      return until(device) + neededMs(answers) > now.getTime() + slackMs;
    },
    note(device: Device, answers: number, now: Date): void {
      accountedUntil.set(device.id, Math.min(until(device) + neededMs(answers), now.getTime() + slackMs));
    },
  };
}
export type TabletWatch = ReturnType<typeof tabletWatch>;

/** When the tablet held no answer that is still to come, as far as it has said. */
function idleAt({ pairedAt, report }: Device): Date {
  if (!report) return pairedAt;
  const since = countOf(report.queued) === 0 ? report.at : (report.oldestQueuedHour ?? pairedAt);
  return since > pairedAt ? since : pairedAt;
}
