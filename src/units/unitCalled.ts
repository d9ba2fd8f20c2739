/** Units by what people call them in a table: a name in any language, an official code, or the unit's own id, as of the days that it speaks of. */
import { searchable } from '../searchText.ts';
import { holdsOn, type Unit, type Validity } from './unit.ts';

/** @returns the ids of the units that are called so */
export type UnitCalled = (text: string) => readonly string[];

/** @param days names and codes that hold on one of these days count */
export function unitCalledOn(units: readonly Unit[], days: readonly string[]): UnitCalled {
  const holds = (validity: Validity): boolean => days.some((day) => holdsOn(validity, day));
  const ids = new Map<string, string[]>();
  for (const unit of units) {
    if (!holds({ from: unit.validFrom, to: unit.validTo })) continue;
    const names = unit.names.filter(holds).flatMap(({ text }) => Object.values(text));
    const codes = unit.codes.filter(holds).map(({ code }) => code);
    for (const called of new Set([unit.id, ...names, ...codes].map(plain))) {
      ids.set(called, [...(ids.get(called) ?? []), unit.id]);
    }
  }
  return (text) => ids.get(plain(text)) ?? [];
}

/** Without capitals, marks and doubled blanks. */
export function plain(text: string): string {
  return searchable(text).replaceAll(/\s+/g, ' ').trim();
}
