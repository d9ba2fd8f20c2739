/**
 * A survey on A4, to be filled in by hand and keyed (keys.ts): it has the same question numbers, and each box
 * contains the key to press. Sheets of a batch carry its serial and their number.
 */
import type { Language } from '../../platform/text/catalogue.ts';
import { inLanguage, type Localized } from '../../platform/text/localized.ts';
import { layoutOf } from '../../platform/print/layout.ts';
import { lineWidthMm } from '../../platform/print/letters.ts';
import { a4, paragraph, points, type Mark, type Sheet, type Writing } from '../../platform/print/sheet.ts';
import { artifact, cellOf, headOf, itemOf, type Tag } from '../../platform/print/tag.ts';
import { questionsByFactor, type AboutQuestion, type SurveyContent } from '../../design/surveys/survey.ts';
import { aboutOptions, questionOptions, questionText, type KeyedOption } from './keys.ts';
import {
  inPages,
  left,
  lowered,
  pageBottom,
  textBlock,
  together,
  widthMm,
  type Block,
} from './formBlocks.ts';
import { translatedLanguages } from '../../design/surveys/translatedLanguages.ts';
import { submissionTexts } from '../submissions/texts.ts';
import { paperFormTexts } from './texts.ts';

export interface FormFacts {
  readonly unitName: Localized;
  readonly serviceName?: Localized | undefined;
  readonly madeUp: boolean;
  /** The sheet says that no native speaker has read the translation. */
  readonly notReviewed?: boolean;
}

export interface NumberedSheets {
  readonly serial: string;
  readonly numbers: readonly number[];
}

const boxMm = 5.2;

/** The pages of one sheet, repeated for each number. */
export function* printedSheets(
  survey: SurveyContent,
  facts: FormFacts,
  language: Language,
  numbered?: NumberedSheets,
): Generator<Sheet> {
  const pages = inPages([
    ...headBlocks(survey, facts, language),
    ...questionBlocks(survey, language),
    ...aboutBlocks(survey, language),
    ...commentBlocks(survey, language),
  ]);
  for (const number of numbered?.numbers ?? [undefined]) {
    for (const [index, marks] of pages.entries()) {
      const foot = footMarks(language, { page: index + 1, of: pages.length }, numbered?.serial, number);
      yield { ...a4, marks: [...marks, ...foot] };
    }
  }
}

function headBlocks(survey: SurveyContent, facts: FormFacts, language: Language): Block[] {
  const t = paperFormTexts[language];
  const say = (text: Localized): string => inLanguage(text, language);
  const small = { sizeMm: points(8.5) };
  return [
    ...(facts.madeUp ? [textBlock(t.madeUp, { ...small, weight: 'bold' })] : []),
    textBlock(say(survey.title), { sizeMm: points(12), weight: 'bold', tag: { role: 'H1' } }),
    textBlock(`${t.unit}: ${say(facts.unitName)}`, { sizeMm: points(10) }),
    ...(facts.serviceName
      ? [textBlock(`${t.service}: ${say(facts.serviceName)}`, { sizeMm: points(10) })]
      : []),
    ...survey.notice.paragraphs.map((text) => textBlock(say(text), small, 0.3)),
    ...(translatedLanguages(survey).includes(language)
      ? []
      : [textBlock(submissionTexts[language].notTranslated, small)]),
    ...(facts.notReviewed ? [textBlock(t.notReviewed, { sizeMm: points(7) })] : []),
    textBlock(t.how, { ...small, weight: 'bold' }, 2),
  ];
}

