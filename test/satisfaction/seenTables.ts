/** Everything that the tables of a round tell, as one who reads them all has it, with every sum that can be made of it. */
import { formsOf } from '../../src/publications/freeze.ts';
import { tallyDimensions } from '../../src/api/operations.ts';
import { cellJson, cellPlaces, type TallyDimension } from '../../src/api/talliedCells.ts';
import type { Relation } from '../../src/satisfaction/hiding.ts';
import type { MeasuredRound } from '../../src/satisfaction/results.ts';
import type { SeenVersion } from './attacker.ts';
import { afterClosing } from './measured.ts';

export interface ToldCell {
  readonly unitId: string;
  readonly dimension: TallyDimension;
  readonly value: string;
  readonly figure: ToldFigure;
}
export type ToldFigure = {
  readonly state: string;
  readonly people?: number;
  readonly answers?: number;
} & object;

/** As it comes over the wire. */
export function wire(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

export function unitsOf({ round, tree }: MeasuredRound): string[] {
  return round.unitIds.flatMap((id) => tree.subtreeIds(id));
}

export function cellsOf(measured: MeasuredRound): ToldCell[] {
  return tallyDimensions.flatMap((dimension) =>
    cellPlaces(measured, dimension, unitsOf(measured), afterClosing).map(
      (place) => wire(cellJson(measured, dimension, place, afterClosing)) as ToldCell,
    ),
  );
}

export const keyOf = (unitId: string, dimension: string, value = '') => `${unitId} ${dimension} ${value}`;

/** What is told. Who said nothing of themselves, and what a unit with units below it has by itself, is told nowhere. */
export function seenTables(measured: MeasuredRound): SeenVersion {
  const { tree, survey, plan } = measured;
  const cells = cellsOf(measured);
  const people = new Map<string, number>();
  const hidden = new Set<string>();
  const unasked = new Set<string>();
  for (const { unitId, dimension, value, figure } of cells) {
    const key = keyOf(unitId, dimension, value);
    if (figure.state === 'hidden') hidden.add(key);
    people.set(key, figure.people ?? 0);
    if (dimension !== 'all' && dimension !== 'factor') continue;
    const answers = `${key} answers`;
    if (figure.state === 'hidden') {
      hidden.add(answers);
      unasked.add(answers);
    } else if (figure.answers === undefined && figure.state !== 'none') continue;
    people.set(answers, figure.answers ?? 0);
  }
  const valuesOf = (dimension: TallyDimension) => [
    ...new Set(cells.filter((cell) => cell.dimension === dimension).map(({ value }) => value)),
  ];
  const relations: Relation[] = [];
  const add = (total: string, parts: readonly string[]) => {
    if ([total, ...parts].every((key) => people.has(key) || hidden.has(key)))
      relations.push({ total, parts });
  };
  const untold = (key: string): string => {
    hidden.add(key);
    unasked.add(key);
    return key;
  };
  const isInner = (id: string) => tree.childIds(id).length > 0;
  const ownIds = new Set(
    measured.board.tallies.map(({ unitId }) => unitId).filter((id) => tree.has(id) && isInner(id)),
  );
  for (const unitId of unitsOf(measured).filter(isInner)) {
    const below = tree.childIds(unitId);
    const own = (dimension: string, value: string, what = '') =>
      ownIds.has(unitId) ? [untold(`${keyOf(unitId, dimension, value)}${what} of its own`)] : [];
    for (const dimension of ['all', 'factor', 'question'] as const)
      for (const value of valuesOf(dimension))
        for (const what of ['', ' answers']) {
          const key = keyOf(unitId, dimension, value) + what;
          if (!people.has(key) && !hidden.has(key)) continue;
          add(key, [
            ...below.map((id) => keyOf(id, dimension, value) + what),
            ...own(dimension, value, what),
          ]);
        }
    for (const dimension of ['channel', 'service', 'about'] as const)
      for (const value of valuesOf(dimension)) {
        const inner = below.filter(isInner).map((id) => keyOf(id, dimension, value));
        const isRest = ownIds.has(unitId) || inner.length < below.length;
        if (inner.length > 0)
          add(keyOf(unitId, dimension, value), [
            ...inner,
            ...(isRest ? [untold(`${keyOf(unitId, dimension, value)} elsewhere`)] : []),
          ]);
      }
    for (const dimension of ['channel', 'service', 'day'] as const)
      add(
        keyOf(unitId, 'all'),
        valuesOf(dimension).map((value) => keyOf(unitId, dimension, value)),
      );
    const silent = untold(keyOf(unitId, 'silent'));
    add(keyOf(unitId, 'all'), [...valuesOf('about').map((value) => keyOf(unitId, 'about', value)), silent]);
  }
  const questionsOf = (factor?: string) =>
    survey.content.questions.filter(({ factorId }) => factor === undefined || factorId === factor);
  for (const unitId of unitsOf(measured)) {
    const answers = (factor?: string) => questionsOf(factor).map(({ id }) => keyOf(unitId, 'question', id));
    add(`${keyOf(unitId, 'all')} answers`, answers());
    for (const factor of plan.factors) add(`${keyOf(unitId, 'factor', factor)} answers`, answers(factor));
  }
  // How many forms of the whole round count is always told.
  people.set('counted', formsOf(measured).counted);
  relations.push({ total: 'counted', parts: measured.round.unitIds.map((id) => keyOf(id, 'all')) });
  for (const key of hidden) if (!people.has(key)) people.set(key, 0);
  return { people, relations, hidden, unasked };
}
