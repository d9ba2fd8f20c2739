/**
 * An import is a file of answers on its way in. Its rows are staged beside it; nothing of it is anywhere else until it is
 * accepted, which one change of its document does. From then on all of it comes, whatever happens to the program.
 */
import { Problem } from '../../platform/problem.ts';
import type { FileRow, HeadingRows, Mapping } from './mapping.ts';
import type { RowFault } from './judgeRow.ts';

export const rowsMax = 200_000;
export const columnsMax = 300;

/**
 * - `staging`: the file is being read
 * - `staged`: its rows are kept, to be mapped and checked
 * - `accepted`: its forms are being added, and all of them will be
 * - `done`, `cancelled`: nothing is staged any more
 */
export type ImportState = 'staging' | 'staged' | 'accepted' | 'done' | 'cancelled';

/** What the check of all rows found. */
export interface Check {
  /** Rows that can be taken, those that are there already among them. */
  readonly good: number;
  readonly faulty: number;
  readonly empty: number;
  /** Of the good ones: taken by an earlier import. */
  readonly known: number;
  /** The first faults, with the number of their row. */
  readonly faults: readonly (RowFault & { readonly row: number })[];
  readonly unitIds: readonly string[];
}

export interface Import {
  readonly id: string;
  readonly fileName: string;
  /** Keyed hash of all rows, by which the same file is known again; empty where there are too few rows. */
  readonly fileMark: string;
  readonly roundId: string;
  /** Whose it is: the topmost units of whoever uploaded it; none: the whole installation. */
  readonly unitIds: readonly string[];
  readonly by: { readonly accountId: string; readonly name: string };
  readonly madeAt: Date;
  readonly state: ImportState;
  /** Rows below each other in the file, its heading among them. */
  readonly rowCount: number;
  readonly chunkCount: number;
  readonly headingRows: HeadingRows;
  readonly headings: readonly string[];
  /** Unit of all rows; undefined where a column names it. */
  readonly unitId?: string | undefined;
  readonly serviceId?: string | undefined;
  readonly mapping?: Mapping | undefined;
  readonly mappingId?: string | undefined;
  readonly mappingName?: string | undefined;
  /** Drawn anew with each change of what the rows mean, so that a check is never held against another mapping. */
  readonly version: string;
  /** The job that was started last. */
  readonly jobId?: string | undefined;
  /** The job that checked it last, and made the list of faults. */
  readonly checkJobId?: string | undefined;
  readonly check?: Check | undefined;
  readonly accepted?: Accepted | undefined;
}

/** Decided once, when the import is accepted; so a form that is added again after a crash is the same. */
export interface Accepted {
  readonly at: Date;
  readonly by: Import['by'];
  /** The round had closed: the forms are kept as late ones. */
  readonly late: boolean;
  /** Day of forms of which the file does not say it. */
  readonly givenOn: string;
  readonly added: number;
  readonly known: number;
  readonly skipped: number;
}

/** Staged rows, as many as fit into a document. */
export interface RowChunk {
  readonly importId: string;
  readonly number: number;
  readonly rows: readonly FileRow[];
}

export function movedOn(): Problem {
  return new Problem('conflict', {
    vi: 'Tệp này đã được người khác sửa, nhận hoặc hủy trong lúc đó. Xin mở lại trang để xem tình trạng.',
    en: 'Meanwhile somebody has changed, accepted or cancelled this import. Please open its page again.',
  });
}
