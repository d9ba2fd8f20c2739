/** Results in the words and numbers of one language, for `views/dissemination/results/results.ejs`. */
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import { roundState } from '../../design/rounds/round.ts';
import { dayText, timeText } from '../../platform/calendar/clock.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { unitsDayUrl } from './unitsDayUrl.ts';
import { scopeOf } from '../../processing/results/regroup.ts';
import { assistedOf, assistedWords } from '../../processing/results/assisted.ts';
import { formsOnBoard } from '../../statistics/estimation/board.ts';
import type { Beside } from '../../processing/results/besideResults.ts';
import { belowMinimumIn } from '../../statistics/estimation/cell.ts';
import { shareOfFigure, type Figure } from '../../statistics/estimation/figure.ts';
import { liveTexts, liveWords } from '../../processing/results/liveTexts.ts';
import type { Method } from '../../statistics/method/method.ts';
import { oneStopClass, oneStopPoints } from '../../statistics/estimation/oneStop.ts';
import { oneStop2018 } from '../../statistics/method/presets/oneStop2018.ts';
import type { FurtherMethod } from '../../processing/results/sideBySide.ts';
import { chartOf, lineWords } from '../../processing/results/lineWords.ts';
import { judgedSingly } from '../../processing/results/movementWords.ts';
import { notRankedWords, placeInGroup, rankWords } from '../../processing/results/rankWords.ts';
import type { Line, MeasuredRound, Results, UnitLine } from '../../processing/results/results.ts';
import { sampleNotes } from '../../processing/results/responseWords.ts';
import { rounded } from '../../statistics/estimation/rounding.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { statementWords } from '../../processing/results/statementWords.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { decimalText } from '../../statistics/estimation/wording.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

export interface ShownResults {
  readonly language: PageLanguage;
  readonly now: Date;
  readonly measured: MeasuredRound;
  readonly results: Results;
  readonly beside: Beside;
  readonly others: readonly FurtherMethod[];
}

