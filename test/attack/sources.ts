/**
 * What everybody can take of a closed round: pages' JSON, with further methods beside and with the reasons of a change, the
 * publication, cells of the API, files of aggregates.
 */
import { tallyDimensions } from '../../src/dissemination/api/operations.ts';
import { cellJson, tallyKeys } from '../../src/dissemination/api/talliedCells.ts';
import { aggregatesTable, layouts } from '../../src/dissemination/exports/aggregates.ts';
import type { KeptCheckpoint } from '../../src/collection/ledger/store.ts';
import { frozenContent } from '../../src/dissemination/publications/freeze.ts';
import type { PublicationContent } from '../../src/processing/published/publication.ts';
import type { MeasuredRound } from '../../src/processing/results/results.ts';
import { resultsOf } from '../../src/processing/results/results.ts';
import { resultsJson } from '../../src/dissemination/results/resultsJson.ts';
import { whyJson } from '../../src/dissemination/results/whyJson.ts';
import { sideBySide } from '../../src/processing/results/sideBySide.ts';
import { whyOf, type ExplainedBy } from '../../src/processing/results/why.ts';
import type { Part } from '../../src/statistics/disclosure/release.ts';
import { roundCaseloads } from '../../src/design/rounds/roundCaseloads.ts';
import { afterClosing, nothingBeside } from '../processing/results/measured.ts';
import { questionIds, unitIds, type Province } from './province.ts';

/** A figure as it comes over the wire, with what it is of. */
export interface PublishedFigure {
  readonly source: string;
  readonly unitId: string;
  readonly part: Part;
  readonly state: string;
  readonly people?: number;
  readonly answers?: number;
  readonly valuePercent?: number;
  readonly exactShare?: string;
  /** By a method that counts only who answered so many questions. */
  readonly leastAnswers?: number;
}

interface JsonLine {
  readonly id?: string;
  readonly day?: string;
  readonly figure: Omit<PublishedFigure, 'source' | 'unitId' | 'part'>;
}

const WHOLE: Part = { scope: { kind: 'whole' } };
const scoped = (kind: 'factor' | 'question', id: string): Part => ({ scope: { kind, id } });
const wire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** By a method beside the main one, where the page shows it. */
export function figuresBeside(
  main: MeasuredRound,
  { leastAnswers, measured }: Province['byOtherMethods'][number],
): PublishedFigure[] {
  const compared = sideBySide(afterClosing, main, measured, unitIds);
  const results = resultsOf(afterClosing, main, 'province');
  const further = [{ methodId: 'other', compared }];
  const { furtherMethods } = wire(resultsJson(afterClosing, main, results, nothingBeside, further)) as {
    furtherMethods: { units: (JsonLine & { id: string })[] }[];
  };
  return furtherMethods.flatMap(({ units }) =>
    units.map(({ id, figure }) => ({
      source: 'further method',
      unitId: id,
      part: WHOLE,
      leastAnswers,
      ...figure,
    })),
  );
}

/** Why the index changed since the round before, and what to improve. */
export function figuresOfWhy(measured: MeasuredRound, previous: MeasuredRound): PublishedFigure[] {
  return unitIds.flatMap((unitId) => {
    const why = whyOf(afterClosing, { current: measured, previous }, unitId);
    const { explanations, priorities } = wire(whyJson(afterClosing, measured, why)) as {
      explanations: { by: ExplainedBy; parts: (JsonLine & { id: string })[] }[];
      priorities: (JsonLine & { question: string })[];
    };
    const of = (by: ExplainedBy, id: string): Pick<PublishedFigure, 'unitId' | 'part'> => {
      if (by === 'unit') return { unitId: id, part: WHOLE };
      const part = by === 'factor' || by === 'question' ? scoped(by, id) : { dimension: by, value: id };
      return { unitId, part };
    };
    return [
      ...explanations.flatMap(({ by, parts }) =>
        parts.map(({ id, figure }) => ({ source: 'why', ...of(by, id), ...figure })),
      ),
      ...priorities.map(({ question, figure }) => ({
        source: 'why',
        ...of('question', question),
        ...figure,
      })),
    ];
  });
}

export function publishedFigures(measured: MeasuredRound): PublishedFigure[] {
  const content = frozenContent({
    measured,
    checkpoint: { number: 1, size: 1, note: '', key: '' } as KeptCheckpoint,
    caseloads: roundCaseloads([], [], '2026-03'),
    number: 1,
    now: afterClosing,
  });
  return [
    ...unitIds.flatMap((unitId) => ofPage(measured, unitId)),
    ...ofPublication(content),
    ...ofApi(measured),
    ...ofFiles(content),
  ];
}

