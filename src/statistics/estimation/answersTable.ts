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
export type AnswersError =
  | { readonly kind: 'columnMissing'; readonly column: string }
  | { readonly kind: 'columnTwice'; readonly column: string }
  | { readonly kind: 'notALevel'; readonly row: number; readonly column: string; readonly text: string }
  | { readonly kind: 'notAPopulation'; readonly row: number; readonly text: string }
  | { readonly kind: 'stratumTwice'; readonly stratum: string };

const STRATUM = 'stratum';
const POPULATION = 'population';

/** @returns the columns that are missing or appear twice; empty when the tables can be read */
export function columnErrors(
  plan: CountingPlan,
  answers: TextTable,
  strata: TextTable | undefined,
): AnswersError[] {
  const wanted = plan.questions.map(({ id }) => id);
  const twice = answers.columns.filter((column, index) => answers.columns.indexOf(column) < index);
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
  const position = answers.columns.indexOf(STRATUM);
  const [only = ''] = populations?.size === 1 ? populations.keys() : [];
  return (row: readonly string[]) => (position < 0 ? only : (row[position] ?? ''));
}

/**
 * Counts the rows into one cell per stratum. An invalid level counts as unanswered and is added to `errors`.
 *
 * @param answers with every column that the plan needs (`columnErrors`)
 */
export function cellsByStratum(
  plan: CountingPlan,
  answers: TextTable,
  stratumOf: (row: readonly string[]) => string,
  errors: AnswersError[],
): Map<string, Cell> {
  const positions = plan.questions.map(({ id }) => answers.columns.indexOf(id));
  const cells = new Map<string, Cell>();
  answers.rows.forEach((row, number) => {
    const stratum = stratumOf(row);
    const levels = plan.questions.map((question, k) => {
      const text = (row[positions[k]!] ?? '').trim();
      const level = levelOf(text);
      if (level !== undefined && level <= question.levels) return level;
      errors.push({ kind: 'notALevel', row: number + 2, column: question.id, text });
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

/**
 * Population by stratum, whole numbers of at least 1. Invalid and repeated rows are added to `errors`; the result may be used
 * only when there are none.
 */
export function populationsOf(strata: TextTable, errors: AnswersError[]): Map<string, number> {
  const populations = new Map<string, number>();
  strata.rows.forEach((row, number) => {
    const stratum = row[strata.columns.indexOf(STRATUM)] ?? '';
    const text = (row[strata.columns.indexOf(POPULATION)] ?? '').trim();
    const population = /^[1-9]\d{0,11}$/.test(text) ? Number(text) : undefined;
    if (population === undefined) errors.push({ kind: 'notAPopulation', row: number + 2, text });
    if (populations.has(stratum)) errors.push({ kind: 'stratumTwice', stratum });
    populations.set(stratum, population ?? Infinity);
  });
  return populations;
}
