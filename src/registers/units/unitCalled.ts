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
 * thanh` may be either. Both take precedence over the name without its kind: `P. Phú Lợi`, `UBND phường Phú Lợi`.
 *
 * @returns the ids of the matching units
 */
export type UnitCalled = (text: string) => readonly string[];

/** @param days names and codes valid on one of these days match */
export function unitCalledOn(units: readonly Unit[], days: readonly string[]): UnitCalled {
  const holds = (validity: Validity): boolean => days.some((day) => holdsOn(validity, day));
  const [asWritten, withoutMarks, withoutKinds] = [1, 2, 3].map(() => new Map<string, Set<string>>()) as [
    Map<string, Set<string>>,
    Map<string, Set<string>>,
    Map<string, Set<string>>,
  ];
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
    for (const name of names) note(withoutKinds, withoutKind(plain(name)), unit.id);
  }
  return (text) => [
    ...(asWritten.get(written(text)) ??
      withoutMarks.get(plain(text)) ??
      withoutKinds.get(withoutKind(plain(text))) ??
      []),
  ];
}

const offices = 'ubnd|uy ban nhan dan|trung tam phuc vu hanh chinh cong|bo phan mot cua';
const kinds = 'phuong|xa|thi tran|thi xa|huyen|quan|thanh pho|tinh|dac khu';
const kindWords = new RegExp(
  `^(?:(?:${offices})\\s+)?(?:(?:${kinds})\\s+|(?:p|x|q|h|t|tp|tx|tt|dk)\\.\\s*|(?:p|x|q|h|tp|tx|tt|dk)\\s+)?`,
);

/** @param name without diacritics (`plain`) @returns it without the words or abbreviation for its kind, if it has any */
export function withoutKind(name: string): string {
  return name.replace(kindWords, '').trim();
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
