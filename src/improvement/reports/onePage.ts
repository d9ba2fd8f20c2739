/** One A4 page on a unit for its chair: the index and its rank, the best and the worst factor, and what to do first. */
import { flowed, type Strip } from '../../platform/print/flow.ts';
import {
  lineHeight,
  paragraph,
  points,
  writtenLines,
  type Mark,
  type Sheet,
} from '../../platform/print/sheet.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { publicationUrl } from '../../processing/published/publication.ts';
import { chartOf, intervalsOverlap, lineWords } from '../../processing/results/lineWords.ts';
import { percentOf } from '../../processing/results/figureTable.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { documentTexts } from './documentTexts.ts';
import { column, letterheadStrips, margins, width } from './pageFrame.ts';
import { blockStrips } from './pages.ts';
import type { ReportInput } from './report.ts';
import { headlineSentences, questionsByValue, scopeNames } from './resultParts.ts';
import { groupsIn, groupSentences } from './unitParts.ts';
import { madeUpText, publishedOn } from './writeReport.ts';
import { chart, heading, inColour, items, note, paragraphs, type Block } from './written.ts';

const itemsMost = 4;

/** As much of what to do as fits on the page; the units give way to it. */
export function onePage(input: ReportInput): Sheet[] {
  for (const units of [unitBlocks(input), []]) {
    for (let most = itemsMost; most > 0; most -= 1) {
      const pages = flowed(stripsOf(input, [...units, ...firstBlocks(input, most)]), margins, () => []);
      if (pages.length === 1) return pages;
    }
  }
  return flowed(stripsOf(input, []), margins, () => []).slice(0, 1);
}

function stripsOf(input: ReportInput, fitted: readonly Block[]): Strip[] {
  const { letterhead } = input;
  const blocks = inColour([...factorBlocks(input), ...fitted, ...sourceBlocks(input)], letterhead.colour);
  return [
    ...letterheadStrips(letterhead, titleOf(input)),
    ...(madeUpText(input) === '' ? [] : blockStrips(note(madeUpText(input)), 'H2')),
    headlineStrip(input),
    ...blocks.flatMap((block) => blockStrips(block, 'H2')),
  ];
}

/** Also that of the slides. */
export function titleOf({ language, unit }: Pick<ReportInput, 'language' | 'unit'>): string {
  return documentTexts[language].onePage.title({ unit: inLanguage(unit.name, language) });
}

/** The index in large print, with the sentences on it at its side. */
function headlineStrip(input: ReportInput): Strip {
  const { language, unit, letterhead } = input;
  const { value } = lineWords(unit.whole, language);
  const isShown = unit.whole.figure.state === 'shown';
  const left = isShown ? 66 : 0;
  const large = {
    ...column(0, left),
    sizeMm: points(40),
    weight: 'bold',
    colour: letterhead.colour,
  } as const;
  const marks: Mark[] = [];
  let bottom = 0;
  for (const text of headlineSentences(input)) {
    const set = paragraph(text, bottom, {
      ...column(left, width - left),
      sizeMm: points(10.5),
      weight: 'serif',
    });
    marks.push(...set.marks);
    bottom = set.bottom + 1;
  }
  const shown = isShown ? writtenLines(value, large).flat() : [];
  const heightMm = Math.max(isShown ? points(40) * lineHeight : 0, bottom) + 4;
  return { heightMm, marks: [...shown, ...marks] };
}

/** The best and the worst factor are named as different only where their intervals do not overlap. */
function factorBlocks({ language, content, unit }: ReportInput): Block[] {
  const t = documentTexts[language];
  const named = scopeNames(content, language);
  const factors = unit.factors
    .filter(({ figure }) => figure.state === 'shown')
    .toSorted((one, other) => percentOf(other.figure)! - percentOf(one.figure)!);
  const [best, worst] = [factors[0], factors.at(-1)];
  if (!best || !worst || best === worst) return [];
  const said = (line: typeof best) => ({
    name: named('factor', line.id),
    value: lineWords(line, language).value,
  });
  const drawing = chartOf(factors, ({ id }) => named('factor', id), language);
  return [
    heading(t.onePage.factors),
    ...chart(drawing),
    ...items([t.onePage.best(said(best)), t.onePage.worst(said(worst))]),
    ...(intervalsOverlap(best.figure, worst.figure) ? [note(t.onePage.overlap)] : []),
  ];
}

function unitBlocks(input: ReportInput): Block[] {
  const [group] = groupsIn(input);
  const sentences = group ? groupSentences(group, input) : [];
  return sentences.length === 0
    ? []
    : [heading(documentTexts[input.language].parts.units), ...items(sentences)];
}

/** Important questions below the average; where these are not known, the questions with the lowest figures. */
function firstBlocks(input: ReportInput, most: number): Block[] {
  const { language, content, why, proposed, unit } = input;
  const t = documentTexts[language];
  const named = scopeNames(content, language);
  const important = why?.priorities?.quadrants[0]?.questions.map(({ number, name, value }) =>
    t.mendItem({ number: String(number), name, value }),
  );
  const lowest = questionsByValue(input)
    .toReversed()
    .map((line) => `${named('question', line.id)}: ${lineWords(line, language).value}.`);
  const questions = important?.length ? important : lowest;
  const promises = proposed
    .filter(({ unitId }) => unitId === unit.id)
    .map(({ what, who, untilOn }) => `${what} (${t.until({ who, day: dayText(untilOn, language) })})`);
  return [
    heading(t.first),
    ...paragraphs([important?.length ? t.onePage.important : t.worst].map((text) => `${text}:`)),
    ...items(questions.slice(0, most)),
    ...(promises.length === 0 ? [] : [...paragraphs([`${t.proposed}:`]), ...items(promises.slice(0, most))]),
  ];
}

function sourceBlocks(input: ReportInput): Block[] {
  const { language, content, publication, origin } = input;
  const t = documentTexts[language];
  const round = inLanguage(content.round.title, language);
  return [
    note(
      `${t.sheetIntro({ round, number: String(publication.number), day: publishedOn(input) })} ${t.checkAt} ${origin}${publicationUrl(publication)}`,
    ),
  ];
}
