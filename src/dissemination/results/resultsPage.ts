/** Results in the words and numbers of one language, for `views/dissemination/results/results.ejs`. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { tableRows, textColumns } from '../../access/web/columns.ts';
import { roundState } from '../../design/rounds/round.ts';
import { dayText, timeText } from '../../platform/calendar/clock.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { unitsDayUrl } from './unitsDayUrl.ts';
import { scopeOf } from '../../processing/results/regroup.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { liveTexts } from '../../processing/results/liveTexts.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import { judgedSingly } from '../../processing/results/movementWords.ts';
import { rankWords } from '../../processing/results/rankWords.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { reportedFigureWords } from '../../processing/results/reportedFigureWords.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import { type ShownResults, type ResultWording, resultWording } from './resultWording.ts';
import { factorTable, questionTable, aboutTables, groupTables, methodTables } from './resultTables.ts';
import { responseHoursWords } from '../../processing/quality/responseHours.ts';
import { levelSections } from '../analysis/levelPage.ts';
import { seriesChart, seriesRows } from '../publications/roundSeries.ts';
import { resultNotes } from './resultNotes.ts';

export function resultsPage(shown: ShownResults) {
  const { language, now, measured, results, beside } = shown;
  const { round, tree, regrouping } = measured;
  const wording = resultWording(shown);
  const { t, say, path, unitTitle, unitUrl, live } = wording;
  const scope = new Set(scopeOf(measured));
  const groups = groupTables(shown, wording);
  const questions = questionTable(shown, wording);
  const { table: about, parts: byAbout } = aboutTables(shown, wording);
  const others = methodTables(shown, wording);
  const trend = seriesRows(shown.series, results.unitId, language);
  return {
    hasCharts: true,
    t,
    live,
    unitName: unitTitle(results.unitId),
    roundTitle: say(round.title),
    roundState: t.state({
      state: roundState(round, now),
      from: dayText(dayOf(round.opensAt), language),
      to: dayText(dayOf(new Date(round.closesAt.getTime() - 1)), language),
    }),
    madeUp: round.madeUp ? say(round.madeUp) : undefined,
    trail: [...tree.ancestorIds(results.unitId)]
      .reverse()
      .filter((id) => regrouping !== undefined || scope.has(id))
      .map((id) => ({ name: unitTitle(id), url: unitUrl(id) })),
    headline: {
      ...lineWords(results.whole, language),
      rank: rankWords(results.rank, unitTitle, language),
      band: headlineBand(results.whole.figure, language),
    },
    notes: resultNotes(shown, wording),
    selfSelected: round.sampleKind === 'selfSelected' && !live, // this note is about intervals
    judgedSingly: judgedSingly([...results.factors, ...results.questions], language),
    factors: factorTable(shown, wording),
    questions,
    levels: levelSections(measured, shown.spreads, language),
    hours: shown.hours && responseHoursWords(shown.hours, language),
    about,
    byAbout,
    trend,
    trendChart: seriesChart(trend, language),
    byDay: results.byDay.map((line) => ({ name: dayText(line.id, language), ...lineWords(line, language) })),
    groups,
    others,
    jumps: jumpsOf(shown, { groups, questions, byAbout, others }, t),
    statements: beside.reportedFigures.map((statement) => {
      const { reported, computed, ...words } = reportedFigureWords(statement, beside, results, language);
      const lines = [
        { name: t.reported, ...reported },
        { name: t.computed, ...(computed ?? { value: t.notComputedHere, change: '', rank: '' }) },
      ];
      const columns = [
        { key: 'name', heading: '' } as const,
        ...textColumns(t, ['value', 'change', 'rank'], { isNumber: true }),
      ];
      const title = `${words.indicator} ${words.year}`;
      return { ...words, rows: tableRows(columns, lines, { title, language }) };
    }),
    method: methodWords(measured, wording),
    whyUrl: regrouping || live ? undefined : inSameLanguage(`${path}/units/${results.unitId}/why`, language),
    jsonUrl: unitsDayUrl(`${path}/units/${results.unitId}.json`, regrouping?.on, 'vi'),
  };
}

interface Tables {
  readonly groups: ReturnType<typeof groupTables>;
  readonly questions: ReturnType<typeof questionTable>;
  readonly byAbout: ReturnType<typeof aboutTables>['parts'];
  readonly others: ReturnType<typeof methodTables>;
}

/** Links to the sections that are on the page. */
function jumpsOf(
  { results, hours }: ShownResults,
  { groups, questions, byAbout, others }: Tables,
  t: ResultWording['t'],
) {
  return [
    ...groups.map(({ key, title }) => ({ id: key as string, title })),
    { id: 'factors', title: t.factors },
    ...(questions.rows.length > 0 ? [{ id: 'questions', title: t.questions }] : []),
    ...(hours ? [{ id: 'hours', title: t.hours }] : []),
    ...(byAbout.length > 0 ? [{ id: 'about', title: t.byAbout }] : []),
    ...(results.byDay.length > 0 ? [{ id: 'days', title: t.byDay }] : []),
    ...(others.length > 0 ? [{ id: 'methods', title: t.methodsTitle }] : []),
    { id: 'method', title: t.methodTitle },
  ];
}

/** Provenance of the method and of the questionnaire. */
function methodWords({ plan, survey }: MeasuredRound, { t, say }: ResultWording) {
  return {
    name: say({ ...plan.method.name }),
    source: say({ ...plan.method.provenance.source }),
    statements: plan.method.provenance.statements.map((statement) => ({
      what: say({ ...statement.what }),
      standing: t.standing[statement.standing],
      by: statement.by,
    })),
    survey: say(survey.content.provenance.confirmed),
  };
}

/** Respondents behind the band of an open round, and when it was computed. */
function headlineBand(figure: Figure, language: PageLanguage): string | undefined {
  if (figure.state !== 'live') return undefined;
  const drawn = liveTexts[language].drawn({ at: timeText(new Date(figure.asOf), language) });
  return `${lineWords({ figure }, language).people}, ${drawn}`;
}
