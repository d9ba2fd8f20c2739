/** The stored shape of a submission: its flags and its indexes. */
import { collection, Mixed } from '../../platform/storage/collection.ts';
import { fromDocument, type Stored } from '../../platform/storage/documents.ts';
import { importedNotice, type Submission } from './submission.ts';

/**
 * A submission as stored. The pending flags are removed when it is logged and counted, and nothing then reveals when
 * that was. With `recount`, the tallies contain it as valid with its respondent characteristics, but it was annulled
 * or they were erased since. Erased values stay in `leaving` for the moment until the tallies have subtracted them.
 */
export type StoredSubmission = Stored<Submission> & Pending;

interface Pending {
  readonly unlogged?: true;
  readonly uncounted?: true;
  readonly recount?: true;
  /**
   * Position in the log. The hash of the record leads to it too, but would have to be computed a million times to
   * make columns.
   */
  readonly position?: number;
  readonly leaving?: Submission['about'];
  /** Has a comment that is not a case yet. */
  readonly unread?: true;
  /** Id of the case that the comment is becoming; removed with the flag. */
  readonly caseId?: string;
}

export const submissionsCollection = collection<Submission, Pending>({
  name: 'submissions',
  clustered: true,
  indexes: [
    { keys: { roundId: 1 } },
    // Not unique, which a collection sharded by id cannot have: the code follows from the id, which is.
    { keys: { receiptCode: 1 } },
    { keys: { receivedHour: 1 }, partialFilterExpression: { unlogged: true } },
    // Includes round and lateness, so that counting what waits in a round does not read all its submissions.
    { keys: { uncounted: 1, roundId: 1, late: 1 }, partialFilterExpression: { uncounted: true } },
    { keys: { position: 1 }, partialFilterExpression: { position: { $exists: true } } },
    { keys: { annulled: 1, roundId: 1 }, partialFilterExpression: { annulled: true } },
    { keys: { unread: 1, receivedHour: 1 }, partialFilterExpression: { unread: true } },
    { keys: { roundId: 1, receivedHour: -1 }, partialFilterExpression: { comment: { $exists: true } } },
  ],
  fields: {
    roundId: String,
    surveyVersionId: String,
    accessPointId: String,
    revision: Number,
    receivedHour: Date,
    givenOn: String,
    late: Boolean,
    'tooFast?': Boolean,
    'flags?': Mixed,
    noticeVersion: String,
    answers: Mixed,
    'marks?': Mixed,
    about: Mixed,
    'comment?': String,
    'questionComments?': Mixed,
    salts: { answers: Buffer, 'about?': Buffer, 'comment?': Buffer, 'flags?': Buffer },
    'erased?': { 'about?': Buffer, 'comment?': Buffer },
    'annulled?': Boolean,
    receiptCode: String,
    'followKeyHash?': String,
  },
  storedOnly: {
    'unlogged?': Boolean,
    'uncounted?': Boolean,
    'recount?': Boolean,
    'position?': Number,
    'leaving?': Mixed,
    'unread?': Boolean,
    'caseId?': String,
  },
});

/** Comments in imported files were written to others, under other terms: they do not become cases. */
export function newMarks({ comment, noticeVersion }: Submission) {
  const isForUs = comment !== undefined && noticeVersion !== importedNotice;
  return { unlogged: true, uncounted: true, ...(isForUs ? { unread: true as const } : {}) } as const;
}

/** Unwraps the driver's binary values. */
export function submissionOf(document: StoredSubmission): Submission {
  const {
    unlogged: _unlogged,
    uncounted: _uncounted,
    recount: _recount,
    leaving: _leaving,
    position: _position,
    unread: _unread,
    caseId: _caseId,
    salts,
    erased,
    ...rest
  } = document;
  return {
    ...fromDocument<Omit<Submission, 'salts' | 'erased'>>(rest),
    salts: {
      answers: bytes(salts.answers),
      about: bytes(salts.about),
      comment: bytes(salts.comment),
      ...(salts.flags ? { flags: bytes(salts.flags) } : {}),
    },
    ...(erased ? { erased: { about: bytes(erased.about), comment: bytes(erased.comment) } } : {}),
  };
}

function bytes<Given extends Buffer | undefined>(stored: Given): Given {
  return (stored === undefined ? undefined : Buffer.from(stored.buffer)) as Given;
}
