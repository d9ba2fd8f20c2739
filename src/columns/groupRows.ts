/** Puts the rows of a chunk that are asked for in the order of their groups. */
import type { Chunk } from './chunk.ts';
import { levelsOf } from './chunkScores.ts';
import { UNANSWERED_BYTE } from './chunk.ts';
import type { Axis, ColumnDimension, ColumnQuery } from './columnQuery.ts';

/** Groups that were met so far, over all chunks. */
export interface Groups {
  /** Of each, its key on every axis. */
  readonly keys: string[][];
  readonly places: Map<string, number>;
}

export interface GroupedRows {
  /** Rows of one group each, by their places in the order. */
  readonly stretches: readonly { readonly group: number; readonly from: number; readonly to: number }[];
  /** Forms with too few answers, by group. */
  readonly belowMinimum: ReadonlyMap<number, number>;
  /** A column in the order of the groups. */
  readonly inOrder: (column: Column) => Column;
}

/** What is counted; scores and levels never need more than two bytes. */
export type Column = Uint8Array | Uint16Array;

type Codes = Uint32Array | Uint16Array | Uint8Array;

interface Grouping {
  readonly chunk: Chunk;
  readonly query: ColumnQuery;
  readonly excluded: {
    /** Places in the log, rising. */
    readonly annulled: Uint32Array;
    readonly below: number;
  };
  /** 1: the form has enough answers. */
  readonly counts: Uint8Array;
}

const OUT = -1;

/** @param groups to which new ones are added */
export function groupedRows(groups: Groups, { chunk, query, excluded, counts }: Grouping): GroupedRows {
  const taken = takenRows(chunk, query, excluded);
  const rowGroups = groupsOfRows(groups, chunk, query.axes, taken);
  const belowMinimum = new Map<number, number>();
  const sizes = new Uint32Array(groups.keys.length);
  for (let row = 0; row < rowGroups.length; row++) {
    const group = rowGroups[row]!;
    if (group === OUT) continue;
    if (counts[row] === 1) sizes[group] = sizes[group]! + 1;
    else {
      belowMinimum.set(group, (belowMinimum.get(group) ?? 0) + 1);
      rowGroups[row] = OUT;
    }
  }
  return { belowMinimum, ...sorted(rowGroups, sizes) };
}

/** A counting sort; nothing moves where all rows are of one group. */
function sorted(rowGroups: Int32Array, sizes: Uint32Array): Pick<GroupedRows, 'stretches' | 'inOrder'> {
  const starts = new Uint32Array(sizes.length);
  let total = 0;
  sizes.forEach((size, group) => {
    starts[group] = total;
    total += size;
  });
  const stretches = [...sizes.keys()]
    .filter((group) => sizes[group]! > 0)
    .map((group) => ({ group, from: starts[group]!, to: starts[group]! + sizes[group]! }));
  if (stretches.length === 1 && total === rowGroups.length) return { stretches, inOrder: (column) => column };

  const order = new Uint32Array(total);
  for (let row = 0; row < rowGroups.length; row++) {
    const group = rowGroups[row]!;
    if (group === OUT) continue;
    order[starts[group]!] = row;
    starts[group] = starts[group]! + 1;
  }
  return {
    stretches,
    inOrder: (column) => (column instanceof Uint8Array ? moved8(column, order) : moved16(column, order)),
  };
}

/** Written twice, since a loop that meets both kinds of columns runs at half the speed. */
function moved8(column: Uint8Array, order: Uint32Array): Uint8Array {
  const moved = new Uint8Array(order.length);
  for (let place = 0; place < moved.length; place++) moved[place] = column[order[place]!]!;
  return moved;
}

function moved16(column: Uint16Array, order: Uint32Array): Uint16Array {
  const moved = new Uint16Array(order.length);
  for (let place = 0; place < moved.length; place++) moved[place] = column[order[place]!]!;
  return moved;
}

/** 1 for each row that came in time, is not annulled, and has the values that the query asks for. */
function takenRows(chunk: Chunk, { limits = [] }: ColumnQuery, { annulled, below }: Grouping['excluded']) {
  const taken = new Uint8Array(chunk.rows); // mapping a typed array would be ten times as slow
  for (let row = 0; row < taken.length; row++) taken[row] = 1 - chunk.late[row]!;
  for (const { dimension, values } of limits) {
    const { codes, valueOf, count } = coded(chunk, dimension);
    const isIn = Uint8Array.from({ length: count }, (_, code) => (values.includes(valueOf(code)) ? 1 : 0));
    for (let row = 0; row < taken.length; row++) taken[row] = taken[row]! & isIn[codes[row]!]!;
  }
  for (const row of rowsAt(chunk.positions, annulled)) taken[row] = 0;
  return taken.fill(0, firstFrom(chunk.positions, below));
}

