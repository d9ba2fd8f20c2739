/** From what was typed to what a service is called. */
import type { Localized } from '../../platform/text/localized.ts';
import { plain } from '../units/unitCalled.ts';
import type { Naming, Service } from './service.ts';

/** As typed. */
export interface SentNaming {
  readonly name: string;
  readonly nameEn: string;
  readonly field: string;
  readonly fieldEn: string;
  readonly code: string;
}

/** Codes are letters, digits and marks between them; none is a code too. */
export function isServiceCode(text: string): boolean {
  return text === '' || /^[\p{L}\d][\p{L}\d./-]{0,39}$/u.test(text);
}

/**
 * A field that is there already is written as it is there, in both languages.
 *
 * @param held what a table leaves out stays as it is
 */
export function namingOf(sent: SentNaming, services: readonly Service[], held?: Naming): Naming {
  const known = services.find(({ field }) => plain(field.vi) === plain(sent.field))?.field;
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
