/** The tables of a page of results, each with its chart: by factor, question, respondent, unit and method. */
import { tableRows } from '../../access/web/columns.ts';
import { messageFor } from '../../platform/text/catalogue.ts';
import { figureTable } from '../../processing/results/figureTable.ts';
import { heatMap } from '../../processing/results/heatMap.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import { notRankedWords, rankInGroup } from '../../processing/results/rankWords.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { WHOLE } from '../../statistics/estimation/scope.ts';
import { earlierFigures } from '../publications/roundSeries.ts';
import type { ShownResults, ResultWording } from './resultWording.ts';
import { questionNames } from '../../design/surveys/questionNames.ts';

export function factorTable({ language, measured, results, series }: ShownResults, { say }: ResultWording) {
  const title = new Map(measured.survey.content.factors.map((factor) => [factor.id, say(factor.title)]));
  return figureTable(
    {
      lines: results.factors,
      nameOf: ({ id }) => title.get(id) ?? id,
      earlierOf: ({ id }) => earlierFigures(series, results.unitId, { kind: 'factor', id }),
    },
    language,
  );
}

/** Empty while the round is open. */
export function questionTable({ language, measured, results }: ShownResults, { live }: ResultWording) {
  const names = questionNames(measured.survey.content.questions, language);
  const lines = live ? [] : results.questions;
  return figureTable({ lines, nameOf: ({ id }) => names.get(id) ?? id }, language);
}

/** By what respondents said about themselves: one plot, and a table for each question. */
export function aboutTables({ language, measured, results }: ShownResults, { say }: ResultWording) {
  const lines = measured.survey.content.about.flatMap(({ id, text, options }) => {
    const bands = results.byAbout.find(({ questionId }) => questionId === id)?.bands ?? [];
    const label = new Map(options.map((option) => [option.id, say(option.label)]));
    return bands
      .filter(({ figure }) => figure.state !== 'none')
      .map((band) => ({
        ...band,
        key: `about-${id}`,
        group: say(text),
        name: label.get(band.id) ?? band.id,
      }));
  });
  const nameOf = ({ name }: { readonly name: string }) => name;
  const table = figureTable({ lines, nameOf, groupOf: ({ group }) => group }, language);
  const parts = [...new Map(lines.map(({ key, group }) => [key, group]))];
  return {
    table,
    parts: parts.map(([key, title]) => ({
      key,
      title,
      rows: lines
        .filter((line) => line.key === key)
        .map((line) => ({ name: line.name, ...lineWords(line, language) })),
    })),
  };
}

export function groupTables(
  { language, now, measured, results, series }: ShownResults,
  { t, say, unitTitle, unitUrl, live }: ResultWording,
) {
  const { plan, survey } = measured;
  const figures = roundFigures(measured, now);
  const factors = survey.content.factors.filter(({ id }) => plan.factors.includes(id));
  return results.groups.map(({ kind, units }) => ({
    key: kind,
    title: t.groupTitle[kind],
    ranked: units.length > 1 && !live,
    notRanked: notRankedWords(units, unitTitle, language),
    table: figureTable(
      {
        lines: units,
        nameOf: ({ unitId }) => unitTitle(unitId),
        urlOf: ({ unitId }) => unitUrl(unitId),
        rankOf: ({ rank }) => rankInGroup(rank, language),
        earlierOf: ({ unitId }) => earlierFigures(series, unitId, WHOLE),
      },
      language,
    ),
    heat: heatMap(
      units.map(({ unitId, figure }) => ({
        name: unitTitle(unitId),
        url: unitUrl(unitId),
        whole: figure,
        factors: factors.map(({ id }) => figures.of(unitId, { scope: { kind: 'factor', id } })),
      })),
      factors.map(({ title }) => say(title)),
      language,
    ),
  }));
}

/** Side by side with the results of further methods. */
export function methodTables(
  { language, measured, others }: ShownResults,
  { t, say, unitTitle }: ResultWording,
) {
  return others.map(({ methodId, compared }) => {
    const name = compared ? say(compared.other.name) : methodId;
    const title = t.otherMethod({ name });
    const lines = (compared?.rows ?? []).map(({ unitId, main, other }) => ({
      name: unitTitle(unitId),
      main: lineWords({ figure: main }, language),
      other: lineWords({ figure: other }, language),
    }));
    const sides = (
      [
        ['main', say(measured.plan.method.name)],
        ['other', name],
      ] as const
    ).flatMap(([side, heading]) => [
      { key: side, heading, isNumber: true, value: (line: (typeof lines)[number]) => line[side].value },
      {
        key: `${side}Interval`,
        heading: t.interval,
        isNumber: true,
        value: (line: (typeof lines)[number]) => line[side].interval,
      },
    ]);
    return {
      key: methodDownloadKey(methodId),
      title,
      why: messageFor(t.sideBySide, compared?.state ?? 'notCountedYet') ?? '',
      source: compared && say(compared.other.provenance.source),
      rows: tableRows([{ key: 'name', heading: t.unit }, ...sides], lines, { title, language }),
    };
  });
}

/** Key of the downloads of a further method. */
export function methodDownloadKey(methodId: string): string {
  return `method-${methodId.replaceAll(/[^\w-]/g, '-')}`;
}
