/** Priorities of improvement: questions by their index and their importance. */
import { tableRows } from '../../access/web/columns.ts';
import { quadrantChart } from '../../platform/charts/quadrantChart.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { plainTable } from '../../platform/tables/table.ts';
import type { Download } from '../../platform/web/download.ts';
import type { Quadrant } from '../../statistics/estimation/priorities.ts';
import { nearest } from '../../processing/results/lineWords.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { whyTexts } from './whyTexts.ts';
import { decimalText, percentText } from '../../platform/text/numbers.ts';
import type { ShownWhy, Names } from './shownWhy.ts';

const quadrantOrder: readonly Quadrant[] = ['mendFirst', 'keepUp', 'mendLater', 'enough'];

export function prioritiesWords({ language, measured, why }: ShownWhy, nameOf: Names) {
  const t = whyTexts[language];
  const numberOf = new Map(measured.survey.content.questions.map(({ id }, index) => [id, index + 1]));
  const dots = why.priorities.map(({ id, figure, importance }) => ({
    number: numberOf.get(id)!,
    percent: decimalToNumber(figure.value),
    importance,
  }));
  const whole = (value: number) => percentText(nearest(value, Number.isInteger(value) ? 0 : 1), language);
  const { mendFirst, keepUp, mendLater, enough } = t.quadrant;
  const chart = quadrantChart(dots, {
    corners: [mendFirst.name, keepUp.name, mendLater.name, enough.name],
    across: t.indexAxis,
    upwards: t.importanceAxis,
    tick: whole,
  });
  if (!chart) return undefined;
  const of = (quadrant: Quadrant) => why.priorities.filter((one) => one.quadrant === quadrant);
  const columns = [
    { key: 'number', heading: t.number } as const,
    { key: 'name', heading: t.partHeading.question, isName: true } as const,
    { key: 'value', heading: t.after, isNumber: true } as const,
    { key: 'importance', heading: t.importance, isNumber: true } as const,
  ];
  return {
    chart: { ...chart, description: t.quadrantsDescription({ mendFirst: of('mendFirst').length }) },
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
