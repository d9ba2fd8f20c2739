/** What is written for the leaves of a scorecard at a stage: who may, and how it is stored, all of it or nothing. */
import type { Permission } from '../../access/accounts/authority.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';
import { withLeaves, type LeafScore, type OpenStage } from './scorecard.ts';
import {
  demandInTime,
  demandStage,
  scorecardEntry,
  scorecardNamed,
  type Asking,
  type Named,
} from './scorecardOf.ts';
import { auditText } from './scorecardPage.ts';

/** Who writes at a stage, and its name in the audit. */
export const stageRules = {
  self: { permission: 'scoreOwn', kind: 'scorecard.selfScored' },
  first: { permission: 'appraiseScorecards', kind: 'scorecard.appraised' },
  explanation: { permission: 'scoreOwn', kind: 'scorecard.explained' },
  second: { permission: 'decideScorecards', kind: 'scorecard.appraisedAgain' },
} as const satisfies Record<OpenStage, { readonly permission: Permission; readonly kind: AuditKind }>;

/** @throws Problem notFound where it is not the caller's; conflict at another stage, or after the unit's last day */
export async function scorecardToWrite(
  asking: Asking,
  tools: RoutesOptions,
  stage: OpenStage,
): Promise<Named> {
  const { permission } = stageRules[stage];
  const found = await scorecardNamed(asking, tools, permission);
  demandStage(found.scorecard, [stage]);
  if (permission === 'scoreOwn') demandInTime(found, dayOf(tools.now()));
  return found;
}

interface SheetToKeep {
  readonly stage: OpenStage;
  readonly changed: readonly LeafScore[];
  /** Version of the scorecard that the sheet was filled from. */
  readonly revision: number;
}

/** @returns false when the scorecard was changed in the meantime */
export async function keepSheet(
  { caller }: Asking,
  { stores, now }: RoutesOptions,
  found: Named,
  { stage, changed, revision }: SheetToKeep,
): Promise<boolean> {
  const { scorecard } = found;
  if (revision !== scorecard.revision) return false;
  if (changed.length === 0) return true;
  const at = now();
  const next = { ...scorecard, leaves: withLeaves(scorecard, changed), changedAt: at };
  const codes = changed.map(({ code }) => code);
  const entry = scorecardEntry(found, {
    kind: stageRules[stage].kind,
    caller,
    at,
    before: { criteria: auditText(codes, scorecard, stage) },
    after: { criteria: auditText(codes, next, stage) },
  });
  return await stores.scorecards.put(next, entry);
}
