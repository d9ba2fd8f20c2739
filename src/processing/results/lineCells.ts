/**
 * A figure as cells of a table: each part of what the page shows. A suppressed figure leaves no cell from which it could be
 * computed.
 */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Table, TableCell } from '../../platform/tables/table.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import type { Line, Rank } from './results.ts';
import { nearest } from './lineWords.ts';
import { movementWords } from './movementWords.ts';
import { bandText } from './liveTexts.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { doubtWords, resultTexts, whyNoNumber } from './texts.ts';

/** Empty if there is nothing to state. */
export interface LineCells {
  /** Percent. */
  readonly value: TableCell;
  readonly low: TableCell;
  readonly up: TableCell;
  readonly people: TableCell;
  readonly answers: TableCell;
  readonly state: Figure['state'];
  /** Why there is no number or no interval, or why the number is doubtful; for an open round, the band. */
  readonly reason: string;
  readonly previous: TableCell;
  /** Percentage points. */
  readonly change: TableCell;
  readonly movement: string;
}

export function lineCells(line: Line, language: PageLanguage): LineCells {
  const { figure, previous, change } = line;
  const [low, up] = intervalCells(figure);
  return {
    value: figure.state === 'shown' ? decimalToNumber(figure.value) : '',
    low,
    up,
    people: 'people' in figure ? figure.people : '',
    answers: figure.state === 'shown' ? figure.answers : '',
    state: figure.state,
    reason: reasonOf(figure, language),
    previous: previous?.state === 'shown' ? decimalToNumber(previous.value) : '',
    change: change ? decimalToNumber(change.points) : '',
    movement: movementWords(line, language),
  };
}

/** The bounds of the interval, rounded as on the page. */
function intervalCells(figure: Figure): readonly [TableCell, TableCell] {
  if (figure.state !== 'shown' || !figure.intervalPercent) return ['', ''];
  const [low, up] = figure.intervalPercent;
  const { decimals } = figure.value;
  return [decimalToNumber(nearest(low, decimals)), decimalToNumber(nearest(up, decimals))];
}

function reasonOf(figure: Figure, language: PageLanguage): string {
  const t = resultTexts[language];
  if (figure.state === 'live') return bandText(figure, language);
  if (figure.state !== 'shown') return whyNoNumber(figure, language) ?? '';
  if (figure.everyoneAsked) return t.everyoneAsked;
  return doubtWords(figure, language);
}

export interface RankCells {
  readonly rank: TableCell;
  readonly of: TableCell;
  /** Best and worst rank that it may hold. */
  readonly low: TableCell;
  readonly up: TableCell;
  readonly notRanked: string;
}

export function rankCells(rank: Rank | undefined, language: PageLanguage): RankCells {
  const none = { rank: '', of: '', low: '', up: '', notRanked: '' };
  if (!rank) return none;
  const { row } = rank;
  if (row.state === 'notRanked')
    return { ...none, notRanked: resultTexts[language].notRankedBecause[row.reason] };
  return { rank: row.rank, of: row.of, low: row.set.low, up: row.set.up, notRanked: '' };
}

export interface NamedLine extends Line {
  readonly name: string;
  /** "5 (3–8)", if units are ranked. */
  readonly rankText?: string | undefined;
}

/** The lines of a page's table, for export, with the same figures. @param heading of the names */
export function linesTable(heading: string, lines: readonly NamedLine[], language: PageLanguage): Table {
  const h = resultTexts[language].lineHeadings;
  const isRanked = lines.some(({ rankText }) => rankText !== undefined);
  const rank = isRanked ? [{ key: 'rank', heading: resultTexts[language].rank }] : [];
  const decimals = lines.flatMap(({ figure }) => (figure.state === 'shown' ? figure.value.decimals : []))[0];
  const parts = ['value', 'change', 'low', 'up', 'people', 'reason'] as const;
  return {
    columns: [
      ...rank,
      { key: 'name', heading },
      ...parts.map((key) => ({
        key,
        heading: h[key],
        ...(key === 'people' || key === 'reason' ? {} : { decimals }),
      })),
    ],
    rows: lines.map((line) => {
      const cells = lineCells(line, language);
      return [...(isRanked ? [line.rankText ?? ''] : []), line.name, ...parts.map((key) => cells[key])];
    }),
  };
}

const sideParts = ['value', 'low', 'up', 'people', 'reason'] as const;

/** Figures of several sides next to each other, with a row for each item. */
export function sidesTable(
  { heading, sides }: { readonly heading: string; readonly sides: readonly string[] },
  rows: readonly { readonly name: string; readonly figures: readonly Figure[] }[],
  language: PageLanguage,
): Table {
  const h = resultTexts[language].lineHeadings;
  return {
    columns: [
      { key: 'name', heading },
      ...sides.flatMap((side, index) =>
        sideParts.map((part) => ({ key: `${index}:${part}`, heading: `${side}: ${h[part]}` })),
      ),
    ],
    rows: rows.map(({ name, figures }) => [
      name,
      ...figures.flatMap((figure) => {
        const cells = lineCells({ figure }, language);
        return sideParts.map((part) => cells[part]);
      }),
    ]),
  };
}
