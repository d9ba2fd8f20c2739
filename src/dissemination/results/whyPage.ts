/** Why an index changed, in the words and numbers of one language, for `views/dissemination/results/why.ejs`. */
import { quadrantChart } from '../../platform/charts/quadrantChart.ts';
import { waterfall } from '../../platform/charts/waterfall.ts';
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import type { Service } from '../../registers/services/service.ts';
import { plainTable } from '../../platform/tables/table.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import type { TakeAway } from '../../platform/web/takeAway.ts';
import type { Quadrant } from '../../statistics/estimation/priorities.ts';
import { lineWords, nearest } from '../../processing/results/lineWords.ts';
import { isSelfSelected } from '../../processing/results/movementWords.ts';
import { isPooled, type MeasuredRound } from '../../processing/results/results.ts';
import { roundedParts } from '../../statistics/estimation/roundedParts.ts';
import { decimalToNumber, type Decimal } from '../../statistics/estimation/rounding.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import type { ExplainedBy, Explanation, Why } from '../../processing/results/why.ts';
import { whyTexts, type Direction } from './whyTexts.ts';
import { changeText, decimalText, percentText, signedText } from '../../statistics/estimation/wording.ts';

export interface ShownWhy {
  readonly language: PageLanguage;
  readonly measured: MeasuredRound;
  readonly services: readonly Service[];
  readonly why: Why;
}

/** Names of the parts in the decomposition of a change. */
type Names = (by: ExplainedBy, key: string) => string;

const quadrantOrder: readonly Quadrant[] = ['mendFirst', 'keepUp', 'mendLater', 'enough'];

export function whyPage(shown: ShownWhy) {
  const { language, measured, why } = shown;
  const { round, tree } = measured;
  const t = whyTexts[language];
  const say = (text: Localized): string => inLanguage(text, language);
  const nameOf = namesOf(shown);
  const path = `/results/${round.id}/units/${why.unitId}`;
  const explained = why.explanations.map((one) => explanationWords(why, one, nameOf, language));
  const priorities = prioritiesWords(shown, nameOf);
  return {
    t,
    unitName: say(tree.name(why.unitId)),
    roundTitle: say(round.title),
    madeUp: round.madeUp ? say(round.madeUp) : undefined,
    madeUpLabel: resultTexts[language].madeUp,
    resultsUrl: inSameLanguage(path, language),
    jsonUrl: `${path}/why.json`,
    asJson: resultTexts[language].asJson,
    summary: summaryOf(shown, nameOf),
    ...leadingAndOthers(explained),
    taken: [...explained.map(explanationTaken), ...priorityTaken(priorities, t)],
    notes: [
      ...(why.explanations.length > 0 ? [t.howToRead] : []),
      ...(isPooled(measured.plan) ? [] : [t.unitsWeighed]),
    ],
    priorities,
  };
}

/** The first explanation comes before the priorities, the others after them. */
function leadingAndOthers<T>([leading, ...others]: readonly T[]) {
  return { leading: leading === undefined ? [] : [leading], others };
}

function namesOf({ language, measured, services }: ShownWhy): Names {
  const { survey, tree } = measured;
  const t = whyTexts[language];
  const say = (text: Localized | undefined, id: string) => (text ? inLanguage(text, language) : id);
  const { factors, questions } = survey.content;
  return (by, key) => {
    switch (by) {
      case 'factor':
        return say(factors.find(({ id }) => id === key)?.title, key);
      case 'question':
        return say(questions.find(({ id }) => id === key)?.text, key);
      case 'unit':
        return say(tree.name(key), key);
      case 'channel':
        return (t.channel as Record<string, string>)[key] ?? key;
      case 'service':
        return key === '' ? t.noService : say(services.find(({ id }) => id === key)?.name, key);
    }
  };
}

/** A summary for the office, in sentences. */
function summaryOf({ language, why }: ShownWhy, nameOf: Names): string[] {
  const t = whyTexts[language];
  const { figure, previous, change } = why.whole;
  if (figure.state === 'live' || figure.state === 'collecting') return [t.whileOpen];
  if (!previous || previous.state === 'none') return [t.nothingToCompare];
  if (!change || figure.state !== 'shown' || previous.state !== 'shown') return [t.notShown];
  return [
    t.moved(
      changeText(change.points, language),
      percentText(previous.value, language),
      percentText(figure.value, language),
    ),
    ...(change.movement === 'notToldApart' ? [t.notToldApart] : []),
    ...(change.breaks.length > 0 ? [t.breaks] : []),
    ...why.explanations
      .filter(({ by }) => by === 'factor' || by === 'unit')
      .flatMap((one) => accountSentences(why, one, change.points, nameOf, language)),
    ...questionSentences(why, nameOf, language),
  ];
}

function accountSentences(
  why: Why,
  explanation: Explanation,
  change: Decimal,
  nameOf: Names,
  language: PageLanguage,
): string[] {
  const t = whyTexts[language];
  const direction = directionOf(change);
  if (direction === 'none') return [];
  const { by, parts, hasRest } = explanation;
  const rows = roundedRows(why, explanation);
  const leading = parts
    .map((part, place) => ({ name: nameOf(by, part.key), points: rows.parts[place]! }))
    .filter(({ points }) => Math.sign(points.units) === Math.sign(change.units));
  const [most, ...others] = leading;
  if (!most) return [];
  const size = (points: Decimal) => decimalText({ ...points, units: Math.abs(points.units) }, language);
  const next = others.slice(0, 2).map(({ name, points }) => ({ name, points: size(points) }));
  const isSmallMix = Math.abs(rows.mix.units) * 10 <= Math.abs(change.units);
  return [
    [
      t.accounts(by, most.name, size(most.points), size(change), direction),
      ...(next.length > 0 ? [t.alsoAccount(next)] : []),
      ...(by === 'unit' && isSmallMix && !hasRest
        ? [t.mix(rows.mix.units === 0 ? undefined : size(rows.mix))]
        : []),
    ].join(' '),
  ];
}

