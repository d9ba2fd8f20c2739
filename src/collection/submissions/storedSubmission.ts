/** How a submission lies in the store: its marks, its indexes, and how older ones were carried forward. */
import { submissionEntry } from '../ledger/entry.ts';
import { leafHash } from '../ledger/merkle.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, type Stored } from '../../platform/storage/documents.ts';
import type { Migration } from '../../platform/storage/migrations.ts';
import { importedNotice, type Submission } from './submission.ts';

/**
 * A submission as it is kept. The marks go when it is in the log and in the tallies, and nothing is left that tells when
 * that was. With `recount` it is in the tallies as one that counts with its bands, and has been annulled since, or its bands
 * erased. What was erased stays in `leaving` until the tallies have let go of it, which takes a moment.
 */
export type StoredSubmission = Stored<Submission> & {
  readonly unlogged?: true;
  readonly uncounted?: true;
  readonly recount?: true;
  /** Place in the log. The hash of the record leads to it too: with it, columns are made without a million hashes. */
  readonly position?: number;
  readonly leaving?: Submission['about'];
  /** Has a comment that has not become a case yet. */
  readonly unread?: true;
  /** Of the case that the comment is just becoming; it goes with the mark. */
  readonly caseId?: string;
};

export const submissionsPlan: CollectionPlan = {
  name: 'submissions',
  schemaVersion: 5,
  clustered: true,
  indexes: [
    { keys: { roundId: 1 } },
    { keys: { receiptCode: 1 }, unique: true },
    { keys: { receivedHour: 1 }, partialFilterExpression: { unlogged: true } },
    // Round and lateness are in it, so that what waits in a round is counted here and not among all of its forms.
    { keys: { uncounted: 1, roundId: 1, late: 1 }, partialFilterExpression: { uncounted: true } },
    { keys: { position: 1 }, partialFilterExpression: { position: { $exists: true } } },
    { keys: { annulled: 1, roundId: 1 }, partialFilterExpression: { annulled: true } },
    { keys: { unread: 1, receivedHour: 1 }, partialFilterExpression: { unread: true } },
  ],
};

export const submissionMigrations: readonly Migration[] = [
  {
    collection: submissionsPlan.name,
    toVersion: 2,
    async run(connection) {
      await connection.collection(submissionsPlan.name).updateMany({}, { $set: { unlogged: true } });
    },
  },
  {
    collection: submissionsPlan.name,
    toVersion: 3,
    async run(connection) {
      await connection.collection(submissionsPlan.name).updateMany({}, { $set: { uncounted: true } });
    },
  },
  {
    collection: submissionsPlan.name,
    toVersion: 4,
    /** Looks up the place in the log of everything that is logged. */
    async run(connection) {
      const kept = connection.collection<StoredSubmission>(submissionsPlan.name);
      const entries = connection.collection<{ _id: number; hash: Buffer }>('ledgerEntries');
      for await (const document of kept.find({
        unlogged: { $exists: false },
        position: { $exists: false },
      })) {
        const hash = leafHash(submissionEntry(submissionOf(document)));
        const entry = await entries.findOne({ hash }, { projection: { _id: 1 } });
        if (entry) await kept.updateOne({ _id: document._id }, { $set: { position: entry._id } });
      }
    },
  },
  {
    collection: submissionsPlan.name,
    toVersion: 5,
    /** Nothing in what is kept changes; but an earlier program would leave marks out of the hash of the answers. */
    run: async () => {},
  },
];

/** Comments in files from elsewhere were written to others, and on other terms: they become no cases. */
export function newMarks({ comment, noticeVersion }: Submission) {
  const isForUs = comment !== undefined && noticeVersion !== importedNotice;
  return { unlogged: true, uncounted: true, ...(isForUs ? { unread: true as const } : {}) } as const;
}

/** The driver gives bytes in a wrapping of its own. */
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