function ofPage(measured: MeasuredRound, unitId: string): PublishedFigure[] {
  const results = resultsOf(afterClosing, measured, unitId);
  const page = wire(resultsJson(afterClosing, measured, results, nothingBeside, [])) as {
    satisfactionIndex: JsonLine;
    factors: (JsonLine & { id: string })[];
    questions: (JsonLine & { id: string })[];
    groups: { units: (JsonLine & { id: string })[] }[];
    byAbout: { question: string; bands: (JsonLine & { id: string })[] }[];
    byDay: (JsonLine & { day: string })[];
    assisted: { state: string } & Partial<JsonLine>;
  };
  const of = (part: Part, { figure }: JsonLine, unit = unitId): PublishedFigure => ({
    source: 'page',
    unitId: unit,
    part,
    ...figure,
  });
  const { assisted } = page;
  return [
    of(WHOLE, page.satisfactionIndex),
    ...page.factors.map((line) => of(scoped('factor', line.id), line)),
    ...page.questions.map((line) => of(scoped('question', line.id), line)),
    ...page.groups.flatMap(({ units }) => units.map((line) => of(WHOLE, line, line.id))),
    ...page.byAbout.flatMap(({ question, bands }) =>
      bands.map((line) => of({ dimension: 'about', value: `${question}:${line.id}` }, line)),
    ),
    ...page.byDay.map((line) => of({ dimension: 'day', value: line.day }, line)),
    ...(assisted.figure
      ? [of({ dimension: 'channel', value: 'interviewer' }, { figure: assisted.figure })]
      : []),
  ];
}

function ofPublication(content: PublicationContent): PublishedFigure[] {
  type Counted = JsonLine & { counts?: { score: number; answers: number } };
  const { units } = wire(content) as { units: (typeof content.units)[number][] };
  return units.flatMap(({ id: unitId, whole, factors, questions }) => {
    const of = (part: Part, line: unknown): PublishedFigure => {
      const { figure, counts } = line as Counted;
      const share = counts && { exactShare: `${counts.score}/${counts.answers}`, answers: counts.answers };
      return { source: 'publication', unitId, part, ...figure, ...share };
    };
    return [
      of(WHOLE, whole),
      ...factors.map((line) => of(scoped('factor', line.id), line)),
      ...questions.map((line) => of(scoped('question', line.id), line)),
    ];
  });
}

function ofApi(measured: MeasuredRound): PublishedFigure[] {
  return tallyDimensions.flatMap((dimension) =>
    tallyKeys(measured, dimension, unitIds, afterClosing).map((rank): PublishedFigure => {
      const { figure } = wire(cellJson(measured, dimension, rank, afterClosing)) as JsonLine;
      const part =
        dimension === 'all'
          ? WHOLE
          : dimension === 'factor' || dimension === 'question'
            ? scoped(dimension, rank.value)
            : { dimension, value: rank.value };
      return { source: 'API', unitId: rank.unitId, part, ...figure };
    }),
  );
}

/** Numbers in the files' columns, whatever the layout. */
function ofFiles(content: PublicationContent): PublishedFigure[] {
  return layouts.flatMap((layout) => {
    const { columns, rows } = aggregatesTable({ content }, layout, 'en');
    const partOf = (id: string): Part =>
      id === '' ? WHOLE : scoped(questionIds.includes(id) ? 'question' : 'factor', id);
    const numberOf = (cell: unknown) => (typeof cell === 'number' ? cell : undefined);
    return rows.flatMap((row) => {
      const at = new Map(columns.map(({ key }, index) => [key, row[index]]));
      const figureOf = (id: string, prefix: string): PublishedFigure => {
        const [valuePercent, people, answers] = ['value', 'people', 'answers'].map((key) =>
          numberOf(at.get(`${prefix}${key}`)),
        );
        return {
          source: `${layout} file`,
          unitId: String(at.get('unitId')),
          part: partOf(id),
          state: valuePercent === undefined ? 'not shown' : 'shown',
          ...(valuePercent !== undefined && { valuePercent }),
          ...(people !== undefined && { people }),
          ...(answers !== undefined && { answers }),
        };
      };
      if (layout === 'long') return [figureOf(String(at.get('subjectId')), '')];
      const prefixes = columns.flatMap(({ key }) => (key.endsWith(':value') ? [key.slice(0, -5)] : []));
      return prefixes.map((prefix) => figureOf(prefix.split(':').slice(1, -1).join(':'), prefix));
    });
  });
}
