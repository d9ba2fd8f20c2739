/**
 * An import is a file of answers being brought in. Its rows are staged separately, and nothing of it exists elsewhere
 * until one change of its document accepts it. From then on everything is imported, even after a crash.
 */
import type { Problem } from '../../platform/problem.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import type { FileRow, HeadingRows, Mapping } from './mapping.ts';
import type { RowError } from './judgeRow.ts';
import { importTexts } from './texts.ts';

export const rowsMax = 200_000;
export const columnsMax = 300;

/**
 * - `staging`: the file is being read
 * - `staged`: its rows are stored, to be mapped and checked
 * - `accepted`: its submissions are being added, and all of them will be
 * - `done`, `cancelled`: nothing is staged any more
 */
type ImportState = 'staging' | 'staged' | 'accepted' | 'done' | 'cancelled';

/** The result of checking all rows. */
export interface Check {
  /** Rows that can be imported, including those already imported. */
  readonly good: number;
  readonly invalid: number;
  readonly empty: number;
  /** Good rows that an earlier import has added. */
  readonly known: number;
  /** The first errors, with their row numbers. */
  readonly errors: readonly (RowError & { readonly row: number })[];
  readonly unitIds: readonly string[];
}

export interface Import {
  readonly id: string;
  readonly fileName: string;
  /** Keyed hash of all rows, which identifies the same file; empty if there are too few rows. */
  readonly fileHash: string;
  readonly roundId: string;
  /** Scope: the topmost units of the uploader; empty: the whole installation. */
  readonly unitIds: readonly string[];
  readonly by: { readonly accountId: string; readonly name: string };
  readonly madeAt: Date;
  readonly state: ImportState;
  /** Rows of the file, including its heading. */
  readonly rowCount: number;
  readonly chunkCount: number;
  readonly headingRows: HeadingRows;
  readonly headings: readonly string[];
  /** Unit of all rows; undefined if a column names it. */
  readonly unitId?: string | undefined;
  readonly serviceId?: string | undefined;
  readonly mapping?: Mapping | undefined;
  readonly mappingId?: string | undefined;
  readonly mappingName?: string | undefined;
  /** Drawn again with each change of the mapping, so that a check is never used with another mapping. */
  readonly version: string;
  /** The job started last. */
  readonly jobId?: string | undefined;
  /** The last job that checked the import and wrote the list of errors. */
  readonly checkJobId?: string | undefined;
  readonly check?: Check | undefined;
  readonly accepted?: Accepted | undefined;
}

/** Decided once, on acceptance; a submission added again after a crash is therefore identical. */
export interface Accepted {
  readonly at: Date;
  readonly by: Import['by'];
  /** The round had closed: the submissions are stored as late. */
  readonly late: boolean;
  /** Day of submissions for which the file gives none. */
  readonly givenOn: string;
  readonly added: number;
  readonly known: number;
  readonly skipped: number;
}

/** Staged rows, as many as fit into one document. */
export interface RowChunk {
  readonly importId: string;
  readonly number: number;
  readonly rows: readonly FileRow[];
}

export function movedOn(): Problem {
  return problemOf('conflict', importTexts, (t) => t.movedOn);
}
