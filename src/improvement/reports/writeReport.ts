/** Writes the conference report, and the sheet of one unit, from the gathered input. */
import { catalogue } from '../../platform/text/catalogue.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { whyTexts } from '../../dissemination/results/whyTexts.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { documentTexts } from './documentTexts.ts';
import { officeFrame, type Office } from './office.ts';
import {
  casesPart,
  improvementActionsPart,
  improvementActionsTable,
  methodPart,
  qualityPart,
  scorecardPart,
} from './otherParts.ts';
import type { ReportInput, WhyPart } from './report.ts';
import {
  headlinePart,
  headlineSentences,
  movesBlocks,
  questionsByValue,
  reasonsPart,
  reportedBlocks,
  scopeTable,
  strengthsPart,
} from './resultParts.ts';
import { groupsIn, unitsAnnex, unitsPart } from './unitParts.ts';
import {
  chart,
  heading,
  inColour,
  note,
  paragraphs,
  part,
  roman,
  type Annex,
  type Block,
  type Written,
} from './written.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

const robustTexts = catalogue('dissemination/robust');

export function writeReport(input: ReportInput, office: Office): Written {
  const { language, content, unit, publication, madeOn } = input;
  const t = documentTexts[language];
  const frame = officeFrame(office, language, madeOn.slice(0, 4));
  const [name, round] = [inLanguage(unit.name, language), inLanguage(content.round.title, language)];
  const annexes = annexesOf(input);
  return {
    language,
    subject: t.subject({ unit: name, round }),
    madeUp: madeUpText(input),
    frame,
    blocks: inColour(
      [
        ...paragraphs([t.opening({ round, number: String(publication.number), day: publishedOn(input) })]),
        ...numbered(partsOf(input)),
        ...paragraphs([t.closing({ unit: name })]),
      ],
      input.letterhead.colour,
    ),
    annexes: annexes.map((annex, index) => ({
      ...annex,
      name: t.annex({ number: annexes.length > 1 ? roman(index + 1) : '' }).trim(),
    })),
  };
}

/**
 * A unit's figures, why they changed, and its promises.
 *
 * @param improvementActionsMax improvement actions that are listed; the others are counted
 */
export function writeSheet(input: ReportInput, improvementActionsMax: number): Written {
  const { language, content, unit, publication, madeOn, why } = input;
  const [t, lines] = [documentTexts[language], resultTexts[language]];
  const round = inLanguage(content.round.title, language);
  const explained = why?.leading[0];
  return {
    language,
    subject: t.sheetSubject({ unit: inLanguage(unit.name, language) }),
    madeUp: madeUpText(input),
    letterhead: input.letterhead,
    blocks: inColour(
      [
        note(
          `${t.sheetIntro({ round, number: String(publication.number), day: publishedOn(input) })} ${t.madeOn({ day: dayText(madeOn, language) })}`,
        ),
        ...paragraphs(headlineSentences(input)),
        ...reportedBlocks(input),
        heading(lines.factors),
        scopeTable(input, unit.factors, 'factor'),
        heading(t.moves),
        ...movesBlocks(input, 'sheet'),
        ...(explained ? [heading(t.why), ...chart({ ...explained.chart, description: t.chartWhy })] : []),
        heading(t.worst),
        ...worstBlocks(input),
        heading(t.proposed),
        ...ownImprovementActions(input, improvementActionsMax),
        note(lines.ranksHint),
      ],
      input.letterhead.colour,
    ),
    annexes: [],
  };
}

function worstBlocks(input: ReportInput): Block[] {
  const judged = questionsByValue(input);
  if (judged.length === 0) return paragraphs([documentTexts[input.language].noQuestions]);
  return [scopeTable(input, judged.slice(-5).toReversed())];
}

function ownImprovementActions({ language, unit, proposed }: ReportInput, most: number): Block[] {
  const t = documentTexts[language];
  const own = proposed.filter(({ unitId }) => unitId === unit.id);
  if (own.length === 0) return paragraphs([t.noProposedHere]);
  const [told, more] = [own.slice(0, most), own.length - most];
  return [
    ...(told.length > 0 ? [improvementActionsTable(told, language)] : []),
    ...(more > 0 ? paragraphs([t.moreImprovementActions({ count: String(more) })]) : []),
  ];
}

export function madeUpText({ language, content }: ReportInput): string {
  const { madeUp } = content.round;
  return madeUp ? documentTexts[language].madeUp({ what: inLanguage(madeUp, language) }) : '';
}

export function publishedOn({ language, publication }: ReportInput): string {
  return dayText(dayOf(publication.publishedAt!), language);
}

interface Part {
  readonly title: string;
  readonly blocks: readonly Block[];
}

function partsOf(input: ReportInput): Part[] {
  const { parts } = documentTexts[input.language];
  const robust = robustTexts[input.language];
  return [
    { title: parts.headline, blocks: headlinePart(input) },
    { title: parts.reasons, blocks: reasonsPart(input) },
    { title: parts.strengths, blocks: strengthsPart(input) },
    ...(groupsIn(input).length > 0 ? [{ title: parts.units, blocks: unitsPart(input) }] : []),
    ...(input.robust?.length
      ? [{ title: robust.title, blocks: robustPart(input.robust, robust.limits) }]
      : []),
    { title: parts.quality, blocks: qualityPart(input) },
    { title: parts.cases, blocks: casesPart(input) },
    ...(input.scorecard ? [{ title: parts.scorecard, blocks: scorecardPart(input.scorecard, input) }] : []),
    { title: parts.improvementActions, blocks: improvementActionsPart(input) },
    { title: parts.method, blocks: methodPart(input) },
  ];
}

function robustPart(sentences: readonly string[], limits: string): Block[] {
  return [...paragraphs(sentences), note(limits)];
}

/** Parts with Roman numerals, their headings with Arabic ones. */
function numbered(parts: readonly Part[]): Block[] {
  return parts.flatMap(({ title, blocks }, index) => {
    let headings = 0;
    return [
      part(`${roman(index + 1)}. ${title.toLocaleUpperCase('vi')}`),
      ...blocks.map((block) =>
        block.kind === 'heading' ? heading(`${(headings += 1)}. ${block.text}`) : block,
      ),
    ];
  });
}

function annexesOf(input: ReportInput): Omit<Annex, 'name'>[] {
  const { language, unit, why } = input;
  const [t, lines] = [documentTexts[language].annexes, resultTexts[language]];
  return [
    ...(groupsIn(input).length > 0 ? [{ title: t.units, blocks: unitsAnnex(input) }] : []),
    {
      title: t.scopes,
      blocks: [
        heading(lines.factors),
        scopeTable(input, unit.factors, 'factor'),
        heading(lines.questions),
        scopeTable(input, unit.questions),
      ],
    },
    ...(why
      ? [{ title: t.why, blocks: [...why.leading, ...why.others].flatMap(explainedTable(input)) }]
      : []),
  ];
}

/** The decomposition of a change: a line for each part, and their sum. */
function explainedTable({ language }: ReportInput) {
  const t = whyTexts[language];
  return ({ title, heading: name, rows, total }: WhyPart['leading'][number]): Block[] => [
    heading(title),
    {
      kind: 'table',
      columns: [
        { heading: name, width: 0.52, align: 'start' },
        { heading: t.before, width: 0.16, align: 'end' },
        { heading: t.after, width: 0.16, align: 'end' },
        { heading: t.points, width: 0.16, align: 'end' },
      ],
      rows: [
        ...rows.map(({ name: label, before, after, points }) => [label, before, after, points]),
        [t.total, total.before, total.after, total.points],
      ],
      hasTotal: true,
    },
  ];
}
