/**
 * A unit is a body that is rated: a province, a district, a commune, an office. A unit has a period of validity, and so
 * have its names, codes and parents: after a reorganisation a code is reused for another unit, so only the id
 * identifies a unit.
 */
import type { Localized } from '../../platform/text/localized.ts';
import { type Validity, holdsOn, spanOn } from '../../platform/calendar/validity.ts';

export const unitKinds = ['province', 'district', 'commune', 'office'] as const;
export type UnitKind = (typeof unitKinds)[number];

export interface Unit {
  readonly id: string;
  /** Units of one kind under one parent are compared with each other. */
  readonly kind: UnitKind;
  readonly validFrom: string;
  /** First day on which the unit no longer exists. */
  readonly validTo?: string | undefined;
  readonly parents: readonly ({ readonly unitId: string } & Validity)[];
  readonly names: readonly ({ readonly text: Localized } & Validity)[];
  /** Official codes, as in the list of administrative units. Never a key. */
  readonly codes: readonly ({ readonly code: string } & Validity)[];
}

/**
 * Name on a day; a day before the first name or after the last gives the nearest one, so that old figures keep a name.
 * A unit that was not found has none.
 */
export function unitName(unit: Unit | undefined, day: string): Localized {
  return (unit && spanOn(unit.names, day)?.text) ?? { vi: unit?.id ?? '' };
}

export function parentIdOf(unit: Unit, day: string): string | undefined {
  return unit.parents.find((parent) => holdsOn(parent, day))?.unitId;
}

export interface HistoryLine {
  readonly what: 'name' | 'code' | 'parent';
  /** For a parent its id, which is not shown to people. */
  readonly text: Localized;
  readonly parentId?: string;
  readonly span: Validity;
}

/** Every name, code and parent of a unit, latest first. */
export function historyOf({ names, codes, parents }: Unit): readonly HistoryLine[] {
  const lines: readonly HistoryLine[] = [
    ...names.map((name) => ({ what: 'name' as const, text: name.text, span: name })),
    ...codes.map((code) => ({ what: 'code' as const, text: { vi: code.code }, span: code })),
    ...parents.map((parent) => ({
      what: 'parent' as const,
      text: { vi: parent.unitId },
      parentId: parent.unitId,
      span: parent,
    })),
  ];
  return lines.toSorted(
    (one, other) => Number(one.span.from < other.span.from) - Number(one.span.from > other.span.from),
  );
}

export function nameOf({ name, nameEn }: { readonly name: string; readonly nameEn: string }): Localized {
  const vi = name.normalize('NFC');
  return nameEn === '' ? { vi } : { vi, en: nameEn.normalize('NFC') };
}

/** Codes are printed and typed: letters, digits, and punctuation between them. */
export function isUnitCode(text: string): boolean {
  return /^[\p{L}\d][\p{L}\d./-]{0,19}$/u.test(text);
}
