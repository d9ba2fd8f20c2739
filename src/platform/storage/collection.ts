/**
 * One declaration of a collection: its name, indexes and migrations, and its fields, which the compiler holds against
 * the type of its objects. Opened on a connection it gives the functions that nearly all stores need; what is
 * particular to a store is a function of that store, which may use the mongoose model.
 */
import { Schema, type Connection, type Model } from 'mongoose';
import { openCollection, type Document, type Identified, type OpenCollection } from './openCollection.ts';

/**
 * What the program creates at its start: collections and indexes are never created implicitly by a first write, so that
 * a missing index is an error at the start and not on a busy morning.
 */
export interface CollectionPlan {
  readonly name: string;
  /** Version of the schema of its documents; a schema change needs a migration. */
  readonly schemaVersion: number;
  /** Ordered on disk by `_id`, so that the order of storage does not reveal the order of arrival. */
  readonly clustered?: boolean;
  readonly indexes?: readonly IndexPlan[];
  readonly migrations?: readonly Migration[];
}

export interface IndexPlan {
  readonly keys: Readonly<Record<string, 1 | -1>>;
  readonly unique?: boolean;
  /** Documents are deleted this long after the time in the (single) key. */
  readonly expireAfterSeconds?: number;
  /** Only documents that match are indexed. */
  readonly partialFilterExpression?: Readonly<Record<string, unknown>>;
}

/**
 * A step from `toVersion - 1` to `toVersion`. It may be interrupted at any point and is then run again from its start.
 */
export interface Migration {
  readonly toVersion: number;
  run(connection: Connection): Promise<void>;
}

/** Stored as it is and not looked into: for objects whose shape only the domain knows. */
export const { Mixed } = Schema.Types;
/** A string that may be empty; a `String` may not. */
export const maybeEmpty = Symbol('a string that may be empty');

/**
 * The fields of a type, each with how it is stored. An optional field has a question mark, as in `'unitId?': String`;
 * an object is `Mixed`, or its own fields; an array holds what its elements are, as in `[String]`.
 */
type Fields<Noun> = {
  readonly [Name in keyof Noun & string as undefined extends Noun[Name] ? `${Name}?` : Name]-?: Field<
    Exclude<Noun[Name], undefined>
  >;
};

type Field<Value> = [unknown] extends [Value]
  ? typeof Mixed
  : [Value] extends [string]
    ? StringConstructor | typeof maybeEmpty
    : [Value] extends [number]
      ? NumberConstructor
      : [Value] extends [boolean]
        ? BooleanConstructor
        : [Value] extends [Date]
          ? DateConstructor
          : [Value] extends [Buffer]
            ? BufferConstructor
            : [Value] extends [readonly (infer Element)[]]
              ? typeof Mixed | readonly [Field<Element>]
              : string extends keyof Value
                ? typeof Mixed
                : typeof Mixed | Fields<Value>;

export type Declaration<Noun, StoredOnly> = Omit<CollectionPlan, 'schemaVersion'> & {
  /** 1 until the first migration. */
  readonly schemaVersion?: number;
  readonly fields: Fields<Omit<Noun, 'id'>>;
} & ([keyof StoredOnly] extends [never] ? unknown : { readonly storedOnly: Fields<StoredOnly> });

export interface Collection<Noun extends Identified, StoredOnly = unknown> extends CollectionPlan {
  open(this: void, connection: Connection): OpenCollection<Noun, StoredOnly>;
}

/**
 * Declares the collection of a noun of the domain. Its `id` is stored as `_id`.
 *
 * @typeParam StoredOnly what its documents have beyond the noun, for the store alone; never in what a function returns
 */
export function collection<Noun extends Identified, StoredOnly = unknown>(
  declaration: Declaration<Noun, StoredOnly>,
): Collection<Noun, StoredOnly> {
  return declared(declaration as unknown as Declared) as unknown as Collection<Noun, StoredOnly>;
}

/** A declaration once the compiler has checked it. */
interface Declared extends Omit<CollectionPlan, 'schemaVersion'> {
  readonly fields: FieldTree;
  readonly storedOnly?: FieldTree;
}
interface FieldTree {
  readonly [name: string]: FieldKind;
}
type FieldKind = FieldTree | readonly [FieldKind] | typeof maybeEmpty | typeof Mixed | typeof String;

function declared({ fields, storedOnly = {}, ...plan }: Declared): Collection<Identified> {
  const all = { ...fields, ...storedOnly };
  const schema = new Schema(
    { _id: String, ...definitionOf(all) },
    { strict: 'throw', versionKey: false, minimize: false },
  );
  const shape = {
    storedOnly: Object.keys(storedOnly).map(nameOf),
    optional: Object.keys(fields).filter(isOptional).map(nameOf),
    unwrap: unwrapping(all),
  };
  return {
    schemaVersion: 1,
    ...plan,
    open: (connection) =>
      openCollection(connection.model(plan.name, schema, plan.name) as unknown as Model<Document>, shape),
  };
}

const isOptional = (name: string): boolean => name.endsWith('?');
const nameOf = (name: string): string => name.replace(/\?$/, '');

function isTree(kind: FieldKind): kind is FieldTree {
  return typeof kind === 'object' && !Array.isArray(kind);
}

function definitionOf(fields: FieldTree): Record<string, object> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, kind]) => {
      if (kind === maybeEmpty) return [nameOf(name), { type: String }];
      const type = typeOf(kind);
      if (!isOptional(name)) return [name, { type, required: true }];
      return [nameOf(name), Array.isArray(kind) ? { type, default: undefined } : { type }]; // mongoose would add []
    }),
  );
}

function typeOf(kind: FieldKind): unknown {
  if (Array.isArray(kind)) return kind.map(typeOf);
  if (!isTree(kind)) return kind === maybeEmpty ? String : kind;
  return new Schema(definitionOf(kind), { _id: false, id: false, strict: 'throw', minimize: false });
}

type Unwrap = (value: never) => unknown;

/** Turns the driver's binary values into buffers; undefined where there are none. */
function unwrapping(kind: FieldKind): Unwrap | undefined {
  if ((kind as unknown) === Buffer) return ({ buffer }: { buffer: Buffer }) => Buffer.from(buffer);
  if (Array.isArray(kind)) {
    const unwrap = unwrapping(kind[0] as FieldKind);
    return unwrap && ((values: readonly never[]) => values.map(unwrap));
  }
  if (!isTree(kind)) return undefined;
  const inside = Object.entries(kind).flatMap(([name, field]) => {
    const unwrap = unwrapping(field);
    return unwrap ? [[nameOf(name), unwrap] as const] : [];
  });
  if (inside.length === 0) return undefined;
  return (value: Readonly<Record<string, never>>) => {
    const found = inside.filter(([name]) => value[name] !== undefined);
    return {
      ...value,
      ...Object.fromEntries(found.map(([name, unwrap]) => [name, unwrap(value[name] as never)])),
    };
  };
}
