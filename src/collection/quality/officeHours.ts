/** Office hours, for the flag `outsideHours`: only at a counter does the hour of an answer mean anything. */
export interface OfficeHours {
  /** 1 is Monday, 7 Sunday. */
  readonly days: readonly number[];
  /** Full hours in Viet Nam; the office is open from the first up to, but not including, the second. */
  readonly fromHour: number;
  readonly toHour: number;
}

/** Hours of most offices, with an hour's margin on either side. */
export const usualOfficeHours: OfficeHours = { days: [1, 2, 3, 4, 5], fromHour: 7, toHour: 17 };