export function resultsPage({ language, now, measured, results, beside, others }: ShownResults) {
  const { round, survey, plan, board, tree, received, late } = measured;
  const t = resultTexts[language];
  const say = (text: Localized): string => inLanguage(text, language);
  const whole = (count: number): string => decimalText({ units: count, decimals: 0 }, language);
  const path = `/results/${round.id}`;
  const { regrouping } = measured;
  /** A unit that is only part of a unit of another day links to its page as collected. */
  const unitUrl = (unitId: string): string => {
    const isPart = regrouping !== undefined && regrouping.placeOf(unitId) !== unitId;
    return unitsDayUrl(`${path}/units/${unitId}`, isPart ? undefined : regrouping?.on, language);
  };
  const factorTitle = new Map(survey.content.factors.map(({ id, title }) => [id, say(title)]));
  const questionText = new Map(
    survey.content.questions.map(({ id, text }, index) => [id, `${index + 1}. ${say(text)}`]),
  );
  const scope = new Set(scopeOf(measured));
  const waiting = received - late - formsOnBoard(plan, board);
  const figures = roundFigures(measured, now);
  const below = belowMinimumIn(figures.cells.cell(results.unitId));
  const annulled = figures.annulled(results.unitId);
  /** As collected only: the number for another grouping of units could disclose that of a single unit. */
  const takenOut = [
    ...(below > 0 ? [t.belowMinimum(whole(below))] : []),
    ...(annulled === 'few' ? [t.fewAnnulled] : annulled > 0 ? [t.annulled(whole(annulled))] : []),
  ];
  const unitTitle = (unitId: string): string => say(tree.name(unitId));
  const live = liveWords(measured, now, language);

  return {
    t,
    live,
    unitName: say(tree.name(results.unitId)),
    roundTitle: say(round.title),
    roundState: t.state(
      roundState(round, now),
      dayText(dayOf(round.opensAt), language),
      dayText(dayOf(new Date(round.closesAt.getTime() - 1)), language),
    ),
    madeUp: round.madeUp ? say(round.madeUp) : undefined,
    trail: [...tree.ancestorIds(results.unitId)]
      .reverse()
      .filter((id) => regrouping !== undefined || scope.has(id))
      .map((id) => ({ name: say(tree.name(id)), url: unitUrl(id) })),
    headline: {
      ...lineWords(results.whole, language),
      rank: rankWords(results.rank, unitTitle, language),
      band: headlineBand(results.whole.figure, language),
    },
    notes: [
      ...oneStopWords(results.whole.figure, plan.method, language),
      ...(live ? [live.taken] : []),
      results.whole.figure.state === 'shown'
        ? t.counted(whole(results.whole.figure.people), whole(received))
        : t.received(whole(received)),
      ...(measured.asOf ? [t.asOf(timeText(measured.asOf, language))] : []),
      ...(waiting > 0 ? [t.waiting(whole(waiting))] : []),
      ...(late > 0 ? [t.late(whole(late))] : []),
      assistedWords(assistedOf(measured, results.unitId, now), language),
      ...(regrouping ? [] : takenOut),
      ...sampleNotes(beside, unitTitle, language),
    ],
    selfSelected: round.sampleKind === 'selfSelected' && !live, // this note is about intervals
    judgedSingly: judgedSingly([...results.factors, ...results.questions], language),
    factors: table(results.factors, (line) => factorTitle.get(line.id) ?? line.id, language),
    questions: table(live ? [] : results.questions, (line) => questionText.get(line.id) ?? line.id, language),
    byAbout: survey.content.about.flatMap(({ id, text, options }) => {
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
    }),
    byDay: results.byDay.map((line) => ({ name: dayText(line.id, language), ...lineWords(line, language) })),
    groups: results.groups.map(({ kind, units }) => ({
      key: kind,
      title: t.groupTitle[kind],
      ranked: units.length > 1 && !live,
      notRanked: notRankedWords(units, unitTitle, language),
      chart: chartOf(units, (line) => unitTitle(line.unitId), language),
      rows: units.map((unit: UnitLine) => ({
        name: say(tree.name(unit.unitId)),
        url: unitUrl(unit.unitId),
        place: placeInGroup(unit.rank, language),
        ...lineWords(unit, language),
      })),
    })),
    mainMethod: say(plan.method.name),
    others: others.map(({ methodId, compared }) => ({
      key: methodTakeKey(methodId),
      title: t.otherMethod(compared ? say(compared.other.name) : methodId),
      why: compared ? t.sideBySide[compared.state] : t.sideBySide.notCountedYet,
      source: compared && say(compared.other.provenance.source),
      heading: compared && say(compared.other.name),
      rows: (compared?.rows ?? []).map(({ unitId, main, other }) => ({
        name: unitTitle(unitId),
        main: lineWords({ figure: main }, language),
        other: lineWords({ figure: other }, language),
      })),
    })),
    statements: beside.statements.map((statement) => statementWords(statement, beside, results, language)),
    method: {
      name: say({ ...plan.method.name }),
      source: say({ ...plan.method.provenance.source }),
      statements: plan.method.provenance.statements.map((statement) => ({
        what: say({ ...statement.what }),
        standing: t.standing[statement.standing],
        by: statement.by,
      })),
      survey: say(survey.content.provenance.confirmed),
    },
    whyUrl: regrouping || live ? undefined : inSameLanguage(`${path}/units/${results.unitId}/why`, language),
    jsonUrl: unitsDayUrl(`${path}/units/${results.unitId}.json`, regrouping?.on, 'vi'),
  };
}

/** Key of the downloads of a further method. */
export function methodTakeKey(methodId: string): string {
  return `method-${methodId.replaceAll(/[^\w-]/g, '-')}`;
}

/** Respondents behind the band of an open round, and when it was computed. */
function headlineBand(figure: Figure, language: PageLanguage): string | undefined {
  if (figure.state !== 'live') return undefined;
  const drawn = liveTexts[language].drawn(timeText(new Date(figure.asOf), language));
  return `${lineWords({ figure }, language).people}, ${drawn}`;
}

/** Points and class, where the method is the one-stop evaluation. */
function oneStopWords(figure: Figure, { id }: Method, language: PageLanguage): string[] {
  if (figure.state !== 'shown' || id !== oneStop2018.id) return [];
  const points = oneStopPoints(shareOfFigure(figure));
  const t = resultTexts[language];
  return [
    t.oneStop(
      decimalText(rounded(points.numerator, points.denominator, 2), language),
      t.oneStopClasses[oneStopClass(points)],
    ),
  ];
}

/** A table and a chart of the same lines. */
function table<L extends Line>(lines: readonly L[], nameOf: (line: L) => string, language: PageLanguage) {
  return {
    chart: chartOf(lines, nameOf, language),
    rows: lines.map((line) => ({ name: nameOf(line), ...lineWords(line, language) })),
  };
}
