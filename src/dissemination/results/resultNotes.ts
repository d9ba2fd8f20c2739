/** The notes below an index: what it rests on, and what it leaves out. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { assistedOf, assistedWords } from '../../processing/results/assisted.ts';
import { responsesInSnapshot } from '../../statistics/estimation/snapshot.ts';
import { belowMinimumIn } from '../../statistics/estimation/cell.ts';
import { shareOfFigure, type Figure } from '../../statistics/estimation/figure.ts';
import type { Method } from '../../statistics/method/method.ts';
import { oneStopClass, oneStopPoints } from '../../statistics/estimation/oneStop.ts';
import { oneStop2018 } from '../../statistics/method/presets/oneStop2018.ts';
import { sampleNotes } from '../../processing/results/responseWords.ts';
import { rounded } from '../../statistics/estimation/rounding.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { decimalText } from '../../platform/text/numbers.ts';
import type { ShownResults, ResultWording } from './resultWording.ts';

export function resultNotes(
  { language, now, measured, results, beside }: ShownResults,
  { t, whole, unitTitle, live }: ResultWording,
): string[] {
  const { plan, snapshot, received, late, regrouping } = measured;
  const waiting = received - late - responsesInSnapshot(plan, snapshot);
  const figures = roundFigures(measured, now);
  const below = belowMinimumIn(figures.cells.cell(results.unitId));
  const annulled = figures.annulled(results.unitId);
  /** As collected only: the number for another grouping of units could disclose that of a single unit. */
  const takenOut = [
    ...(below > 0 ? [t.belowMinimum({ forms: whole(below) })] : []),
    ...(annulled === 'few' ? [t.fewAnnulled] : annulled > 0 ? [t.annulled({ forms: whole(annulled) })] : []),
  ];
  return [
    ...oneStopWords(results.whole.figure, plan.method, language),
    ...(live ? [live.taken] : []),
    results.whole.figure.state === 'shown'
      ? t.counted({ people: whole(results.whole.figure.people), received: whole(received) })
      : t.received({ received: whole(received) }),
    ...(measured.asOf ? [t.asOf({ time: timeText(measured.asOf, language) })] : []),
    ...(waiting > 0 ? [t.waiting({ forms: whole(waiting) })] : []),
    ...(late > 0 ? [t.late({ forms: whole(late) })] : []),
    assistedWords(assistedOf(measured, results.unitId, now), language),
    ...(regrouping ? [] : takenOut),
    ...sampleNotes(beside, unitTitle, language),
  ];
}

/** Points and class, where the method is the one-stop evaluation. */
function oneStopWords(figure: Figure, { id }: Method, language: PageLanguage): string[] {
  if (figure.state !== 'shown' || id !== oneStop2018.id) return [];
  const points = oneStopPoints(shareOfFigure(figure));
  const t = resultTexts[language];
  return [
    t.oneStop({
      points: decimalText(rounded(points.numerator, points.denominator, 2), language),
      className: t.oneStopClasses[oneStopClass(points)],
    }),
  ];
}
