/**
 * A dataset contains figures from other sources, line by line: caseload, reported figures. They arrive in import
 * batches, by form or by file. A batch is applied as a whole or not at all, and never changed afterwards. Of two lines
 * with the same key, the one in the later batch counts.
 */
const datasetKinds = ['caseloads', 'reportedFigures'] as const;
export type DatasetKind = (typeof datasetKinds)[number];

export interface ImportBatch<Line extends object> {
  readonly id: string;
  readonly dataset: DatasetKind;
  /** Name of the file; undefined for a typed line. */
  readonly fileName?: string | undefined;
  readonly lines: readonly Line[];
  /** Units and months or years to which its lines refer. */
  readonly unitIds: readonly string[];
  readonly periods: readonly string[];
  readonly madeBy: { readonly accountId: string; readonly name: string };
  readonly madeAt: Date;
  /** From the demo: its figures are fictitious, and pages say so. */
  readonly madeUp?: true | undefined;
  /** Its number among the applied batches of its dataset; undefined while it waits for confirmation. */
  readonly number?: number | undefined;
}

/** @param deliveries applied batches, in the order of their numbers */
export function currentLines<Line extends object>(
  importBatches: readonly ImportBatch<Line>[],
  keyOf: (line: Line) => string,
): ReadonlyMap<string, Line> {
  const lines = new Map<string, Line>();
  for (const importBatch of importBatches) for (const line of importBatch.lines) lines.set(keyOf(line), line);
  return lines;
}
