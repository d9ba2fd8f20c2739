import { mongo } from 'mongoose';

/** Domain objects have `id`, stored documents `_id`; nothing else differs. */
export type Stored<Noun extends { readonly id: string }> = Omit<Noun, 'id'> & { readonly _id: string };

export function toDocument<Noun extends { readonly id: string }>(noun: Noun): Stored<Noun> {
  const { id, ...rest } = noun;
  return { _id: id, ...rest };
}

export function fromDocument<Noun extends { readonly id: string }>(document: Stored<Noun>): Noun {
  const { _id, ...rest } = document;
  return { id: _id, ...rest } as unknown as Noun;
}

const duplicateKey = 11_000;

/** Whether a write was refused because a value that must be unique exists already. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === duplicateKey;
}

/**
 * Positions of the documents that an unordered insert refused as duplicates; undefined where any other error occurred
 * as well. The driver reports a lost connection with the same class and no refused document.
 */
export function duplicatePositions(error: unknown): ReadonlySet<number> | undefined {
  if (!(error instanceof mongo.MongoBulkWriteError) || error.result.getWriteConcernError()) return undefined;
  const refused = [error.writeErrors].flat();
  const isAll = refused.length > 0 && refused.every(({ code }) => code === duplicateKey);
  return isAll ? new Set(refused.map(({ index }) => index)) : undefined;
}
