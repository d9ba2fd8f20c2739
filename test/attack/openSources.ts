/** What everybody can take: the pages of a round and its publication, the API, the files of aggregates; and the live board. */
import { cellJson, cellPlaces } from '../../src/api/talliedCells.ts';
import { tallyDimensions } from '../../src/api/operations.ts';
import { aggregatesTable, longTable } from '../../src/exports/aggregates.ts';
import type { KeptCheckpoint } from '../../src/ledger/store.ts';
import { formsOf, frozenContent } from '../../src/publications/freeze.ts';
import type { PublicationContent } from '../../src/publications/publication.ts';
import type { Board } from '../../src/satisfaction/board.ts';
import { resultsOf } from '../../src/satisfaction/results.ts';
import { resultsJson } from '../../src/satisfaction/resultsJson.ts';
import { roundVolumes } from '../../src/volumes/roundVolumes.ts';
import { duringAt } from '../support/builders.ts';
import { afterClosing, nothingBeside } from '../satisfaction/measured.ts';
import { answering, countOf, type LiveBoard, type Told, type When, type Who } from './knowledge.ts';
import { days, places, tree, unitIds, type State } from './province.ts';

/** A figure as it comes over the wire. */
export interface ToldFigure {
  readonly state: string;
  readonly people?: number;
  readonly answers?: number;
  readonly exactShare?: string;
}

