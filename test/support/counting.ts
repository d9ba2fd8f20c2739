import type { Stores } from '../../src/app/stores.ts';
import { countSubmissions, type Counting } from '../../src/processing/tallies/countSubmissions.ts';

/** Counts what waits, as the leader does four times a second. */
export async function countAll(stores: Stores, options: Partial<Counting> = {}): Promise<void> {
  await countSubmissions({ stores, term: { number: 1, isOver: () => false }, ...options });
}
