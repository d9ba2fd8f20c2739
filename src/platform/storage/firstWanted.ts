/**
 * The first of a cursor's documents that are wanted. What somebody may see the store does not know; to take so many first and to
 * look among these would hide from those who see little what is theirs.
 *
 * @param wanted of what, and how many at the most
 */
export async function firstWanted<Document, Noun>(
  documents: AsyncIterable<Document>,
  nounOf: (document: Document) => Noun,
  { countMax, isWanted = () => true }: { countMax: number; isWanted?: ((noun: Noun) => boolean) | undefined },
): Promise<Noun[]> {
  const found: Noun[] = [];
  for await (const document of documents) {
    const noun = nounOf(document);
    if (isWanted(noun)) found.push(noun);
    if (found.length === countMax) break;
  }
  return found;
}