function wire(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

const questionsOf = (factor?: string) =>
  factor === undefined ? ['q1', 'q2', 'q3'] : factor === 'access' ? ['q1', 'q2'] : ['q3'];

export const placesOf = (unitId: string): string[] =>
  tree.subtreeIds(unitId).filter((id) => places.includes(id));

/** Forms of a figure of the results. */
export function whoOf(unitId: string, dimension: string, value: string): Who {
  const at = { places: placesOf(unitId) };
  switch (dimension) {
    case 'all':
      return at;
    case 'factor':
      return { ...at, by: ['answers', [...new Set(questionsOf(value).flatMap((one) => answering(one)))]] };
    case 'question':
      return { ...at, by: ['answers', answering(value)] };
    case 'day':
      return { ...at, days: [value] };
    case 'about':
      return { ...at, by: ['about', [value.slice(value.indexOf(':') + 1)]] };
    default:
      return { ...at, by: [dimension as 'service' | 'channel', [value]] };
  }
}

/** People; and of the whole, a factor or a question the answers, and how many of them are satisfied. */
export function figureTold(
  { source, when }: Pick<Told, 'source' | 'when'>,
  [unitId, dimension, value]: readonly [string, string, string],
  { state, people = 0, answers, exactShare }: ToldFigure,
): Told[] {
  const who = whoOf(unitId, dimension, value);
  const told: Told[] = [{ source, when, of: [who], people: state === 'hidden' ? 'hidden' : people }];
  const questions =
    dimension === 'question' ? [value] : questionsOf(dimension === 'factor' ? value : undefined);
  const isOfBands = who.by !== undefined && who.by[0] !== 'answers';
  if (answers !== undefined && !isOfBands)
    told.push({
      source,
      when,
      of: questions.map((one) => ({ ...who, by: ['answers', answering(one)] })),
      people: answers,
    });
  if (dimension === 'question' && value === 'q1' && exactShare !== undefined)
    told.push({
      source,
      when,
      of: [{ ...who, by: ['answers', answering('q1', [4, 5])] }],
      people: countIn(exactShare, people),
    });
  return told;
}

export function countIn(exactShare: string, people: number): number {
  const [numerator = 0, denominator = 1] = exactShare.split('/').map(Number);
  return Math.round((numerator / denominator) * people);
}

export function toldToAll({ measured, given }: State, when: When): Told[] {
  const content = wire(
    frozenContent({
      measured,
      checkpoint: { number: 1, size: 1, note: '', key: '' } as KeptCheckpoint,
      volumes: roundVolumes([], [], '2026-03'),
      number: 1,
      now: afterClosing,
    }),
  ) as PublicationContent;
  return [
    { source: 'round', when, of: [{ places }], people: formsOf(measured).counted },
    ...ownForms(given, when),
    ...commentsTold(given, when),
    ...cellFigures({ measured }).flatMap(([of, figure]) => figureTold({ source: 'api', when }, of, figure)),
    ...unitIds.flatMap((unitId) =>
      pageFigures(measured, unitId, afterClosing).flatMap(([of, figure]) =>
        figureTold({ source: 'results', when }, of, figure),
      ),
    ),
    ...content.units.flatMap(({ id, whole, factors, questions }) => {
      const line = { source: 'publication', when } as const;
      return [
        ...figureTold(line, [id, 'all', ''], whole.figure),
        ...factors.flatMap((one) => figureTold(line, [id, 'factor', one.id], one.figure)),
        ...questions.flatMap((one) => figureTold(line, [id, 'question', one.id], one.figure)),
      ];
    }),
    ...fileTold(content, when),
  ];
}

/** What the API tells with a key. */
export function cellFigures({ measured }: Pick<State, 'measured'>): [OfFigure, ToldFigure][] {
  return tallyDimensions.flatMap((dimension) =>
    cellPlaces(measured, dimension, unitIds, afterClosing).map((place): [OfFigure, ToldFigure] => {
      const { figure } = wire(cellJson(measured, dimension, place, afterClosing)) as { figure: ToldFigure };
      return [[place.unitId, dimension, place.value], figure];
    }),
  );
}

/** Of a unit with units below it, its own are told nowhere, but a reader can subtract. */
function ownForms(given: State['given'], when: When): Told[] {
  const own: Who = { places: ['north'] };
  const people = countOf({ given }, own);
  return people > 0 && people < 10 ? [{ source: 'own', when, of: [own], people: 'hidden' }] : [];
}

/** Comments, which nothing joins to a form, but each came with one: let a third of all people of each week have written. */
function commentsTold(given: State['given'], when: When): Told[] {
  return places.flatMap((place) =>
    [days.slice(0, 3), days.slice(3)].map((week): Told => {
      const who: Who = { places: [place], days: week };
      return {
        source: 'comments',
        when,
        of: [who],
        people: { least: Math.floor(countOf({ given }, who) / 3) },
      };
    }),
  );
}

type OfFigure = readonly [unitId: string, dimension: string, value: string];

/** All figures of the page of a unit. */
function pageFigures(measured: State['measured'], unitId: string, now: Date): [OfFigure, ToldFigure][] {
  interface Line {
    readonly id?: string;
    readonly day?: string;
    readonly figure: ToldFigure;
  }
  const page = wire(
    resultsJson(now, measured, resultsOf(now, measured, unitId), nothingBeside, []),
  ) as Record<string, Line[]> & { satisfactionIndex: Line; byAbout: { question: string; bands: Line[] }[] };
  const lines = (
    name: string,
    dimension: string,
    valueOf: (line: Line) => string,
  ): [OfFigure, ToldFigure][] =>
    (page[name] ?? []).map((line) => [[unitId, dimension, valueOf(line)], line.figure]);
  return [
    [[unitId, 'all', ''], page.satisfactionIndex.figure],
    ...lines('factors', 'factor', ({ id }) => id!),
    ...lines('questions', 'question', ({ id }) => id!),
    ...lines('byDay', 'day', ({ day }) => day!),
    ...page.byAbout.flatMap(({ question, bands }) =>
      bands.map(({ id, figure }): [OfFigure, ToldFigure] => [[unitId, 'about', `${question}:${id}`], figure]),
    ),
  ];
}

/** What stands in the files of aggregates. */
function fileTold(content: PublicationContent, when: When): Told[] {
  const kinds: Readonly<Record<string, string>> = { whole: 'all', factor: 'factor', question: 'question' };
  const long = longTable({ content }, 'en');
  const at = (key: string) => long.columns.findIndex((column) => column.key === key);
  const subjects = new Map<string, OfFigure>();
  const wide = aggregatesTable({ content }, 'wide', 'en');
  wide.columns.forEach(({ key }) => {
    const [kind = '', ...rest] = key.split(':');
    if (rest.at(-1) === 'people') subjects.set(key, ['', kinds[kind]!, rest.slice(0, -1).join(':')]);
  });
  const source = (one: string) => ({ source: one, when });
  const figureOf = (people: unknown, answers?: unknown): ToldFigure => ({
    state: people === '' ? 'hidden' : 'shown',
    ...(typeof people === 'number' && { people }),
    ...(typeof answers === 'number' && { answers }),
  });
  return [
    ...long.rows.flatMap((row) => {
      const [unitId, subjectId, people, answers] = ['unitId', 'subjectId', 'people', 'answers'].map(
        (key) => row[at(key)],
      );
      const kind =
        subjectId === '' ? 'all' : questionsOf().includes(String(subjectId)) ? 'question' : 'factor';
      return row[at('state')] === 'none'
        ? []
        : figureTold(
            source('long file'),
            [String(unitId), kind, String(subjectId)],
            figureOf(people, answers),
          );
    }),
    ...wide.rows.flatMap((row) =>
      [...subjects].flatMap(([key, [, kind, value]]) => {
        const people = row[wide.columns.findIndex((column) => column.key === key)];
        return people === ''
          ? []
          : figureTold(source('wide file'), [String(row[0]), kind, value], figureOf(people));
      }),
    ),
  ];
}

/** The board as pages showed it at one moment while the round was open. */
export function liveBoard({ measured }: State, board: Board): LiveBoard {
  const live = { ...measured, board };
  return {
    counts: unitIds.flatMap((unitId) =>
      pageFigures(live, unitId, duringAt).flatMap(([of, figure]) =>
        figureTold({ source: 'board', when: 'before' }, of, figure).flatMap(({ of: sum, people }) =>
          typeof people === 'number' ? [{ of: sum, people }] : [],
        ),
      ),
    ),
  };
}
