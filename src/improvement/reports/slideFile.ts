/**
 * Slides as a PowerPoint file. Charts are pictures, the same as in the report and on the pages: the charts of PowerPoint
 * have no intervals that the library could write. Tables and text can be edited.
 */
import { createRequire } from 'node:module';
import type PptxGenJS from 'pptxgenjs';
import { mixed } from '../../platform/brand/colours.ts';
import { loadRasterizer, pictureOf, type Rasterizer } from '../../platform/print/raster.ts';
import { setCells } from './written.ts';
import type { Slide, SlideDeck } from './writeSlides.ts';

type Deck = PptxGenJS.default;
type PlacedSlide = PptxGenJS.default.Slide;

/** Inches. */
const size = { width: 13.333, height: 7.5, margin: 0.6, bar: 0.9 } as const;
const inner = size.width - 2 * size.margin;
const body = { y: size.bar + 0.35, height: size.height - size.bar - 0.9 } as const;
const fontFace = 'Arial';
const ink = '17212B';
/** Pixels per unit of a chart: sharp on a screen of 1920 pixels. */
const pictureScale = 3;

const hex = (colour: string): string => colour.slice(1).toUpperCase();

export async function slideFile(deck: SlideDeck): Promise<Buffer> {
  const Library = createRequire(import.meta.url)('pptxgenjs') as new () => Deck; // large, and needed only here
  const rasterOf = await loadRasterizer();
  const file = new Library();
  file.layout = 'LAYOUT_WIDE';
  file.title = deck.title;
  file.company = deck.letterhead.name;
  file.author = 'Lắng Nghe';
  file.theme = { headFontFace: fontFace, bodyFontFace: fontFace };
  addCover(file.addSlide(), deck);
  for (const [index, slide] of deck.slides.entries()) {
    const placed = file.addSlide();
    addFrame(placed, deck, { title: slide.title, number: index + 2 });
    addContent(placed, slide, deck, rasterOf);
  }
  return (await file.write({ outputType: 'nodebuffer' })) as Buffer;
}

function textOptions(deck: SlideDeck, fontSize: number, colour = ink) {
  const lang = deck.language === 'vi' ? 'vi-VN' : 'en-GB';
  return { fontFace, fontSize, color: colour, lang, fit: 'shrink' as const, margin: 0 };
}

function addCover(slide: PlacedSlide, deck: SlideDeck): void {
  const { name, colour, accent, logo } = deck.letterhead;
  slide.background = { color: hex(colour) };
  const across = { x: size.margin, w: inner };
  if (logo) {
    const [h, w] = [1.2, (logo.widthPx / logo.heightPx) * 1.2];
    slide.addShape('rect', { x: size.margin, y: 0.6, w: w + 0.2, h: h + 0.2, fill: { color: 'FFFFFF' } });
    slide.addImage({
      data: `image/png;base64,${logo.png}`,
      x: size.margin + 0.1,
      y: 0.7,
      w,
      h,
      altText: name,
    });
  }
  if (name !== '') slide.addText(name, { ...across, y: 2.1, h: 0.5, ...textOptions(deck, 22, 'FFFFFF') });
  slide.addText(deck.title, { ...across, y: 2.7, h: 1.8, ...textOptions(deck, 40, hex(accent)), bold: true, valign: 'top' }); // prettier-ignore
  slide.addShape('rect', { x: size.margin, y: 4.6, w: 2.4, h: 0.07, fill: { color: hex(accent) } });
  const below = [deck.subtitle, deck.madeUp].filter((text) => text !== '').join('\n');
  slide.addText(below, { ...across, y: 4.85, h: 1.2, ...textOptions(deck, 20, 'FFFFFF'), valign: 'top' });
}

