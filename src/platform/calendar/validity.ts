/** Periods of days during which something is valid. */

/** Valid from the first day up to but excluding `to`; undefined: still valid. Days are `YYYY-MM-DD`. */
export interface Validity {
  readonly from: string;
  readonly to?: string | undefined;
}

/** The period that contains a day; before the first or after the last period, the latest one. */
export function spanOn<Span extends Validity>(spans: readonly Span[], day: string): Span | undefined {
  return spans.find((span) => holdsOn(span, day)) ?? spans.at(-1);
}

/** Whether the period contains a day, `YYYY-MM-DD`. */
export function holdsOn(validity: Validity, day: string): boolean {
  return validity.from <= day && (validity.to === undefined || day < validity.to);
}
