/**
 * The first wanted documents of a cursor. The store does not know what a user may see. Taking a fixed number first and
 * filtering afterwards would withhold rows from users with narrow permissions.
 *
 * @param wanted the filter, and the maximum number
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
