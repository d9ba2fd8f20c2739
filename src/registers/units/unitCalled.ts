/**
 * Finds units by what people write in a table: a name in any language, an official code, or the unit's id, as of the
 * days to which the table refers.
 */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { searchable } from '../../platform/text/searchText.ts';
import { unitName, type Unit } from './unit.ts';
import { holdsOn, type Validity } from '../../platform/calendar/validity.ts';

/**
 * An exact match of a name takes precedence over one without diacritics: `Tân Thạnh` is not `Tân Thanh`, and `tan
 * thanh` may be either.
 *
 * @returns the ids of the matching units
 */
export type UnitCalled = (text: string) => readonly string[];

/** @param days names and codes valid on one of these days match */
export function unitCalledOn(units: readonly Unit[], days: readonly string[]): UnitCalled {
  const holds = (validity: Validity): boolean => days.some((day) => holdsOn(validity, day));
  const [asWritten, withoutMarks] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
  const note = (ids: Map<string, Set<string>>, called: string, unitId: string): void => {
    ids.set(called, (ids.get(called) ?? new Set()).add(unitId));
  };
  for (const unit of units) {
    if (!holds({ from: unit.validFrom, to: unit.validTo })) continue;
    const names = unit.names.filter(holds).flatMap(({ text }) => Object.values(text));
    const codes = unit.codes.filter(holds).map(({ code }) => code);
    for (const called of [unit.id, ...names, ...codes]) {
      note(asWritten, written(called), unit.id);
      note(withoutMarks, plain(called), unit.id);
    }
  }
  return (text) => [...(asWritten.get(written(text)) ?? withoutMarks.get(plain(text)) ?? [])];
}

/** The text that finds the unit again: its name if no other has it, else its code, else its id. */
export function calledBy(
  unit: Unit,
  called: UnitCalled,
  { day, language }: { readonly day: string; readonly language: PageLanguage },
): string {
  const name = inLanguage(unitName(unit, day), language);
  if (called(name).every((id) => id === unit.id)) return name;
  return unit.codes.find((code) => holdsOn(code, day))?.code ?? unit.id;
}

/** In lower case, without repeated blanks. */
export function written(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** In lower case, without diacritics and repeated blanks. */
export function plain(text: string): string {
  return searchable(text).replaceAll(/\s+/g, ' ').trim();
}
