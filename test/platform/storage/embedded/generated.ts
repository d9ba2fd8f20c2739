/**
 * Generated documents, filters, sorts, projections and updates within what the embedded store supports. The same
 * seed always gives the same ones, so that the answers of a MongoDB server can be recorded and compared later.
 */
import { Binary, Double, Int32, Long, ObjectId } from 'bson';

export type Generated = { [name: string]: unknown };

/** A small generator of numbers (mulberry32): the same on every machine, unlike Math.random. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class Generator {
  private readonly random: () => number;

  constructor(seed: number) {
    this.random = randomFrom(seed);
  }

  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  one<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  scalar(): unknown {
    return this.one(scalars)(this);
  }

  value(depth = 2): unknown {
    if (depth === 0 || this.chance(0.6)) return this.scalar();
    const size = this.below(4);
    if (this.chance(0.5)) return Array.from({ length: size }, () => this.value(depth - 1));
    return this.fields(depth - 1);
  }

  fields(depth: number): Generated {
    const names = names3.filter(() => this.chance(0.6));
    return Object.fromEntries(names.map((name) => [name, this.value(depth)]));
  }

  document(id: number): Generated {
    return { _id: id, ...this.fields(2) };
  }

  path(): string {
    return this.one(paths);
  }

  filter(depth = 2): Generated {
    if (depth > 0 && this.chance(0.25)) {
      const branches = Array.from({ length: 1 + this.below(2) }, () => this.filter(depth - 1));
      return { [this.one(['$and', '$or', '$nor'])]: branches };
    }
    const filter: Generated = { [this.path()]: this.condition() };
    if (this.chance(0.25)) filter[this.path()] = this.condition();
    return filter;
  }

  condition(depth = 1): unknown {
    if (this.chance(0.25)) return this.value();
    const operators: Generated = {};
    for (let count = this.chance(0.2) ? 2 : 1; count > 0; count--) {
      const operator = this.one(conditions);
      operators[operator] = this.operand(operator, depth);
    }
    return operators;
  }

  private operand(operator: string, depth: number): unknown {
    switch (operator) {
      case '$in':
      case '$nin':
        return Array.from({ length: this.below(4) }, () => this.value(1));
      case '$all':
        return Array.from({ length: 1 + this.below(2) }, () => this.value(1));
      case '$exists':
        return this.chance(0.5);
      case '$type':
        return this.one<unknown>([
          'int',
          'string',
          'number',
          'array',
          'object',
          'null',
          ['bool', 'date'],
          18,
        ]);
      case '$size':
        return new Int32(this.below(3));
      case '$mod':
        return [2 + this.below(3), this.below(2)];
      case '$regex':
        return this.one(['^a', 'b$', 'B', 'a|z', '[a-c]z', 'é', '.b']);
      case '$elemMatch':
        return this.chance(0.5) ? { [this.one(['a', 'b'])]: this.condition(0) } : { $gte: this.scalar() };
      case '$not':
        return depth === 0 ? { $exists: true } : this.operatorsOnly();
      default:
        return this.value(1);
    }
  }

  private operatorsOnly(): Generated {
    const operator = this.one(['$gt', '$eq', '$in', '$size', '$exists', '$type'] as const);
    return { [operator]: this.operand(operator, 0) };
  }

  /** Ends with `_id`, so that there is one right order. */
  sort(): Generated {
    const sort: Generated = {};
    for (const path of [this.one(['a', 'a.b', 'a.b.c']), this.one(['b', 'b.a', 'c'])])
      sort[path] = this.one([1, -1]);
    return { ...sort, _id: this.one([1, -1]) };
  }

  projection(): Generated {
    const projection: Generated = {};
    for (let count = 1 + this.below(2); count > 0; count--) projection[this.one(projected)] = 1;
    if (this.chance(0.3)) projection['_id'] = 0;
    return projection;
  }

  update(): Generated {
    const update: Generated = {};
    for (let count = 1 + this.below(2); count > 0; count--) {
      const operator = this.one(updates);
      update[operator] = { [this.one(operator === '$unset' ? removed : updated)]: this.change(operator) };
    }
    return this.chance(0.05) ? this.fields(1) : update;
  }

  private change(operator: string): unknown {
    switch (operator) {
      case '$inc':
        return this.one([new Int32(1), new Int32(2147483647), new Double(0.5), Long.fromNumber(2 ** 40)]);
      case '$unset':
        return '';
      case '$push':
      case '$addToSet':
        return this.chance(0.5) ? this.value(1) : { $each: [this.value(1), this.value(1)] };
      case '$pull':
        return this.chance(0.4)
          ? this.scalar()
          : this.one<unknown>([{ $gt: 1 }, { a: 1 }, { $in: ['a', 2] }, { b: { $exists: true } }]);
      default:
        return this.value(1);
    }
  }
}

const names3 = ['a', 'b', 'c'];
const paths = ['a', 'a', 'b', 'b', 'c', 'a.b', 'b.a', 'a.0', 'a.b.c', 'b.1', 'c.0.a', '_id'];
const projected = ['a', 'b', 'c', 'a.b', 'b.a', 'c.a.b'];
const updated = ['a', 'b', 'c', 'a.b', 'b.a', 'b.1', 'c.0', 'a.b.c', 'b.0.a'];
const removed = ['a', 'b', 'c', 'a.b', 'b.a', 'a.b.c'];
const updates = [
  '$set',
  '$set',
  '$inc',
  '$inc',
  '$unset',
  '$min',
  '$max',
  '$push',
  '$addToSet',
  '$pull',
  '$setOnInsert',
];
const conditions = [
  '$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin', '$exists', '$type', '$size', '$all', '$elemMatch',
  '$mod', '$regex', '$not',
]; // prettier-ignore

const texts = ['', 'a', 'b', 'ab', 'az', 'A', 'é', 'ế', '\u{1F600}', 'zz', 'a\0b'];

const scalars: readonly ((from: Generator) => unknown)[] = [
  (from) => new Int32(from.below(4)),
  (from) => new Int32(from.below(4)),
  (from) => new Double(from.below(8) / 2),
  (from) => Long.fromNumber(from.below(4)),
  (from) =>
    from.one([Long.MAX_VALUE, Long.fromString('9007199254740993'), Long.fromString('-9007199254740993')]),
  (from) => new Double(from.one([2 ** 53, -(2 ** 53), 1e300, -0.5, Infinity, -Infinity, -0])),
  (from) => from.one(texts),
  (from) => from.one(texts),
  () => null,
  (from) => from.chance(0.5),
  (from) => new Date(from.one([0, 1, -1, 1_700_000_000_000])),
  (from) => new ObjectId(Buffer.alloc(12, from.below(3))),
  (from) => new Binary(Buffer.alloc(from.below(3), from.below(3)), from.one([0, 4, 5])),
];
