import { revisionAt, type AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Problem } from '../../platform/problem.ts';
import { drawnBytes } from '../../platform/randomPool.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { roundClosed } from './acceptSubmission.ts';
import type { FormContext } from './formContext.ts';
import type { FormLookups } from './formLookups.ts';
import { submissionProblem } from './texts.ts';

/**
 * The context of a new form at an access point.
 *
 * @throws Problem closed or notFound if the point or its round accepts no answers now
 */
export async function openForm(
  point: AccessPoint,
  { findRound }: Pick<FormLookups, 'findRound'>,
  now: Date,
): Promise<FormContext> {
  const revision = revisionAt(point, now);
  if (!revision) {
    const next = point.revisions.find(({ from }) => now < from);
    throw next ? notYetOpen(next.from) : pointEnded();
  }
  const round = await findRound(revision.roundId);
  if (!round) throw malformedRequest(); // named by one of our revisions, but removed since
  refuseOutside(round, now);
  return {
    roundId: round.id,
    surveyVersionId: round.surveyVersionId,
    accessPointId: point.id,
    revision: revision.number,
    openedAt: now,
    nonce: drawnBytes(12).toString('base64url'),
  };
}

function refuseOutside(round: Round, now: Date): void {
  const state = roundState(round, now);
  if (state === 'closed') throw roundClosed(round);
  if (state === 'notYetOpen') throw notYetOpen(round.opensAt);
}

function notYetOpen(opensAt: Date): Problem {
  const day = dayOf(opensAt);
  return submissionProblem('notFound', (problems, language) =>
    problems.notYetOpen({ day: dayText(day, language) }),
  );
}

function pointEnded(): Problem {
  return submissionProblem('closed', (problems) => problems.pointEnded);
}
