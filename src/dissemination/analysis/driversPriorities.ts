/** The quadrants of the page "Why", with the intervals of both their numbers. */
import { quadrantChart } from '../../platform/charts/quadrantChart.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { drawnOf, nearest } from '../../processing/results/lineWords.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { decimalText, percentText } from '../../platform/text/numbers.ts';
import { whyTexts } from '../results/whyTexts.ts';
import type { PriorityWithInterval } from './drivers.ts';
import { driversTexts } from './driversTexts.ts';
import type { FindingSection } from './finding.ts';
import { findingTexts, intervalText } from './findingTexts.ts';
import { questionName } from './questionName.ts';

/** @returns no section without priorities */
export function prioritySections(
  priorities: readonly PriorityWithInterval[],
  measured: MeasuredRound,
  language: PageLanguage,
): FindingSection[] {
  const t = { ...whyTexts[language], ...driversTexts[language] };
  const common = findingTexts[language];
  const chart = chartOf(priorities, measured, language);
  if (!chart) return [];
  const isCertain = certainty(priorities);
  const order = Object.keys(t.quadrant);
  const rows = priorities
    .toSorted((one, other) => order.indexOf(one.quadrant) - order.indexOf(other.quadrant))
    .map((priority) => ({
      priority,
      name: questionName(measured, priority.id, language),
      quadrant: t.quadrant[priority.quadrant].name,
      certain: isCertain(priority) ? t.yes : t.no,
    }));
  return [
    {
      key: 'priorities',
      title: t.priorities,
      hint: t.prioritiesHint,
      chart,
      columns: [t.question, t.index, t.importance, common.intervalHeading, t.quadrantHeading, t.isCertain],
      rows: rows.map(({ priority, name, quadrant, certain }) => ({
        name,
        cells: [
          percentText(priority.figure.value, language),
          twoDecimals(priority.importance, language),
          intervalText(priority.importanceInterval, twoDecimals, language),
          quadrant,
          certain,
        ],
      })),
      table: {
        columns: [
          { key: 'question', heading: t.question },
          { key: 'index', heading: t.index, decimals: priorities[0]!.figure.value.decimals },
          { key: 'importance', heading: t.importance, decimals: 2 },
          { key: 'low', heading: common.low, decimals: 2 },
          { key: 'up', heading: common.up, decimals: 2 },
          { key: 'quadrant', heading: t.quadrantHeading },
          { key: 'certain', heading: t.isCertain },
        ],
        rows: rows.map(
          ({ priority: { figure, importance, importanceInterval }, name, quadrant, certain }) => [
            name,
            decimalToNumber(figure.value),
            ...[importance, importanceInterval?.low, importanceInterval?.up].map((one) =>
              one === undefined ? '' : decimalToNumber(nearest(one, 2)),
            ),
            quadrant,
            certain,
          ],
        ),
      },
    },
  ];
}

const twoDecimals = (value: number, language: PageLanguage): string =>
  decimalText(nearest(value, 2), language);

function chartOf(
  priorities: readonly PriorityWithInterval[],
  { survey }: MeasuredRound,
  language: PageLanguage,
) {
  const t = whyTexts[language];
  const { mendFirst, keepUp, mendLater, enough } = t.quadrant;
  const chart = quadrantChart(
    priorities.map(({ id, figure, importance, importanceInterval }) => ({
      number: survey.content.questions.findIndex((question) => question.id === id) + 1,
      percent: decimalToNumber(figure.value),
      importance,
      percentInterval: intervalOf(figure),
      importanceInterval: importanceInterval && ([importanceInterval.low, importanceInterval.up] as const),
    })),
    {
      corners: [mendFirst.name, keepUp.name, mendLater.name, enough.name],
      across: t.indexAxis,
      upwards: t.importanceAxis,
      tick: (value) => percentText(nearest(value, Number.isInteger(value) ? 0 : 1), language),
    },
  );
  const first = priorities.filter(({ quadrant }) => quadrant === 'mendFirst').length;
  return chart && { ...chart, description: t.quadrantsDescription({ mendFirst: first }) };
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
