/** A declared collection on a connection: objects of the domain go in and come out. */
import type { Model } from 'mongoose';
import { isDuplicateKey, type Stored } from './documents.ts';

/** Which objects: the value of a field, or operators of MongoDB, by name or by a path into a field. */
export type Filter<Noun> = { readonly [Name in keyof Noun]?: Condition<Exclude<Noun[Name], undefined>> } & {
  readonly [path: `${string}.${string}`]: unknown;
  readonly $and?: readonly Filter<Noun>[];
  readonly $or?: readonly Filter<Noun>[];
};
type Condition<Value> =
  | Value
  | (Value extends readonly (infer Element)[] ? Element : never)
  | null
  | { readonly [operator: `$${string}`]: unknown };

/** An id, or a filter that one object matches. */
export type Which<Noun> = string | Filter<Noun>;

/** New values of fields; one that is undefined is removed. */
export type NewValues<Noun> = {
  readonly [Name in keyof Omit<Noun, 'id'>]?: undefined extends Noun[Name]
    ? Noun[Name] | undefined
    : Noun[Name];
};

/** New values of fields, by name or by a path into a field, and other operators of MongoDB. */
export type Change<Noun> = NewValues<Noun> & Operators;
type Operators = {
  readonly [Name in '$inc' | '$push' | '$pull' | '$addToSet']?: Readonly<Record<string, unknown>>;
} & { readonly [path: `${string}.${string}`]: unknown };

export type Order<Noun> = { readonly [Name in keyof Noun]?: 1 | -1 } & {
  readonly [path: `${string}.${string}`]: 1 | -1;
};

export interface Identified {
  readonly id: string;
}

export interface OpenCollection<Noun extends Identified, StoredOnly = unknown> {
  /** For what is particular to a store. */
  readonly model: Model<Stored<Noun> & StoredOnly>;
  readonly nounOf: (document: Stored<Noun> & StoredOnly) => Noun;
  readonly add: (noun: Noun & Partial<StoredOnly>) => Promise<void>;
  /** @returns false where its id, or another value that must be unique, exists already; nothing is stored then */
  readonly addNew: (noun: Noun & Partial<StoredOnly>) => Promise<boolean>;
  /** Replaces the noun with its id, or adds it. */
  readonly put: (noun: Noun, also?: Operators) => Promise<void>;
  readonly find: (id: string) => Promise<Noun | undefined>;
  readonly findOne: (filter: Filter<Noun & StoredOnly>) => Promise<Noun | undefined>;
  readonly list: (
    filter?: Filter<Noun & StoredOnly>,
    order?: { readonly sort?: Order<Noun>; readonly limit?: number },
  ) => Promise<readonly Noun[]>;
  /** The same as a stream, so that many can be read. */
  readonly each: (
    filter?: Filter<Noun & StoredOnly>,
    order?: { readonly sort?: Order<Noun>; readonly batchSize?: number },
  ) => AsyncIterable<Noun>;
  readonly count: (filter?: Filter<Noun & StoredOnly>) => Promise<number>;
  /** How many match, and the lowest value of a field of theirs. */
  readonly countFrom: <Name extends keyof (Noun & StoredOnly) & string>(
    filter: Filter<Noun & StoredOnly>,
    field: Name,
  ) => Promise<{
    readonly count: number;
    readonly first: Exclude<(Noun & StoredOnly)[Name], undefined> | undefined;
  }>;
  /** @returns false where none matches, such as when its revision is no longer the expected one */
  readonly change: (which: Which<Noun & StoredOnly>, change: Change<Noun & StoredOnly>) => Promise<boolean>;
  /** @returns the noun as it is after the change; undefined where none matches */
  readonly changeAndFind: (
    which: Which<Noun & StoredOnly>,
    change: Change<Noun & StoredOnly>,
    order?: { readonly sort?: Order<Noun> },
  ) => Promise<Noun | undefined>;
  /** @returns how many there were */
  readonly remove: (which: Which<Noun & StoredOnly>) => Promise<number>;
}

/** What a declaration knows of its fields. */
export interface Shape {
  readonly storedOnly: readonly string[];
  readonly optional: readonly string[];
  readonly unwrap: ((document: never) => unknown) | undefined;
}

export interface Document {
  readonly _id: string;
  readonly [field: string]: unknown;
}

