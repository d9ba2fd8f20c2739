import { flagValues } from '../../collection/quality/flag.ts';
import type { CountedSubmission } from '../../collection/submissions/countingStore.ts';
import { raisedFlags } from '../../collection/submissions/submission.ts';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { addForm, type Standing, type TallySheet } from '../../statistics/estimation/tally.ts';
import type { CountablePlans } from './countablePlans.ts';
import type { TallySet } from './store.ts';

/** Sums by round and method. */
export function tallySheets(plans: CountablePlans) {
  const sheets = new Map<CountingPlan, { tallySet: Omit<TallySet, 'generation'>; sheet: TallySheet }>();
  return {
    add(submission: CountedSubmission, standing: Standing, sign: 1 | -1): void {
      const { roundId, answers, about, givenOn } = submission;
      const { unitId, serviceId, channel } = plans.positionOf(submission);
      const form = {
        unitId,
        serviceId,
        channel,
        standing,
        flags: flagValues(raisedFlags(submission)),
        answers,
        about,
        givenOn,
      };
      for (const { method, plan } of plans.of(roundId)) {
        let entry = sheets.get(plan); // a round has a plan of its own for each method
        if (!entry) sheets.set(plan, (entry = { tallySet: { roundId, method }, sheet: new Map() }));
        addForm(plan, entry.sheet, form, sign);
      }
    },
    *each() {
      for (const { tallySet, sheet } of sheets.values()) yield [tallySet, [...sheet.values()]] as const;
    },
  };
}
