/** How the answers to each question are spread over its levels, for everybody: wherever the index of the question is published. */
import type { ColumnReader } from '../../processing/columns/columnReader.ts';
import type { MeasuredRound, Results } from '../../processing/results/results.ts';
import { spreads, type Spread } from '../analysis/levelSpread.ts';

/** @returns none for an open round, whose questions have no figures, and for the units of another day */
export async function questionSpreads(
  measured: MeasuredRound,
  { unitId, questions }: Pick<Results, 'unitId' | 'questions'>,
  counting: { readonly columns: ColumnReader; readonly now: Date },
): Promise<readonly Spread[]> {
  if (measured.snapshot.live || measured.regrouping) return [];
  const questionIds = questions.filter(({ figure }) => figure.state === 'shown').map(({ id }) => id);
  const found = await spreads(measured, { unitId, filters: [], questionIds }, counting);
  if ('error' in found) return [];
  return found.filter(({ parts }) => parts.every(({ figure }) => figure.state === 'shown'));
}
