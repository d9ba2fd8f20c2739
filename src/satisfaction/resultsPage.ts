/** Results in the words and numbers of one language, for `views/satisfaction/results.ejs`. */
import { dotChart, type ChartRow } from '../charts/dotChart.ts';
import type { DescribedDrawing } from '../charts/drawing.ts';
import { inLanguage, type Localized, type PageLanguage } from '../localized.ts';
import { roundState } from '../rounds/round.ts';
import { earlierOf, type Statement } from '../statements/statement.ts';
import { dayOf } from '../submissions/submission.ts';
import { timeText } from '../web/clock.ts';
import { inSameLanguage } from '../web/page.ts';
import { unitsDayUrl } from './unitsDayUrl.ts';
import { scopeOf } from './regroup.ts';
import { assistedOf, assistedWords } from './assisted.ts';
import { formsOnBoard } from './board.ts';
import type { Beside } from './besideResults.ts';
import { belowMinimumIn } from './cell.ts';
import type { ShownChange } from './change.ts';
import { contradictionsIn } from './contradictions.ts';
import { contradictionWords } from './contradictionWords.ts';
import { shareOfFigure, type Figure } from './figure.ts';
import type { Method } from './method.ts';
import { oneStopClass, oneStopPoints } from './oneStop.ts';
import { oneStop2018 } from './presets/oneStop2018.ts';
import type { FurtherMethod } from './sideBySide.ts';
import type { Line, MeasuredRound, Rank, Results, UnitLine } from './results.ts';
import type { ResponseRate } from './response.ts';
import { decimalToNumber, rounded, type Decimal } from './rounding.ts';
import type { PlaceSet } from './ranking.ts';
import { roundFigures, type RankRow } from './roundFigures.ts';
import { resultTexts, whyNoNumber } from './texts.ts';
import { changeText, decimalText, percentText, signedText } from './wording.ts';

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
  /** A part of a unit of another day has its page among the units as collected. */
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
  /** As collected only: the number of another sum of units could tell that of a single one. */
  const takenOut = [
    ...(below > 0 ? [t.belowMinimum(whole(below))] : []),
    ...(annulled === 'few' ? [t.fewAnnulled] : annulled > 0 ? [t.annulled(whole(annulled))] : []),
  ];
  const unitTitle = (unitId: string): string => say(tree.name(unitId));

  return {
    t,
    unitName: say(tree.name(results.unitId)),
    roundTitle: say(round.title),
    roundState: t.state(
      roundState(round, now),
      day(round.opensAt),
      day(new Date(round.closesAt.getTime() - 1)),
    ),
    madeUp: round.madeUp ? say(round.madeUp) : undefined,
    trail: [...tree.ancestorIds(results.unitId)]
      .reverse()
      .filter((id) => regrouping !== undefined || scope.has(id))
      .map((id) => ({ name: say(tree.name(id)), url: unitUrl(id) })),
    headline: {
      ...lineWords(results.whole, language),
      rank: rankWords(results.rank, unitTitle, language),
    },
    notes: [
      ...oneStopWords(results.whole.figure, plan.method, language),
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
    selfSelected: round.sampleKind === 'selfSelected',
    factors: table(results.factors, (line) => factorTitle.get(line.id) ?? line.id, language),
    questions: table(results.questions, (line) => questionText.get(line.id) ?? line.id, language),
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
    byDay: results.byDay.map((line) => ({ name: dayText(line.id), ...lineWords(line, language) })),
    groups: results.groups.map(({ kind, units }) => ({
      key: kind,
      title: t.groupTitle[kind],
      ranked: units.length > 1,
      setsComing: units.some(({ rank }) => rank.state === 'ranked' && !rank.set),
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
    whyUrl: regrouping ? undefined : inSameLanguage(`${path}/units/${results.unitId}/why`, language),
    jsonUrl: unitsDayUrl(`${path}/units/${results.unitId}.json`, regrouping?.on, 'vi'),
  };
}

/** Names what is taken away of a further method. */
export function methodTakeKey(methodId: string): string {
  return `method-${methodId.replaceAll(/[^\w-]/g, '-')}`;
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

/** What a chart draws of a figure; nothing where it is not shown. */
export function drawnOf(
  figure: Figure,
): { readonly valuePercent: number; readonly intervalPercent: ChartRow['intervalPercent'] } | undefined {
  if (figure.state !== 'shown') return undefined;
  return { valuePercent: decimalToNumber(figure.value), intervalPercent: figure.intervalPercent };
}

/** @param among all lines of the table that these are a part of */
export function chartOf<L extends Line>(
  lines: readonly L[],
  nameOf: (line: L) => string,
  language: PageLanguage,
  among = lines,
): DescribedDrawing | undefined {
  const rowOf = (line: L): ChartRow => {
    const { figure } = line;
    return {
      label: nameOf(line),
      valueText: lineWords(line, language).value,
      ...drawnOf(figure),
    };
  };
  const percent = (value: number): string =>
    percentText(nearest(value, Number.isInteger(value) ? 0 : 1), language);
  const chart = dotChart(lines.map(rowOf), percent, among.map(rowOf));
  return (
    chart && {
      ...chart,
      description: resultTexts[language].chartScale(percent(chart.low), percent(chart.up)),
    }
  );
}

export function lineWords({ figure, previous, change }: Line, language: PageLanguage) {
  const t = resultTexts[language];
  return {
    value:
      figure.state === 'shown' ? percentText(figure.value, language) : (whyNoNumber(figure, language) ?? ''),
    people: 'people' in figure ? decimalText({ units: figure.people, decimals: 0 }, language) : '',
    interval: intervalWords(figure, language),
    change: change && changeText(change.points, language),
    signedChange: change ? signedText(change.points, language) : '',
    movement: change?.movement && t.movement[change.movement],
    direction: directionOf(change),
    seriesBreak: change?.breaks.includes('units') ? t.unitsOfDay.seriesBreak : undefined,
    previous: previous?.state === 'shown' ? t.changeFrom(percentText(previous.value, language)) : undefined,
  };
}

/** Coloured as risen or fallen only where the change can be told from chance. */
function directionOf(change: ShownChange | undefined): string {
  return change?.movement === undefined || change.movement === 'notToldApart' ? '' : change.movement;
}

function intervalWords(figure: Figure, language: PageLanguage): string {
  const t = resultTexts[language];
  if (figure.state !== 'shown') return '';
  if (figure.everyoneAsked) return t.everyoneAsked;
  if (!figure.intervalPercent) return figure.noInterval ? t.noInterval[figure.noInterval] : '';
  const [low, up] = figure.intervalPercent;
  const doubt = figure.unreliability ? ` (${t.unreliable[figure.unreliability]})` : '';
  const { decimals } = figure.value;
  return (
    t.intervalIs(
      percentText(nearest(low, decimals), language),
      percentText(nearest(up, decimals), language),
    ) + doubt
  );
}

/** The decimal nearest to a number that is not exact in the first place, such as the end of an interval. */
export function nearest(value: number, decimals: number): Decimal {
  return rounded(BigInt(Math.round(value * 1e9)), 1_000_000_000n, decimals);
}

export function rankWords(
  rank: Rank | undefined,
  unitTitle: (unitId: string) => string,
  language: PageLanguage,
) {
  const t = resultTexts[language];
  if (!rank) return undefined;
  const { row, placeBefore } = rank;
  if (row.state === 'notRanked') return { place: t.notRanked, notes: [t.notRankedBecause[row.reason]] };
  const { place, of, set } = row;
  return {
    place: t.placeOf(place, of, set && placesText(set)),
    notes: [
      ...(placeBefore === undefined ? [] : [t.placesMoved(placeBefore, place)]),
      set ? alikeWords(set, unitTitle, language) : t.setsComing,
    ],
  };
}

function alikeWords(
  { alike }: PlaceSet,
  unitTitle: (unitId: string) => string,
  language: PageLanguage,
): string {
  const t = resultTexts[language];
  if (alike.length === 0) return t.toldApartFromAll;
  return t.alike(alike.slice(0, alikeNamed).map(unitTitle), Math.max(0, alike.length - alikeNamed));
}

/** Neighbours that are named beside a place; the rest are a number. */
const alikeNamed = 4;

/** "5 (3–8)": a place, and the places that it may be. */
export function placeInGroup(row: RankRow, language: PageLanguage): string | undefined {
  if (row.state === 'notRanked') return undefined;
  return resultTexts[language].placeAmong(row.place, row.set && placesText(row.set));
}

function placesText({ low, up }: PlaceSet): string {
  return low === up ? `${low}` : `${low}–${up}`;
}

function notRankedWords(
  units: readonly UnitLine[],
  unitTitle: (unitId: string) => string,
  language: PageLanguage,
): readonly string[] {
  const t = resultTexts[language];
  return units.flatMap(({ unitId, rank }) =>
    rank.state === 'notRanked' ? [`${unitTitle(unitId)}: ${t.notRankedBecause[rank.reason]}`] : [],
  );
}

function statementWords(
  statement: Statement,
  { reported }: Beside,
  results: Results,
  language: PageLanguage,
) {
  const t = resultTexts[language];
  const computed =
    statement.indicator === 'satisfactionIndex' ? lineWords(results.whole, language) : undefined;
  return {
    indicator: t.indicator[statement.indicator],
    year: statement.year,
    wording: statement.wording,
    source: inLanguage(statement.source, language),
    reported: {
      value: percentText({ units: statement.valueHundredths, decimals: 2 }, language),
      change:
        statement.changeHundredths === undefined
          ? ''
          : signedText({ units: statement.changeHundredths, decimals: 2 }, language),
      place:
        statement.place === undefined || statement.of === undefined
          ? ''
          : t.placeOf(statement.place, statement.of, undefined),
    },
    computed: computed && {
      value: computed.value,
      change: computed.signedChange,
      place: reportedPlace(results.rank, language),
    },
    contradictions: contradictionsIn(statement, earlierOf(statement, reported)).map((found) =>
      contradictionWords(found, language),
    ),
  };
}

/** "5/12", as reports write it. */
function reportedPlace(rank: Rank | undefined, language: PageLanguage): string {
  if (rank?.row.state !== 'ranked') return '';
  const { place, of, set } = rank.row;
  return resultTexts[language].placeOf(place, of, set && placesText(set));
}

function sampleNotes(
  { response, months, otherKindBefore, hasOpenForms, tooMany }: Beside,
  unitTitle: (unitId: string) => string,
  language: PageLanguage,
): readonly string[] {
  const t = resultTexts[language].sample;
  const whole = (count: number): string => decimalText({ units: count, decimals: 0 }, language);
  return [
    ...(response ? [responseWords(response, months, unitTitle, language)] : []),
    ...(otherKindBefore ? [t.otherKindBefore] : []),
    ...(hasOpenForms ? [t.openForms] : []),
    ...(tooMany ? [t.tooMany(whole(tooMany.people), whole(tooMany.population))] : []),
  ];
}

export function responseWords(
  response: ResponseRate,
  months: readonly string[],
  unitTitle: (unitId: string) => string,
  language: PageLanguage,
): string {
  const t = resultTexts[language].sample;
  const whole = (count: number): string => decimalText({ units: count, decimals: 0 }, language);
  const month = (text = ''): string => (language === 'vi' ? text.split('-').toReversed().join('/') : text);
  const time = t.time(month(months[0]), month(months.at(-1)));
  if (response.state === 'incomplete') {
    const { unitIds } = response;
    return t.incomplete(
      unitIds.slice(0, alikeNamed).map(unitTitle),
      Math.max(0, unitIds.length - alikeNamed),
    );
  }
  const [people, transactions] = [whole(response.people), whole(response.transactions)];
  return response.state === 'rate'
    ? t.rate(percentText(response.percent, language), people, transactions, time)
    : t.moreAnswers(people, transactions, time);
}

function day(instant: Date): string {
  return dayText(dayOf(instant));
}

/** 31/12/2021 */
function dayText(calendarDay: string): string {
  return calendarDay.split('-').reverse().join('/');
}
