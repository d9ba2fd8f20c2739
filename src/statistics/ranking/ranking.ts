/** A ranking of figures: ranks, rank confidence sets, and which units are not ranked and why. */
import { shareOfFigure, type Figure, type ShownFigure } from '../estimation/figure.ts';
import { ranks } from './rank.ts';
import { rankSets, type ComparedUnit } from './rankSets.ts';
import { ratioToNumber } from '../estimation/ratio.ts';

export interface RankedUnit {
  readonly state: 'ranked';
  readonly key: string;
  readonly rank: number;
  /** The number of ranked units. */
  readonly of: number;
  /** The ranks that it may hold. */
  readonly set: RankSet;
}

export interface RankSet {
  /** Best and worst rank. */
  readonly low: number;
  readonly up: number;
  /** Units that do not differ from it significantly, best first. */
  readonly alike: readonly string[];
}

export interface UnrankedUnit {
  readonly state: 'notRanked';
  readonly key: string;
  readonly reason: 'hidden' | 'unreliable' | 'noInterval' | 'noAnswers' | 'roundOpen';
}

export interface FigureOfUnit {
  readonly key: string;
  readonly figure: Figure;
}

/** The units to compare: those that may be ranked, in the order given. */
export function comparedUnits(units: readonly FigureOfUnit[]): ComparedUnit[] {
  return units.flatMap(({ key, figure }) =>
    isRankable(figure)
      ? [
          {
            key,
            share: ratioToNumber(shareOfFigure(figure)),
            effectiveSize: figure.everyoneAsked ? Infinity : figure.effectiveSize!,
          },
        ]
      : [],
  );
}

/**
 * @param units figures of one scope, method and round; the order does not matter
 * @returns a row for each unit, in the order given
 * @see docs/methodology.md, section 7
 */
export function ranking(units: readonly FigureOfUnit[]): (RankedUnit | UnrankedUnit)[] {
  const rankOf = ranksOf(units);
  const setOf = new Map(rankSets(comparedUnits(units)).map(({ key, ...set }) => [key, set]));
  return units.map(({ key, figure }) => {
    const rank = rankOf.get(key);
    if (rank === undefined) return { state: 'notRanked', key, reason: reasonOf(figure) };
    return { state: 'ranked', key, rank, of: rankOf.size, set: setOf.get(key)! };
  });
}

/** Only the ranks of the units that may be ranked; the confidence sets cost far more. */
export function ranksOf(units: readonly FigureOfUnit[]): ReadonlyMap<string, number> {
  const ranked = units.flatMap(({ key, figure }) => (isRankable(figure) ? [{ key, figure }] : []));
  const order = ranks(ranked.map(({ figure }) => shareOfFigure(figure)));
  return new Map(ranked.map(({ key }, row) => [key, order[row]!]));
}

function isRankable(figure: Figure): figure is ShownFigure {
  return (
    figure.state === 'shown' && figure.intervalPercent !== undefined && figure.unreliability === undefined
  );
}

function reasonOf(figure: Figure): UnrankedUnit['reason'] {
  if (figure.state === 'none') return 'noAnswers';
  if (figure.state === 'live' || figure.state === 'collecting') return 'roundOpen';
  if (figure.state === 'hidden') return figure.reason === 'roundOpen' ? 'roundOpen' : 'hidden';
  if (figure.state === 'shown' && figure.noInterval !== undefined) return 'noInterval';
  return 'unreliable';
}

/** How far a unit moved between two ranks; 1 is the best. */
export function rankMove(before: number, rank: number) {
  const way = before === rank ? 'same' : rank < before ? 'up' : 'down';
  return { way, places: Math.abs(rank - before) } as const;
}
