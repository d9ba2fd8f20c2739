/** A change in sentences: what contributed most to it, and where. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { isSelfSelected } from '../../processing/results/movementWords.ts';
import type { Decimal } from '../../statistics/estimation/rounding.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import type { Explanation, Why } from '../../processing/results/why.ts';
import { whyTexts, type Direction } from './whyTexts.ts';
import { changeText, decimalText, percentText } from '../../platform/text/numbers.ts';
import type { ShownWhy, Names } from './shownWhy.ts';
import { roundedRows } from './whyExplanations.ts';

/** A summary for the office, in sentences. */
export function summaryOf({ language, why }: ShownWhy, nameOf: Names): string[] {
  const t = whyTexts[language];
  const { figure, previous, change } = why.whole;
  if (figure.state === 'live' || figure.state === 'collecting') return [t.whileOpen];
  if (!previous || previous.state === 'none') return [t.nothingToCompare];
  if (!change || figure.state !== 'shown' || previous.state !== 'shown') return [t.notShown];
  return [
    t.moved({
      change: changeText(change.points, language),
      from: percentText(previous.value, language),
      to: percentText(figure.value, language),
    }),
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
    .map((part, index) => ({ name: nameOf(by, part.key), points: rows.parts[index]! }))
    .filter(({ points }) => Math.sign(points.units) === Math.sign(change.units));
  const [most, ...others] = leading;
  if (!most) return [];
  const size = (points: Decimal) => decimalText({ ...points, units: Math.abs(points.units) }, language);
  const next = others.slice(0, 2).map(({ name, points }) => t.part({ name, points: size(points) }));
  const isSmallMix = Math.abs(rows.mix.units) * 10 <= Math.abs(change.units);
  return [
    [
      t.accounts({ by, name: most.name, points: size(most.points), of: size(change), direction }),
      ...(next.length > 0 ? [t.alsoAccount({ parts: next.join('; ') })] : []),
      ...(by === 'unit' && isSmallMix && !hasRest
        ? [t.mix({ points: rows.mix.units === 0 ? 'none' : size(rows.mix) })]
        : []),
    ].join(' '),
  ];
}

function movedInWords(said: string, ifAlike: boolean, language: PageLanguage): string {
  return `${ifAlike ? resultTexts[language].ifAlike({ said }) : said}.`;
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
      t.question({
        name: nameOf('question', most.key),
        from: percentText(most.previous.value, language),
        to: percentText(most.figure.value, language),
      }),
      ...(moved && moved.of > 0
        ? [
            movedInWords(
              t.movedIn({
                direction,
                units: moved[direction].map((id) => nameOf('unit', id)).join(', ') || 'none',
                count: moved[direction].length,
                of: moved.of,
              }),
              moved[direction].length > 0 && [most.figure, most.previous].some(isSelfSelected),
              language,
            ),
          ]
        : []),
    ].join(' '),
  ];
}

function directionOf({ units }: Decimal): Direction {
  if (units === 0) return 'none';
  return units > 0 ? 'up' : 'down';
}
