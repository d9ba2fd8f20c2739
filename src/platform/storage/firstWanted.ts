/**
 * The first wanted of a stream. The store does not know what a user may see. Taking a fixed number first and filtering
 * afterwards would withhold rows from users with narrow permissions.
 *
 * @param wanted the filter, and the maximum number
 */
export async function firstWanted<Noun>(
  nouns: AsyncIterable<Noun>,
  { countMax, isWanted = () => true }: { countMax: number; isWanted?: ((noun: Noun) => boolean) | undefined },
): Promise<Noun[]> {
  const found: Noun[] = [];
  for await (const noun of nouns) {
    if (isWanted(noun)) found.push(noun);
    if (found.length === countMax) break;
  }
  return found;
}
