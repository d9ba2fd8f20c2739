/** Items 5.1 and 5.3, whose rules are not confirmed: points entered by hand, with their source. */
export const enteredNames = ['5.1', '5.3'] as const;
export type EnteredName = (typeof enteredNames)[number];

export interface EnteredItem {
  /** Hundredths of a point, 0 … the item's maximum. */
  readonly hundredths: number;
  readonly source: string;
}

/** Of a unit in a year. */
export type EnteredItems = Readonly<Partial<Record<EnteredName, EnteredItem>>>;
