/**
 * How units handle cases: the share on time and the share of citizens who said that the answer helped. These are
 * administrative figures, separate from the survey and never mixed with it. Figures on fewer than ten cases are
 * suppressed, and so is whatever would allow them to be derived from the total.
 */
import { rateFigures, type RateCounts, type RateFigure } from '../../statistics/estimation/figure.ts';
import type { WorkingCalendar } from '../../platform/calendar/workingDays.ts';
import type { Case } from './case.ts';
import { currentTerm, timedSteps } from './terms.ts';

/** Counts of one unit. */
export interface CaseCounts {
  /** Cases that the unit answered, and unanswered ones whose term is over. */
  readonly due: number;
  /** Of these, cases with every answer and request for more within the terms. */
  readonly onTime: number;
  /** Answers with a verdict from the citizen. */
  readonly judged: number;
  readonly helped: number;
}

export interface UnitCaseFigures {
  /** Undefined: all units together. */
  readonly unitId: string | undefined;
  readonly onTime: RateFigure;
  readonly helped: RateFigure;
}

/** Cases whose terms end beyond the list of holidays are in no count of time. */
export function caseCounts(
  cases: readonly Case[],
  calendar: WorkingCalendar,
  today: string,
): ReadonlyMap<string, CaseCounts> {
  const counts = new Map<string, CaseCounts>();
  for (const one of cases) {
    const wasOnTime = keptTerms(one, calendar, today);
    const before = counts.get(one.unitId) ?? { due: 0, onTime: 0, judged: 0, helped: 0 };
    counts.set(one.unitId, {
      due: before.due + (wasOnTime === undefined ? 0 : 1),
      onTime: before.onTime + (wasOnTime === true ? 1 : 0),
      judged: before.judged + (one.helped === undefined ? 0 : 1),
      helped: before.helped + (one.helped === true ? 1 : 0),
    });
  }
  return counts;
}

/** @returns undefined while nothing is due from the unit, or where the list of holidays does not reach */
function keptTerms(one: Case, calendar: WorkingCalendar, today: string): boolean | undefined {
  const steps = timedSteps(one, calendar).filter(
    ({ term, unitId }) => unitId === one.unitId && (term === 'answer' || term === 'askMore'),
  );
  const now = one.state === 'assigned' ? currentTerm(one, calendar) : undefined;
  if (now?.dueOn !== undefined && now.dueOn < today) return false;
  if (!steps.some(({ term }) => term === 'answer')) return undefined;
  if (steps.some(({ isOnTime }) => isOnTime === undefined)) return undefined;
  return steps.every(({ isOnTime }) => isOnTime === true);
}

/** First all units together, then each in the order of the map. */
export function caseFigures(counts: ReadonlyMap<string, CaseCounts>): readonly UnitCaseFigures[] {
  const onTime = shares(counts, 'onTime', 'due');
  const helped = shares(counts, 'helped', 'judged');
  return [undefined, ...counts.keys()].map((unitId) => ({
    unitId,
    onTime: onTime(unitId ?? total),
    helped: helped(unitId ?? total),
  }));
}

const total = '*';

function shares(
  counts: ReadonlyMap<string, CaseCounts>,
  part: 'onTime' | 'helped',
  whole: 'due' | 'judged',
): (key: string) => RateFigure {
  const own = [...counts].map(([key, unit]) => [key, { part: unit[part], whole: unit[whole] }] as const);
  const all = own.reduce<RateCounts>(
    (sum, [, unit]) => ({ part: sum.part + unit.part, whole: sum.whole + unit.whole }),
    { part: 0, whole: 0 },
  );
  const relations = own.length > 0 ? [{ total, parts: [...counts.keys()] }] : [];
  return rateFigures(new Map([...own, [total, all]]), relations, { decimals: 1, isSample: true });
}
