/**
 * A draw that anybody with the list and the seed can repeat (docs/sampling.md). People are numbered from 1 in the order of
 * the list. Each number gets a ticket,
 *
 *     SHA-256("lang-nghe draw 1\n" + list hash + "\n" + seed + "\n" + number)
 *
 * in hexadecimal. In each stratum the smallest tickets are drawn. This is a simple random sample without replacement,
 * provided that the seed was unknown when the list was closed.
 */
import { createHash } from 'node:crypto';
import { inTurns } from '../../platform/turns.ts';
import { stratumKey, type FrameStratum, type ListedPerson } from './frame.ts';

export interface DrawnPerson extends ListedPerson {
  /** Position on the list, from 1. */
  readonly number: number;
  readonly ticket: string;
}

/** SHA-256 over a line of JSON for each person: unit, service or "", and the contact cells. */
export async function listHashOf(people: readonly ListedPerson[]): Promise<string> {
  const hash = createHash('sha256');
  for await (const { unitId, serviceId = '', contact } of inTurns(people)) {
    hash.update(`${JSON.stringify([unitId, serviceId, ...contact])}\n`);
  }
  return hash.digest('hex');
}

export function ticketOf(listHash: string, seed: string, number: number): string {
  return createHash('sha256').update(`lang-nghe draw 1\n${listHash}\n${seed}\n${number}`).digest('hex');
}

/** The drawn people, stratum by stratum, smallest ticket first. */
export async function drawnPeople(
  people: readonly ListedPerson[],
  strata: readonly FrameStratum[],
  { listHash, seed }: { readonly listHash: string; readonly seed: string },
): Promise<readonly DrawnPerson[]> {
  const byStratum = new Map<string, DrawnPerson[]>(strata.map((stratum) => [stratumKey(stratum), []]));
  for await (const [index, person] of inTurns(people.entries())) {
    const number = index + 1;
    byStratum.get(stratumKey(person))?.push({ ...person, number, ticket: ticketOf(listHash, seed, number) });
  }
  return strata.flatMap((stratum) =>
    byStratum
      .get(stratumKey(stratum))!
      .toSorted((one, other) => (one.ticket < other.ticket ? -1 : 1))
      .slice(0, stratum.drawn),
  );
}

/** SHA-256 of the drawn numbers, ascending and separated by commas. */
export function drawHashOf(drawn: readonly Pick<DrawnPerson, 'number'>[]): string {
  const numbers = drawn.map(({ number }) => number).toSorted((one, other) => one - other);
  return createHash('sha256').update(numbers.join(',')).digest('hex');
}
