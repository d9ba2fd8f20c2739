/**
 * Compares the stored tallies with a count of all submissions, and changes nothing. While the program runs, tallies change.
 * So a result is used only if nothing changed meanwhile.
 */
import { tallyKey, type Tally } from '../../statistics/estimation/tally.ts';
import { countablePlans } from './countablePlans.ts';
import type { Counting } from './countSubmissions.ts';
import { tallySheets } from './tallySheets.ts';
import { setName } from './store.ts';
import type { Difference } from './tallyState.ts';

export interface TalliesChecked {
  readonly submissions: number;
  readonly differing: readonly Difference[];
}

const triesMax = 5;

/** @returns undefined if counting never paused */
export async function checkTallies(stores: Counting['stores']): Promise<TalliesChecked | undefined> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const before = await stores.tallies.findStand();
    if (before.movingRoundIds.length > 0) continue;
    const checked = await compared(stores, before);
    const after = await stores.tallies.findStand();
    const hasMoved =
      after.last !== before.last || after.generation !== before.generation || after.movingRoundIds.length > 0;
    if (!hasMoved) return checked;
  }
  return undefined;
}

async function compared(
  stores: Counting['stores'],
  { generation, awaiting }: { readonly generation: number; readonly awaiting: readonly string[] },
): Promise<TalliesChecked> {
  const plans = countablePlans(stores);
  const sheets = tallySheets(plans);
  let submissions = 0;
  for await (const submission of stores.submissions.eachBetween('', '\uffff')) {
    if (submission.uncounted && !submission.recount) continue; // not in the tallies yet
    submissions += 1;
    const isAnnulled = submission.annulled && !submission.recount;
    await plans.prepare([submission]);
    sheets.add(submission, isAnnulled ? 'annulled' : submission.late ? 'late' : 'counted', 1);
  }
  const counted = new Map([...sheets.each()].map(([tallySet, sheet]) => [setName(tallySet), sheet]));
  const differing: Difference[] = [];
  for (const { id: roundId, methodIds } of await stores.rounds.list()) {
    for (const method of new Set(methodIds)) {
      const name = setName({ roundId, method });
      if (awaiting.includes(name)) continue;
      const stored = await stores.tallies.listOf({ generation, roundId, method });
      for (const { unitId, dimension, value } of differences(stored, counted.get(name) ?? []))
        differing.push({ roundId, method, unitId, dimension, value });
    }
  }
  return { submissions, differing };
}

function differences(stored: readonly Tally[], counted: readonly Tally[]): Tally[] {
  const [kept, fresh] = [byKey(stored), byKey(counted)];
  return [...new Map([...kept, ...fresh])]
    .filter(([key]) => !isSame(kept.get(key)?.numbers, fresh.get(key)?.numbers))
    .map(([, tally]) => tally);
}

function byKey(tallies: readonly Tally[]): Map<string, Tally> {
  return new Map(tallies.map((tally) => [tallyKey(tally), tally]));
}

function isSame(one: Float64Array | undefined, other: Float64Array | undefined): boolean {
  const length = Math.max(one?.length ?? 0, other?.length ?? 0);
  return Array.from({ length }).every((_, index) => (one?.[index] ?? 0) === (other?.[index] ?? 0));
}
