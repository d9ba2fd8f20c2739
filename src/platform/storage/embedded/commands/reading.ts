/** find, getMore, killCursors, aggregate, count, distinct and explain. */
import { arrayOf, double, toValue } from '../bytes/build.ts';
import { keyOf } from '../bytes/orderedKey.ts';
import { Type, Value, elementsOf, integerOf } from '../bytes/value.ts';
import type { Collection } from '../engine/catalogue.ts';
import { findCollection, type Store } from '../engine/store.ts';
import { distinctValues, pathOf } from '../query/path.ts';
import { aggregatePipeline, findPipeline, run, type Pipeline } from '../query/pipeline.ts';
import { choosePlan, type Plan } from '../query/planner.ts';
import { StoreError, refusal } from '../storeError.ts';
import { collectionName, Options, readCommand, type Command } from './command.ts';
import { deadlineIn, type Cursors } from './cursors.ts';

export function find(store: Store, command: Command, cursors: Cursors): Promise<Value> {
  const { options } = command;
  const size = options.find('batchSize') === undefined ? undefined : options.count('batchSize', 0);
  return cursors.first(
    namespaceOfCommand(command),
    run(store, collectionOf(store, command), pipelineOfFind(options)),
    {
      size,
      single: options.boolean('singleBatch'),
      deadline: deadlineIn(options.find('maxTimeMS')),
    },
  );
}

function pipelineOfFind(options: Options): Pipeline {
  return findPipeline({
    filter: options.document('filter'),
    sort: options.document('sort'),
    projection: options.document('projection'),
    skip: options.count('skip', 0),
    limit: options.count('limit', 0),
  });
}

export function getMore(_store: Store, command: Command, cursors: Cursors): Promise<Value> {
  if (command.target.type !== Type.long)
    throw new StoreError('TypeMismatch', 'getMore needs a cursor id of type long');
  const namespace = `${command.database}.${command.options.string('collection')}`;
  return cursors.next(integerOf(command.target), namespace, command.options.count('batchSize', 0));
}

export function killCursors(_store: Store, { options }: Command, cursors: Cursors): Promise<Value> {
  return cursors.kill(
    options
      .array('cursors')
      .filter(({ type }) => type === Type.long)
      .map(integerOf),
  );
}

export function aggregate(store: Store, command: Command, cursors: Cursors): Promise<Value> {
  const cursor = command.options.document('cursor');
  if (cursor === undefined) throw new StoreError('FailedToParse', "The 'cursor' option is required");
  const wanted = new Options('cursor', cursor, ['batchSize']);
  const pipeline = aggregatePipeline(command.options.array('pipeline'));
  return cursors.first(namespaceOfCommand(command), run(store, collectionOf(store, command), pipeline), {
    size: wanted.find('batchSize') === undefined ? undefined : wanted.count('batchSize', 0),
    deadline: deadlineIn(command.options.find('maxTimeMS')),
  });
}

/** Without a query the stored count is used. */
export async function count(store: Store, command: Command): Promise<Value> {
  const { options } = command;
  const collection = collectionOf(store, command);
  const pipeline = pipelineOfCount(options);
  const skip = options.count('skip', 0);
  const limit = options.count('limit', 0);
  let n = 0;
  if (collection !== undefined && pipeline.filter.conditions.length === 0 && pipeline.filter.isWhole) {
    const left = Math.max(0, store.catalogue.count(collection) - skip);
    n = limit === 0 ? left : Math.min(left, limit);
  } else for await (const documents of run(store, collection, pipeline)) n += documents.length;
  return toValue({ n, ok: double(1) });
}

function pipelineOfCount(options: Options): Pipeline {
  return findPipeline({
    filter: options.document('query'),
    skip: options.count('skip', 0),
    limit: options.count('limit', 0),
  });
}

export async function distinct(store: Store, command: Command): Promise<Value> {
  const key = command.options.string('key');
  if (key === '' || key.startsWith('$')) throw refusal(`distinct of ${key}`);
  const path = pathOf(key);
  const values = new Map<string, Value>();
  let bytes = 0;
  const keep = (value: Value): void => {
    const name = keyOf(value).toString('latin1');
    if (values.has(name)) return;
    values.set(name, new Value(value.type, Buffer.from(value.raw)));
    bytes += name.length;
    if (bytes > 16 * 2 ** 20) throw new StoreError('BSONObjectTooLarge', 'distinct too big, 16mb cap');
  };
  const pipeline = findPipeline({ filter: command.options.document('query'), skip: 0, limit: 0 });
  for await (const documents of run(store, collectionOf(store, command), pipeline))
    for (const document of documents)
      for (const value of distinctValues(document, path))
        if (value.type === Type.array) elementsOf(value).forEach(keep);
        else keep(value);
  return toValue({ values: arrayOf([...values.values()]), ok: double(1) });
}

/** Which index a find, count, distinct or aggregate would use; `verbosity` makes no difference. */
export async function explain(store: Store, command: Command): Promise<Value> {
  if (command.target.type !== Type.object) throw new StoreError('TypeMismatch', 'explain needs a command');
  const explained = readCommand({ body: command.target, sequences: new Map() });
  const pipeline = pipelineOf(explained);
  const database = command.database;
  const collection = findCollection(store, database, collectionName(explained));
  const plan = collection && choosePlan(collection, pipeline.filter, pipeline.sort);
  const winningPlan = plan === undefined ? { stage: 'EOF' } : describe(plan, pipeline.sort.length > 0);
  const namespace = `${database}.${collectionName(explained)}`;
  return toValue({
    explainVersion: '1',
    queryPlanner: { namespace, winningPlan, rejectedPlans: [] },
    ok: double(1),
  });
}

function pipelineOf(command: Command): Pipeline {
  switch (command.name) {
    case 'find':
      return pipelineOfFind(command.options);
    case 'aggregate':
      return aggregatePipeline(command.options.array('pipeline'));
    case 'count':
      return pipelineOfCount(command.options);
    case 'distinct':
      return findPipeline({ filter: command.options.document('query'), skip: 0, limit: 0 });
    default:
      throw refusal(`explain of ${command.name}`);
  }
}

function describe(plan: Plan, wantsOrder: boolean): Value {
  const direction = plan.reverse ? 'backward' : 'forward';
  const isNarrow = plan.depth > 0;
  const input =
    plan.index === undefined
      ? { stage: isNarrow ? 'CLUSTERED_IXSCAN' : 'COLLSCAN', direction }
      : {
          stage: 'FETCH',
          inputStage: {
            stage: 'IXSCAN',
            indexName: plan.index.name,
            isMultiKey: plan.index.isMultikey,
            direction,
          },
        };
  return toValue(wantsOrder && !plan.isSorted ? { stage: 'SORT', inputStage: input } : input);
}

function collectionOf(store: Store, command: Command): Collection | undefined {
  return findCollection(store, command.database, collectionName(command));
}

function namespaceOfCommand(command: Command): string {
  return `${command.database}.${collectionName(command)}`;
}
