/** Recognises units as written in files: by code or name, with or without diacritics and the word for their kind. */
import { withoutKind } from '../../registers/units/unitCalled.ts';
import { plain } from './mapping.ts';

/** A unit with all its names. */
export interface NamedUnit {
  readonly id: string;
  readonly names: readonly string[];
  readonly codes: readonly string[];
}

/** Returned in place of a unit if the name is ambiguous. */
export const several = 'several';

/** @returns the id of the unit that a text names, or `several`; undefined if it names none */
export type UnitReader = (text: string) => string | undefined;

/** The exact name takes precedence over the name without its kind: a ward and a district may share a name. */
export function unitReader(units: readonly NamedUnit[]): UnitReader {
  const exact = new Map<string, string>();
  const bare = new Map<string, string>();
  for (const { id, names, codes } of units) {
    for (const text of [...names, ...codes].map(plain)) add(exact, text, id);
    for (const text of names.map((name) => withoutKind(plain(name)))) add(bare, text, id);
  }
  return (text) => exact.get(plain(text)) ?? bare.get(withoutKind(plain(text)));
}

function add(known: Map<string, string>, text: string, unitId: string): void {
  const before = known.get(text);
  known.set(text, before === undefined || before === unitId ? unitId : several);
}
