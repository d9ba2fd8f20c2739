/** Sorts by MongoDB's order of values; an array sorts by its smallest element, or its largest in descending order. */
import { compoundKey } from '../bytes/orderedKey.ts';
import { Type, Value, fieldsOf, isNumber, numberOf } from '../bytes/value.ts';
import { StoreError, refusal } from '../storeError.ts';
import { indexedValues } from './indexedValues.ts';
import { pathOf, type Path } from './path.ts';

export interface SortField {
  readonly name: string;
  readonly path: Path;
  readonly descending: boolean;
}

const memoryMax = 100 * 2 ** 20;

export function parseSort(sort: Value | undefined): SortField[] {
  if (sort === undefined) return [];
  return fieldsOf(sort).map(({ name, value }) => {
    const direction = isNumber(value) ? numberOf(value) : Number.NaN;
    if (name.startsWith('$')) throw refusal(`the sort ${name}`);
    if (value.type === Type.object) throw refusal('a sort by $meta');
    if (/(^|\.)\d+(\.|$)/.test(name)) throw refusal(`a number in the path of a sort (${name})`);
    if (direction !== 1 && direction !== -1)
      throw new StoreError('BadValue', '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    return { name, path: pathOf(name), descending: direction === -1 };
  });
}

/** Accepts documents in any order and returns them sorted; with `most` it keeps only that many from the front. */
export class Sorter {
  private readonly fields: readonly SortField[];
  private readonly most: number;
  private rows: { key: Buffer; document: Value; position: number }[] = [];
  private bytes = 0;
  private taken = 0;

  constructor(fields: readonly SortField[], most = Infinity) {
    this.fields = fields;
    this.most = most;
  }

  add(document: Value): void {
    const key = this.keyOf(document);
    this.rows.push({ key, document, position: this.taken++ });
    this.bytes += document.end - document.start + key.length;
    if (this.rows.length >= 2 * this.most + 1000) this.prune();
    if (this.bytes > memoryMax)
      throw new StoreError(
        'QueryExceededMemoryLimitNoDiskUseAllowed',
        `Sort exceeded memory limit of ${memoryMax} bytes: an index in that order, or a limit, is needed`,
      );
  }

  sorted(): Value[] {
    this.prune();
    return this.rows.map(({ document }) => document);
  }

  private prune(): void {
    this.rows.sort((a, b) => Buffer.compare(a.key, b.key) || a.position - b.position);
    for (const { document, key } of this.rows.splice(this.most))
      this.bytes -= document.end - document.start + key.length;
  }

  private keyOf(document: Value): Buffer {
    const found = this.fields.map(({ path, descending }) => sortValue(document, path, descending));
    const arrays = this.fields.filter((_, index) => found[index]!.isArray);
    if (arrays.length > 1 && arrays.every(({ path }) => path[0]!.name === arrays[0]!.path[0]!.name))
      throw refusal('a sort by two fields of one array');
    if (arrays.length > 1) throw new StoreError('BadValue', 'cannot sort with keys that are parallel arrays');
    return compoundKey(
      found.map(({ value }) => value),
      this.fields.map(({ descending }) => descending),
    );
  }
}

function sortValue(
  document: Value,
  path: Path,
  descending: boolean,
): { value: Value | undefined; isArray: boolean } {
  const { values, isArray } = indexedValues(document, path);
  const keys = values.map((value) => compoundKey([value], [descending]));
  const best = keys.reduce((least, key, position) => (key.compare(keys[least]!) < 0 ? position : least), 0);
  return { value: values[best], isArray };
}
