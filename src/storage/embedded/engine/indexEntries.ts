/** The keys under which an index keeps a document. */
import { compoundKey } from '../bytes/orderedKey.ts';
import type { Value } from '../bytes/value.ts';
import { indexedValues } from '../query/indexedValues.ts';
import { someAt } from '../query/path.ts';
import { StoreError } from '../storeError.ts';
import type { Index } from './catalogue.ts';
import { keyLengthMax } from './storeFile.ts';

export interface IndexKeys {
  /** The fields of the index in order; what follows them in the file is the key of `_id`, if not unique. */
  readonly keys: readonly Buffer[];
  readonly isMultikey: boolean;
}

const none: IndexKeys = { keys: [], isMultikey: false };

export function indexKeys(index: Index, document: Value): IndexKeys {
  if (index.partial !== undefined && !index.partial.matches(document)) return none;
  if (
    index.sparse &&
    !index.fields.some(({ path }) => someAt(document, path, (value) => value !== undefined))
  )
    return none;
  const columns = index.fields.map(({ path }) => indexedValues(document, path));
  const arrays = columns.filter(({ isArray }) => isArray);
  if (arrays.length > 1 && new Set(index.fields.map(({ path }) => path[0]!.name)).size > 1)
    throw new StoreError('CannotIndexParallelArrays', 'cannot index parallel arrays');
  if (arrays.length > 1) throw refusalOfArrays(index);

  const descending = index.fields.map((field) => field.descending);
  const keys = new Map<string, Buffer>();
  for (const each of arrays[0]?.values ?? [undefined]) {
    const key = compoundKey(
      columns.map(({ isArray, values }) => (isArray ? each : values[0])),
      descending,
    );
    if (key.length > keyLengthMax / 2)
      throw new StoreError(
        'KeyTooLong',
        `a value is too long for the index ${index.name}: embedded store: not supported; use MongoDB`,
      );
    keys.set(key.toString('latin1'), key);
  }
  return { keys: [...keys.values()], isMultikey: arrays.length > 0 };
}

function refusalOfArrays(index: Index): StoreError {
  return new StoreError(
    'NotImplemented',
    `two fields of one array in the index ${index.name}: embedded store: not supported; use MongoDB`,
  );
}
