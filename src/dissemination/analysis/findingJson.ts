/** Findings as JSON: shares 0 … 1, intervals as [low, up]. What pages round further is rounded here, the rest by `roundedJson`. */
import type { Interval } from '../../statistics/estimation/interval.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { nearest } from '../../processing/results/lineWords.ts';
import type { PooledUnits } from '../../processing/results/pooledUnits.ts';
import { bareFigureJson } from '../results/resultsJson.ts';
import type { FoundTopics } from './commentTopics.ts';
import type { FoundDrivers } from './drivers.ts';
import type { FoundGaps } from './gaps.ts';

const to = (decimals: number, value: number): number => decimalToNumber(nearest(value, decimals));
const ends = (interval: Interval | undefined) => interval && [interval.low, interval.up];

export function driversJson({
  people,
  explained,
  meanCorrelation,
  factors,
  priorities,
}: FoundDrivers): object {
  return {
    people,
    explained,
    meanCorrelation,
    factors: factors.map(({ factorId, share, interval }) => ({
      id: factorId,
      share,
      interval: ends(interval),
    })),
    priorities: priorities.map(({ id, figure, importance, importanceInterval, quadrant }) => ({
      id,
      figure: bareFigureJson(figure),
      importance: to(2, importance),
      interval: ends(importanceInterval)?.map((end) => to(2, end)),
      quadrant,
    })),
  };
}

export function gapsJson({ gaps, coverage }: FoundGaps): object {
  return {
    gaps: gaps.map(({ dimension, group, figure, others, gap, adjustedP }) => ({
      dimension: dimension.id,
      group: group.key,
      label: group.label,
      figure: bareFigureJson(figure),
      others: bareFigureJson(others),
      points: gap && decimalToNumber(gap.points),
      intervalPoints: gap?.intervalPoints,
      adjustedP,
    })),
    coverage,
  };
}

export function topicsJson({ topics, limit }: FoundTopics): object {
  return {
    limit,
    topics: topics.map(({ id, label, figure, trend }) => ({
      id,
      label,
      figure: bareFigureJson(figure),
      trend: trend && { slope: trend.slope, adjustedP: trend.adjustedP },
    })),
  };
}

/**
 * A concentration of infinity is left out: then all units have the same estimate. It and the shrinkage are rounded as on the page: exact
 * ones give the exact n_eff, and so the variance.
 */
export function smallUnitsJson({ mean, concentration, units }: PooledUnits): object {
  return {
    mean,
    concentration: Number.isFinite(concentration) ? Math.round(concentration) : undefined,
    units: units.map(({ unitId, figure, pooled }) => ({
      id: unitId,
      figure: bareFigureJson(figure),
      pooled: pooled && {
        share: to(3, pooled.share),
        interval: ends(pooled.interval)?.map((end) => to(3, end)),
        shrinkage: to(2, pooled.shrinkage),
      },
    })),
  };
}
