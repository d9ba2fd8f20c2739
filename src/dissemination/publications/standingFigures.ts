/**
 * Figures of a round that are shown one by one, outside its results page: those of the results snapshot or, once
 * responses were annulled after publication, those of the publication. The difference between the two would disclose
 * the annulled few.
 */
import type { Figure } from '../../statistics/estimation/figure.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import type { MeasuredRounds } from '../../processing/results/measuredRounds.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import type { Round } from '../../design/rounds/round.ts';
import type { Scope } from '../../statistics/estimation/scope.ts';
import type { PublicationContent } from '../../processing/published/publication.ts';
import { publicationInstead } from '../../processing/published/standing.ts';
import type { PublicationStore } from '../../processing/published/store.ts';

export type FigureFinder = (unitId: string, scope: Scope) => Figure;

/** @returns a finder of published figures; undefined where the publication does not cover the unit or the scope */
export function publishedFigures({ units }: Pick<PublicationContent, 'units'>) {
  return (unitId: string, scope: Scope): Figure | undefined => {
    const unit = units.find(({ id }) => id === unitId);
    if (scope.kind === 'whole') return unit?.whole.figure;
    const lines = scope.kind === 'factor' ? unit?.factors : unit?.questions;
    return lines?.find(({ id }) => id === scope.id)?.figure;
  };
}

export type FiguredRound = MeasuredRound & { readonly figure: FigureFinder };

/** Measures each round once, with its figures. */
export function figuredRounds(
  publications: Pick<PublicationStore, 'listOfRound' | 'content'>,
  rounds: Pick<MeasuredRounds, 'measure'>,
  now: Date,
): (round: Round) => Promise<FiguredRound> {
  const figured = async (round: Round): Promise<FiguredRound> => {
    const measured = await rounds.measure(round);
    return { ...measured, figure: await standingFigures(publications, measured, now) };
  };
  const found = new Map<string, Promise<FiguredRound>>();
  return (round) => {
    const one = found.get(round.id) ?? figured(round);
    found.set(round.id, one);
    return one;
  };
}

/** @param measured covers the units whose figures may be requested */
export async function standingFigures(
  publications: Pick<PublicationStore, 'listOfRound' | 'content'>,
  measured: MeasuredRound,
  now: Date,
): Promise<FigureFinder> {
  const figures = roundFigures(measured, now);
  const live: FigureFinder = (unitId, scope) => figures.of(unitId, { scope });
  const published = await publicationInstead(publications, measured.round.id, measured.snapshot);
  if (!published) return live;
  const found = publishedFigures(await publications.content(published));
  return (unitId, scope) => found(unitId, scope) ?? live(unitId, scope); // what the method leaves out has no answers in either
}
