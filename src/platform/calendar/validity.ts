/** Spans of days in which something is so. */

/** From the first day on, up to but not including `to`; undefined: still so. Days as `YYYY-MM-DD`. */
export interface Validity {
  readonly from: string;
  readonly to?: string | undefined;
}

/** The span that holds on a day; before the first or after the last of them the latest. */
export function spanOn<Span extends Validity>(spans: readonly Span[], day: string): Span | undefined {
  return spans.find((span) => holdsOn(span, day)) ?? spans.at(-1);
}

export function holdsOn(validity: Validity, day: string): boolean {
  return validity.from <= day && (validity.to === undefined || day < validity.to);
}
