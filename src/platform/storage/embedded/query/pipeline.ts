/**
 * Reads run as a sequence of stages, each taking and returning documents in small batches. `find`, `count`, `distinct`
 * and `aggregate` are all such sequences; a cursor is one that is suspended between two batches.
 */
import { documentOf, int, nullValue, toValue } from '../bytes/build.ts';
import { Type, Value, fieldsOf, isNumber, numberOf, stringOf } from '../bytes/value.ts';
import { Scan, pause } from '../engine/scan.ts';
import type { Collection } from '../engine/catalogue.ts';
import type { Store } from '../engine/store.ts';
import { StoreError, refusal, type CodeName } from '../storeError.ts';
import { isOneOf, stages as stageNames } from '../supported.ts';
import { everything, parseFilter, type Filter } from './filter.ts';
import { choosePlan } from './planner.ts';
import { parseProjection } from './projection.ts';
import { Sorter, parseSort, type SortField } from './sort.ts';

export type Batches = AsyncGenerator<readonly Value[]>;
type Stage = (input: Batches) => Batches;

export interface Pipeline {
  readonly filter: Filter;
  /** An order that the plan may already provide. */
  readonly sort: readonly SortField[];
  /** How many matches are worth reading at once. */
  readonly readAhead: number;
  /** The stages after the filter; `sort` is among them only if the plan does not provide the order. */
  stages(isSorted: boolean): Stage[];
}

export function run(store: Store, collection: Collection | undefined, pipeline: Pipeline): Batches {
  if (collection === undefined)
    return pipeline.stages(true).reduce((input, stage) => stage(input), nothing());
  const plan = choosePlan(collection, pipeline.filter, pipeline.sort);
  const scan = new Scan({ ...store, collection }, plan, pipeline.filter);
  return pipeline
    .stages(plan.isSorted)
    .reduce((input, stage) => stage(input), scanned(scan, pipeline.readAhead));
}

async function* nothing(): Batches {}

async function* scanned(scan: Scan, most: number): Batches {
  while (!scan.isDone) {
    const found = scan.next(most);
    yield found.map(({ document }) => document);
    if (!scan.isDone) await pause();
  }
}

const readAheadMax = 1000;

export interface FindOptions {
  readonly filter?: Value | undefined;
  readonly sort?: Value | undefined;
  readonly projection?: Value | undefined;
  readonly skip: number;
  /** 0 means no limit. */
  readonly limit: number;
}

export function findPipeline({ filter, sort, projection, skip, limit }: FindOptions): Pipeline {
  const order = parseSort(sort);
  const project = parseProjection(projection);
  return {
    filter: parseFilter(filter),
    sort: order,
    readAhead: limit === 0 ? readAheadMax : Math.min(readAheadMax, skip + limit),
    stages: (isSorted) => [
      ...(isSorted ? [] : [sorting(order, limit === 0 ? Infinity : skip + limit)]),
      ...(skip === 0 ? [] : [skipping(skip)]),
      ...(limit === 0 ? [] : [limiting(limit)]),
      mapping(project),
    ],
  };
}

/** A pipeline that starts with `$match` and `$sort` passes them to the planner. */
export function aggregatePipeline(pipeline: readonly Value[]): Pipeline {
  const named = pipeline.map(stageOf);
  const filter = named[0]?.name === '$match' ? parseFilter(documentArgument(named.shift()!)) : everything;
  const sort = named[0]?.name === '$sort' ? sortOf(named[0]) : [];
  const stages = named.map((stage, index) => compile(stage, sortedLimit(named.slice(index + 1))));
  return {
    filter,
    sort,
    readAhead: readAheadMax,
    stages: (isSorted) => (isSorted && sort.length > 0 ? stages.slice(1) : stages),
  };
}

interface NamedStage {
  readonly name: (typeof stageNames)[number];
  readonly value: Value;
}

function stageOf(stage: Value): NamedStage {
  const fields = stage.type === Type.object ? fieldsOf(stage) : [];
  const [field] = fields;
  if (field === undefined || fields.length > 1)
    throw new StoreError(
      'FailedToParse',
      'A pipeline stage specification object must contain exactly one field.',
    );
  if (!isOneOf(stageNames, field.name)) throw refusal(`the aggregation stage ${field.name}`);
  return { name: field.name, value: field.value };
}

