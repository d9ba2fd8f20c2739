/** Time-driven changes to cases: originals are erased, answers without a verdict close, old follow-up keys expire. */
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { caseAfter, followedDays, verdictDays } from './case.ts';
import type { CaseStore } from './store.ts';

/**
 * @param today day in Viet Nam
 * @param keptDays days after the last step for which a follow-up key still opens its case
 * @returns what was erased
 */
export async function tendCases(
  cases: CaseStore,
  today: string,
  isOver: () => boolean,
  keptDays: number = followedDays,
): Promise<{ readonly originals: number; readonly keys: number }> {
  const originals = await cases.eraseOriginals(today);
  let keys = 0;
  for (const one of await cases.listEnding()) {
    if (isOver()) break;
    const lastOn = one.steps.at(-1)?.on ?? today;
    if (addDays(lastOn, keptDays) <= today) {
      await cases.forgetFollower(one.id);
      keys += 1;
    } else if (one.state === 'answered' && addDays(lastOn, verdictDays) <= today) {
      const after = caseAfter(one, { kind: 'close' }, { on: today, lives: () => true, eraseOn: today });
      if (typeof after === 'object') await cases.replace(after); // or the citizen acted first
    }
  }
  return { originals, keys };
}
