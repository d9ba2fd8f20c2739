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

/** A second document with a value that must be unique was refused. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11_000;
}
