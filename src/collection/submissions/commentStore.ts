/** Comments that are about to become cases. */
import type { Submission } from './submission.ts';
import type { SubmissionCollections } from './recordStore.ts';

/** The fields of a submission that a new case needs. */
export interface WaitingComment extends Pick<
  Submission,
  | 'id'
  | 'roundId'
  | 'surveyVersionId'
  | 'accessPointId'
  | 'revision'
  | 'receivedHour'
  | 'comment'
  | 'questionComments'
  | 'followKeyHash'
> {
  readonly caseId?: string;
}

const commentFields = {
  roundId: 1,
  accessPointId: 1,
  revision: 1,
  receivedHour: 1,
  surveyVersionId: 1,
  comment: 1,
  questionComments: 1,
  followKeyHash: 1,
  caseId: 1,
} as const;

/** A comment with the answers of the same person, for figures only: no page shows both. */
export type CommentWithAnswers = Pick<
  Submission,
  'accessPointId' | 'revision' | 'receivedHour' | 'answers' | 'questionComments'
> & { readonly comment: string };

export function commentStore({ unchecked }: SubmissionCollections) {
  return {
    /** Some of the comments that came before an hour and are not cases yet. */
    async listComments(before: Date, countMax: number): Promise<readonly WaitingComment[]> {
      const found = await unchecked
        .find({ unread: true, receivedHour: { $lt: before } }, { projection: commentFields })
        .limit(countMax)
        .toArray();
      return found.map(({ _id: id, ...rest }) => ({ id, ...rest }));
    },
    /** The newest comments of a round that came in time before an hour, of submissions that are not annulled. */
    async listCommentsWithAnswers(
      roundId: string,
      before: Date,
      countMax: number,
    ): Promise<readonly CommentWithAnswers[]> {
      const found = await unchecked
        .find(
          {
            roundId,
            comment: { $exists: true },
            receivedHour: { $lt: before },
            late: false,
            annulled: { $ne: true },
          },
          {
            projection: {
              accessPointId: 1,
              revision: 1,
              receivedHour: 1,
              answers: 1,
              comment: 1,
              questionComments: 1,
            },
          },
        )
        .sort({ receivedHour: -1 })
        .limit(countMax)
        .toArray();
      return found.map(({ comment = '', ...rest }) => ({ ...rest, comment }));
    },
    /** @returns id of the comment's case: the given one, unless one was assigned before */
    async holdComment(submissionId: string, caseId: string): Promise<string> {
      await unchecked.updateOne(
        { _id: submissionId, unread: true, caseId: { $exists: false } },
        { $set: { caseId } },
      );
      return (
        (await unchecked.findOne({ _id: submissionId }, { projection: { caseId: 1 } }))?.caseId ?? caseId
      );
    },
    /** Removes the link between a submission and the case of its comment. */
    async letCommentGo(submissionId: string): Promise<void> {
      await unchecked.updateOne(
        { _id: submissionId },
        { $unset: { unread: '' as const, caseId: '' as const, followKeyHash: '' as const } },
      );
    },
  };
}
