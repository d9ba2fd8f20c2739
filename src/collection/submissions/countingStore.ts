/** Submissions to be added to the tallies, and the fields needed for counting. */
import { readAhead } from '../../platform/storage/readAhead.ts';
import type { Submission } from './submission.ts';
import type { StoredSubmission } from './storedSubmission.ts';
import type { SubmissionCollections } from './recordStore.ts';

/** The fields used for each submission of a round. */
type CountedPart = Pick<Submission, 'accessPointId' | 'revision' | 'late' | 'answers' | 'about' | 'givenOn'>;

/** The fields needed for counting a submission. */
export interface CountedSubmission extends Pick<
  Submission,
  'id' | 'roundId' | 'accessPointId' | 'revision' | 'late' | 'answers' | 'givenOn' | 'flags' | 'tooFast'
> {
  /** As counted in the tallies, now or soon: includes values erased since. */
  readonly about: Submission['about'];
  readonly annulled: boolean;
  readonly uncounted: boolean;
  readonly recount: boolean;
}

const countedFields = {
  roundId: 1,
  accessPointId: 1,
  revision: 1,
  late: 1,
  answers: 1,
  flags: 1,
  tooFast: 1,
  about: 1,
  givenOn: 1,
  annulled: 1,
  uncounted: 1,
  recount: 1,
  leaving: 1,
} as const;

export function countingStore(collections: SubmissionCollections) {
  return {
    ...waitingIn(collections),
    ...countedIn(collections),
    ...markingIn(collections),
  };
}

/** What is missing in the tallies. */
function waitingIn({ submissions, unchecked }: SubmissionCollections) {
  return {
    /** Submissions of a round that are neither in the tallies nor annulled. */
    async countUncounted(roundId: string): Promise<{ readonly inTime: number; readonly late: number }> {
      const count = async (late: boolean): Promise<number> =>
        await submissions.countDocuments({ uncounted: true, recount: null, annulled: null, roundId, late });
      const [inTime, late] = await Promise.all([count(false), count(true)]);
      return { inTime, late };
    },
    /** Submissions of all rounds that are missing in the tallies or in the wrong one, up to `countMax`. */
    async countWaiting(countMax: number): Promise<number> {
      return await submissions.countDocuments({ uncounted: true as const }, { limit: countMax });
    },
    /** Whether submissions that arrived before an hour are missing in the tallies. */
    async isCountingLate(before: Date): Promise<boolean> {
      const late = await submissions.exists({ uncounted: true as const, receivedHour: { $lt: before } });
      return late !== null;
    },
    /** Some submissions that are missing in the tallies or in the wrong one. */
    async listUncounted(countMax: number): Promise<readonly CountedSubmission[]> {
      const found = await unchecked
        .find({ uncounted: true }, { projection: countedFields, batchSize: countMax })
        .limit(countMax)
        .toArray();
      return found.map(countedOf);
    },
  };
}

/** Reading submissions to count or recount them, whether or not they are in the tallies. */
function countedIn({ submissions, unchecked }: SubmissionCollections) {
  return {
    /** All submissions of a round that are not annulled, in batches, in an order that reveals nothing. */
    eachOfRound(roundId: string): AsyncIterable<CountedPart> {
      const projection = { _id: 0, accessPointId: 1, revision: 1, late: 1, answers: 1, about: 1, givenOn: 1 };
      const counting = { roundId, annulled: null } as never;
      return unchecked.find(counting, { batchSize: 1000 }).project<CountedPart>(projection);
    },
    async listCounted(submissionIds: readonly string[]): Promise<readonly CountedSubmission[]> {
      const wanted = { _id: { $in: [...submissionIds] } };
      const found = await unchecked
        .find(wanted, { projection: countedFields, batchSize: submissionIds.length })
        .toArray();
      return found.map(countedOf);
    },
    /** The last id of the next `countMax` after an id; undefined if there is none. */
    async findIdAfter(submissionId: string, countMax: number): Promise<string | undefined> {
      const after = { _id: { $gt: submissionId } };
      const [last] = await submissions
        .find(after, { _id: 1 })
        .sort({ _id: 1 })
        .skip(countMax - 1)
        .limit(1)
        .lean<{ _id: string }[]>();
      if (last) return last._id;
      const [end] = await submissions
        .find(after, { _id: 1 })
        .sort({ _id: -1 })
        .limit(1)
        .lean<{ _id: string }[]>();
      return end?._id;
    },
    /** Submissions with ids above the first and up to the second. */
    async *eachBetween(after: string, upTo: string): AsyncIterable<CountedSubmission> {
      const found = unchecked
        .find({ _id: { $gt: after, $lte: upTo } }, { projection: countedFields, batchSize: 500, raw: true })
        .sort({ _id: 1 });
      for await (const document of readAhead(found)) yield countedOf(document);
    },
  };
}

function markingIn({ unchecked }: SubmissionCollections) {
  return {
    /**
     * Clears the pending flag of submissions that a batch has added to the tallies; those annulled or erased
     * meanwhile are flagged for recounting.
     *
     * @param between called between two writes
     */
    async markCounted(
      batch: Readonly<Record<'added' | 'addedAnnulled' | 'moved' | 'erased', readonly string[]>>,
      between: () => void,
    ): Promise<void> {
      const { added, addedAnnulled, moved, erased } = batch;
      const first = (ids: readonly string[]) => ({
        _id: { $in: [...ids] },
        uncounted: true as const,
        recount: { $exists: false },
      });
      const again = (ids: readonly string[]) => ({ _id: { $in: [...ids] }, recount: true as const });
      const counted = { $unset: { uncounted: '' as const, recount: '' as const, leaving: '' as const } };
      const unchanged = { annulled: { $exists: false }, leaving: { $exists: false } };
      await unchecked.updateMany({ ...first(added), ...unchanged }, counted);
      between();
      await unchecked.updateMany(first(added), { $set: { recount: true as const } }); // all that changed meanwhile
      between();
      if (addedAnnulled.length > 0) await unchecked.updateMany(first(addedAnnulled), counted);
      between();
      if (moved.length > 0) await unchecked.updateMany(again(moved), counted);
      between();
      if (erased.length === 0) return;
      await unchecked.updateMany({ ...again(erased), annulled: { $exists: false } }, counted);
      between();
      await unchecked.updateMany(again(erased), { $unset: { leaving: '' as const } }); // annulled meanwhile
    },
  };
}

function countedOf(document: Pick<StoredSubmission, '_id' | keyof typeof countedFields>): CountedSubmission {
  const { _id: id, annulled, uncounted, recount, leaving, about, ...rest } = document;
  return {
    id,
    ...rest,
    about: leaving ?? about,
    annulled: annulled === true,
    uncounted: uncounted === true,
    recount: recount === true,
  };
}
