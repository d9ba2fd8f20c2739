import { mongo } from 'mongoose';

/** Our nouns carry `id`, stored documents `_id`; nothing else differs. */
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

/** A second document with a value that must be unique was refused. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === duplicateKey;
}

/**
 * Which documents of an unordered insert were refused for that reason; undefined where anything else went wrong as well. The
 * driver gives a lost connection the same class, with no document refused.
 */
export function duplicatePlaces(error: unknown): ReadonlySet<number> | undefined {
  if (!(error instanceof mongo.MongoBulkWriteError) || error.result.getWriteConcernError()) return undefined;
  const refused = [error.writeErrors].flat();
  const isAll = refused.length > 0 && refused.every(({ code }) => code === duplicateKey);
  return isAll ? new Set(refused.map(({ index }) => index)) : undefined;
}
