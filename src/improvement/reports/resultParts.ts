/** The parts of a report with results: the frozen figures, and why they changed. */
import type { DescribedDrawing } from '../../platform/charts/drawing.ts';
import type { Messages } from '../../platform/text/catalogue.ts';
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import { countText, percentText } from '../../platform/text/numbers.ts';
import { trendOf } from '../../dissemination/publications/publicationPage.ts';
import type {
  PublicationContent,
  PublishedLine,
  PublishedUnit,
} from '../../processing/published/publication.ts';
import type { Movement } from '../../statistics/estimation/change.ts';
import { contradictionsIn } from '../../statistics/estimation/contradictions.ts';
import { contradictionWords } from '../../processing/results/contradictionWords.ts';
import { chartOf, lineWords } from '../../processing/results/lineWords.ts';
import { judgedSingly } from '../../processing/results/movementWords.ts';
import { rankWords } from '../../processing/results/rankWords.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { earlierOf, speaksOf } from '../../registers/reportedFigures/reportedFigure.ts';
import { documentTexts } from './documentTexts.ts';
import type { ReportInput } from './report.ts';
import { chart, heading, items, note, paragraphs, type Block, type Column } from './written.ts';
import { questionNames } from '../../design/surveys/questionNames.ts';

/** How many of the best and of the worst questions are named. */
const namedQuestions = 5;

export function unitNames({ units }: PublicationContent, language: PageLanguage) {
  const names = new Map(units.map(({ id, name }) => [id, inLanguage(name, language)]));
  return (id: string): string => names.get(id) ?? id;
}

/** Factors by title, questions by number and text. */
export function scopeNames({ factors, questions }: PublicationContent, language: PageLanguage) {
  const say = (text: Localized): string => inLanguage(text, language);
  const names = new Map([
    ...factors.map(({ id, title }) => [`factor ${id}`, say(title)] as const),
    ...Array.from(questionNames(questions, language), ([id, name]) => [`question ${id}`, name] as const),
  ]);
  return (kind: 'factor' | 'question', id: string): string => names.get(`${kind} ${id}`) ?? id;
}

/** The index with its interval, its change and its rank, in sentences. */
export function headlineSentences({ language, content, unit }: ReportInput): string[] {
  const t = documentTexts[language];
  const { figure } = unit.whole;
  const { value, interval, change, previous, movement } = lineWords(unit.whole, language);
  const name = inLanguage(unit.name, language);
  const rank = rankWords(unit.rank, unitNames(content, language), language);
  return [
    figure.state !== 'shown'
      ? t.noIndex({ unit: name, why: value })
      : figure.everyoneAsked
        ? t.everyone({ unit: name, value })
        : t.index({ unit: name, value, interval: interval || 'none' }),
    change === undefined
      ? t.noChange
      : t.change({ change, from: previous ?? '', movement: movement || 'none' }),
    rank === undefined
      ? t.notPlaced
      : unit.rank?.row.state === 'notRanked'
        ? t.notRanked({ why: rank.notes.join('; ') })
        : t.rank({ rank: rank.rank, notes: rank.notes.join('; ') }),
  ];
}

export function factorsChart({ language, content, unit }: ReportInput): DescribedDrawing | undefined {
  const named = scopeNames(content, language);
  const drawing = chartOf(unit.factors, ({ id }) => named('factor', id), language);
  const description = `${documentTexts[language].chartFactors} ${drawing?.description}`;
  return drawing && { ...drawing, description };
}

export function headlinePart(input: ReportInput): Block[] {
  const { language, unit } = input;
  return [
    ...paragraphs(headlineSentences(input)),
    ...(unit.rank?.row.state === 'ranked' ? [note(resultTexts[language].ranksHint)] : []),
    ...chart(factorsChart(input)),
    ...trendBlocks(input),
    ...reportedBlocks(input),
  ];
}

/** Figures reported elsewhere, verbatim, each with what cannot be true of it. */
export function reportedBlocks({ language, content: { round }, reported }: ReportInput): Block[] {
  const t = resultTexts[language];
  const ofRound = { id: round.id, opensAt: new Date(round.opensAt) };
  const reportedFigures = reported.filter((reportedFigure) => speaksOf(reportedFigure, ofRound));
  if (reportedFigures.length === 0) return [];
  return [
    heading(t.reportedFiguresTitle),
    note(`${t.reportedFiguresIntro} ${t.changeReading}`),
    ...reportedFigures.flatMap((reportedFigure) => [
      ...paragraphs([
        documentTexts[language].reported({
          indicator: t.indicator[reportedFigure.indicator],
          wording: reportedFigure.wording,
          source: inLanguage(reportedFigure.source, language),
        }),
      ]),
      ...items(
        contradictionsIn(reportedFigure, earlierOf(reportedFigure, reported)).map((found) =>
          contradictionWords(found, language),
        ),
      ),
    ]),
  ];
}

/** Breaks in the series have separate lines. */
function trendBlocks(input: ReportInput): Block[] {
  const { language } = input;
  const [t, lines] = [documentTexts[language], resultTexts[language]];
  const trend = trendOf(input);
  if (trend.length < 2) return [];
  const columns: Column[] = [
    { heading: t.trendTitle, width: 0.4, align: 'start' },
    { heading: lines.value, width: 0.15, align: 'end' },
    { heading: lines.interval, width: 0.3, align: 'end' },
    { heading: lines.people, width: 0.15, align: 'end' },
  ];
  const rows = trend.flatMap(({ name, value, interval, people, break: why }) => [
    [name, value, interval, people],
    ...(why === '' ? [] : [[why, '', '', '']]),
  ]);
  return [{ kind: 'table', columns, rows }];
}

