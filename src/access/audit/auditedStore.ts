/**
 * Collections whose documents staff change. An action writes its audit entry into the outbox of the document that it
 * changes, in the same write; from there the leader copies it to the audit log (store.ts).
 */
import type { Connection } from 'mongoose';
import {
  collection,
  Mixed,
  type CollectionPlan,
  type Declaration,
  type IndexPlan,
} from '../../platform/storage/collection.ts';
import type {
  Change,
  Identified,
  OpenCollection,
  Order,
  Which,
} from '../../platform/storage/openCollection.ts';
import type { AuditEntry } from './entry.ts';

export interface WithOutbox {
  readonly outbox?: readonly AuditEntry[];
}

/** Finds the few documents with something in their outbox. The collections that have this index are drained. */
export const outboxIndex: IndexPlan = { keys: { 'outbox.id': 1 } };

/** The entry of an action; or that there is none, because the program acts or the audit does not record the action. */
export type Audit = AuditEntry | 'unaudited';

type Writing = 'add' | 'addNew' | 'put' | 'change' | 'changeAndFind';
type Open<Noun extends Identified, StoredOnly> = OpenCollection<Noun, StoredOnly & WithOutbox>;

/** The functions of any collection (openCollection.ts); each that writes takes the audit entry. */
export interface OpenAudited<Noun extends Identified, StoredOnly = unknown> extends Omit<
  Open<Noun, StoredOnly>,
  Writing
> {
  readonly add: (noun: Noun & Partial<StoredOnly>, audit: Audit) => Promise<void>;
  readonly addNew: (noun: Noun & Partial<StoredOnly>, audit: Audit) => Promise<boolean>;
  readonly put: (noun: Noun, audit: Audit) => Promise<void>;
  readonly change: (
    which: Which<Noun & StoredOnly>,
    change: Change<Noun & StoredOnly>,
    audit: Audit,
  ) => Promise<boolean>;
  readonly changeAndFind: (
    which: Which<Noun & StoredOnly>,
    change: Change<Noun & StoredOnly>,
    audit: Audit,
    order?: { readonly sort?: Order<Noun> },
  ) => Promise<Noun | undefined>;
}

export interface AuditedCollection<Noun extends Identified, StoredOnly = unknown> extends CollectionPlan {
  open(this: void, connection: Connection): OpenAudited<Noun, StoredOnly>;
}

/** As `collection`, for nouns that staff change. */
export function auditedCollection<Noun extends Identified, StoredOnly = unknown>(
  declaration: Declaration<Noun, StoredOnly>,
): AuditedCollection<Noun, StoredOnly> {
  const checked = declaration as unknown as Declaration<Identified, WithOutbox>;
  const declared = collection<Identified, WithOutbox>({
    ...checked,
    indexes: [...(checked.indexes ?? []), outboxIndex],
    storedOnly: { ...checked.storedOnly, 'outbox?': [Mixed] },
  });
  const open = (connection: Connection) => withEntries(declared.open(connection));
  return { ...declared, open } as unknown as AuditedCollection<Noun, StoredOnly>;
}

type AnyChange = Change<Identified & WithOutbox>;

function withEntries(open: OpenCollection<Identified, WithOutbox>): OpenAudited<Identified> {
  const added = (noun: Identified, audit: Audit) =>
    audit === 'unaudited' ? noun : { ...noun, outbox: [audit] };
  const changed = (change: AnyChange, audit: Audit): AnyChange =>
    audit === 'unaudited' ? change : { ...change, $push: { ...change.$push, outbox: audit } };
  return {
    ...open,
    add: (noun, audit) => open.add(added(noun, audit)),
    addNew: (noun, audit) => open.addNew(added(noun, audit)),
    put: (noun, audit) => open.put(noun, changed({}, audit)),
    change: (which, change, audit) => open.change(which, changed(change, audit)),
    changeAndFind: (which, change, audit, order) => open.changeAndFind(which, changed(change, audit), order),
  };
}

interface Versioned extends Identified {
  readonly version: number;
}

/**
 * Stores the next version of a document; version 1 is the first.
 *
 * @returns false, without a change, when somebody else has stored it or a later one
 */
export async function putVersion<Noun extends Versioned>(
  { addNew, change }: Pick<OpenAudited<Noun>, 'addNew' | 'change'>,
  next: Noun,
  audit: Audit,
): Promise<boolean> {
  const { id, ...values } = next;
  const before = { id, version: next.version - 1 } as Which<Noun>;
  return await (next.version === 1 ? addNew(next, audit) : change(before, values, audit));
}
