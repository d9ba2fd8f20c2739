/** The scorecard that an address names, and what its pages share. */
import type { Permission } from '../../access/accounts/authority.ts';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { auditEntry, type Facts } from '../../access/audit/entry.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import { changedByOthers, problemOf } from '../../platform/text/problemOf.ts';
import type { Problem } from '../../platform/problem.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { leavesOf, type CriteriaSet } from './criteria.ts';
import { isOverdue, type Scorecard, type Stage } from './scorecard.ts';
import { isUnitsTurn } from './stageActions.ts';
import { scoreTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

/** Who asks, and for what address. */
export interface Asking {
  readonly caller: Caller;
  readonly param: (name: string) => string;
}

export interface Named {
  readonly set: CriteriaSet;
  readonly scorecard: Scorecard;
}

/**
 * Acts of the scored unit need permission on that unit; acts of the scoring side need it on the unit that owns the set:
 * nobody appraises their own unit.
 */
const ownPermissions: readonly Permission[] = ['seeScorecards', 'scoreOwn'];

/** @throws Problem notFound */
export async function scorecardNamed(
  { caller, param }: Asking,
  { stores }: Pick<RoutesOptions, 'stores'>,
  permission: Permission,
): Promise<Named> {
  const set = await stores.criteriaSets.find(param('setId'));
  const unit = param('unitId');
  if (!set?.unitIds.includes(unit)) throw notYours();
  caller.demand(permission, [ownPermissions.includes(permission) ? unit : set.ownerId]);
  return { set, scorecard: await stores.scorecards.get(set.id, unit) };
}

/** @throws Problem conflict when the scorecard is at another stage */
export function demandStage({ stage }: Scorecard, wanted: readonly Stage[]): void {
  if (wanted.includes(stage)) return;
  throw problemOf('conflict', scoreTexts, ({ outOfOrder, stages }) => outOfOrder({ stage: stages[stage] }));
}

/** @throws Problem conflict after the deadline of the stage, which binds the unit only */
export function demandInTime({ set, scorecard }: Named, today: string): void {
  const { stage } = scorecard;
  if (stage === 'locked' || !isOverdue(scorecard, set.deadlines, today)) return;
  const day = set.deadlines[stage];
  throw problemOf('conflict', scoreTexts, ({ tooLate }, language) =>
    tooLate({ day: dayText(day, language) }),
  );
}

export const changedMeanwhile = (): Problem => changedByOthers(scoreTexts, (t) => t.thisScorecard);

/** What the caller may do with a scorecard at its stage. @param today `YYYY-MM-DD` */
export function mayDo({ set, scorecard }: Named, caller: Caller, today: string) {
  const { stage } = scorecard;
  const own = caller.may('scoreOwn', scorecard.unitId);
  const appraise = caller.may('appraiseScorecards', set.ownerId);
  const decide = caller.may('decideScorecards', set.ownerId);
  const isLate = isOverdue(scorecard, set.deadlines, today);
  const isMarking = decide && stage !== 'self' && stage !== 'locked';
  return {
    handIn: own && isUnitsTurn(stage) && !isLate,
    passOn: appraise && isUnitsTurn(stage) && isLate,
    appraised: appraise && stage === 'first',
    lock: decide && stage === 'second',
    reopen: decide && stage === 'locked',
    locks: decide && stage !== 'locked',
    adjust: isMarking,
    survey: isMarking && leavesOf(set).some(({ rule }) => rule.kind === 'satisfaction'),
    write: isUnitsTurn(stage) ? own && !isLate : stage === 'first' ? appraise : decide && stage === 'second',
  };
}

interface Telling {
  readonly kind: AuditKind;
  readonly caller: Caller;
  readonly at: Date;
  readonly before?: Facts;
  readonly after?: Facts;
}

/** All audit entries of a scorecard share one subject, so that its audit reads as one history. */
export function scorecardEntry({ set, scorecard }: Named, { kind, caller, at, before, after }: Telling) {
  return auditEntry({
    at,
    by: caller.actor,
    kind,
    unitIds: [scorecard.unitId],
    subject: { id: scorecard.id, label: `${caller.units.name(scorecard.unitId).vi}, CCHC ${set.year}` },
    ...(before && { before }),
    ...(after && { after }),
  });
}