type Medium = 'report' | 'slides' | 'sheet';

/** Significant changes: all factors and five questions; on a sheet, whose table has the factors, three questions. */
export function movesBlocks({ language, content, unit }: ReportInput, on: Medium): Block[] {
  const questionsMax = on === 'sheet' ? 3 : namedQuestions;
  const [t, results] = [documentTexts[language], resultTexts[language]];
  const named = scopeNames(content, language);
  const significant = (said: string): string =>
    `${content.round.sampleKind === 'selfSelected' ? results.ifAlike({ said }) : said}:`;
  const all = [...unit.factors, ...unit.questions];
  if (all.every(({ change }) => !change)) return paragraphs([t.noMoves]);
  const moved = (lines: PublishedUnit['factors'], movement: Movement) =>
    lines
      .filter(({ change }) => change?.movement === movement)
      .toSorted((one, other) => sizeOfChange(other) - sizeOfChange(one));
  const told = (movement: 'rose' | 'fell', title: string): Block[] => {
    const factors = on === 'sheet' ? [] : moved(unit.factors, movement);
    const questions = moved(unit.questions, movement);
    if (factors.length + questions.length === 0) return [];
    const more = questions.length - questionsMax;
    return [
      ...paragraphs([title]),
      ...items([
        ...factors.map((line) => movedSentence(line, named('factor', line.id), t.factorMoved, language)),
        ...questions
          .slice(0, questionsMax)
          .map((line) => movedSentence(line, named('question', line.id), t.questionMoved, language)),
        ...(more > 0
          ? [t.moreMoved[on === 'report' ? 'inAnnex' : 'further']({ count: countText(more, language) })]
          : []),
      ]),
    ];
  };
  const steady = (
    lines: PublishedUnit['factors'],
    say: (values: { readonly count: string }) => string,
  ): string[] => {
    const { length } = moved(lines, 'notToldApart');
    return length === 0 ? [] : [say({ count: countText(length, language) })];
  };
  return [
    ...told('rose', significant(t.rose)),
    ...told('fell', significant(t.fell)),
    ...paragraphs([...steady(unit.factors, t.steadyFactors), ...steady(unit.questions, t.steadyQuestions)]),
    ...[judgedSingly(all, language)].filter(Boolean).map(note),
  ];
}

function sizeOfChange({ change }: PublishedLine): number {
  return change ? Math.abs(change.points.units) : 0;
}

function movedSentence(
  line: PublishedLine,
  name: string,
  say: Messages['improvement/reportDocuments']['factorMoved'],
  language: PageLanguage,
): string {
  const { change = '', value } = lineWords(line, language);
  const from = line.previous?.state === 'shown' ? percentText(line.previous.value, language) : '';
  return say({ name, change, from, to: value });
}

export function reasonsPart(input: ReportInput, on: Medium = 'report'): Block[] {
  const { language, why } = input;
  const t = documentTexts[language];
  const explained = why?.leading[0];
  return [
    heading(t.moves),
    ...movesBlocks(input, on),
    heading(t.why),
    ...(why && explained
      ? [
          note(t.whyFrame),
          ...paragraphs(why.summary),
          ...chart({ ...explained.chart, description: t.chartWhy }),
        ]
      : paragraphs([t.whyMissing])),
  ];
}

export function strengthsPart(input: ReportInput): Block[] {
  const { language } = input;
  const t = documentTexts[language];
  const judged = questionsByValue(input);
  if (judged.length === 0) return paragraphs([t.noQuestions]);
  const half = Math.min(namedQuestions, Math.ceil(judged.length / 2));
  return [
    heading(t.best),
    scopeTable(input, judged.slice(0, half)),
    heading(t.worst),
    scopeTable(input, judged.slice(half).slice(-half).toReversed()),
    note(t.orderHint),
    ...firstBlocks(input),
  ];
}

/** Questions with a figure, best first. */
export function questionsByValue({ unit }: Pick<ReportInput, 'unit'>) {
  const valueOf = ({ figure }: PublishedLine): number =>
    figure.state === 'shown' ? decimalToNumber(figure.value) : 0;
  return unit.questions
    .filter(({ figure }) => figure.state === 'shown')
    .toSorted((one, other) => valueOf(other) - valueOf(one));
}

/** Lines of questions with their figures and changes. */
export function scopeTable(
  { language, content }: ReportInput,
  lines: readonly (PublishedLine & { readonly id: string })[],
  kind: 'factor' | 'question' = 'question',
): Block {
  const t = resultTexts[language];
  const named = scopeNames(content, language);
  return {
    kind: 'table',
    columns: [
      { heading: t[kind], width: 0.44, align: 'start' },
      { heading: t.value, width: 0.13, align: 'end' },
      { heading: t.interval, width: 0.21, align: 'end' },
      { heading: documentTexts[language].changeHeading, width: 0.11, align: 'end' },
      { heading: t.people, width: 0.11, align: 'end' },
    ],
    rows: lines.map((line) => {
      const { value, interval, signedChange, people } = lineWords(line, language);
      return [named(kind, line.id), value, interval, signedChange, people];
    }),
  };
}

function firstBlocks({ language, why }: ReportInput): Block[] {
  const t = documentTexts[language];
  if (!why?.priorities) return [];
  const { chart: drawing, quadrants } = why.priorities;
  const { questions } = quadrants[0]!;
  return [
    heading(t.first),
    note(t.firstIntro),
    ...chart(drawing),
    ...(questions.length === 0
      ? []
      : paragraphs([t.mendFirst({ count: countText(questions.length, language) })])),
    ...items(questions.map(({ number, name, value }) => t.mendItem({ number: String(number), name, value }))),
  ];
}