export function openCollection(model: Model<Document>, shape: Shape): OpenCollection<Identified> {
  const nounOf = nounFrom(shape);
  return {
    model,
    nounOf,
    ...reading(model, nounOf),
    ...writing(model, nounOf, shape),
  };
}

type Reading = Pick<OpenCollection<Identified>, 'find' | 'findOne' | 'list' | 'each' | 'count' | 'countFrom'>;
type Writing = Pick<
  OpenCollection<Identified>,
  'add' | 'addNew' | 'put' | 'change' | 'changeAndFind' | 'remove'
>;
type NounOf = (document: Document) => Identified;

function nounFrom({ storedOnly, unwrap }: Shape): NounOf {
  return (document) => {
    const { _id: id, ...rest } = (unwrap ? unwrap(document as never) : document) as Document;
    const noun: { id: string; [field: string]: unknown } = { id, ...rest };
    for (const name of storedOnly) delete noun[name];
    return noun;
  };
}

function reading(model: Model<Document>, nounOf: NounOf): Reading {
  const findOne: Reading['findOne'] = async (filter) => {
    const document = await model.findOne(queryOf(filter)).lean<Document>();
    return document ? nounOf(document) : undefined;
  };
  return {
    find: (id) => findOne({ id }),
    findOne,
    async list(filter = {}, { sort = {}, limit = 0 } = {}) {
      const found = await model
        .find(queryOf(filter))
        .sort(stored<1 | -1>(sort))
        .limit(limit)
        .lean<Document[]>();
      return found.map(nounOf);
    },
    async *each(filter = {}, { sort = {}, batchSize = 500 } = {}) {
      const found = model.collection.find<Document>(queryOf(filter), {
        sort: stored<1 | -1>(sort),
        batchSize,
      });
      for await (const document of found) yield nounOf(document);
    },
    count: async (filter = {}) => await model.countDocuments(queryOf(filter)),
    async countFrom(filter, field) {
      const [count, first] = await Promise.all([
        model.countDocuments(queryOf(filter)),
        model
          .findOne(queryOf(filter), { [field]: 1 })
          .sort({ [field]: 1 })
          .lean<Document>(),
      ]);
      return { count, first: first?.[field] as never };
    },
  };
}

function writing(model: Model<Document>, nounOf: NounOf, { optional }: Shape): Writing {
  const add: Writing['add'] = async ({ id, ...fields }) => {
    await model.insertOne({ _id: id, ...fields });
  };
  return {
    add,
    async addNew(noun) {
      try {
        await add(noun);
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return false;
      }
    },
    async put({ id, ...fields }, also = {}) {
      const absent = Object.fromEntries(optional.map((name) => [name, undefined]));
      await model.updateOne({ _id: id }, updateOf({ ...absent, ...fields, ...also }), { upsert: true });
    },
    async change(which, change) {
      const { matchedCount } = await model.updateOne(queryOf(which), updateOf(change));
      return matchedCount === 1;
    },
    async changeAndFind(which, change, { sort = {} } = {}) {
      const document = await model
        .findOneAndUpdate(queryOf(which), updateOf(change), {
          returnDocument: 'after',
          sort: stored<1 | -1>(sort),
        })
        .lean<Document>();
      return document ? nounOf(document) : undefined;
    },
    async remove(which) {
      return (await model.deleteMany(queryOf(which))).deletedCount;
    },
  };
}

function queryOf(which: string | object): Record<string, unknown> {
  if (typeof which === 'string') return { _id: which };
  const query = stored<unknown>(which);
  for (const name of ['$and', '$or']) {
    if (Array.isArray(query[name])) query[name] = query[name].map(queryOf);
  }
  return query;
}

/** By `_id` what is by `id`. */
function stored<Value>(byName: object): Record<string, Value> {
  const entries: [string, Value][] = Object.entries(byName);
  return Object.fromEntries(entries.map(([name, value]) => [name === 'id' ? '_id' : name, value]));
}

function updateOf(change: object): Record<string, Readonly<Record<string, unknown>>> {
  const all = Object.entries(change);
  const fields = all.filter(([name]) => !name.startsWith('$'));
  const set = fields.filter(([, value]) => value !== undefined);
  const unset = fields.filter(([, value]) => value === undefined).map(([name]) => [name, '']);
  return {
    ...(set.length > 0 && { $set: Object.fromEntries(set) }),
    ...(unset.length > 0 && { $unset: Object.fromEntries(unset) }),
    ...Object.fromEntries(all.filter(([name]) => name.startsWith('$'))),
  };
}