function questionBlocks(survey: SurveyContent, language: Language): Block[] {
  const blocks: Block[] = [];
  let [scaleId, table]: [string | undefined, Tag] = [undefined, { role: 'Table' }];
  let head: Block | undefined;
  for (const { factor, questions } of questionsByFactor(survey)) {
    for (const [index, question] of questions.entries()) {
      const options = questionOptions(survey, question, language);
      const isNew = question.scaleId !== scaleId || !head;
      if (isNew) [scaleId, table] = [question.scaleId, { role: 'Table' }];
      if (index === 0)
        blocks.push(factorTitle(inLanguage(factor.title, language), table, options.length + 1));
      if (isNew) {
        head = columnHead(options, table);
        blocks.push({ ...head, leads: true });
      }
      const comment = question.comment ? paperFormTexts[language].questionComment : undefined;
      const row = questionRow({ text: questionText(survey, question, language), comment }, options, table);
      const isLastButOne = question === survey.questions.at(-2); // the last is never alone on a page
      blocks.push({ ...row, head: head!, ...(isLastButOne ? { leads: true } : {}) });
    }
  }
  if (survey.questions.some(({ unconfirmed }) => unconfirmed)) {
    blocks.push(lowered(textBlock(paperFormTexts[language].unconfirmed, { sizeMm: points(7) }), 1));
  }
  return blocks;
}

/** A heading, and a row of the table: the boxes below it belong to the columns above it. */
function factorTitle(text: string, table: Tag, columnCount: number): Block {
  const row: Tag = { role: 'TR', within: table };
  const tag: Tag = { role: 'H2', within: { ...headOf(row, 'Column'), columns: columnCount } };
  const title = textBlock(text, { sizeMm: points(9), weight: 'bold', tag }, 0.4);
  return { ...lowered(title, 1.2), leads: true };
}

/** Positions of the boxes of a row; the text gets the rest of the line. */
function columns(count: number) {
  const columnMm = Math.min(16, 96 / count);
  const first = left + widthMm - count * columnMm;
  return {
    columnMm,
    centre: (index: number) => first + (index + 0.5) * columnMm,
    textMm: widthMm - count * columnMm - 3,
  };
}

function columnHead(options: readonly KeyedOption[], table: Tag): Block {
  const row: Tag = { role: 'TR', within: table };
  const { columnMm, centre } = columns(options.length);
  const words = options.flatMap(({ label }) => label.split(/\s+/));
  const widest = Math.max(...words.map((word) => lineWidthMm(word, 1, 'regular')));
  const sizeMm = Math.min(points(6.5), (columnMm - 0.8) / widest); // a word cannot be broken
  const written = options.map(({ label }, index) => ({
    label,
    writing: {
      x: centre(index) - columnMm / 2 + 0.4,
      widthMm: columnMm - 0.8,
      sizeMm,
      align: 'middle',
      linesMax: 3,
      tag: headOf(row, 'Column'),
    } satisfies Writing,
  }));
  const heights = written.map(({ label, writing }) => paragraph(label, 0, writing).bottom);
  const heightMm = Math.max(...heights) + 0.8;
  return {
    heightMm,
    marksAt: (top) => [
      ...paragraph('', top, { x: left, widthMm, sizeMm: points(6.5), tag: cellOf(row) }).marks,
      ...written.flatMap(
        ({ label, writing }, index) =>
          paragraph(label, top + heightMm - 0.8 - (heights[index] ?? 0), writing).marks,
      ),
    ],
  };
}

/** @param asked with the words before the line to write on, where a comment is asked */
function questionRow(
  { text, comment }: { readonly text: string; readonly comment: string | undefined },
  options: readonly KeyedOption[],
  table: Tag,
): Block {
  const row: Tag = { role: 'TR', within: table };
  const { centre, textMm } = columns(options.length);
  const writing: Writing = { x: left, widthMm: textMm, sizeMm: points(9), tag: headOf(row, 'Row') };
  const textHeight = paragraph(text, 0, writing).bottom;
  const heightMm = Math.max(boxMm + 1.6, textHeight + 1);
  const lineMm = comment === undefined ? 0 : commentLineMm;
  const said = { x: left, widthMm, sizeMm: points(8), tag: cellOf(row) };
  return {
    heightMm: heightMm + lineMm,
    marksAt: (top) => [
      ...paragraph(text, top + (heightMm - textHeight) / 2, writing).marks,
      ...options.flatMap(({ key }, index) =>
        box(key, centre(index) - boxMm / 2, top + (heightMm - boxMm) / 2, cellOf(row)),
      ),
      ...(comment === undefined ? [] : paragraph(comment, top + heightMm + 2, said).marks),
      rule(top + heightMm + lineMm),
    ],
  };
}

