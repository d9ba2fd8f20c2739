/**
 * Tables of answers and of strata, as read from files. Answers: one column per question, one row per response; a cell holds a
 * level, `x` for "no opinion", or nothing. Strata: `stratum,population`.
 */
import { addToCell, emptyCell, type Cell } from './cell.ts';
import { contributionOf } from './contribution.ts';
import { NO_OPINION, UNANSWERED, type CountingPlan } from './countingPlan.ts';

/** A table as read: a heading and rows of text. */
export interface TextTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Rows are numbered as in the file, the heading being row 1. */
export type AnswersFault =
  | { readonly kind: 'columnMissing'; readonly column: string }
  | { readonly kind: 'columnTwice'; readonly column: string }
  | { readonly kind: 'notALevel'; readonly row: number; readonly column: string; readonly text: string }
  | { readonly kind: 'notAPopulation'; readonly row: number; readonly text: string }
  | { readonly kind: 'stratumTwice'; readonly stratum: string };

const STRATUM = 'stratum';
const POPULATION = 'population';

export function columnFaults(
  plan: CountingPlan,
  answers: TextTable,
  strata: TextTable | undefined,
): AnswersFault[] {
  const wanted = plan.questions.map(({ id }) => id);
  const twice = answers.columns.filter((column, place) => answers.columns.indexOf(column) < place);
  const missing = [
    ...wanted.filter((id) => !answers.columns.includes(id)),
    ...[STRATUM, POPULATION].filter((column) => strata && !strata.columns.includes(column)),
  ];
  return [
    ...missing.map((column) => ({ kind: 'columnMissing' as const, column })),
    ...[...new Set(twice)].map((column) => ({ kind: 'columnTwice' as const, column })),
  ];
}

/**
 * Returns a function that gives the stratum of a row. Without a stratum column, all rows belong to a single stratum: the only
 * one in `strata`, if it names one.
 */
export function stratumReader(answers: TextTable, populations: ReadonlyMap<string, number> | undefined) {
  const place = answers.columns.indexOf(STRATUM);
  const [only = ''] = populations?.size === 1 ? populations.keys() : [];
  return (row: readonly string[]) => (place < 0 ? only : (row[place] ?? ''));
}

export function cellsByStratum(
  plan: CountingPlan,
  answers: TextTable,
  stratumOf: (row: readonly string[]) => string,
  faults: AnswersFault[],
): Map<string, Cell> {
  const places = plan.questions.map(({ id }) => answers.columns.indexOf(id));
  const cells = new Map<string, Cell>();
  answers.rows.forEach((row, number) => {
    const stratum = stratumOf(row);
    const levels = plan.questions.map((question, k) => {
      const text = (row[places[k]!] ?? '').trim();
      const level = levelOf(text);
      if (level !== undefined && level <= question.levels) return level;
      faults.push({ kind: 'notALevel', row: number + 2, column: question.id, text });
      return UNANSWERED;
    });
    const cell = cells.get(stratum) ?? emptyCell(plan);
    cells.set(stratum, cell);
    addToCell(cell, contributionOf(plan, levels));
  });
  return cells;
}

function levelOf(text: string): number | undefined {
  if (text === '') return UNANSWERED;
  if (text.toLowerCase() === 'x') return NO_OPINION;
  return /^[1-9]\d?$/.test(text) ? Number(text) : undefined;
}

export function populationsOf(strata: TextTable, faults: AnswersFault[]): Map<string, number> {
  const populations = new Map<string, number>();
  strata.rows.forEach((row, number) => {
    const stratum = row[strata.columns.indexOf(STRATUM)] ?? '';
    const text = (row[strata.columns.indexOf(POPULATION)] ?? '').trim();
    const population = /^[1-9]\d{0,11}$/.test(text) ? Number(text) : undefined;
    if (population === undefined) faults.push({ kind: 'notAPopulation', row: number + 2, text });
    if (populations.has(stratum)) faults.push({ kind: 'stratumTwice', stratum });
    populations.set(stratum, population ?? Infinity);
  });
  return populations;
}
