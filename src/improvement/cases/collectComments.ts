/**
 * Brings all comments of a week to the screeners together, after the week is over: a clerk who saw a person write does
 * not see a comment appear. The case copies the comment, and nothing stays that links the two: during the transfer the
 * submission carries the random id of the case, which is then deleted together with the hash of the follow-up key.
 */
import { randomUUID } from 'node:crypto';
import { commentText } from '../../collection/submissions/commentText.ts';
import type { AccessPoint } from '../../design/accessPoints/accessPoint.ts';

import { startOfDay } from '../../platform/calendar/clock.ts';
import { weekOf } from '../../platform/calendar/workingDays.ts';
import type { Case } from './case.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

export async function collectComments(
  stores: Pick<Stores, 'submissions' | 'accessPoints' | 'rounds' | 'cases' | 'surveys'>,
  now: Date,
  isOver: () => boolean,
): Promise<void> {
  const { submissions, accessPoints, rounds, cases, surveys } = stores;
  const points = new Map<string, AccessPoint>();
  const madeUpRounds = new Set<string>();
  const before = startOfDay(weekOf(dayOf(now)));
  for (;;) {
    const waiting = await submissions.listComments(before, 200);
    if (waiting.length === 0 || isOver()) return;
    if (points.size === 0) {
      for (const point of await accessPoints.list()) points.set(point.id, point);
      for (const { id, madeUp } of await rounds.list()) if (madeUp) madeUpRounds.add(id);
    }
    for (const {
      id,
      roundId,
      accessPointId,
      revision,
      receivedHour,
      surveyVersionId,
      comment,
      questionComments,
      followKeyHash,
      caseId,
    } of waiting) {
      const location = points.get(accessPointId)?.revisions.find(({ number }) => number === revision);
      if (comment !== undefined && location) {
        const isMadeUp = madeUpRounds.has(roundId) ? (true as const) : undefined;
        const heldId = caseId ?? (await submissions.holdComment(id, randomUUID()));
        const week = weekOf(dayOf(receivedHour));
        const questions = questionComments
          ? ((await surveys.find(surveyVersionId))?.content.questions ?? [])
          : [];
        const original = commentText({ questions }, { comment, questionComments });
        const given = { id: heldId, week, unitId: location.unitId, original, madeUp: isMadeUp };
        const isThere = await cases.add(newCase({ ...given, followKeyHash }));
        // The key already follows another case, which cannot happen by chance: the comment still has to be read.
        if (!isThere && !(await cases.find(heldId)))
          await cases.add(newCase({ ...given, followKeyHash: undefined }));
      }
      await submissions.letCommentGo(id);
    }
  }
}

export function newCase(
  given: Pick<Case, 'id' | 'week' | 'unitId' | 'original' | 'followKeyHash' | 'madeUp'>,
): Case {
  const { followKeyHash, madeUp, ...rest } = given;
  return {
    ...rest,
    ...(followKeyHash === undefined ? {} : { followKeyHash }),
    ...(madeUp ? { madeUp } : {}),
    state: 'received',
    steps: [],
    version: 1,
  };
}
