/** What the demo shows, in an order in which nothing waits for what it does not need. */
import type { OpenedInstallation } from '../../src/app/openInstallation.ts';
import { appendColumns } from '../../src/processing/columns/appendColumns.ts';
import { measuredRounds } from '../../src/processing/results/measuredRounds.ts';
import { countSubmissions } from '../../src/processing/tallies/countSubmissions.ts';
import { fillCases } from './fillCases.ts';
import { fillCodes } from './fillCodes.ts';
import { fillCommendations } from './fillCommendations.ts';
import { fillImprovementActions } from './fillImprovementActions.ts';
import { fillKiosk } from './fillKiosk.ts';
import { fillPaper } from './fillPaper.ts';
import { fillProvince } from './fillProvince.ts';
import { fillScorecards } from './fillScorecards.ts';
import { fillStaff } from './fillStaff.ts';
import { offerKhmer } from './inKhmer.ts';
import { logPastDays } from './logPastDays.ts';
import { auditRounds, publishRounds } from './publishRounds.ts';

/** Nobody else leads: no request is answered yet. */
const term = { number: 0, isOver: () => false };

export type Step = 'forms' | 'log' | 'publications';

export interface Filling {
  /** Whether there are fictitious members of staff. */
  readonly hasStaff: boolean;
  readonly onStep: (step: Step) => void;
  /** @param done submissions of the province stored so far */
  readonly onForms: (done: number, all: number) => void;
}

/** Fills a demo that is not full yet. May be interrupted and called again: existing data stay unchanged. */
export async function fillDemo(
  { stores, installation, signers }: OpenedInstallation,
  { hasStaff, onStep, onForms }: Filling,
): Promise<void> {
  if (installation.demoFilled) return;
  const now = new Date();
  onStep('forms');
  const staff = hasStaff && fillStaff(stores, installation, now); // its passwords are hashed in other threads
  await offerKhmer(stores, now);
  await fillProvince(stores, installation, onForms);
  await fillKiosk(stores, installation, now);
  await fillPaper(stores, installation, now);
  onStep('log');
  const rounds = measuredRounds(stores, () => now);
  await Promise.all([
    staff,
    logPastDays(stores, signers).then(() => appendColumns({ stores, term })),
    countSubmissions({ stores, term }).then(() => auditRounds(stores, rounds)),
    fillCodes(stores, installation, now),
    fillCases(stores, now),
    fillImprovementActions(stores),
  ]);
  onStep('publications');
  await countSubmissions({ stores, term });
  await publishRounds({ stores, signers, rounds });
  await fillScorecards(stores, rounds, now);
  await fillCommendations(stores);
  await stores.installation.markDemoFilled();
}
