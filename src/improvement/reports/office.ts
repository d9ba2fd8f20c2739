/** What only the office knows of its report, and how the document shows it (Decree 30/2020/NĐ-CP, annex I). */
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { documentTexts } from './documentTexts.ts';
import type { OfficeFrame } from './written.ts';

export const officeFields = [
  'superior',
  'organ',
  'number',
  'symbol',
  'location',
  'on',
  'capacity',
  'signer',
  'recipients',
] as const;
export type OfficeField = (typeof officeFields)[number];

/** As typed; optional fields may be empty. `capacity` and `recipients` hold one entry per line, `on` is a day or empty. */
export type Office = Readonly<Record<OfficeField, string>>;

export type OfficeError = 'missing' | 'tooLong' | 'number' | 'day' | 'tooManyLines';

const required: readonly OfficeField[] = ['organ', 'symbol', 'location', 'capacity', 'recipients'];
const lengthMax = { lines: 1000, line: 150 } as const;
const linesMax: Partial<Record<OfficeField, number>> = { capacity: 4, recipients: 20 };

/** Errors to correct, by field. */
export function officeErrors(office: Office): Partial<Record<OfficeField, OfficeError>> {
  const found = officeFields.map((field) => [field, errorOf(field, office[field])] as const);
  return Object.fromEntries(found.filter(([, error]) => error !== undefined));
}

function errorOf(field: OfficeField, text: string): OfficeError | undefined {
  if (text === '') return required.includes(field) ? 'missing' : undefined;
  const most = linesMax[field];
  if (text.length > (most === undefined ? lengthMax.line : lengthMax.lines)) return 'tooLong';
  if (most !== undefined && linesOf(text).length > most) return 'tooManyLines';
  if (field === 'number' && !/^\d{1,6}$/.test(text)) return 'number';
  return field === 'on' && !isCalendarDay(text) ? 'day' : undefined;
}

function linesOf(text: string): string[] {
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
