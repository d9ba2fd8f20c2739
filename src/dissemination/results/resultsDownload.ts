/** The tables and charts of a unit's results for download: the lines that the page shows. */
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import type { Download } from '../../platform/web/download.ts';
import { linesTable, sidesTable, type NamedLine } from '../../processing/results/lineCells.ts';
import type { Line, MeasuredRound, Results } from '../../processing/results/results.ts';
import { chartOf } from '../../processing/results/lineWords.ts';
import { rankInGroup } from '../../processing/results/rankWords.ts';
import { methodDownloadKey } from './resultTables.ts';
import type { FurtherMethod } from '../../processing/results/sideBySide.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { questionNames } from '../../design/surveys/questionNames.ts';

interface Lines {
  readonly key: string;
  readonly title: string;
  readonly heading: string;
  readonly lines: readonly NamedLine[];
  readonly hasChart: boolean;
}

/** A table of lines, and a chart of the same lines. */
export function linesDownload(
  { key, title, heading, lines, hasChart }: Lines,
  language: PageLanguage,
): Download {
  return {
    key,
    title,
    table: linesTable(heading, lines, language),
    chart: hasChart ? chartOf(lines, ({ name }) => name, language) : undefined,
  };
}

export function resultsDownload(
  { survey, tree, snapshot }: MeasuredRound,
  results: Results,
  others: readonly FurtherMethod[],
  language: PageLanguage,
): readonly Download[] {
  const t = resultTexts[language];
  const say = (text: Localized | undefined, id: string): string => (text ? inLanguage(text, language) : id);
  const { factors, questions, about } = survey.content;
  const named = <L extends Line>(lines: readonly L[], nameOf: (line: L) => string) =>
    lines.map((line) => ({ ...line, name: nameOf(line) }));
  const names = questionNames(questions, language);
  const parts: Lines[] = [
    ...results.groups.map(({ kind, units }) => ({
      key: kind,
      title: t.groupTitle[kind],
      heading: t.unit,
      lines: units.map((unit) => ({
        ...unit,
        name: say(tree.name(unit.unitId), unit.unitId),
        ...(units.length > 1 && !snapshot.live ? { rankText: rankInGroup(unit.rank, language) } : {}),
      })),
      hasChart: true,
    })),
    {
      key: 'factors',
      title: t.factors,
      heading: t.factor,
      lines: named(results.factors, ({ id }) => say(factors.find((one) => one.id === id)?.title, id)),
      hasChart: true,
    },
    {
      key: 'questions',
      title: t.questions,
      heading: t.question,
      lines: named(snapshot.live ? [] : results.questions, ({ id }) => names.get(id) ?? id),
      hasChart: true,
    },
    ...about.flatMap(({ id, text, options }) => {
      const bands = results.byAbout.find(({ questionId }) => questionId === id)?.bands ?? [];
      const given = bands.filter(({ figure }) => figure.state !== 'none');
      const nameOf = (band: { readonly id: string }) =>
        say(options.find((one) => one.id === band.id)?.label, band.id);
      const heading = say(text, id);
      return given.length === 0
        ? []
        : [{ key: `about-${id}`, title: heading, heading, lines: named(given, nameOf), hasChart: false }];
    }),
    {
      key: 'days',
      title: t.byDay,
      heading: t.day,
      lines: named(results.byDay, ({ id }) => dayText(id, language)),
      hasChart: false,
    },
  ];
  return [
    ...parts.filter(({ lines }) => lines.length > 0).map((part) => linesDownload(part, language)),
    ...others.flatMap((other) => methodTaken(other, (id) => say(tree.name(id), id), language)),
  ];
}

/** Units by the main method and by a further one. */
function methodTaken(
  { methodId, compared }: FurtherMethod,
  nameOf: (unitId: string) => string,
  language: PageLanguage,
): Download[] {
  if (!compared || compared.rows.length === 0) return [];
  const t = resultTexts[language];
  const { other, rows } = compared;
  const name = inLanguage({ ...other.name }, language);
  return [
    {
      key: methodDownloadKey(methodId),
      title: t.otherMethod({ name }),
      table: sidesTable(
        { heading: t.unit, sides: [t.value, name] },
        rows.map((row) => ({ name: nameOf(row.unitId), figures: [row.main, row.other] })),
        language,
      ),
    },
  ];
}
