/** Stores publications. The content of a published one never changes. */
import type { Collection, Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxIndex, type WithOutbox } from '../../access/audit/auditedStore.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, isDuplicateKey, toDocument, type Stored } from '../../platform/storage/documents.ts';
import { firstWanted } from '../../platform/storage/firstWanted.ts';
import type { EarlierRelease } from '../results/results.ts';
import type { ReleasedState } from '../../statistics/disclosure/release.ts';
import type { Publication, PublicationContent } from './publication.ts';

export const publicationsPlan: CollectionPlan = {
  name: 'publications',
  schemaVersion: 1,
  indexes: [
    {
      keys: { roundId: 1, number: 1 },
      unique: true,
      partialFilterExpression: { number: { $exists: true } },
    },
    { keys: { askedAt: -1 } },
    { keys: { publishedAt: 1 } },
    { keys: { state: 1 }, partialFilterExpression: { state: 'agreed' } },
    outboxIndex,
  ],
};

/** Long content, stored separately by its hash, before its publication is added. */
export const publicationContentsPlan: CollectionPlan = { name: 'publicationContents', schemaVersion: 1 };

interface Kept {
  /** Canonical JSON of the content. */
  readonly text: string;
  /** `ReleasedState` as JSON, because a database would not accept its keys. */
  readonly released: string;
}

type PublicationDocument = Stored<Publication> & WithOutbox;

const contentsKept = 16;

export function publicationStore(connection: Connection) {
  const publications = connection.collection<PublicationDocument>(publicationsPlan.name);
  const { keep, ...contents } = publicationContents(connection);
  return {
    ...contents,
    ...publicationReads(publications, contents),
    ...publicationWrites(publications, keep),
  };
}

/** Contents by hash, read once because they never change. */
function publicationContents(connection: Connection) {
  const longParts = connection.collection<Kept & { readonly _id: string }>(publicationContentsPlan.name);
  const contents = new Map<string, PublicationContent>();

  async function keptOf(hash: string): Promise<Kept> {
    const found = await longParts.findOne({ _id: hash });
    if (!found) throw new Error(`the content ${hash} of a publication is gone`);
    return found;
  }

  return {
    keep: async ({ hash }: Pick<Publication, 'hash'>, kept: Kept): Promise<void> => {
      await longParts.updateOne({ _id: hash }, { $set: kept }, { upsert: true });
    },
    async content({ hash }: Pick<Publication, 'hash'>): Promise<PublicationContent> {
      const known = contents.get(hash) ?? (JSON.parse((await keptOf(hash)).text) as PublicationContent);
      contents.delete(hash);
      contents.set(hash, known);
      const oldest = contents.keys().next();
      if (contents.size > contentsKept && !oldest.done) contents.delete(oldest.value);
      return known;
    },
    async text({ hash }: Pick<Publication, 'hash'>): Promise<string> {
      return (await keptOf(hash)).text;
    },
    async released({ hash }: Pick<Publication, 'hash'>): Promise<ReleasedState> {
      return JSON.parse((await keptOf(hash)).released) as ReleasedState;
    },
  };
}
type Contents = ReturnType<typeof publicationContents>;

function publicationReads(
  publications: Collection<PublicationDocument>,
  contents: Pick<Contents, 'released'>,
) {
  /** By round, what its last publication suppressed. */
  const releases = new Map<string, { readonly hash: string; readonly release: EarlierRelease }>();
  return {
    async find(publicationId: string): Promise<Publication | undefined> {
      const document = await publications.findOne({ _id: publicationId });
      return document ? publicationOf(document) : undefined;
    },
    /** The newest ones that match, up to a maximum number. */
    async list(countMax: number, isWanted?: (publication: Publication) => boolean): Promise<Publication[]> {
      const newest = publications.find({}, { sort: { askedAt: -1 }, batchSize: 100 });
      return await firstWanted(newest.map(publicationOf), { countMax, isWanted });
    },
    async listAgreed(): Promise<Publication[]> {
      return (await publications.find({ state: 'agreed' }).toArray()).map(publicationOf);
    },
    async listPublishedFrom(from: Date): Promise<Publication[]> {
      const found = publications.find({ publishedAt: { $gte: from } });
      return (await found.toArray()).map(publicationOf);
    },
    /** Rounds with a current publication. */
    async listPublishedRoundIds(): Promise<ReadonlySet<string>> {
      const ids: string[] = await publications.distinct('roundId', { state: 'published' });
      return new Set(ids);
    },
    /** All that are published or in progress, by number. */
    async listOfRound(roundId: string): Promise<Publication[]> {
      const found = publications.find({ roundId, number: { $exists: true } }, { sort: { number: 1 } });
      return (await found.toArray()).map(publicationOf);
    },
    /** The last published one of a round; the same object as long as it is the last. */
    async findRelease(roundId: string): Promise<EarlierRelease | undefined> {
      const last = await publications.findOne({ roundId, state: 'published' }, { sort: { number: -1 }, projection: { hash: 1, number: 1 } }); // prettier-ignore
      if (!last) return undefined;
      const known = releases.get(roundId);
      if (known?.hash === last.hash) return known.release;
      const { suppressed } = await contents.released(last);
      const release = { suppressed: new Set(suppressed), isCorrection: (last.number ?? 0) > 1 };
      releases.set(roundId, { hash: last.hash, release });
      return release;
    },
  };
}

function publicationWrites(publications: Collection<PublicationDocument>, keep: Contents['keep']) {
  return {
    /** @returns false if another publication of the round is in progress */
    async add(publication: Publication, kept: Kept, entry: AuditEntry): Promise<boolean> {
      await keep(publication, kept);
      try {
        await publications.insertOne({ ...toDocument(publication), outbox: [entry] });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    /** @returns false if it was decided before */
    async decide(
      publicationId: string,
      decision: Required<Pick<Publication, 'state' | 'decidedBy' | 'decidedAt'>>,
      entry: AuditEntry,
    ): Promise<boolean> {
      const isRefused = decision.state === 'refused';
      const { matchedCount } = await publications.updateOne({ _id: publicationId, state: 'waiting' }, {
        $set: decision,
        ...(isRefused ? { $unset: { number: '' } } : {}),
        $push: { outbox: entry },
      } as never);
      return matchedCount === 1;
    },
    async publish(
      publicationId: string,
      signed: Required<Pick<Publication, 'note' | 'key' | 'publishedAt'>>,
    ): Promise<void> {
      await publications.updateOne(
        { _id: publicationId, state: 'agreed' },
        { $set: { ...signed, state: 'published' } },
      );
    },
  };
}
export type PublicationStore = ReturnType<typeof publicationStore>;

function publicationOf({ outbox: _outbox, ...document }: PublicationDocument): Publication {
  return fromDocument<Publication>(document);
}
