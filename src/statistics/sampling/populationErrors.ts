/** Errors in the populations of a sample. */

export type PopulationError =
  | { readonly kind: 'stratumUnknown'; readonly stratum: string }
  | {
      readonly kind: 'morePeopleThanPopulation';
      readonly stratum: string;
      readonly people: number;
      readonly population: number;
    };

/**
 * Checks the answers of strata, units or files against their populations or transactions.
 *
 * @param people valid responses by stratum
 * @param populations N by stratum
 * @returns an error for each stratum that has answers but no population, or more answers than people
 * @see docs/methodology.md, section 5
 */
export function populationErrors(
  people: ReadonlyMap<string, number>,
  populations: ReadonlyMap<string, number>,
): PopulationError[] {
  const errors: PopulationError[] = [];
  for (const [stratum, number] of people) {
    const population = populations.get(stratum);
    if (population === undefined) errors.push({ kind: 'stratumUnknown', stratum });
    else if (number > population) {
      errors.push({ kind: 'morePeopleThanPopulation', stratum, people: number, population });
    }
  }
  return errors;
}
