/** The forms of reports. */
import { pageLanguages } from '../../platform/text/localized.ts';
import { choice, line, matching, type Field } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { reportFormats } from './makeReports.ts';
import { officeFields, type OfficeField } from './office.ts';
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

const mayBeEmpty: readonly OfficeField[] = ['superior', 'number', 'on', 'signer'];
const rows: Partial<Record<OfficeField, number>> = { capacity: 3, recipients: 5 };

/** What only the office knows; office.ts has what may be wrong in it. */
export const officeForm = form(
  reportTexts,
  Object.fromEntries(officeFields.map((name) => [name, officeField(name)])) as Record<
    OfficeField,
    Field<string, string, Texts>
  >,
  { labels: (t) => t.fields, hints: (t) => t.hints },
);

function officeField(name: OfficeField) {
  return line<Texts>(10_000, {
    optional: mayBeEmpty.includes(name),
    ...(rows[name] !== undefined && { rows: rows[name] }),
    ...(name === 'on' && { type: 'date' }),
    ...(name === 'number' && { inputmode: 'numeric' }),
  });
}
