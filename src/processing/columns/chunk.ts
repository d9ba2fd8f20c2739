/**
 * Logged submissions as columns: one typed array for each stored property of a submission, in the order of the log. Repeated
 * values (days, revisions, options) are stored once in a list, and a row holds an index into it. So a row with 22 questions
 * takes about 40 bytes, and counting reads only the columns that it needs.
 */
import assert from 'node:assert/strict';
import type { Channel } from '../../design/accessPoints/accessPoint.ts';

/** What an access point represented in one of its revisions; a revision never changes. */
export interface PlacedRevision {
  readonly accessPointId: string;
  readonly revision: number;
  readonly unitId: string;
  /** Empty if it represented no service. */
  readonly serviceId: string;
  readonly channel: Channel;
}

export interface ColumnRow {
  /** Log position, from 0. */
  readonly position: number;
  readonly surveyVersionId: string;
  readonly placed: PlacedRevision;
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly late: boolean;
  /** Level by question id, 0 for "no opinion". */
  readonly answers: Readonly<Record<string, number>>;
  /** Option by id of a background question. */
  readonly about: Readonly<Record<string, string>>;
}

/** The lists that rows index. */
export interface ChunkLists {
  readonly revisions: readonly PlacedRevision[];
  readonly days: readonly string[];
  readonly surveyVersions: readonly string[];
  /** A question that only some survey versions contain is unanswered in the rows of the others. */
  readonly questions: readonly string[];
  readonly abouts: readonly { readonly id: string; readonly options: readonly string[] }[];
}

export interface Chunk {
  readonly lists: ChunkLists;
  readonly rows: number;
  /** Log positions, ascending. */
  readonly positions: Uint32Array;
  /** Indexes into the lists. */
  readonly revisions: Uint32Array;
  readonly days: Uint16Array;
  readonly surveyVersions: Uint8Array;
  /** 1: arrived after the close. */
  readonly late: Uint8Array;
  /** For each question of the list: a level, 0 for "no opinion", or `UNANSWERED_BYTE`. */
  readonly levels: readonly Uint8Array[];
  /** For each of the list's `abouts`: 0 for no answer, or the index into `options` plus 1. */
  readonly bands: readonly Uint8Array[];
}

export const UNANSWERED_BYTE = 255;

/** A chunk as stored: the lists as they are, and the columns one after another. */
export interface PackedChunk {
  readonly lists: ChunkLists;
  readonly rows: number;
  readonly bytes: Uint8Array;
}

/** Wide columns come first, so that each column is aligned. */
const widths = [4, 4, 2, 1, 1] as const;

function rowBytes(questions: number, abouts: number): number {
  return widths.reduce<number>((sum, width) => sum + width, 0) + questions + abouts;
}

/** The columns over stored bytes; nothing is copied if the bytes are aligned to four. */
export function chunkOver({ lists, rows, bytes }: PackedChunk): Chunk {
  const expected = rows * rowBytes(lists.questions.length, lists.abouts.length);
  assert.equal(bytes.length, expected, 'a chunk has the bytes that its lists ask for');
  const { buffer, byteOffset } = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  let from = byteOffset;
  const next = (width: number): number => {
    const start = from;
    from += width * rows;
    return start;
  };
  return {
    lists,
    rows,
    positions: new Uint32Array(buffer, next(4), rows),
    revisions: new Uint32Array(buffer, next(4), rows),
    days: new Uint16Array(buffer, next(2), rows),
    surveyVersions: new Uint8Array(buffer, next(1), rows),
    late: new Uint8Array(buffer, next(1), rows),
    levels: lists.questions.map(() => new Uint8Array(buffer, next(1), rows)),
    bands: lists.abouts.map(() => new Uint8Array(buffer, next(1), rows)),
  };
}

/** A chunk has 100,000 rows, or fewer if many questions would bring it near the 16 MB limit of a stored document. */
const rowsMax = 100_000;
const bytesMax = 12_000_000;

/** Adds rows to a chunk, or starts a new one. */
export function chunkBuilder(before?: PackedChunk, { rowsAtMost = rowsMax } = {}) {
  const held = before && chunkOver(before);
  let rows = held?.rows ?? 0;
  const lists = growingLists(held?.lists);
  const { positions, revisions, days, surveyVersions, late, levels, bands } = growingColumns(held);

  function addAnswers(answers: ColumnRow['answers']): void {
    for (const id in answers) {
      const position = lists.questions.positionOf(id);
      levels[position] ??= growing(new Uint8Array(0), UNANSWERED_BYTE);
      levels[position].set(rows, answers[id]!);
    }
  }

  function addBands(about: ColumnRow['about']): void {
    for (const id in about) {
      const position = lists.abouts.positionOf(id);
      lists.options[position] ??= listOf<string>([]);
      bands[position] ??= growing(new Uint8Array(0));
      const band = lists.options[position].positionOf(about[id]!) + 1;
      assert(band <= 255, `${id} has more options than a byte can tell apart`);
      bands[position].set(rows, band);
    }
  }

  return {
    /** Log position of the last row; −1 if there is none. */
    get last(): number {
      return rows === 0 ? -1 : positions.get(rows - 1);
    },
    get isFull(): boolean {
      return rows >= rowsAtMost || rows * rowBytes(levels.length, bands.length) >= bytesMax;
    },
    add(row: ColumnRow): void {
      positions.set(rows, row.position);
      revisions.set(rows, lists.revisions.positionOf(row.placed));
      days.set(rows, lists.days.positionOf(row.day));
      surveyVersions.set(rows, lists.surveyVersions.positionOf(row.surveyVersionId));
      late.set(rows, row.late ? 1 : 0);
      addAnswers(row.answers);
      addBands(row.about);
      rows += 1;
    },
    packed(): PackedChunk {
      const columns = [positions, revisions, days, surveyVersions, late, ...levels, ...bands];
      return {
        lists: {
          revisions: lists.revisions.values,
          days: lists.days.values,
          surveyVersions: lists.surveyVersions.values,
          questions: lists.questions.values,
          abouts: lists.abouts.values.map((id, index) => ({ id, options: lists.options[index]!.values })),
        },
        rows,
        bytes: Buffer.concat(columns.map((column) => column.bytes(rows))),
      };
    },
  };
}
export type ChunkBuilder = ReturnType<typeof chunkBuilder>;