function groupsOfRows(groups: Groups, chunk: Chunk, axes: readonly Axis[], taken: Uint8Array): Int32Array {
  const sides = axes.map((axis) => sideOf(chunk, axis));
  const [first = everything(chunk), second = everything(chunk)] = sides;
  const across = second.keys.length;
  const known = new Int32Array(first.keys.length * across).fill(OUT);
  const found = new Int32Array(chunk.rows).fill(OUT);
  for (let row = 0; row < found.length; row++) {
    const left = first.places[first.codes[row]!]!;
    const right = second.places[second.codes[row]!]!;
    if (taken[row] === 0 || left === OUT || right === OUT) continue;
    const pair = left * across + right;
    if (known[pair] === OUT) {
      known[pair] = placeOf(groups, [first.keys[left]!, second.keys[right]!].slice(0, axes.length));
    }
    found[row] = known[pair]!;
  }
  return found;
}

/** An axis in a chunk: the column, the group of each of its codes, and the keys of the groups. */
interface Side {
  readonly codes: Codes;
  readonly places: Int32Array;
  readonly keys: readonly string[];
}

function sideOf(chunk: Chunk, { dimension, groups, others }: Axis): Side {
  const { codes, valueOf, count } = coded(chunk, dimension);
  const keyOf = (value: string): string | undefined => {
    if (groups === undefined) return value;
    return Object.hasOwn(groups, value) ? groups[value] : others;
  };
  const keyOfCode = Array.from({ length: count }, (_, code) => keyOf(valueOf(code)));
  const keys = [...new Set(keyOfCode)].filter((key) => key !== undefined);
  const places = Int32Array.from(keyOfCode, (key) => (key === undefined ? OUT : keys.indexOf(key)));
  return { codes, places, keys };
}

function everything({ rows }: Chunk): Side {
  return { codes: new Uint8Array(rows), places: new Int32Array(1), keys: [''] };
}

function placeOf(groups: Groups, keys: string[]): number {
  const written = JSON.stringify(keys);
  const place = groups.places.get(written) ?? groups.keys.length;
  if (place === groups.keys.length) {
    groups.keys.push(keys);
    groups.places.set(written, place);
  }
  return place;
}

/** A dimension of a chunk: a column of codes, and the value of each code. */
interface Coded {
  readonly codes: Codes;
  readonly valueOf: (code: number) => string;
  readonly count: number;
}

function coded(chunk: Chunk, dimension: ColumnDimension): Coded {
  const { lists } = chunk;
  const listed = (codes: Codes, values: readonly string[]): Coded => ({
    codes,
    valueOf: (code) => values[code]!,
    count: values.length,
  });
  const placed = (field: 'unitId' | 'serviceId' | 'channel'): Coded =>
    listed(
      chunk.revisions,
      lists.revisions.map((revision) => revision[field]),
    );
  switch (dimension.kind) {
    case 'unit':
      return placed('unitId');
    case 'service':
      return placed('serviceId');
    case 'channel':
      return placed('channel');
    case 'day':
      return listed(chunk.days, lists.days);
    case 'surveyVersion':
      return listed(chunk.surveyVersions, lists.surveyVersions);
    case 'about': {
      const place = lists.abouts.findIndex(({ id }) => id === dimension.id);
      const bands = chunk.bands[place] ?? new Uint8Array(chunk.rows);
      return listed(bands, ['', ...(lists.abouts[place]?.options ?? [])]);
    }
    case 'question':
      return {
        codes: levelsOf(chunk, dimension.id),
        valueOf: (code) => (code === UNANSWERED_BYTE ? '' : String(code)),
        count: 256,
      };
  }
}

/** The first row at or behind a place in the log. */
function firstFrom(positions: Uint32Array, place: number): number {
  let [low, up] = [0, positions.length];
  while (low < up) {
    const middle = (low + up) >> 1;
    if (positions[middle]! < place) low = middle + 1;
    else up = middle;
  }
  return low;
}

function* rowsAt(positions: Uint32Array, places: Uint32Array): Iterable<number> {
  const last = positions.at(-1) ?? -1;
  for (let next = firstFrom(places, positions[0] ?? 0); next < places.length; next++) {
    const place = places[next]!;
    if (place > last) return;
    const row = firstFrom(positions, place);
    if (positions[row] === place) yield row;
  }
}
