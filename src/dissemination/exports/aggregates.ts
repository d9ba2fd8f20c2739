/**
 * The results of all units, factors and questions at once, of a publication or of a round as currently counted, as
 * plain tables. Every number comes from a Figure, so what a page suppresses is suppressed here too, with the reason in
 * its place.
 */
import { roundTexts } from '../../design/rounds/texts.ts';
import { unitTexts } from '../../registers/units/texts.ts';
import assert from 'node:assert/strict';
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import type { RoundContent } from '../publications/freeze.ts';
import type { Publication, PublishedUnit } from '../../processing/published/publication.ts';
import { lineCells, rankCells, type LineCells, type RankCells } from '../../processing/results/lineCells.ts';
import { methodKey } from '../../statistics/method/method.ts';
import type { Line } from '../../processing/results/results.ts';
import { lineJson } from '../results/resultsJson.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import type { Table, TableCell, TableColumn } from '../../platform/tables/table.ts';
import { exportTexts } from './texts.ts';
import { questionNames } from '../../design/surveys/questionNames.ts';

export interface Aggregates {
  readonly content: RoundContent;
  /** The publication that holds them. */
  readonly publication?: Pick<Publication, 'number' | 'hash' | 'publishedAt'> | undefined;
}

export const layouts = ['long', 'wide'] as const;
export type Layout = (typeof layouts)[number];

export function aggregatesTable(aggregates: Aggregates, layout: Layout, language: PageLanguage): Table {
  return layout === 'long' ? longTable(aggregates, language) : wideTable(aggregates, language);
}

interface Subject {
  readonly kind: 'whole' | 'factor' | 'question';
  readonly id: string;
  readonly label: string;
}

/** The subjects of indexes, in the order of the survey. */
export function subjectsOf({ factors, questions }: RoundContent, language: PageLanguage): Subject[] {
  const say = (text: Localized): string => inLanguage(text, language);
  return [
    { kind: 'whole', id: '', label: exportTexts[language].whole },
    ...factors.map(({ id, title }) => ({ kind: 'factor' as const, id, label: say(title) })),
    ...Array.from(questionNames(questions, language), ([id, label]) => ({
      kind: 'question' as const,
      id,
      label,
    })),
  ];
}

function lineOf(unit: PublishedUnit, { kind, id }: Subject): Line {
  if (kind === 'whole') return unit.whole;
  const line = (kind === 'factor' ? unit.factors : unit.questions).find((one) => one.id === id);
  assert(line, `${unit.id} has a line for ${kind} ${id}`);
  return line;
}

/** A row for each unit and subject. */
function longTable({ content, publication }: Aggregates, language: PageLanguage): Table {
  const t = exportTexts[language];
  const columns = longColumns(content, language);
  const subjects = subjectsOf(content, language);
  const frame = frameOf({ content, publication }, language);
  const unitsById = new Map(content.units.map((unit) => [unit.id, unit]));
  const subjectCells = subjects.map(({ kind, id, label }) => ({
    subject: t.subjects[kind],
    subjectId: id,
    subjectText: label,
  }));
  const notRanked = rankColumns(rankCells(undefined, language));
  return {
    columns,
    rows: content.units.flatMap((unit) => {
      const ofUnit = { ...frame, ...unitCells(unit, unitsById, language) };
      const ranked = rankColumns(rankCells(unit.rank, language));
      return subjects.map((subject, index) => {
        const cells: Readonly<Record<string, TableCell>> = {
          ...ofUnit,
          ...subjectCells[index],
          ...figureCells(lineOf(unit, subject), language),
          ...(subject.kind === 'whole' ? ranked : notRanked),
        };
        return columns.map(({ key }) => cells[key] ?? '');
      });
    }),
  };
}

const percents = new Set(['value', 'low', 'up', 'previous', 'change']);
const counts = new Set(['publication', 'people', 'answers', 'rank', 'of', 'rankLow', 'rankUp']);

export function longColumns({ method }: Pick<RoundContent, 'method'>, language: PageLanguage) {
  return Object.entries(exportTexts[language].long).map(([key, heading]) => ({
    key,
    heading,
    isNumeric: percents.has(key) || counts.has(key),
    ...(percents.has(key) ? { decimals: method.decimals } : {}),
  }));
}