function growingLists(held: ChunkLists | undefined) {
  return {
    revisions: listOf(held?.revisions ?? [], keyOfRevision),
    days: listOf(held?.days ?? []),
    surveyVersions: listOf(held?.surveyVersions ?? []),
    questions: listOf(held?.questions ?? []),
    abouts: listOf((held?.abouts ?? []).map(({ id }) => id)),
    options: (held?.abouts ?? []).map(({ options }) => listOf(options)),
  };
}

function growingColumns(held: Chunk | undefined) {
  return {
    positions: growing(held?.positions ?? new Uint32Array(0)),
    revisions: growing(held?.revisions ?? new Uint32Array(0)),
    days: growing(held?.days ?? new Uint16Array(0)),
    surveyVersions: growing(held?.surveyVersions ?? new Uint8Array(0)),
    late: growing(held?.late ?? new Uint8Array(0)),
    levels: (held?.levels ?? []).map((column) => growing(column, UNANSWERED_BYTE)),
    bands: (held?.bands ?? []).map((column) => growing(column)),
  };
}

/** A copy of the chunk without the bands of one row. */
export function withoutBands(chunk: PackedChunk, position: number): PackedChunk {
  const bytes = new Uint8Array(chunk.bytes);
  const { positions, bands } = chunkOver({ ...chunk, bytes });
  const row = positions.indexOf(position);
  if (row >= 0) for (const column of bands) column[row] = 0;
  return { ...chunk, bytes };
}

/** Compares the content of two chunks, whatever the order of their lists. @returns the first log position that differs */
export function firstDifference(one: PackedChunk, other: PackedChunk): number | undefined {
  if (isAlike(one, other)) return undefined;
  const [left, right] = [one, other].map((packed) => rowsOf(chunkOver(packed)));
  for (let row = 0; row < Math.max(one.rows, other.rows); row++) {
    if (row >= one.rows || row >= other.rows || left!(row) !== right!(row)) {
      return chunkOver(row < one.rows ? one : other).positions[row]!;
    }
  }
  return undefined;
}

/** Whether lists and bytes are identical; then no row has to be compared. */
function isAlike(one: PackedChunk, other: PackedChunk): boolean {
  const isSameLists = JSON.stringify(one.lists) === JSON.stringify(other.lists);
  return isSameLists && Buffer.compare(one.bytes, other.bytes) === 0;
}

/** Returns a function that serialises a row; equal rows give equal text. */
function rowsOf({ lists, ...chunk }: Chunk): (row: number) => string {
  const questions = lists.questions.map((id, index) => ({ id, column: chunk.levels[index]! })).sort(byId);
  const abouts = lists.abouts.map((about, index) => ({ ...about, column: chunk.bands[index]! })).sort(byId);
  return (row) => {
    const parts = [
      chunk.positions[row]!,
      keyOfRevision(lists.revisions[chunk.revisions[row]!]!),
      lists.days[chunk.days[row]!]!,
      lists.surveyVersions[chunk.surveyVersions[row]!]!,
      chunk.late[row]!,
    ];
    for (const { id, column } of questions) {
      if (column[row] !== UNANSWERED_BYTE) parts.push(id, column[row]!);
    }
    for (const { id, options, column } of abouts) {
      if (column[row] !== 0) parts.push(id, options[column[row]! - 1]!);
    }
    return JSON.stringify(parts);
  };
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? -1 : 1;
}

function keyOfRevision({ accessPointId, revision, ...rest }: PlacedRevision): string {
  return `${accessPointId} ${revision} ${rest.unitId} ${rest.serviceId} ${rest.channel}`;
}

/** A list in which each value occurs once. */
function listOf<Value>(given: readonly Value[], keyOf: (value: Value) => string = String) {
  const values = [...given];
  const indexes = new Map(values.map((value, index) => [keyOf(value), index]));
  const met = new Map<Value, number>(); // writing a key for every row would take longer than everything else
  return {
    values,
    positionOf(value: Value): number {
      const known = met.get(value);
      if (known !== undefined) return known;
      const key = keyOf(value);
      const position = indexes.get(key) ?? values.length;
      if (position === values.length) {
        values.push(value);
        indexes.set(key, position);
      }
      met.set(value, position);
      return position;
    },
  };
}

type Column = Uint32Array | Uint16Array | Uint8Array;

/** A column that doubles when full. @param empty the value of rows that were not set */
function growing(held: Column, empty = 0) {
  let numbers: Column = held.slice();
  const kind = held.constructor as new (length: number) => Column;
  function makeRoom(rows: number): void {
    if (rows <= numbers.length) return;
    const wider = new kind(Math.max(64, 2 * numbers.length, rows)).fill(empty, numbers.length);
    wider.set(numbers);
    numbers = wider;
  }
  return {
    get: (row: number): number => numbers[row]!,
    set(row: number, value: number): void {
      makeRoom(row + 1);
      numbers[row] = value;
    },
    bytes(rows: number): Uint8Array {
      makeRoom(rows);
      return new Uint8Array(numbers.buffer, numbers.byteOffset, rows * numbers.BYTES_PER_ELEMENT);
    },
  };
}
