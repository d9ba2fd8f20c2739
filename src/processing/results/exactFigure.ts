import { shareOfFigure, type ShownFigure } from '../../statistics/estimation/figure.ts';
import { ratioToNumber } from '../../statistics/estimation/ratio.ts';

/** A shown figure before rounding: its share and the ends of its interval, 0 … 1. */
export function exactFigure(figure: ShownFigure) {
  const { intervalPercent: ends } = figure;
  return {
    share: ratioToNumber(shareOfFigure(figure)),
    low: ends && ends[0] / 100,
    up: ends && ends[1] / 100,
  };
}