/** Room to write on a question. */
const commentLineMm = 9;

/** A box with its key inside, printed small enough to be crossed out by an X. */
function box(key: string, x: number, y: number, tag: Tag): readonly Mark[] {
  const writing: Writing = { x, widthMm: boxMm, sizeMm: points(7), align: 'middle', tag };
  return [
    { kind: 'box', x, y, widthMm: boxMm, heightMm: boxMm, lineMm: 0.25 },
    ...paragraph(key, y + boxMm / 2 - points(7) * 0.62, writing).marks,
  ];
}

function rule(y: number): Mark {
  return { kind: 'box', x: left, y, widthMm, heightMm: 0, lineMm: 0.08 };
}

function aboutBlocks(survey: SurveyContent, language: Language): Block[] {
  if (survey.about.length === 0) return [];
  const title = textBlock(
    paperFormTexts[language].about,
    { sizeMm: points(9), weight: 'bold', tag: { role: 'H2' } },
    0.8,
  );
  return [{ ...title, leads: true }, together(survey.about.map((question) => aboutRow(question, language)))];
}

const aboutTextMm = 46;

/** Boxes in sequence, on as many lines as needed. */
function aboutRow(question: AboutQuestion, language: Language): Block {
  const sizeMm = points(8.5);
  const lineMm = boxMm + 1.4;
  const list: Tag = { role: 'L' };
  let [x, line] = [left + aboutTextMm, 0];
  const placed = aboutOptions(question, language).map(({ key, label }) => {
    const wide = boxMm + 1.2 + lineWidthMm(label, sizeMm, 'regular') + 4;
    if (x + wide > left + widthMm + 4 && x > left + aboutTextMm) [x, line] = [left + aboutTextMm, line + 1];
    const location = { key, label, x, line, tag: itemOf(list) };
    x += wide;
    return location;
  });
  const writing: Writing = { x: left, widthMm: aboutTextMm - 3, sizeMm, linesMax: 2 };
  const text = inLanguage(question.text, language);
  return {
    heightMm: Math.max((line + 1) * lineMm, paragraph(text, 1, writing).bottom),
    marksAt: (top) => [
      ...paragraph(text, top + 1, writing).marks,
      ...placed.flatMap((location): readonly Mark[] => [
        ...box(location.key, location.x, top + location.line * lineMm, location.tag),
        ...paragraph(location.label, top + location.line * lineMm + 0.9, {
          x: location.x + boxMm + 1.2,
          widthMm: lineWidthMm(location.label, sizeMm, 'regular') + 1,
          sizeMm,
          tag: location.tag,
        }).marks,
      ]),
    ],
  };
}

const commentMm = 26;

function commentBlocks(survey: SurveyContent, language: Language): Block[] {
  if (!survey.comment) return [];
  const title = textBlock(paperFormTexts[language].comment, {
    sizeMm: points(9),
    weight: 'bold',
    tag: { role: 'H2' },
  });
  const frame = { kind: 'box', x: left, widthMm, heightMm: commentMm, lineMm: 0.15, dashed: true } as const;
  return [
    { ...lowered(title, 2), leads: true },
    { heightMm: commentMm + 1, marksAt: (top) => [{ ...frame, y: top }] },
  ];
}

function footMarks(
  language: Language,
  { page, of }: { page: number; of: number },
  serial: string | undefined,
  number: number | undefined,
): readonly Mark[] {
  const t = paperFormTexts[language];
  const top = pageBottom + 4;
  const whole = serial !== undefined && number !== undefined ? t.batch({ serial, sheet: number }) : '';
  const pageText = t.page({ page, of });
  const pageWide = lineWidthMm(pageText, points(8), 'regular') + 1;
  return [
    ...(whole === ''
      ? []
      : paragraph(whole, top, { x: left, widthMm: 120, sizeMm: points(11), weight: 'bold', tag: artifact })
          .marks),
    ...paragraph(pageText, top + 1, {
      x: left + widthMm - pageWide,
      widthMm: pageWide,
      sizeMm: points(8),
      tag: artifact,
    }).marks,
  ];
}

export const formLayout = layoutOf(import.meta.url, printedSheets);
