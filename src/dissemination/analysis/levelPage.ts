/** The spread of answers over levels, in the words and numbers of one language, for `views/dissemination/analysis/levels.ejs` and the pages of results. */
import { divergingBars, type DivergingPart } from '../../platform/charts/divergingBars.ts';
import { levelChart, levelRole, type LevelBar, type LevelKey } from '../../platform/charts/levelChart.ts';
import type { Table } from '../../platform/tables/table.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { linesTable, type NamedLine } from '../../processing/results/lineCells.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { lineWords, nearest } from '../../processing/results/lineWords.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { decimalText } from '../../platform/text/numbers.ts';
import { moodOf, scaleOf, type Scale } from '../../design/surveys/survey.ts';
import type { Download } from '../../platform/web/download.ts';
import type { Spread } from './levelSpread.ts';
import { levelTexts } from './levelTexts.ts';
import { questionNames } from '../../design/surveys/questionNames.ts';

/** Percent of the plot; a narrower part is drawn without its number. */
const numberWidthMin = 7;

interface NamedSpread extends Spread {
  readonly name: string;
}

/** Questions on one scale, which share a legend. */
interface Section {
  readonly key: string;
  readonly scale: Scale;
  readonly spreads: readonly NamedSpread[];
}

function sectionsOf(
  { survey }: Pick<MeasuredRound, 'survey'>,
  found: readonly Spread[],
  language: PageLanguage,
): Section[] {
  const { questions } = survey.content;
  const names = questionNames(questions, language);
  const named = found.flatMap((spread) => {
    const question = questions.find(({ id }) => id === spread.questionId);
    if (!question || spread.parts.length === 0) return [];
    const name = names.get(question.id)!;
    return [{ scale: scaleOf(survey.content, question), spread: { ...spread, name } }];
  });
  const scales = [...new Set(named.map(({ scale }) => scale))];
  return scales.map((scale, index) => ({
    key: `levels-${index + 1}`,
    scale,
    spreads: named.filter((one) => one.scale === scale).map(({ spread }) => spread),
  }));
}

export function levelWords(measured: MeasuredRound, found: readonly Spread[], language: PageLanguage) {
  const names = questionNames(measured.survey.content.questions, language);
  return {
    notShown: found
      .filter(({ parts }) => parts.length === 0)
      .map(({ questionId }) => names.get(questionId) ?? ''),
    sections: levelSections(measured, found, language),
  };
}

/** Diverging bars and their numbers for pages, one chart for each scale of answers. */
export function levelSections(
  measured: Pick<MeasuredRound, 'survey'>,
  found: readonly Spread[],
  language: PageLanguage,
) {
  return sectionsOf(measured, found, language).map(({ key, scale, spreads }) => {
    const { zeroAt, rows } = divergingBars(spreads.map(percentsOf));
    return {
      key,
      zeroAt,
      isFaces: scale.look === 'faces',
      keys: scale.levels.map(({ level, label }) => ({
        role: levelRole(level, scale.levels.length),
        mood: moodOf(level, scale.levels.length),
        text: inLanguage(label, language),
      })),
      rows: spreads.map((spread, index) => rowOf(spread, rows[index]!, language)),
    };
  });
}

function rowOf(spread: NamedSpread, placed: readonly DivergingPart[], language: PageLanguage) {
  const { name, figure, parts } = spread;
  const percents = percentsOf(spread);
  const { value, people } = lineWords({ figure }, language);
  return {
    name,
    value,
    people,
    percents,
    cells: parts.map(({ figure: share }) => {
      const { value: text, interval } = lineWords({ figure: share }, language);
      return { value: text, interval };
    }),
    parts: placed.flatMap(({ from, width }, at) => {
      if (width === 0) return [];
      const text = width < numberWidthMin ? undefined : decimalText(nearest(percents[at]!, 0), language);
      return [{ from, width, role: levelRole(at + 1, parts.length), middle: from + width / 2, text }];
    }),
  };
}

function percentsOf({ parts }: NamedSpread): number[] {
  return parts.map(({ figure }) => (figure.state === 'shown' ? decimalToNumber(figure.value) : 0));
}

function drawnOf({ scale, spreads }: Section, language: PageLanguage): [LevelBar[], LevelKey[]] {
  const keys = scale.levels.map(({ level, label }): LevelKey => ({
    role: levelRole(level, scale.levels.length),
    label: `${level}. ${inLanguage(label, language)}`,
  }));
  const bars = spreads.map(({ name, figure, parts }) => ({
    label: name,
    valueText: lineWords({ figure }, language).people,
    parts: parts.flatMap((part) => {
      if (part.figure.state !== 'shown') return [];
      const percent = decimalToNumber(part.figure.value);
      const role = levelRole(part.level, scale.levels.length);
      return [{ percent, text: decimalText(nearest(percent, 0), language), role }];
    }),
  }));
  return [bars, keys];
}

/** The table for download, with a row for each question and level. */
export function levelsTaken(
  measured: MeasuredRound,
  found: readonly Spread[],
  language: PageLanguage,
): Download[] {
  const t = levelTexts[language];
  return sectionsOf(measured, found, language).map((section) => {
    const lines = section.spreads.flatMap(({ name, parts }) =>
      parts.map(({ level, figure }) => ({
        question: name,
        name: levelName(level, section.scale, language),
        figure,
      })),
    );
    const { columns, rows } = sharesTable(t.level, lines, language);
    return {
      key: section.key,
      title: t.title,
      table: {
        columns: [{ key: 'question', heading: t.question }, ...columns],
        rows: rows.map((row, index) => [lines[index]!.question, ...row]),
      },
      chart: { ...levelChart(...drawnOf(section, language)), description: t.chart },
    };
  });
}

/** Lines whose values are shares of the respondents. */
export function sharesTable(heading: string, lines: readonly NamedLine[], language: PageLanguage): Table {
  const { columns, rows } = linesTable(heading, lines, language);
  const { share } = levelTexts[language];
  return { columns: columns.map((one) => (one.key === 'value' ? { ...one, heading: share } : one)), rows };
}

function levelName(level: number, { levels }: Scale, language: PageLanguage): string {
  const label = levels.find((one) => one.level === level)?.label;
  return label ? `${level}. ${inLanguage(label, language)}` : String(level);
}
