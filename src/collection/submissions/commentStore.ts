/** Comments on their way to become cases. */
import type { Submission } from './submission.ts';
import type { SubmissionCollections } from './recordStore.ts';

/** What is read of a comment on its way to become a case. */
export interface WaitingComment extends Pick<
  Submission,
  'id' | 'roundId' | 'accessPointId' | 'revision' | 'receivedHour' | 'comment' | 'followMark'
> {
  readonly caseId?: string;
}

const commentFields = {
  roundId: 1,
  accessPointId: 1,
  revision: 1,
  receivedHour: 1,
  comment: 1,
  followMark: 1,
  caseId: 1,
} as const;

export function commentStore({ unchecked }: SubmissionCollections) {
  return {
    /** Some of the comments that came before an hour and have not become cases. */
    async listComments(before: Date, countMax: number): Promise<readonly WaitingComment[]> {
      const found = await unchecked
        .find({ unread: true, receivedHour: { $lt: before } }, { projection: commentFields })
        .limit(countMax)
        .toArray();
      return found.map(({ _id: id, ...rest }) => ({ id, ...rest }));
    },
    /** @returns id of the case that the comment becomes, the one given unless there was one before */
    async holdComment(submissionId: string, caseId: string): Promise<string> {
      await unchecked.updateOne(
        { _id: submissionId, unread: true, caseId: { $exists: false } },
        { $set: { caseId } },
      );
      return (
        (await unchecked.findOne({ _id: submissionId }, { projection: { caseId: 1 } }))?.caseId ?? caseId
      );
    },
    /** Takes away what joins a form to the case that its comment has become. */
    async letCommentGo(submissionId: string): Promise<void> {
      await unchecked.updateOne(
        { _id: submissionId },
        { $unset: { unread: '' as const, caseId: '' as const, followMark: '' as const } },
      );
    },
  };
}
