/** A succession as typed. */
export const lineKinds = ['merge', 'split', 'transfer', 'rename', 'abolish'] as const;
export type LineKind = (typeof lineKinds)[number];

/** A line of the form; texts as typed, one unit per row. */
export interface SentLine {
  readonly kind: LineKind;
  readonly from: string;
  /** Name; code; name in English. */
  readonly to: string;
  readonly parent: string;
}

export interface SentSuccession {
  readonly on: string;
  readonly number: string;
  readonly issuedBy: string;
  readonly lines: readonly SentLine[];
}
