/** Priorities of improvement: questions by their index and their importance. */
import { tableRows } from '../../access/web/columns.ts';
import { quadrantChart, type QuadrantDot } from '../../platform/charts/quadrantChart.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { plainTable } from '../../platform/tables/table.ts';
import type { Download } from '../../platform/web/download.ts';
import type { Quadrant } from '../../statistics/estimation/priorities.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import type { Priority } from '../../processing/results/why.ts';
import { nearest, percentTick } from '../../processing/results/lineWords.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { whyTexts } from './whyTexts.ts';
import { decimalText, percentText } from '../../platform/text/numbers.ts';
import type { ShownWhy, Names } from './shownWhy.ts';

const quadrantOrder: readonly Quadrant[] = ['mendFirst', 'keepUp', 'mendLater', 'enough'];

/** @param intervalsOf what is drawn as lines through a dot */
export function prioritiesChart<One extends Priority>(
  priorities: readonly One[],
  { survey }: MeasuredRound,
  language: PageLanguage,
  intervalsOf: (one: One) => Pick<QuadrantDot, 'percentInterval' | 'importanceInterval'> = () => ({}),
) {
  const t = whyTexts[language];
  const { mendFirst, keepUp, mendLater, enough } = t.quadrant;
  const chart = quadrantChart(
    priorities.map((one) => ({
      number: survey.content.questions.findIndex(({ id }) => id === one.id) + 1,
      percent: decimalToNumber(one.figure.value),
      importance: one.importance,
      ...intervalsOf(one),
    })),
    {
      corners: [mendFirst.name, keepUp.name, mendLater.name, enough.name],
      across: t.indexAxis,
      upwards: t.importanceAxis,
      tick: percentTick(language),
    },
  );
  const first = priorities.filter(({ quadrant }) => quadrant === 'mendFirst').length;
  return chart && { ...chart, description: t.quadrantsDescription({ mendFirst: first }) };
}

export function prioritiesWords({ language, measured, why }: ShownWhy, nameOf: Names) {
  const t = whyTexts[language];
  const numberOf = new Map(measured.survey.content.questions.map(({ id }, index) => [id, index + 1]));
  const chart = prioritiesChart(why.priorities, measured, language);
  if (!chart) return undefined;
  const of = (quadrant: Quadrant) => why.priorities.filter((one) => one.quadrant === quadrant);
  const columns = [
    { key: 'number', heading: t.number } as const,
    { key: 'name', heading: t.partHeading.question, isName: true } as const,
    { key: 'value', heading: t.after, isNumber: true } as const,
    { key: 'importance', heading: t.importance, isNumber: true } as const,
  ];
  return {
    chart,
    quadrants: quadrantOrder.map((quadrant) => {
      const { name, meaning } = t.quadrant[quadrant];
      const questions = of(quadrant)
        .sort((one, other) => decimalToNumber(one.figure.value) - decimalToNumber(other.figure.value))
        .map(({ id, figure, importance }) => ({
          number: numberOf.get(id)!,
          name: nameOf('question', id),
          value: percentText(figure.value, language),
          importance: decimalText(nearest(importance, 2), language),
        }));
      const rows = { ...tableRows(columns, questions, { title: name, language }), caption: meaning };
      return { id: quadrant, name, meaning, questions, rows };
    }),
  };
}

export function priorityTaken(
  priorities: ReturnType<typeof prioritiesWords>,
  t: (typeof whyTexts)[PageLanguage],
): Download[] {
  if (!priorities) return [];
  const rows = priorities.quadrants.flatMap(({ name, questions }) =>
    questions.map((question) => [question.number, question.name, question.value, question.importance, name]),
  );
  const headings = [t.number, t.partHeading.question, t.after, t.importance, t.prioritiesTitle];
  return [
    {
      key: 'priorities',
      title: t.prioritiesTitle,
      chart: priorities.chart,
      table: plainTable(headings, rows),
    },
  ];
}