function movedInWords(said: string, ifAlike: boolean, language: PageLanguage): string {
  return `${ifAlike ? resultTexts[language].ifAlike(said) : said}.`;
}

/** The question that contributed most to the change in its direction, and the unit where it did. */
function questionSentences(why: Why, nameOf: Names, language: PageLanguage): string[] {
  const t = whyTexts[language];
  const change = why.whole.change!;
  const most = why.explanations
    .find(({ by }) => by === 'question')
    ?.parts.find(({ judgedPoints }) => Math.sign(judgedPoints) === Math.sign(change.points.units));
  if (most?.figure.state !== 'shown' || most.previous?.state !== 'shown') return [];
  const direction = most.judgedPoints < 0 ? 'fell' : 'rose';
  const moved = why.movedUnits.find(({ questionId }) => questionId === most.key);
  return [
    [
      t.question(
        nameOf('question', most.key),
        percentText(most.previous.value, language),
        percentText(most.figure.value, language),
      ),
      ...(moved && moved.of > 0
        ? [
            movedInWords(
              t.movedIn(
                direction,
                moved[direction].map((id) => nameOf('unit', id)),
                moved.of,
              ),
              moved[direction].length > 0 && [most.figure, most.previous].some(isSelfSelected),
              language,
            ),
          ]
        : []),
    ].join(' '),
  ];
}

/** Points of each line, rounded so that they add up to the printed change. */
function roundedRows(why: Why, { parts, mixPoints }: Explanation) {
  const points = [...parts.map(({ judgedPoints }) => judgedPoints), mixPoints];
  const rounded = roundedParts(points, why.whole.change!.points);
  return { parts: rounded.slice(0, parts.length), mix: rounded.at(-1)! };
}

function explanationWords(why: Why, explanation: Explanation, nameOf: Names, language: PageLanguage) {
  const t = whyTexts[language];
  const { by, parts, hasRest } = explanation;
  const rows = roundedRows(why, explanation);
  const change = why.whole.change!;
  const { figure, previous } = why.whole;
  if (figure.state !== 'shown' || previous?.state !== 'shown') throw new Error('a change has two figures');
  const steps = [
    ...parts.map((part, place) => ({ label: nameOf(by, part.key), points: rows.parts[place]! })),
    { label: (hasRest ? t.restAndMixRow : t.mixRow)[by], points: rows.mix, isOther: true },
  ].map((step) => ({
    ...step,
    points: decimalToNumber(step.points),
    pointsText: signedText(step.points, language),
  }));
  const end = (label: string, value: Decimal) => ({
    label,
    percent: decimalToNumber(value),
    percentText: percentText(value, language),
  });
  const from = end(t.before, previous.value);
  const to = end(t.after, figure.value);
  return {
    key: by,
    headings: [t.partHeading[by], t.before, t.after, t.points],
    title: t.explainedBy[by],
    heading: t.partHeading[by],
    chart: {
      ...waterfall(from, steps, to),
      description: t.chartDescription(t.explainedBy[by], from.percentText, to.percentText),
    },
    rows: steps.map(({ label, pointsText, points }, place) => {
      const part = parts[place];
      return {
        name: label,
        before: part?.previous?.state === 'shown' ? percentText(part.previous.value, language) : '',
        after: part ? lineWords(part, language).value : '',
        points: pointsText,
        direction: points < 0 ? 'fell' : points > 0 ? 'rose' : '',
      };
    }),
    total: { before: from.percentText, after: to.percentText, points: signedText(change.points, language) },
  };
}

/** Texts as on the page: points add up to the printed change. */
function explanationTaken({
  key,
  headings,
  title,
  chart,
  rows,
  total,
}: ReturnType<typeof explanationWords>): TakeAway {
  const lines = [...rows, { name: '∑', ...total }];
  return {
    key,
    title,
    chart,
    table: plainTable(
      headings,
      lines.map(({ name, before, after, points }) => [name, before, after, points]),
    ),
  };
}

function priorityTaken(
  priorities: ReturnType<typeof prioritiesWords>,
  t: (typeof whyTexts)[PageLanguage],
): TakeAway[] {
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

function prioritiesWords({ language, measured, why }: ShownWhy, nameOf: Names) {
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
  return {
    chart: { ...chart, description: t.quadrantsDescription(of('mendFirst').length) },
    quadrants: quadrantOrder.map((quadrant) => ({
      ...t.quadrant[quadrant],
      id: quadrant,
      questions: of(quadrant)
        .sort((one, other) => decimalToNumber(one.figure.value) - decimalToNumber(other.figure.value))
        .map(({ id, figure, importance }) => ({
          number: numberOf.get(id)!,
          name: nameOf('question', id),
          value: percentText(figure.value, language),
          importance: decimalText(nearest(importance, 2), language),
        })),
    })),
  };
}

function directionOf({ units }: Decimal): Direction {
  if (units === 0) return 'none';
  return units > 0 ? 'up' : 'down';
}
