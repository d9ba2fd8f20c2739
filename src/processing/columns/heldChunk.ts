/** A chunk as the counting thread keeps it: about 25 bytes a row with 22 questions. */
import { chunkOver, type Chunk, type PackedChunk } from './chunk.ts';
import { codeColumns, type CodeColumn } from './codeColumns.ts';

export interface HeldChunk extends Pick<Chunk, 'rows' | 'positions' | 'days' | 'surveyVersions' | 'late'> {
  readonly lists: Chunk['lists'];
  readonly revisions: Uint32Array | Uint16Array;
  /** Digits by question: 0 if unanswered, otherwise the level plus 1. */
  readonly levels: readonly CodeColumn[];
  /** Digits by background question: 0 for no answer, otherwise the index of the option plus 1. */
  readonly bands: readonly CodeColumn[];
  readonly byteLength: number;
}

/** Copies everything, so that the bytes of the chunk can be freed. */
export function heldChunk(packed: PackedChunk): HeldChunk {
  const { lists, rows, ...chunk } = chunkOver(packed);
  const columns = {
    positions: chunk.positions.slice(),
    revisions: lists.revisions.length < 2 ** 16 ? new Uint16Array(chunk.revisions) : chunk.revisions.slice(),
    days: chunk.days.slice(),
    surveyVersions: chunk.surveyVersions.slice(),
    late: chunk.late.slice(),
  };
  const levels = codeColumns(
    lists.questions.map((id, index) => ({ id, values: chunk.levels[index]! })),
    1, // unanswered becomes 0
  );
  const bands = codeColumns(lists.abouts.map(({ id }, index) => ({ id, values: chunk.bands[index]! })));
  const all = [...Object.values(columns), ...[...levels, ...bands].map(({ codes }) => codes)];
  const byteLength = all.reduce((sum, column) => sum + column.byteLength, 0);
  return { lists, rows, ...columns, levels, bands, byteLength };
}