function addFrame(
  slide: PlacedSlide,
  deck: SlideDeck,
  { title, number }: { readonly title: string; readonly number: number },
): void {
  const { name, colour, accent } = deck.letterhead;
  const whole = { x: 0, w: size.width };
  slide.addShape('rect', { ...whole, y: 0, h: size.bar, fill: { color: hex(colour) } });
  slide.addShape('rect', { ...whole, y: size.bar, h: 0.07, fill: { color: hex(accent) } });
  const head = { x: size.margin, y: 0, w: inner, h: size.bar, valign: 'middle' } as const;
  slide.addText(title, { ...head, ...textOptions(deck, 26, 'FFFFFF'), bold: true });
  const foot = { y: size.height - 0.45, h: 0.3, ...textOptions(deck, 11, '4C5A68') };
  slide.addText([name, deck.subtitle, deck.madeUp].filter(Boolean).join(' · '), { ...foot, x: size.margin, w: inner - 1 }); // prettier-ignore
  slide.addText(String(number), { ...foot, x: size.width - size.margin - 1, w: 1, align: 'right' });
}

/** Text stands left of a chart; a table has the whole width. */
function addContent(
  slide: PlacedSlide,
  { value, points, visual }: Slide,
  deck: SlideDeck,
  rasterOf: Rasterizer,
): void {
  const chart = visual?.kind === 'chart' ? visual : undefined;
  const isBeside = chart !== undefined && points.length > 0;
  const textWidth = isBeside ? inner * 0.42 : inner;
  const valueHeight = value === undefined ? 0 : 1.3;
  if (value !== undefined)
    slide.addText(value, { x: size.margin, y: body.y, w: textWidth, h: valueHeight, ...textOptions(deck, 66, hex(deck.letterhead.colour)), bold: true }); // prettier-ignore
  if (points.length > 0) {
    const bullet = points.length > 1 ? { indent: 16 } : false;
    slide.addText(
      points.map((text) => ({ text, options: { bullet, breakLine: true, paraSpaceAfter: 8 } })),
      { x: size.margin, y: body.y + valueHeight, w: textWidth, h: body.height - valueHeight, ...textOptions(deck, isBeside ? 17 : 20), valign: 'top' }, // prettier-ignore
    );
  }
  if (chart) addChart(slide, chart, isBeside ? inner * 0.45 : 0, { deck, rasterOf });
  if (visual?.kind === 'table') addTable(slide, visual, deck);
}

function addChart(
  slide: PlacedSlide,
  { drawing, caption }: Extract<Slide['visual'], { kind: 'chart' }>,
  left: number,
  { deck, rasterOf }: { readonly deck: SlideDeck; readonly rasterOf: Rasterizer },
): void {
  const picture = pictureOf({ ...drawing, brand: deck.letterhead.colour }, pictureScale);
  const data = `image/png;base64,${rasterOf(picture).png.toString('base64')}`;
  const [width, height] = [inner - left, body.height - 0.5];
  const scale = Math.min(width / drawing.width, height / drawing.height);
  const [w, h] = [drawing.width * scale, drawing.height * scale];
  const x = size.margin + left + (width - w) / 2;
  slide.addImage({ data, x, y: body.y, w, h, altText: caption });
  slide.addText(caption, { x: size.margin + left, y: body.y + h + 0.05, w: width, h: 0.45, ...textOptions(deck, 12, '4C5A68'), align: 'center', valign: 'top' }); // prettier-ignore
}

function addTable(
  slide: PlacedSlide,
  { columns, rows, hasTotal }: Extract<Slide['visual'], { kind: 'table' }>,
  deck: SlideDeck,
): void {
  const { colour } = deck.letterhead;
  const aligned = { start: 'left', middle: 'center', end: 'right' } as const;
  const head = columns.map(({ heading }) => ({
    text: heading,
    options: { bold: true, color: 'FFFFFF', fill: { color: hex(colour) }, align: 'center' as const },
  }));
  const set = rows.map((row, index) =>
    setCells(columns, row).map(({ text, columns: colspan, align }) => ({
      text,
      options: {
        colspan,
        align: aligned[align],
        bold: hasTotal === true && index === rows.length - 1,
        ...(index % 2 === 1 && { fill: { color: hex(mixed(colour, '#ffffff', 0.93)) } }),
      },
    })),
  );
  slide.addTable([head, ...set], {
    x: size.margin,
    y: body.y,
    w: inner,
    colW: columns.map(({ width }) => width * inner),
    ...textOptions(deck, 14),
    valign: 'middle',
    border: { type: 'solid', pt: 0.5, color: 'C9D2DA' },
    margin: 0.06,
  });
}
