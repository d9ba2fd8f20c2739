/**
 * Corners in which the store once answered otherwise than MongoDB, or took what MongoDB refuses: a title, and commands
 * that run one after the other on a collection of their own.
 */
import { Double, Int32, Long } from 'bson';

export type Command = { readonly [name: string]: unknown };

const int = (value: number): Int32 => new Int32(value);
const double = (value: number): Double => new Double(value);
const long = (value: number): Long => Long.fromNumber(value);

const insert = (...documents: Command[]): Command => ({ insert: '', documents });
const find = (filter: Command = {}): Command => ({ find: '', filter });
const index = (key: Command, options: Command = {}): Command => ({
  createIndexes: '',
  indexes: [{ key, name: 'index', ...options }],
});
const update = (q: Command, u: Command, options: Command = {}): Command => ({
  update: '',
  updates: [{ q, u, ...options }],
});
const upsert = (q: Command, u: Command): Command => update(q, u, { upsert: true });
const distinct = (key: string): Command => ({ distinct: '', key });
const aggregate = (...pipeline: Command[]): Command => ({ aggregate: '', pipeline, cursor: {} });
const clustered: Command = { create: '', clusteredIndex: { key: { _id: 1 }, unique: true } };

const unique = { unique: true };
const uniqueSparse = { unique: true, sparse: true };

const ids: readonly Command[] = [
  insert({ _id: int(1), a: 1 }, { _id: { x: int(1), y: int(2) } }),
  update({ _id: 1 }, { $set: { _id: double(1) } }),
  update({ _id: 1 }, { $set: { _id: long(1), a: 2 } }),
  update({ _id: 1 }, { $set: { _id: int(1) } }),
  update({ _id: 1 }, { $inc: { _id: double(0) } }),
  update({ _id: 1 }, { $min: { _id: double(1) } }),
  update({ _id: 1 }, { $unset: { _id: 1 } }),
  update({ _id: 1 }, { _id: double(1), a: 2 }),
  find(),
  update({ _id: 1 }, { a: 3 }),
  update({ _id: 1 }, { a: 3, _id: long(1) }),
  find(),
  update({ _id: 1 }, { _id: 2 }),
  { findAndModify: '', query: { _id: 1 }, update: { _id: int(1), b: 1 }, new: true },
  update({ '_id.x': 1 }, { $set: { '_id.x': double(1) } }),
  update({ '_id.x': 1 }, { $set: { '_id.y': 3, '_id.x': int(1) } }),
  update({ '_id.x': 1 }, { $unset: { '_id.none': 1 } }),
  update({ '_id.x': 1 }, { $set: { _id: { y: int(2), x: int(1) } } }),
  update({ '_id.x': 1 }, { _id: { x: double(1), y: int(2) }, b: 1 }),
  find(),
];

