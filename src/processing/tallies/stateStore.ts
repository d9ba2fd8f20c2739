/**
 * One document with the progress of a count, of tallies or of columns. Only the leader changes it, each time based on the
 * version it has read; everybody else only makes requests.
 */
import type { Connection } from 'mongoose';
import type { Term } from '../../platform/leader/candidate.ts';
import { fencedBy, markedBy } from '../../platform/leader/fence.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import type { TallyRequest } from './tallyState.ts';

interface Update {
  readonly $set?: Readonly<Record<string, unknown>>;
  readonly $unset?: Readonly<Record<string, ''>>;
  readonly $pull?: Readonly<Record<string, unknown>>;
}

const _id = 'state';

/** @param first the initial state, before anything was counted */
export function stateStore<State extends object>(connection: Connection, name: string, first: State) {
  const states = connection.collection<{ readonly _id: string }>(name);

  /** @param projection the parts to read; all of them if absent */
  async function find(projection: Readonly<Record<string, 1>> = {}): Promise<State> {
    const kept = await states.findOne({ _id }, { projection });
    if (kept) return kept as unknown as State;
    try {
      await states.insertOne({ _id, ...first });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    return first;
  }

  async function update(from: Readonly<Record<string, unknown>>, change: object): Promise<boolean> {
    const { matchedCount } = await states.updateOne({ _id, ...from }, change);
    return matchedCount === 1;
  }

  return {
    find,
    /** Changes the state as this leader, unless somebody else has changed the given fields. */
    change: async (
      from: Readonly<Record<string, unknown>>,
      { $set, ...rest }: Update,
      term: Pick<Term, 'number'>,
    ): Promise<boolean> =>
      await update({ ...from, ...fencedBy(term) }, { ...rest, $set: { ...$set, ...markedBy(term) } }),
    /** Requests a rebuild or a check from the leader; one at a time. @returns false while another request is open */
    request: async (request: TallyRequest): Promise<boolean> => {
      await find();
      return await update({ request: null, aside: null }, { $set: { request } });
    },
    /** Adds to a list in the state; not limited to the leader. */
    async addTo(list: string, value: string): Promise<void> {
      await find();
      await update({}, { $addToSet: { [list]: value } });
    },
  };
}