/** A row for each unit, with five columns for each subject. */
function wideTable({ content }: Aggregates, language: PageLanguage): Table {
  const t = exportTexts[language];
  const { decimals } = content.method;
  const subjects = subjectsOf(content, language);
  const parts = ['value', 'low', 'up', 'people', 'reason'] as const;
  const unitsById = new Map(content.units.map((unit) => [unit.id, unit]));
  const column = (key: string, heading: string, isPercent = false): TableColumn => ({
    key,
    heading,
    ...(isPercent ? { decimals } : {}),
  });
  return {
    columns: [
      ...(['unitId', 'unit', 'kind', 'parent'] as const).map((key) => column(key, t.long[key])),
      ...(['rank', 'of', 'rankLow', 'rankUp', 'notRanked'] as const).map((key) => column(key, t.long[key])),
      ...subjects.flatMap(({ kind, id, label }) =>
        parts.map((part) => {
          const isPercent = part !== 'people' && part !== 'reason';
          return column(`${kind}${id && `:${id}`}:${part}`, `${label} – ${t.long[part]}`, isPercent);
        }),
      ),
    ],
    rows: content.units.map((unit) => [
      ...Object.values(unitCells(unit, unitsById, language)),
      ...Object.values(rankColumns(rankCells(unit.rank, language))),
      ...subjects.flatMap((subject) => {
        const cells = figureCells(lineOf(unit, subject), language);
        return parts.map((part) => cells[part]);
      }),
    ]),
  };
}

function frameOf({ content, publication }: Aggregates, language: PageLanguage) {
  const { round, method } = content;
  const t = exportTexts[language];
  return {
    round: inLanguage(round.title, language),
    publication: publication?.number ?? '',
    method: methodKey(method),
    sample: roundTexts[language].sampleKinds[round.sampleKind],
    unitsBasis: t.asCollected,
    madeUp: round.madeUp ? inLanguage(round.madeUp, language) : '',
  };
}

/** In the order of the columns. */
function unitCells(
  { id, name, kind, parentId }: PublishedUnit,
  units: ReadonlyMap<string, PublishedUnit>,
  language: PageLanguage,
) {
  const parent = parentId === undefined ? undefined : units.get(parentId);
  return {
    unitId: id,
    unit: inLanguage(name, language),
    kind: unitTexts[language].kinds[kind],
    parent: parent ? inLanguage(parent.name, language) : '',
  };
}

function figureCells(line: Line, language: PageLanguage): Record<keyof LineCells, TableCell> {
  const t = exportTexts[language];
  const cells = lineCells(line, language);
  const breaks = (line.change?.breaks ?? []).map((one) => resultTexts[language].breaks[one]);
  const movement = [cells.movement, ...breaks].filter(Boolean).join('; ');
  return { ...cells, state: t.states[line.figure.state], movement };
}

/** In the order of the columns. */
function rankColumns({ rank, of, low, up, notRanked }: RankCells) {
  return { rank, of, rankLow: low, rankUp: up, notRanked };
}

/** Notes that a reader needs before using the numbers. */
export function aggregatesNotes({ content, publication }: Aggregates, language: PageLanguage): string[] {
  const t = exportTexts[language];
  const results = resultTexts[language];
  const { round, method, forms } = content;
  const say = (text: Localized): string => inLanguage(text, language);
  return [
    say(round.title),
    ...(round.madeUp ? [`${results.madeUp}: ${say(round.madeUp)}`] : []),
    publication
      ? t.ofPublication({ number: String(publication.number), hash: publication.hash })
      : t.ofRound({ closesOn: round.closesAt.slice(0, 10) }),
    t.methodIs({ name: say({ ...method.name }), key: methodKey(method) }),
    `${results.basis}: ${say({ ...method.provenance.source })}`,
    ...method.provenance.statements.map(
      ({ what, standing }) => `${say({ ...what })} – ${results.standing[standing]}`,
    ),
    t.forms(forms),
    roundTexts[language].sampleKinds[round.sampleKind],
    ...(round.sampleKind === 'selfSelected' ? [results.selfSelected] : []),
    results.judgedSingly,
    ...t.caveats,
  ];
}

/** The same as JSON: figures as in the results pages' JSON, with the exact share next to each rounded percent. */
export function aggregatesJson({ content, publication }: Aggregates): object {
  const { units, ...frame } = content;
  return {
    ...(publication ? { publication } : {}),
    ...frame,
    units: units.map(({ whole, factors, questions, ...unit }) => ({
      ...unit,
      satisfactionIndex: lineJson(whole),
      factors: factors.map((line) => ({ id: line.id, ...lineJson(line) })),
      questions: questions.map((line) => ({ id: line.id, ...lineJson(line) })),
    })),
  };
}
