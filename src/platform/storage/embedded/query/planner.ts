/**
 * Chooses how to read a collection: by `_id`, by an index, or from end to end. A plan only narrows down what is read;
 * the filter is applied to every document again, so a plan may be too wide but never too narrow.
 */
import { keyOf, rankOf, turnBytes } from '../bytes/orderedKey.ts';
import { Type, Value, elementsOf, isTruthy } from '../bytes/value.ts';
import type { Collection, Index } from '../engine/catalogue.ts';
import type { Range } from '../engine/storeFile.ts';
import type { Condition, Filter } from './filter.ts';
import type { SortField } from './sort.ts';
import { valueTest, type FilterOperator } from './valueTest.ts';

export interface Plan {
  /** The index to read; undefined is the collection itself, in the order of `_id`. */
  readonly index: Index | undefined;
  readonly tree: number;
  /** Ranges of the tree, ascending and disjoint. */
  readonly ranges: readonly Range[];
  readonly reverse: boolean;
  /** Documents come in the requested order. */
  readonly isSorted: boolean;
  /** At most one document can match: equality on every field of a unique key. */
  readonly isPoint: boolean;
  /** How many fields narrow the plan: those of the key, and those that a partial index requires. */
  readonly depth: number;
}

interface Column {
  readonly name: string;
  readonly descending: boolean;
}

export function choosePlan(collection: Collection, filter: Filter, sort: readonly SortField[]): Plan {
  const plans = [
    planOf(collection, undefined, filter, sort),
    ...collection.indexes
      .filter((index) => isUsable(index, filter))
      .map((index) => planOf(collection, index, filter, sort)),
  ];
  return plans.reduce((best, plan) => (worth(plan) > worth(best) ? plan : best));
}

/**
 * Ranks plans: a point beats all; then a longer narrowed key; then an order that avoids sorting; then fewer lookups.
 */
function worth(plan: Plan): number {
  return (
    Number(plan.isPoint) * 1000 +
    plan.depth * 10 +
    Number(plan.isSorted) * 5 +
    Number(plan.index === undefined)
  );
}

/** An index that omits documents serves only filters that exclude them too. */
function isUsable(index: Index, filter: Filter): boolean {
  if (index.isBuilding) return false;
  if (index.partial !== undefined && !index.partial.conditions.every((needed) => isImplied(needed, filter)))
    return false;
  return (
    !index.sparse ||
    index.fields.some(({ name }) => isImplied({ path: name, operator: '$exists', operand: yes }, filter))
  );
}

const orderOperators = new Set(['$gt', '$gte', '$lt', '$lte']);

const yes = new Value(Type.bool, Buffer.from([1]));

function isImplied(needed: Condition, filter: Filter): boolean {
  return filter.conditions.some((given) => {
    if (given.path !== needed.path) return false;
    if (given.operator === needed.operator && keyOf(given.operand).equals(keyOf(needed.operand))) return true;
    if (needed.operator === '$exists' && isTruthy(needed.operand) && orderOperators.has(given.operator))
      return given.operand.type !== Type.null;
    const values = pointsOf(given);
    if (values === undefined || values.length === 0) return false;
    if (needed.operator === '$exists')
      return isTruthy(needed.operand) && values.every((value) => value.type !== Type.null);
    const test = valueTest({ ...needed, operator: needed.operator as FilterOperator, options: undefined });
    return values.every(test);
  });
}

/** The values that a condition allows, if it is a list of values that an index can look up. */
function pointsOf({ operator, operand }: Condition): readonly Value[] | undefined {
  const values = operator === '$eq' ? [operand] : operator === '$in' ? elementsOf(operand) : undefined;
  return values?.every(({ type }) => type !== Type.array && type !== Type.regex) ? values : undefined;
}

/** A sparse index may lack a null entry of a document that has another key in it. */
function allowsNull(condition: Condition): boolean {
  return (pointsOf(condition) ?? [condition.operand]).some(({ type }) => type === Type.null);
}

