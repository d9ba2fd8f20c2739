/** What only the office knows of its report, and how the document shows it (Decree 30/2020/NĐ-CP, annex I). */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { documentTexts } from './documentTexts.ts';
import type { OfficeFrame } from './written.ts';

export type OfficeField =
  'superior' | 'organ' | 'number' | 'symbol' | 'location' | 'on' | 'capacity' | 'signer' | 'recipients';

/** As typed; optional fields may be empty. `capacity` and `recipients` hold one entry per line, `on` is a day or empty. */
export type Office = Readonly<Record<OfficeField, string>>;

export function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** @param year printed where the day is to be written by hand */
export function officeFrame(office: Office, language: PageLanguage, year: string): OfficeFrame {
  const t = documentTexts[language];
  const { superior, organ, number, symbol, location, on, capacity, signer, recipients } = office;
  const date = dateWords(on === '' ? ['……', '……', year] : dayParts(on), language);
  return {
    superior: superior.toLocaleUpperCase('vi'),
    organ: organ.toLocaleUpperCase('vi'),
    number: t.number({ number: number || '……', symbol }),
    country: t.country,
    motto: t.motto,
    placeAndDate: t.placeAndDate({ place: location, date }),
    annexNote: t.annexNote({ number: number || '……', symbol, date }),
    name: t.name,
    recipientsTitle: t.recipients,
    recipients: linesOf(recipients).map((line) => line.replace(/^[-–]\s*/, '')),
    capacity: linesOf(capacity).map((line) => line.toLocaleUpperCase('vi')),
    signer,
  };
}

/** "ngày 05 tháng 01 năm 2026", "5 January 2026". */
function dateWords([day, month, year]: ReturnType<typeof dayParts>, language: PageLanguage): string {
  const t = documentTexts[language];
  if (language === 'vi' || month === '……') return t.date({ day, month, year });
  const inEnglish = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });
  return t.date({
    day: day.replace(/^0/, ''),
    month: inEnglish.format(Date.UTC(2000, Number(month) - 1)),
    year,
  });
}

/** Days below 10 and the months 1 and 2 get a leading 0. */
function dayParts(on: string): readonly [day: string, month: string, year: string] {
  const [year = '', month = '', day = ''] = on.split('-');
  return [day, Number(month) < 3 ? month : String(Number(month)), year];
}
