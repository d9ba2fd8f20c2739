/**
 * Figures of a round where they are told one by one, away from its results: those of the board, or, once forms were taken out
 * after it was published, those of the publication. Beside it, the board would tell of the few that were taken out.
 */
import type { Figure } from '../../statistics/estimation/figure.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import type { Scope } from '../../statistics/estimation/scope.ts';
import type { PublicationContent } from '../../processing/published/publication.ts';
import { publicationInstead } from '../../processing/published/standing.ts';
import type { PublicationStore } from '../../processing/published/store.ts';

export type FigureFinder = (unitId: string, scope: Scope) => Figure;

/** @returns a finder of what a publication says; undefined where it says nothing of the unit or the scope */
export function publishedFigures({ units }: Pick<PublicationContent, 'units'>) {
  return (unitId: string, scope: Scope): Figure | undefined => {
    const unit = units.find(({ id }) => id === unitId);
    if (scope.kind === 'whole') return unit?.whole.figure;
    const lines = scope.kind === 'factor' ? unit?.factors : unit?.questions;
    return lines?.find(({ id }) => id === scope.id)?.figure;
  };
}

/** @param measured of the units of which figures may be asked for */
export async function standingFigures(
  publications: Pick<PublicationStore, 'listOfRound' | 'content'>,
  measured: MeasuredRound,
  now: Date,
): Promise<FigureFinder> {
  const figures = roundFigures(measured, now);
  const live: FigureFinder = (unitId, scope) => figures.of(unitId, { scope });
  const published = await publicationInstead(publications, measured.round.id, measured.board);
  if (!published) return live;
  const found = publishedFigures(await publications.content(published));
  return (unitId, scope) => found(unitId, scope) ?? live(unitId, scope); // what the method leaves out has no answers in either
}
