/** What counting needs besides the submissions: the methods of their rounds, and what their access points represented. */
import assert from 'node:assert/strict';
import type { AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { countingPlan, type CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { methodKey } from '../../statistics/method/method.ts';
import { surveyShape } from '../../design/methods/surveyShape.ts';
import type { CountedSubmission } from '../../collection/submissions/countingStore.ts';
import type { Stores } from '../stores.ts';

interface PlannedMethod {
  /** Id and version of the method: `sipas-2017@1`. */
  readonly method: string;
  readonly plan: CountingPlan;
}

type Named = Pick<CountedSubmission, 'roundId' | 'accessPointId' | 'revision'>;

export function countablePlans(stores: Pick<Stores, 'accessPoints' | 'rounds' | 'surveys' | 'methods'>) {
  const plans = new Map<string, readonly PlannedMethod[]>();
  let points: ReadonlyMap<string, AccessPoint> = new Map();

  async function plansOf(roundId: string): Promise<readonly PlannedMethod[]> {
    const round = await stores.rounds.find(roundId);
    const survey = round && (await stores.surveys.find(round.surveyVersionId));
    assert(round && survey, `round ${roundId} and its survey version are kept`);
    const found = await Promise.all(
      [...new Set(round.methodIds)].map(async (key) => {
        const method = await stores.methods.find(key);
        assert(method, `round ${roundId} names the method ${key}, which is not there`);
        return { method: methodKey(method), plan: countingPlan(method, surveyShape(survey.content, method)) };
      }),
    );
    return found;
  }

  const revisionOf = ({ accessPointId, revision }: Named) =>
    points.get(accessPointId)?.revisions.find(({ number }) => number === revision);

  return {
    /** Loads what these submissions refer to, if not loaded yet. */
    async prepare(submissions: readonly Named[]): Promise<void> {
      for (const submission of submissions) {
        const { roundId } = submission;
        if (!plans.has(roundId)) plans.set(roundId, await plansOf(roundId));
        if (revisionOf(submission)) continue;
        points = new Map((await stores.accessPoints.list()).map((point) => [point.id, point]));
        assert(
          revisionOf(submission),
          `a submission names revision ${submission.revision} of ${submission.accessPointId}, which is not there`,
        );
      }
    },
    /** Reloads rounds, because one may have been given a method. */
    forget: (): void => plans.clear(),
    of: (roundId: string): readonly PlannedMethod[] => plans.get(roundId)!,
    positionOf(submission: Named) {
      const { unitId, serviceId } = revisionOf(submission)!;
      return { unitId, serviceId, channel: points.get(submission.accessPointId)!.channel };
    },
  };
}
export type CountablePlans = ReturnType<typeof countablePlans>;