/** How many documents the stages after a sort let through. */
function sortedLimit(following: readonly NamedStage[]): number {
  const [first, second] = following;
  if (first?.name === '$limit') return wholeNumber(first);
  if (first?.name === '$skip' && second?.name === '$limit') return wholeNumber(first) + wholeNumber(second);
  return Infinity;
}

function compile(stage: NamedStage, limitBehind: number): Stage {
  switch (stage.name) {
    case '$match': {
      const filter = parseFilter(documentArgument(stage));
      return each((documents) => documents.filter((document) => filter.matches(document)));
    }
    case '$sort':
      return sorting(sortOf(stage), limitBehind);
    case '$skip':
      return skipping(wholeNumber(stage));
    case '$limit':
      return limiting(wholeNumber(stage));
    case '$project':
      return mapping(
        parseProjection(
          nonempty(stage, 'Location51272', 'projection specification must have at least one field'),
        ),
      );
    case '$count':
      return counting(countName(stage), false);
    case '$group':
      return grouping(documentArgument(stage));
  }
}

function sortOf(stage: NamedStage): SortField[] {
  return parseSort(nonempty(stage, 'Location15976', '$sort stage must have at least one sort key'));
}

/** `find` accepts an empty sort or projection; as a stage it is refused. */
function nonempty(stage: NamedStage, code: CodeName, message: string): Value {
  const argument = documentArgument(stage);
  if (fieldsOf(argument).length === 0) throw new StoreError(code, message);
  return argument;
}

function documentArgument({ name, value }: NamedStage): Value {
  if (value.type === Type.object) return value;
  throw new StoreError('BadValue', `the ${name} stage needs an object`);
}

function wholeNumber({ name, value }: NamedStage): number {
  const number = isNumber(value) ? numberOf(value) : Number.NaN;
  if (Number.isSafeInteger(number) && number >= (name === '$limit' ? 1 : 0)) return number;
  throw new StoreError(
    'BadValue',
    `invalid argument to ${name} stage: expected a ${name === '$limit' ? 'positive' : 'non-negative'} whole number`,
  );
}

function countName({ value }: NamedStage): string {
  const name = value.type === Type.string ? stringOf(value) : '';
  if (name === '' || name.startsWith('$') || name.includes('.'))
    throw new StoreError('BadValue', 'the count field must be a non-empty string without $ and dots');
  return name;
}

/** `{_id: constant, n: {$sum: 1}}`: the stage that a driver sends to count. */
function grouping(group: Value): Stage {
  const [id, sum, ...others] = fieldsOf(group);
  const accumulators = sum?.value.type === Type.object ? fieldsOf(sum.value) : [];
  const one = accumulators[0];
  const counts =
    id?.name === '_id' && isConstant(id.value) && others.length === 0 && accumulators.length === 1 &&
    one?.name === '$sum' && one.value.type === Type.int && numberOf(one.value) === 1; // prettier-ignore
  if (!counts) throw refusal('the stage $group other than {_id: 1, n: {$sum: 1}}');
  return counting(sum!.name, true, id.value);
}

function isConstant(value: Value): boolean {
  return isNumber(value) || value.type === Type.null;
}

function each(change: (documents: readonly Value[]) => readonly Value[]): Stage {
  return async function* (input) {
    for await (const documents of input) yield change(documents);
  };
}

function mapping(change: (document: Value) => Value): Stage {
  return each((documents) => documents.map(change));
}

function sorting(fields: readonly SortField[], most: number): Stage {
  return async function* (input) {
    const sorter = new Sorter(fields, most);
    for await (const documents of input) for (const document of documents) sorter.add(document);
    yield sorter.sorted();
  };
}

function skipping(number: number): Stage {
  return async function* (input) {
    let left = number;
    for await (const documents of input) {
      yield documents.slice(left);
      left = Math.max(0, left - documents.length);
    }
  };
}

function limiting(number: number): Stage {
  return async function* (input) {
    let left = number;
    for await (const documents of input) {
      yield documents.slice(0, left);
      left -= documents.length;
      if (left <= 0) return;
    }
  };
}

/** For no documents `$group` and `$count` both return no document, not zero. */
function counting(name: string, withId: boolean, id: Value = nullValue): Stage {
  return async function* (input) {
    let count = 0;
    for await (const documents of input) count += documents.length;
    if (count === 0) return;
    const field = { name, value: count <= 0x7fffffff ? int(count) : toValue(BigInt(count)) };
    yield [documentOf(withId ? [{ name: '_id', value: id }, field] : [field])];
  };
}
