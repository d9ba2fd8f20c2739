/** The forms of reports. */
import { pageLanguages } from '../../platform/text/localized.ts';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { choice, line, matching, type Field } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { reportFormats } from './makeReports.ts';
import { linesOf, type OfficeField } from './office.ts';
import { reportTexts } from './texts.ts';

/** The publication and the unit; the unit is empty before it is chosen. */
export const whichFields = { round: line(100), unit: line(100) };

type Texts = (typeof reportTexts)['vi'];
const hidden = { round: matching(/^.{1,100}$/) };
const unit = matching(/^.{1,100}$/);
const languageNames = { names: (t: Texts) => t.languages };

export const reportForm = form(
  reportTexts,
  {
    unit,
    language: choice(pageLanguages, languageNames),
    format: choice(reportFormats, { names: (t) => t.formats }),
  },
  { hidden },
);

export const sheetsForm = form(
  reportTexts,
  {
    unit: { ...unit, look: { id: 'sheetsUnit', label: (t: Texts) => t.sheetsUnit, hint: false } },
    language: choice(pageLanguages, { id: 'sheetsLanguage', ...languageNames }),
  },
  { hidden },
);

const missing = (t: Texts): string => t.errors.missing;
const most = 150;
const maybeEntry = line<Texts>(10_000, { most });
const entry = line<Texts>(10_000, { most, missing });
const entries = (rows: number, linesMax: number) =>
  line<Texts>(10_000, {
    most: 1000,
    missing,
    rows,
    wrong: (text, t) => linesOf(text).length > linesMax && t.errors.tooManyLines,
  });

/** What only the office knows. */
export const officeForm = form(
  reportTexts,
  {
    superior: maybeEntry,
    organ: entry,
    number: line(10_000, {
      inputmode: 'numeric',
      wrong: (number, t) => !/^\d{0,6}$/.test(number) && t.errors.number,
    }),
    symbol: entry,
    location: entry,
    on: line(10_000, {
      type: 'date',
      wrong: (on, t) => on !== '' && !isCalendarDay(on) && t.errors.day,
    }),
    capacity: entries(3, 4),
    signer: maybeEntry,
    recipients: entries(5, 20),
  } satisfies Record<OfficeField, Field<string, string, Texts>>,
  { labels: (t) => t.fields, hints: (t) => t.hints },
);
