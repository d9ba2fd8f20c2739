/** The report as slides for a conference: a statement and a picture or a table on each, from the same parts as the document. */
import type { Letterhead } from '../../platform/brand/brand.ts';
import type { DescribedDrawing } from '../../platform/charts/drawing.ts';
import { trendDrawing } from '../../platform/charts/trendLine.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { seriesChart } from '../../dissemination/publications/roundSeries.ts';
import { trendOf } from '../../dissemination/publications/publicationPage.ts';
import { publicationUrl } from '../../processing/published/publication.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import { documentTexts } from './documentTexts.ts';
import { titleOf } from './onePage.ts';
import { improvementActionsPart } from './otherParts.ts';
import type { ReportInput } from './report.ts';
import { factorsChart, headlineSentences, reasonsPart, strengthsPart } from './resultParts.ts';
import { groupsIn, unitsPart } from './unitParts.ts';
import { madeUpText, publishedOn } from './writeReport.ts';
import type { Block } from './written.ts';

export interface Slide {
  readonly title: string;
  /** The index, set large. */
  readonly value?: string | undefined;
  readonly points: readonly string[];
  /** A chart or a table, below or next to the points. */
  readonly visual?: Extract<Block, { kind: 'chart' | 'table' }> | undefined;
}

export interface SlideDeck {
  readonly language: PageLanguage;
  readonly letterhead: Letterhead;
  readonly title: string;
  /** Round and publication. */
  readonly subtitle: string;
  readonly madeUp: string;
  readonly slides: readonly Slide[];
}

/** What fits on a slide: characters of points, fewer next to a chart, and rows of a table. */
const room = { characters: 620, beside: 420, rows: 8 } as const;

export function writeSlides(input: ReportInput): SlideDeck {
  const { language, content, unit, publication, origin } = input;
  const t = documentTexts[language];
  const round = inLanguage(content.round.title, language);
  const trend = seriesChart(trendOf(input), language);
  return {
    language,
    letterhead: input.letterhead,
    title: titleOf(input),
    subtitle: t.sheetIntro({ round, number: String(publication.number), day: publishedOn(input) }),
    madeUp: madeUpText(input),
    slides: [
      {
        title: t.parts.headline,
        value: unit.whole.figure.state === 'shown' ? lineWords(unit.whole, language).value : undefined,
        points: headlineSentences(input),
        visual: chartBlock(factorsChart(input)),
      },
      ...(trend
        ? [{ title: t.trendTitle, points: [], visual: chartBlock({ ...trendDrawing(trend), ...trend }) }]
        : []),
      ...slidesOf(t.parts.reasons, reasonsPart(input, 'slides')),
      ...slidesOf(t.parts.strengths, strengthsPart(input)),
      ...(groupsIn(input).length > 0 ? slidesOf(t.parts.units, unitsPart(input)) : []),
      ...slidesOf(t.parts.improvementActions, improvementActionsPart(input)),
      {
        title: t.check,
        points: [t.checkAt, `${origin}${publicationUrl(publication)}`, t.hash, publication.hash],
      },
    ],
  };
}

function chartBlock(drawing: DescribedDrawing | undefined): Slide['visual'] {
  return drawing && { kind: 'chart', drawing, caption: drawing.description };
}

/** A heading begins a slide; so does a chart or table where there is one already, and text that does not fit. */
export function slidesOf(title: string, blocks: readonly Block[]): readonly Slide[] {
  const slides: Slide[] = [];
  const begin = (slide: Slide): void => void slides.push(slide);
  const add = (text: string): void => {
    const last = slides.at(-1)!;
    const used = last.points.reduce((sum, { length }) => sum + length, text.length);
    const most = last.visual?.kind === 'chart' ? room.beside : room.characters;
    const isFull = last.visual?.kind === 'table' || (used > most && last.points.length > 0);
    if (isFull) begin({ title: last.title, points: [text] });
    else slides[slides.length - 1] = { ...last, points: [...last.points, text] };
  };
  const show = (visual: NonNullable<Slide['visual']>): void => {
    const last = slides.at(-1)!;
    const used = last.points.reduce((sum, { length }) => sum + length, 0);
    const isFull = last.visual || used > (visual.kind === 'chart' ? room.beside : 0);
    if (isFull) begin({ title: last.title, points: [], visual });
    else slides[slides.length - 1] = { ...last, visual };
  };
  begin({ title, points: [] });
  for (const block of blocks) {
    if (block.kind === 'heading' || block.kind === 'part') begin({ title: block.text, points: [] });
    else if (block.kind === 'chart') show(block);
    else if (block.kind === 'table') for (const piece of pieces(block)) show(piece);
    else if (block.kind === 'items') block.texts.forEach(add);
    else if (block.kind !== 'note') add(block.text);
  }
  return slides.filter(({ points, visual }) => points.length > 0 || visual);
}

type Table = Extract<Block, { kind: 'table' }>;

function pieces({ rows, ...table }: Table): Table[] {
  const starts = Array.from({ length: Math.ceil(rows.length / room.rows) }, (_, index) => index * room.rows);
  return starts.map((start) => ({ ...table, rows: rows.slice(start, start + room.rows) }));
}
