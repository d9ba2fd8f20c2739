/** Stores the input for leaves at a stage, all of it or nothing. */
import type { Permission } from '../../access/accounts/authority.ts';
import type { Caller } from '../../access/accounts/caller.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import type { ScorecardStore } from './store.ts';
import { withLeaves, type LeafScore, type Stage } from './scorecard.ts';
import { scorecardEntry, type Named } from './scorecardOf.ts';
import { auditText } from './scorecardPage.ts';

export type OpenStage = Exclude<Stage, 'locked'>;

/** Who writes at a stage, and its name in the audit. */
export const stageRules: Record<OpenStage, { readonly permission: Permission; readonly kind: AuditKind }> = {
  self: { permission: 'scoreOwn', kind: 'scorecard.selfScored' },
  first: { permission: 'appraiseScorecards', kind: 'scorecard.appraised' },
  explanation: { permission: 'scoreOwn', kind: 'scorecard.explained' },
  second: { permission: 'decideScorecards', kind: 'scorecard.appraisedAgain' },
};

export interface SheetToKeep {
  readonly stage: OpenStage;
  readonly changed: readonly LeafScore[];
  /** Version of the scorecard that the sheet was filled from. */
  readonly revision: number;
}

/** @returns false when the scorecard was changed in the meantime */
export async function keepSheet(
  found: Named,
  { stage, changed, revision }: SheetToKeep,
  { scorecards, caller, now }: { scorecards: Pick<ScorecardStore, 'put'>; caller: Caller; now: Date },
): Promise<boolean> {
  const { scorecard } = found;
  if (revision !== scorecard.revision) return false;
  if (changed.length === 0) return true;
  const next = { ...scorecard, leaves: withLeaves(scorecard, changed), changedAt: now };
  const codes = changed.map(({ code }) => code);
  const entry = scorecardEntry(found, {
    kind: stageRules[stage].kind,
    caller,
    at: now,
    before: { criteria: auditText(codes, scorecard, stage) },
    after: { criteria: auditText(codes, next, stage) },
  });
  return await scorecards.put(next, entry);
}
