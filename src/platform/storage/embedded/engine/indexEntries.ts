/** The keys under which an index stores a document. */
import { compoundKey } from '../bytes/orderedKey.ts';
import type { Value } from '../bytes/value.ts';
import { indexedValues } from '../query/indexedValues.ts';
import { StoreError } from '../storeError.ts';
import type { Index } from './catalogue.ts';
import { keyLengthMax } from './storeFile.ts';

export interface IndexKeys {
  /** The fields of the index in order; in the file of a non-unique index the key of `_id` follows. */
  readonly keys: readonly Buffer[];
  readonly isMultikey: boolean;
}

type KeyValues = readonly (Value | undefined)[];

export function indexKeys(index: Index, document: Value): IndexKeys {
  const keys = new Map<string, Buffer>();
  const { rows, isMultikey } = rowsOf(index, document);
  for (const values of rows) {
    const key = keyOfRow(index, values);
    if (key.length > keyLengthMax / 2)
      throw new StoreError(
        'KeyTooLong',
        `a value is too long for the index ${index.name}: embedded store: not supported; use MongoDB`,
      );
    keys.set(key.toString('latin1'), key);
  }
  return { keys: [...keys.values()], isMultikey };
}

/** The values from which a key of a document was made. */
export function valuesOfKey(index: Index, document: Value, key: Buffer): KeyValues {
  return rowsOf(index, document).rows.find((values) => keyOfRow(index, values).equals(key))!;
}

function keyOfRow(index: Index, values: KeyValues): Buffer {
  return compoundKey(
    values,
    index.fields.map(({ descending }) => descending),
  );
}

/** A sparse index omits each row in which every value is missing, not only documents without any value. */
function rowsOf(index: Index, document: Value): { rows: KeyValues[]; isMultikey: boolean } {
  if (index.partial !== undefined && !index.partial.matches(document)) return { rows: [], isMultikey: false };
  const columns = index.fields.map(({ path }) => indexedValues(document, path));
  const arrays = columns.filter(({ isArray }) => isArray);
  if (arrays.length > 1 && new Set(index.fields.map(({ path }) => path[0]!.name)).size > 1)
    throw new StoreError('CannotIndexParallelArrays', 'cannot index parallel arrays');
  if (arrays.length > 1) throw refusalOfArrays(index);

  const rows = (arrays[0]?.values ?? [undefined])
    .map((each) => columns.map(({ isArray, values }) => (isArray ? each : values[0])))
    .filter((values) => !index.sparse || values.some((value) => value !== undefined));
  return { rows, isMultikey: arrays.length > 0 };
}

function refusalOfArrays(index: Index): StoreError {
  return new StoreError(
    'NotImplemented',
    `two fields of one array in the index ${index.name}: embedded store: not supported; use MongoDB`,
  );
}
