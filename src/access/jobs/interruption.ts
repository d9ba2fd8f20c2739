/** Why a job's thread ended before the job was finished, and when to give up. */
import type { Problem } from '../../platform/problem.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { jobTexts } from './texts.ts';

/** The thread ran out of memory, did not report for too long, or crashed. */
export type Interruption = 'memory' | 'silence' | 'error';

/** A job that was claimed this often without finishing is not claimed again. */
export const claimsMax = 3;

/** @param interruption undefined: the whole program ended */
export function gaveUp(interruption: Interruption | undefined): Problem {
  return problemOf('conflict', jobTexts, (t) =>
    t.gaveUp({ times: claimsMax, why: interruption ?? 'program' }),
  );
}
