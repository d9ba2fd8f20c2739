/**
 * A day pass lets an interviewer's tablet take answers without a network and without an account: until a time, and up to
 * a number. A tablet at an access point for interviews always has one, a kiosk never.
 */
export interface DayPass {
  /** From then on the tablet takes no answers; it may still send what waits. */
  readonly until: Date;
  readonly answersMax: number;
}

export const passHoursMax = 16;
export const passAnswersMax = 200;

/** How long after its end a pass may send what was taken on it; after that, a new pass sends it. */
const sendingMs = 7 * 24 * 60 * 60 * 1000;

/** For the audit. */
export function passFacts(pass: DayPass | undefined) {
  return pass && { until: pass.until.toISOString(), answersMax: String(pass.answersMax) };
}

/** Whether one more answer is too many or too late. @param arrived answers that have arrived on the pass */
export function isPassOver(
  { until, answersMax }: DayPass,
  { arrived, now }: { arrived: number; now: Date },
): boolean {
  return arrived >= answersMax || now.getTime() >= until.getTime() + sendingMs;
}
