import { Schema, type Connection } from 'mongoose';
import type { CollectionPlan } from '../storage/collection.ts';
import { isDuplicateKey } from '../storage/documents.ts';
import type { Migration } from '../storage/migrations.ts';
import type { Board } from './board.ts';
import { bytesOf, numbersOf } from './storedNumbers.ts';
import type { Dimension } from './tally.ts';

export const boardsPlan: CollectionPlan = { name: 'boards', schemaVersion: 2 };

export const boardMigrations: readonly Migration[] = [
  {
    collection: boardsPlan.name,
    toVersion: 2,
    async run(connection) {
      await connection.collection(boardsPlan.name).deleteMany({}); // they are made anew from the forms
    },
  },
];

interface BoardDocument {
  readonly _id: string;
  readonly surveyVersionId: string;
  readonly method: string;
  /** Counts up with every change. */
  readonly step: number;
  readonly tallies: readonly {
    readonly unitId: string;
    readonly dimension: Dimension;
    readonly value: string;
    readonly numbers: Buffer;
  }[];
}

const schema = new Schema<BoardDocument>(
  {
    _id: String,
    surveyVersionId: { type: String, required: true },
    method: { type: String, required: true },
    step: { type: Number, required: true },
    tallies: [
      {
        _id: false,
        unitId: { type: String, required: true },
        dimension: { type: String, required: true },
        value: { type: String, default: '' },
        numbers: { type: Buffer, required: true },
      },
    ],
  },
  { strict: 'throw', versionKey: false },
);

/** A board as it is stored, with the number of its state. */
export interface StoredBoard extends Board {
  readonly step: number;
}

/** The boards of open rounds as they are shown; they are kept so that a restart cannot show a state in between. */
export function boardStore(connection: Connection) {
  const boards = connection.model('Board', schema, boardsPlan.name);
  return {
    async find(roundId: string): Promise<StoredBoard | undefined> {
      const document = await boards.findById(roundId).lean<BoardDocument>();
      if (!document) return undefined;
      const { _id: id, tallies, ...rest } = document;
      return {
        id,
        ...rest,
        tallies: tallies.map((tally) => ({ ...tally, numbers: numbersOf(tally.numbers) })),
      };
    },
    /**
     * Puts the next state in the place of the one that it was made from.
     *
     * @param stored undefined where there was none
     * @returns false when another process has put one there meanwhile
     */
    async advance(stored: StoredBoard | undefined, next: Board): Promise<boolean> {
      const { id: _id, surveyVersionId, method, tallies } = next;
      const content = {
        surveyVersionId,
        method,
        step: (stored?.step ?? 0) + 1,
        tallies: tallies.map((tally) => ({ ...tally, numbers: bytesOf(tally.numbers) })),
      };
      if (stored) {
        const { matchedCount } = await boards.updateOne({ _id, step: stored.step }, { $set: content });
        return matchedCount === 1;
      }
      try {
        await boards.insertOne({ _id, ...content });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    /** Forgets what is shown, so that it begins anew from the tallies. */
    async drop(): Promise<void> {
      await boards.deleteMany({});
    },
  };
}