export const cases: readonly (readonly [string, readonly Command[]])[] = [
  [
    'A unique sparse index leaves out elements without the field, not only documents',
    [
      index({ 'a.b': 1 }, uniqueSparse),
      insert({ _id: 1, a: [{ b: 1 }, { c: 1 }] }),
      insert({ _id: 2, a: [{ b: 2 }, { c: 1 }] }),
      insert({ _id: 3, a: [{ c: 1 }] }),
      insert({ _id: 4, a: [{ b: null }] }),
      insert({ _id: 5, a: [{ b: null }] }),
      insert({ _id: 6, a: [] }, { _id: 7, a: [] }, { _id: 8, a: [1] }, { _id: 9, a: [1] }),
      insert({ _id: 10, a: [{ b: [] }] }, { _id: 11, a: [{ b: [] }, { b: 7 }] }),
      find(),
    ],
  ],
  [
    'A compound sparse index leaves out an element only where the other field is missing too',
    [
      index({ 'a.b': 1, d: 1 }, uniqueSparse),
      insert({ _id: 1, a: [{ b: 1 }, { c: 1 }] }, { _id: 2, a: [{ b: 2 }, { c: 1 }] }),
      insert({ _id: 3, a: [{ c: 1 }], d: 1 }),
      insert({ _id: 4, a: [{ c: 2 }, { b: 5 }], d: 1 }),
      find(),
    ],
  ],
  [
    'A sparse index is not asked for null, which it may lack',
    [
      index({ 'a.b': 1 }, { sparse: true }),
      insert(
        { _id: 1, a: [{ b: 1 }, { c: 1 }] },
        { _id: 2, a: [{ b: null }] },
        { _id: 3, a: { b: 2 } },
        { _id: 4 },
        { _id: 5, a: [{ c: 1 }] },
        { _id: 6, a: [] },
      ),
      find({ 'a.b': { $exists: true, $in: [null, 2] } }),
      find({ 'a.b': { $exists: true, $eq: null } }),
      find({ 'a.b': null }),
      find({ $and: [{ 'a.b': { $gt: 0 } }, { 'a.b': null }] }),
      find({ $and: [{ 'a.b': 1 }, { 'a.b': null }] }),
      find({ $and: [{ 'a.b': { $gt: 0 } }, { 'a.b': { $in: [null, 7] } }] }),
    ],
  ],
  [
    'The key value of a duplicate in an array is the element that is taken, the first in the order of the index',
    [
      index({ a: 1 }, unique),
      insert({ _id: 1, a: [1, 2, 9] }),
      insert({ _id: 2, a: [5, 2] }),
      insert({ _id: 3, a: [double(2)] }),
      insert({ _id: 4, a: [9, 1] }),
      insert({ _id: 5, a: [] }, { _id: 6, a: [] }),
      insert({ _id: 7 }, { _id: 8, a: [8, null] }),
      insert({ _id: 9, a: [7] }, { _id: 10 }),
      update({ _id: 9 }, { $push: { a: 2 } }),
      { findAndModify: '', query: { _id: 9 }, update: { $set: { a: [30, 9, 2] } } },
    ],
  ],
  [
    'The key value of a duplicate in a compound index holds all fields, missing ones as null',
    [
      index({ a: 1, 'b.c': -1 }, unique),
      insert({ _id: 1, a: 1, b: [{ c: 1 }, { c: 2 }] }),
      insert({ _id: 2, a: 1, b: [{ c: 7 }, { c: 1 }, { c: 2 }] }),
      insert({ _id: 3, a: 2, b: [{}, { c: 1 }] }, { _id: 4, a: 2, b: [{ x: 1 }] }),
      insert(
        { _id: 5, a: { x: 1 }, b: { c: { y: 1 } } },
        { _id: 6, a: { x: long(1) }, b: { c: { y: double(1) } } },
      ),
    ],
  ],
  [
    'A replacement that is inserted has the _id that the filter asks for',
    [
      upsert({ _id: 1 }, { _id: 2, x: 1 }),
      upsert({ _id: int(1) }, { _id: double(1), x: 1 }),
      upsert({ x: 5, _id: { $in: [7] } }, { _id: 8 }),
      upsert({ _id: { $gt: 9 } }, { _id: 12 }),
      upsert({ _id: 20 }, { $set: { _id: 21 } }),
      upsert({ _id: 20 }, { $set: { _id: double(20) } }),
      upsert({ _id: 30 }, { $setOnInsert: { _id: 30 } }),
      { findAndModify: '', query: { _id: 50 }, update: { _id: 51 }, upsert: true },
      upsert({ '_id.a': 1 }, { _id: { a: 1 } }),
      upsert({ '_id.a': 5 }, { z: 1 }),
      upsert({ '_id.a': 6 }, { $set: { z: 1 } }),
      find(),
    ],
  ],
  [
    'An upsert takes over the value of an $in whose elements are all equal',
    [
      upsert({ _id: 1, a: { $in: [1, 1] } }, { $set: { b: 1 } }),
      upsert({ _id: 2, a: { $in: [1, double(1), long(1)] } }, { $set: { b: 1 } }),
      upsert({ _id: 3, a: { $in: [double(1), 1] } }, { $set: { b: 1 } }),
      upsert({ _id: 4, a: { $in: [1, 2] } }, { $set: { b: 1 } }),
      upsert({ _id: 5, a: { $in: [[1, 2], [1, 2]] } }, { $set: { b: 1 } }), // prettier-ignore
      upsert({ _id: 6, a: { $in: [/x/, /x/] } }, { $set: { b: 1 } }),
      upsert({ _id: 7, a: { $in: [1, /x/] } }, { $set: { b: 1 } }),
      upsert({ _id: 8, a: { $in: [null, null] } }, { $set: { b: 1 } }),
      upsert({ _id: { $in: [9, 9] } }, { z: 1 }),
      find(),
    ],
  ],
  [
    'A stored regular expression is found by the same one, however that is written',
    [
      insert(
        { _id: 1, a: /x/ },
        { _id: 2, a: 'x' },
        { _id: 3, a: /x/i },
        { _id: 4, a: [/x/] },
        { _id: 5, a: /y/ },
      ),
      find({ a: { $regex: 'x' } }),
      find({ a: { $regex: 'x', $options: 'i' } }),
      find({ a: { $regex: /x/ } }),
      find({ a: { $regex: /x/, $options: '' } }),
      find({ a: { $regex: /x/, $options: 'i' } }),
      find({ a: /x/ }),
      find({ a: { $in: [/x/] } }),
      find({ a: { $nin: [/x/] } }),
      find({ a: { $eq: /x/ } }),
      find({ a: { $not: /x/ } }),
      find({ a: { $elemMatch: { $regex: 'x' } } }),
      update({ _id: 4 }, { $pull: { a: { $regex: 'x' } } }),
      index({ a: 1 }),
      find({ a: { $regex: 'x' } }),
      find(),
    ],
  ],
  [
    'Options of a regular expression are given once',
    [
      insert({ _id: 1, a: 'X' }),
      find({ a: { $regex: /x/i, $options: 'i' } }),
      find({ a: { $regex: /x/i, $options: '' } }),
      find({ a: { $options: 'i', $regex: /x/i } }),
      find({ a: { $options: 'i', $regex: 'x' } }),
      find({ a: { $not: { $regex: /x/i, $options: 'i' } } }),
      find({ a: { $regex: 'x', $options: 'ii' } }),
      find({ a: { $regex: 'x', $options: 'q' } }),
      find({ a: { $options: 'i' } }),
    ],
  ],
  [
    'What MongoDB refuses is refused',
    [
      insert({ _id: 1, a: [1] }),
      find({ a: { $ne: /x/ } }),
      find({ a: { $not: { $ne: /x/ } } }),
      find({ a: { $elemMatch: { $ne: /x/ } } }),
      aggregate({ $sort: {} }),
      aggregate({ $match: {} }, { $sort: {} }),
      aggregate({ $sort: { a: 1 } }, { $sort: {} }),
      aggregate({ $project: {} }),
      update({ _id: 1 }, { $pull: { a: { $not: { $gt: 1 } } } }),
      update({ _id: 1 }, { $pull: { a: { $not: /x/ } } }),
      update({ _id: 1 }, { $pull: { a: { $ne: /x/ } } }),
      update({ _id: 1 }, { $pull: { a: { b: { $not: { $gt: 1 } } } } }),
      update({ _id: 1 }, { $pull: { a: { $gt: 5, $not: { $lt: 1 } } } }),
      find(),
    ],
  ],
  [
    'A pull by connected conditions looks at elements that are documents',
    [
      insert({ _id: 1, a: [1, { b: 1 }, { b: 2 }] }),
      update({ _id: 1 }, { $pull: { a: { $or: [{ b: 1 }, { b: 3 }] } } }),
      update({ _id: 1 }, { $pull: { a: { $nor: [{ b: 2 }] } } }),
      find(),
      update({ _id: 1 }, { $pull: { a: { $and: [{ b: 2 }] } } }),
      find(),
    ],
  ],
  [
    'In distinct a number behind an array is a place in it',
    [
      insert(
        { _id: 1, a: [1, 2, 3] },
        { _id: 2, a: { 1: 'o' } },
        { _id: 3, a: [{ 1: 'p' }, { 1: 'q' }] },
        { _id: 4, a: [[1, 2], [3, 4]] }, // prettier-ignore
        { _id: 5, a: [[{ 1: 'n' }], [{ 1: 'm' }]] },
        { _id: 6, a: [{ b: 1 }, { b: 2 }] },
        { _id: 7, a: [[{ b: 8 }], [{ b: 9 }]] },
        { _id: 8, a: [{ b: [{ c: 1 }, { c: 2 }] }, { b: [{ c: 3 }] }] },
        { _id: 9, a: [1, { 1: 5 }] },
      ),
      ...['a', 'a.1', 'a.b', 'a.1.b', 'a.0.1', 'a.1.1', 'a.b.c', 'a.b.0', 'a.b.0.c', 'a.0.b', 'a.01'].map(
        distinct,
      ),
    ],
  ],
  ['An _id that is set is the same in its type, one that is replaced need only be equal', ids],
  ['An _id of a clustered collection is set and replaced by the same rules', [clustered, ...ids]],
];
