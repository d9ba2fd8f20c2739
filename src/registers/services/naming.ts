/** Reads the name of a service from what was typed. */
import type { Localized } from '../../platform/text/localized.ts';
import { plain } from '../units/unitCalled.ts';
import type { Naming, Service } from './service.ts';

/** As typed. */
export interface NamingDraft {
  readonly name: string;
  readonly nameEn: string;
  readonly field: string;
  readonly fieldEn: string;
  readonly code: string;
}

/** Codes are letters, digits and punctuation between them; an empty code is valid too. */
export function isServiceCode(text: string): boolean {
  return text === '' || /^[\p{L}\d][\p{L}\d./-]{0,39}$/u.test(text);
}

/** A field of administration as it is stored, in both languages, where it exists already. */
export type KnownField = (typed: string) => Localized | undefined;

/** For one name or for a table of thousands. */
export function knownFields(services: readonly Service[]): KnownField {
  const byName = new Map(services.toReversed().map(({ field }) => [plain(field.vi), field])); // of the first service
  return (typed) => byName.get(plain(typed));
}

/** @param held current values, kept where a table has none */
export function namingOf(sent: NamingDraft, fieldOf: KnownField, held?: Naming): Naming {
  const known = fieldOf(sent.field);
  const isSameName = held && plain(held.name.vi) === plain(sent.name);
  const code = sent.code === '' ? held?.code : sent.code;
  return {
    name: textOf(sent.name, sent.nameEn || (isSameName && held.name['en']) || ''),
    field: sent.fieldEn === '' && known ? known : textOf(sent.field, sent.fieldEn),
    ...(code === undefined ? {} : { code }),
  };
}

function textOf(vi: string, en: string): Localized {
  return en === '' ? { vi: vi.normalize('NFC') } : { vi: vi.normalize('NFC'), en: en.normalize('NFC') };
}
