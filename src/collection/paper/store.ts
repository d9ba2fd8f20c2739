import type { Connection } from 'mongoose';
import { auditedCollection, type OpenAudited } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { Mixed } from '../../platform/storage/collection.ts';
import { sameReading, type Keying, type Pass, type PaperBatch, type PaperSheet } from './batch.ts';

/** A batch with its sheets is one document, so that each action on it is one write, also closing. */
export const paperBatchesCollection = auditedCollection<PaperBatch>({
  name: 'paperBatches',
  indexes: [{ keys: { serial: 1 }, unique: true }, { keys: { madeAt: -1 } }, { keys: { state: 1 } }],
  fields: {
    serial: String,
    accessPointId: String,
    revision: Number,
    roundId: String,
    unitId: String,
    'serviceId?': String,
    announced: Number,
    keyedTwice: Boolean,
    collectedOn: String,
    state: String,
    madeAt: Date,
    madeBy: Mixed,
    changes: Number,
    sheets: Mixed,
    'differed?': Number,
  },
});
type Batches = OpenAudited<PaperBatch>;

/**
 * - `taken`: somebody else keyed the sheet meanwhile, or a later edit corrected it
 * - `sameAccount`: this account keyed it in the other pass
 * - `beyond`: the batch has fewer sheets
 * - `over`: the batch is closed
 */
export type Kept = 'kept' | 'taken' | 'sameAccount' | 'beyond' | 'over';

interface SheetLocation {
  readonly batchId: string;
  readonly number: number;
  readonly pass: Pass;
}

export function paperStore(connection: Connection) {
  const batches = paperBatchesCollection.open(connection);
  return { find: batches.find, ...listsOf(batches), ...stepsOf(batches), ...sheetsIn(batches) };
}
export type PaperStore = ReturnType<typeof paperStore>;

function listsOf({ list }: Batches) {
  const newestFirst = { sort: { madeAt: -1, id: 1 } } as const;
  return {
    /** Newest first. */
    list: () => list({}, newestFirst),
    /** Batches that are not closed. */
    listOpen: () => list({ state: { $in: ['open', 'closing'] } }, newestFirst),
    listClosing: () => list({ state: 'closing' }),
  };
}

/** The steps of a batch from its beginning to its close. */
function stepsOf({ addNew, change }: Batches) {
  return {
    /** @returns false when the serial is taken */
    add: addNew,
    /** @returns false if the batch has changed meanwhile */
    announce: ({ id, changes }: PaperBatch, announced: number, entry: AuditEntry) =>
      change({ id, state: 'open', changes }, { announced, $inc: { changes: 1 } }, entry),
    /** No change is possible after this. @returns false if the batch has changed meanwhile */
    beginClosing: ({ id, changes }: PaperBatch, differed: number, entry: AuditEntry) =>
      change({ id, state: 'open', changes }, { state: 'closing', differed }, entry),
    /** Deletes the sheets once they are submissions. */
    async endClosing(batchId: string): Promise<void> {
      await change({ id: batchId, state: 'closing' }, { state: 'closed', sheets: {} }, 'unaudited');
    },
  };
}

function sheetsIn({ change, find }: Batches) {
  async function whyNotKept({ batchId, number, pass }: SheetLocation, keying: Keying): Promise<Kept> {
    const batch = await find(batchId);
    if (batch?.state !== 'open') return 'over';
    if (number > batch.announced) return 'beyond';
    const sheet = batch.sheets[number];
    const stored = sheet?.[pass];
    if (stored?.id === keying.id && stored.edit === keying.edit && sameReading(stored, keying)) return 'kept';
    return sheet?.[otherPass[pass]]?.by === keying.by ? 'sameAccount' : 'taken';
  }

  return {
    /** Stores a keyed sheet durably. A repeat is stored once; a later edit replaces it. */
    async keep(location: SheetLocation, keying: Keying): Promise<Kept> {
      const sheet = `sheets.${location.number}` as const;
      const own = `${sheet}.${location.pass}` as const;
      const isKept = await change(
        {
          id: location.batchId,
          state: 'open',
          announced: { $gte: location.number },
          [`${sheet}.${otherPass[location.pass]}.by` as const]: { $ne: keying.by },
          $or: [
            { [own]: null },
            { [`${own}.id` as const]: keying.id, [`${own}.edit` as const]: { $lt: keying.edit } },
          ],
        },
        { [own]: keying, [`${sheet}.agreed` as const]: undefined, $inc: { changes: 1 } },
        'unaudited',
      );
      return isKept ? 'kept' : await whyNotKept(location, keying);
    },
    /**
     * Stores a decision made by looking at a sheet.
     *
     * @returns false if the batch has changed since it was read
     */
    agree: ({ id, changes }: PaperBatch, number: number, agreed: PaperSheet['agreed']) =>
      change(
        { id, state: 'open', changes },
        { [`sheets.${number}.agreed` as const]: agreed, $inc: { changes: 1 } },
        'unaudited',
      ),
  };
}

const otherPass: Record<Pass, Pass> = { first: 'second', second: 'first' };
