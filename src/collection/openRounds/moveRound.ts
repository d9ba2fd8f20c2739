/**
 * Moves a round that is not over to another survey version. Existing answers keep the version on which they were
 * given.
 */
import { auditEntry } from '../../access/audit/entry.ts';
import { roundChanged, roundState, type Round } from '../../design/rounds/round.ts';
import { methodErrors } from '../../statistics/method/methodErrors.ts';
import { surveyShape } from '../../design/methods/surveyShape.ts';
import type { SurveyDraft } from '../../design/surveys/draft.ts';
import type { SurveyVersion } from '../../design/surveys/survey.ts';
import {
  comparability,
  surveyChanges,
  type Comparability,
  type SurveyChange,
} from '../../design/surveys/surveyChanges.ts';
import type { Stores } from '../stores.ts';

/** Why a round cannot change its survey version. */
type MoveObstacle =
  'sameVersion' | 'closed' | 'openWithOtherFrame' | 'methodDoesNotFit' | 'paperOpen' | 'importOpen';

export interface RoundMove {
  readonly changes: readonly SurveyChange[];
  readonly comparability: Comparability;
  readonly obstacles: readonly MoveObstacle[];
}

/** Previews the effects of a move. */
export async function lookAtMove(
  round: Round,
  to: SurveyVersion,
  stores: Stores,
  now: Date,
): Promise<RoundMove> {
  const from = await stores.surveys.find(round.surveyVersionId);
  if (!from) throw new Error(`round ${round.id} names a survey version that is not there`);
  const changes = surveyChanges(from.content, to.content);
  const found = comparability(changes);
  const state = roundState(round, now);
  const obstacles: MoveObstacle[] = [];
  if (from.id === to.id) obstacles.push('sameVersion');
  if (state === 'closed') obstacles.push('closed');
  if (state === 'open' && found === 'broken') obstacles.push('openWithOtherFrame');
  const methods = await Promise.all(round.methodIds.map(async (key) => await stores.methods.find(key)));
  const fits = methods.every((one) => one && methodErrors(one, surveyShape(to.content, one)).length === 0);
  if (!fits) obstacles.push('methodDoesNotFit');
  const [batches, [openImport]] = await Promise.all([
    stores.paper.listOpen(),
    stores.imports.list(
      1,
      ({ roundId, state: one }) => roundId === round.id && one !== 'done' && one !== 'cancelled',
    ),
  ]);
  if (batches.some(({ roundId }) => roundId === round.id)) obstacles.push('paperOpen');
  if (openImport) obstacles.push('importOpen');
  return { changes, comparability: found, obstacles };
}

/** @throws Problem conflict if the round was moved or opened meanwhile */
export async function moveRound(
  round: Round,
  to: SurveyVersion,
  {
    by,
    reason,
    comparability: found,
    now,
  }: {
    by: SurveyDraft['changedBy'];
    reason: string;
    comparability: Comparability;
    now: Date;
  },
  { rounds }: Pick<Stores, 'rounds'>,
): Promise<void> {
  const entry = auditEntry({
    at: now,
    by,
    kind: 'round.surveyMoved',
    unitIds: round.unitIds,
    subject: { id: round.id, label: round.title.vi },
    before: { surveyVersion: round.surveyVersionId },
    after: { surveyVersion: to.id, comparability: found, reason },
  });
  if (await rounds.moveSurvey(round, to.id, entry, found === 'broken' ? now : undefined)) return;
  throw roundChanged();
}