function planOf(
  collection: Collection,
  index: Index | undefined,
  filter: Filter,
  sort: readonly SortField[],
): Plan {
  const columns: readonly Column[] = index?.fields ?? [{ name: '_id', descending: false }];
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let depth = 0;
  let equal = 0;
  let bounds: Bounds | undefined;
  for (const column of columns) {
    const conditions = filter.conditions.filter(
      (condition) => condition.path === column.name && !(index?.sparse && allowsNull(condition)),
    );
    const points = narrowestPoints(conditions);
    if (points === undefined || prefixes.length * points.length > prefixesMax) {
      bounds = boundsOf(conditions, column, index?.isMultikey ?? false);
      break;
    }
    const keys = points.map((value) => turned(keyOf(value), column.descending));
    prefixes = prefixes.flatMap((prefix) => keys.map((key) => Buffer.concat([prefix, key])));
    if (equal === depth && points.length === 1) equal++;
    depth++;
  }
  const unsorted = prefixes.map((prefix) => rangeOf(prefix, bounds));
  const order = orderOf(columns, sort, equal, index?.isMultikey ?? false);
  return {
    index,
    tree: index?.tree ?? collection.tree,
    ranges: apart(unsorted),
    reverse: order === 'reverse',
    isSorted: order !== undefined,
    isPoint: (index?.unique ?? true) && depth === columns.length && prefixes.length === 1,
    depth: depth + (bounds === undefined ? 0 : 0.5) + requiredBy(index),
  };
}

/** How many fields a partial index has narrowed already, since it holds only documents with its values. */
function requiredBy(index: Index | undefined): number {
  return index?.partial?.conditions.filter(({ operator }) => operator === '$eq').length ?? 0;
}

/** More ranges than this are not worth seeking one by one. */
const prefixesMax = 10_000;

function narrowestPoints(conditions: readonly Condition[]): readonly Value[] | undefined {
  const lists = conditions.map(pointsOf).filter((points) => points !== undefined);
  return lists.sort((a, b) => a.length - b.length)[0];
}

interface Bounds {
  readonly low: Buffer;
  readonly high: Buffer;
}

/** From the lowest to the highest key that the conditions allow; each end may include one value too many. */
function boundsOf(conditions: readonly Condition[], column: Column, isMultikey: boolean): Bounds | undefined {
  let low: Buffer | undefined;
  let high: Buffer | undefined;
  const usable = conditions.filter(
    ({ operator, operand }) => orderOperators.has(operator) && operand.type !== Type.array,
  );
  // In a multikey index, different elements may fulfil different conditions.
  for (const { operator, operand } of isMultikey ? usable.slice(0, 1) : usable) {
    const rank = column.descending ? 0xff - rankOf(operand) : rankOf(operand);
    const key = turned(keyOf(operand), column.descending);
    const isAbove = operator.startsWith('$g') !== column.descending;
    const [from, to] = isAbove
      ? [key, Buffer.from([rank + 1])]
      : [Buffer.from([rank]), Buffer.concat([key, highest])];
    if (low === undefined || Buffer.compare(from, low) > 0) low = from;
    if (high === undefined || Buffer.compare(to, high) < 0) high = to;
  }
  return low === undefined || high === undefined ? undefined : { low, high };
}

const highest = Buffer.from([0xff]);

function turned(key: Buffer, descending: boolean): Buffer {
  if (!descending) return key;
  const copy = Buffer.from(key);
  turnBytes(copy, 0, copy.length);
  return copy;
}

function rangeOf(prefix: Buffer, bounds: Bounds | undefined): Range {
  if (bounds !== undefined)
    return { from: Buffer.concat([prefix, bounds.low]), to: Buffer.concat([prefix, bounds.high]) };
  if (prefix.length === 0) return {};
  return { from: prefix, to: Buffer.concat([prefix, highest]) };
}

function apart(ranges: readonly Range[]): Range[] {
  if (ranges.length < 2) return [...ranges];
  const sorted = [...ranges].sort((a, b) => Buffer.compare(a.from!, b.from!));
  return sorted.filter((range, index) => index === 0 || !range.from!.equals(sorted[index - 1]!.from!));
}

/** Whether reading the key forwards or backwards gives the requested order, after fields fixed by equality. */
function orderOf(
  columns: readonly Column[],
  sort: readonly SortField[],
  equal: number,
  isMultikey: boolean,
): 'forward' | 'reverse' | undefined {
  if (sort.length === 0) return 'forward';
  if (isMultikey) return undefined;
  const fixed = new Set(columns.slice(0, equal).map(({ name }) => name));
  const wanted = sort.filter(({ name }) => !fixed.has(name));
  const [first] = wanted;
  if (first === undefined) return 'forward';
  const follows = wanted.every(({ name }, index) => columns[equal + index]?.name === name);
  const turns = wanted.map(({ descending }, index) => descending !== columns[equal + index]?.descending);
  if (!follows || turns.some((turn) => turn !== turns[0])) return undefined;
  return turns[0] ? 'reverse' : 'forward';
}
