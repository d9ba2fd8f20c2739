/**
 * A book holds figures that come from elsewhere, line by line: volumes, statements. They come in deliveries, by form or by
 * file; a delivery counts as a whole or not at all, and nothing of it is ever changed. Of two lines of one key the later
 * delivery's counts.
 */
const bookKinds = ['volumes', 'statements'] as const;
export type BookKind = (typeof bookKinds)[number];

export interface Delivery<Line extends object> {
  readonly id: string;
  readonly book: BookKind;
  /** Name of the file; undefined for one that was typed. */
  readonly fileName?: string | undefined;
  readonly lines: readonly Line[];
  /** Units and months or years that its lines speak of. */
  readonly unitIds: readonly string[];
  readonly periods: readonly string[];
  readonly madeBy: { readonly accountId: string; readonly name: string };
  readonly madeAt: Date;
  /** Of the demo: nothing in it is true, and pages say so. */
  readonly madeUp?: true | undefined;
  /** Its place among the deliveries of its book that count; undefined while it waits for somebody's word. */
  readonly number?: number | undefined;
}

/** @param deliveries those that count, in the order of their numbers */
export function currentLines<Line extends object>(
  deliveries: readonly Delivery<Line>[],
  keyOf: (line: Line) => string,
): ReadonlyMap<string, Line> {
  const lines = new Map<string, Line>();
  for (const delivery of deliveries) for (const line of delivery.lines) lines.set(keyOf(line), line);
  return lines;
}
