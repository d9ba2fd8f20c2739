/** The quadrants of the page "Why", with the intervals of both their numbers. */
import { prioritiesChart } from '../results/whyPriorities.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { drawnOf, nearest } from '../../processing/results/lineWords.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { decimalText } from '../../platform/text/numbers.ts';
import { whyTexts } from '../results/whyTexts.ts';
import type { PriorityWithInterval } from './drivers.ts';
import { driversTexts } from './driversTexts.ts';
import type { FindingSection } from './finding.ts';
import { findingColumns, findingSection } from './findingSection.ts';
import { findingTexts } from './findingTexts.ts';
import { questionName } from './questionName.ts';

/** @returns no section without priorities */
export function prioritySections(
  priorities: readonly PriorityWithInterval[],
  measured: MeasuredRound,
  language: PageLanguage,
): FindingSection[] {
  const t = { ...whyTexts[language], ...driversTexts[language] };
  const chart = prioritiesChart(priorities, measured, language, ({ figure, importanceInterval: weight }) => ({
    percentInterval: intervalOf(figure),
    importanceInterval: weight && ([weight.low, weight.up] as const),
  }));
  if (!chart) return [];
  const isCertain = certainty(priorities);
  const order = Object.keys(t.quadrant);
  const { number, index, interval, text } = findingColumns(language);
  const decimals = (value: number): string => decimalText(nearest(value, 2), language);
  return [
    findingSection<PriorityWithInterval>(
      { key: 'priorities', title: t.priorities, hint: t.prioritiesHint, chart },
      { key: 'question', heading: t.question, of: ({ id }) => questionName(measured, id, language) },
      [
        index(['index', t.index, t.index], ({ figure }) => figure, priorities[0]!.figure.value.decimals),
        number(['importance', t.importance], ({ importance }) => importance, 2),
        ...interval<PriorityWithInterval>(({ importanceInterval }) => importanceInterval, decimals, 2, {
          times: 1,
          none: findingTexts[language].none,
        }),
        text('quadrant', t.quadrantHeading, ({ quadrant }) => t.quadrant[quadrant].name),
        text('certain', t.isCertain, (priority) => (isCertain(priority) ? t.yes : t.no)),
      ],
      priorities.toSorted((one, other) => order.indexOf(one.quadrant) - order.indexOf(other.quadrant)),
    ),
  ];
}

/** Whether neither interval of a question contains the line that divides the quadrants. */
export function certainty(
  priorities: readonly PriorityWithInterval[],
): (one: PriorityWithInterval) => boolean {
  const middle = (of: (one: PriorityWithInterval) => number): number =>
    priorities.reduce((sum, one) => sum + of(one), 0) / priorities.length;
  const index = middle(({ figure }) => decimalToNumber(figure.value));
  const weight = middle(({ importance }) => importance);
  const excludes = (low: number, up: number, line: number): boolean => line < low || line > up;
  return ({ figure, importanceInterval }) => {
    const ofIndex = intervalOf(figure);
    return (
      ofIndex !== undefined &&
      importanceInterval !== undefined &&
      excludes(...ofIndex, index) &&
      excludes(importanceInterval.low, importanceInterval.up, weight)
    );
  };
}

function intervalOf(figure: PriorityWithInterval['figure']): readonly [low: number, up: number] | undefined {
  const { intervalPercent } = drawnOf(figure) ?? {};
  return intervalPercent;
}
