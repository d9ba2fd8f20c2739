/** The current amount of each kind of data with a retention period, and when the next of it is erased. */
import { addDays } from '../../platform/calendar/calendarDay.ts';
import type { Stores } from '../stores.ts';
import { dayMs, type RetentionDays, type RetentionKind } from '../../access/retention/retention.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

export interface Kept {
  readonly count: number;
  /** `YYYY-MM-DD`; undefined where there is nothing to erase. */
  readonly nextOn: string | undefined;
}

export async function keptNow(
  stores: Stores,
  days: RetentionDays,
): Promise<Readonly<Record<RetentionKind, Kept>>> {
  const [imports, importBatches, jobs, lists, originals, followed, points] = await Promise.all([
    stores.imports.waiting(),
    stores.importBatches.waiting(),
    stores.jobs.kept(),
    stores.frames.listKept(),
    stores.cases.originals(),
    stores.cases.listEnding(),
    stores.quality.keptDays(),
  ]);
  const day = (at: Date | undefined): string | undefined => at && dayOf(at);
  const lastSteps = followed.map(({ steps }) => steps.at(-1)?.on).filter((on) => on !== undefined);
  const first = (found: readonly string[]): string | undefined => found.toSorted()[0];
  const later = (on: string | undefined, by: number): string | undefined => on && addDays(on, by);
  return {
    stagedImports: {
      count: imports.count,
      nextOn: day(imports.first && new Date(imports.first.getTime() + days.stagedImports * dayMs)),
    },
    stagedImportBatches: { count: importBatches.count, nextOn: day(importBatches.first) },
    jobResults: { count: jobs.count, nextOn: day(jobs.first) },
    peopleLists: { count: lists.length, nextOn: first(lists.map(({ eraseOn }) => eraseOn)) },
    caseOriginals: { count: originals.count, nextOn: originals.first },
    followKeys: { count: followed.length, nextOn: later(first(lastSteps), days.followKeys) },
    pointDays: { count: points.count, nextOn: later(points.first, days.pointDays + 1) },
  };
}
