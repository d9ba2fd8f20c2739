/** Who did not answer, and what a target would take, as JSON: shares 0 … 1, intervals as [low, up]. */
import type { TargetGap } from '../../processing/results/targetGap.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { bareFigureJson } from '../results/resultsJson.ts';
import type { FoundNonresponse } from './nonresponse.ts';

export function nonresponseJson(found: FoundNonresponse): object {
  const { official, calibration, items, channels, units, modeEffects, filings } = found;
  return {
    official: bareFigureJson(official),
    calibration:
      'missing' in calibration
        ? { missing: calibration.missing }
        : { ...calibration, interval: [calibration.interval.low, calibration.interval.up] },
    items,
    channels: channels.map(({ figure, ...one }) => ({ ...one, figure: bareFigureJson(figure) })),
    units,
    modeEffects: modeEffects.map(({ channel, other, gap, adjustedP }) => ({
      channel,
      other,
      points: decimalToNumber(gap.points),
      intervalPoints: gap.intervalPoints,
      adjustedP,
    })),
    filings,
  };
}

export function targetJson({ targetHundredths, step, units, questions, enough }: TargetGap): object {
  return {
    targetPercent: targetHundredths / 100,
    step,
    units: units.map(({ unitId, figure, against, toMove, room, power }) => ({
      unitId,
      figure: bareFigureJson(figure),
      standing: against?.standing,
      toMove,
      room,
      power,
    })),
    questions: questions.map(({ questionId, figure, lost, room, toMove }) => ({
      questionId,
      figure: bareFigureJson(figure),
      lost,
      room,
      toMove,
    })),
    enough,
  };
}
