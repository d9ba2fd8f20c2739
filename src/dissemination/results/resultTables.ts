/** The tables of a page of results, each with its chart: by factor, question, respondent, unit and method. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { chartOf, lineWords } from '../../processing/results/lineWords.ts';
import { notRankedWords, rankInGroup } from '../../processing/results/rankWords.ts';
import type { Line, UnitLine } from '../../processing/results/results.ts';
import type { ShownResults, ResultWording } from './resultWording.ts';

export function factorTable({ language, measured, results }: ShownResults, { say }: ResultWording) {
  const title = new Map(measured.survey.content.factors.map((factor) => [factor.id, say(factor.title)]));
  return table(results.factors, (line) => title.get(line.id) ?? line.id, language);
}

/** Empty while the round is open. */
export function questionTable({ language, measured, results }: ShownResults, { say, live }: ResultWording) {
  const { questions } = measured.survey.content;
  const text = new Map(
    questions.map((question, index) => [question.id, `${index + 1}. ${say(question.text)}`]),
  );
  return table(live ? [] : results.questions, (line) => text.get(line.id) ?? line.id, language);
}

/** By what respondents said about themselves. */
export function aboutTables({ language, measured, results }: ShownResults, { say }: ResultWording) {
  return measured.survey.content.about.flatMap(({ id, text, options }) => {
    const bands = results.byAbout.find(({ questionId }) => questionId === id)?.bands ?? [];
    const label = new Map(options.map((option) => [option.id, say(option.label)]));
    const given = bands.filter(({ figure }) => figure.state !== 'none');
    return given.length === 0
      ? []
      : [
          {
            key: `about-${id}`,
            title: say(text),
            ...table(given, (line) => label.get(line.id) ?? line.id, language),
          },
        ];
  });
}

export function groupTables(
  { language, results }: ShownResults,
  { t, unitTitle, unitUrl, live }: ResultWording,
) {
  return results.groups.map(({ kind, units }) => ({
    key: kind,
    title: t.groupTitle[kind],
    ranked: units.length > 1 && !live,
    notRanked: notRankedWords(units, unitTitle, language),
    chart: chartOf(units, (line) => unitTitle(line.unitId), language),
    rows: units.map((unit: UnitLine) => ({
      name: unitTitle(unit.unitId),
      url: unitUrl(unit.unitId),
      rank: rankInGroup(unit.rank, language),
      ...lineWords(unit, language),
    })),
  }));
}

/** Side by side with the results of further methods. */
export function methodTables({ language, others }: ShownResults, { t, say, unitTitle }: ResultWording) {
  return others.map(({ methodId, compared }) => ({
    key: methodDownloadKey(methodId),
    title: t.otherMethod(compared ? say(compared.other.name) : methodId),
    why: compared ? t.sideBySide[compared.state] : t.sideBySide.notCountedYet,
    source: compared && say(compared.other.provenance.source),
    heading: compared && say(compared.other.name),
    rows: (compared?.rows ?? []).map(({ unitId, main, other }) => ({
      name: unitTitle(unitId),
      main: lineWords({ figure: main }, language),
      other: lineWords({ figure: other }, language),
    })),
  }));
}

/** Key of the downloads of a further method. */
export function methodDownloadKey(methodId: string): string {
  return `method-${methodId.replaceAll(/[^\w-]/g, '-')}`;
}

/** A table and a chart of the same lines. */
function table<L extends Line>(lines: readonly L[], nameOf: (line: L) => string, language: PageLanguage) {
  return {
    chart: chartOf(lines, nameOf, language),
    rows: lines.map((line) => ({ name: nameOf(line), ...lineWords(line, language) })),
  };
}
