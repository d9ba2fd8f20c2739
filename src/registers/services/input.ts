/** The forms of services. */
import { choice, day, line, optional, verbatim } from '../../platform/web/fields.ts';
import { tableFile } from '../../platform/web/fileFields.ts';
import { form } from '../../platform/web/form.ts';
import { isServiceCode } from './naming.ts';
import { serviceTexts } from './texts.ts';

type ServiceTexts = (typeof serviceTexts)['vi'];

const naming = {
  name: line<ServiceTexts>(300, { missing: (t) => t.errors.nameMissing }),
  nameEn: line(300),
  field: line<ServiceTexts>(300, { missing: (t) => t.errors.fieldMissing }),
  fieldEn: line(300),
  code: line<ServiceTexts>(300, {
    label: (t) => t.codeLabel,
    wrong: (code, t) => !isServiceCode(code) && t.errors.codeShape,
  }),
};
const dayShape = (t: ServiceTexts): string => t.errors.dayShape;

export const newServiceForm = form(serviceTexts, { ...naming, on: day({ wrong: dayShape }) });

/** Without a day, a typing error is corrected. */
export const serviceForm = form(serviceTexts, {
  ...naming,
  on: optional(day({ label: (t) => t.changeOn, hint: (t) => t.changeHint, wrong: dayShape })),
});

/** Without a day, the service does not end. */
export const serviceEndForm = form(serviceTexts, {
  on: optional(day({ id: 'endOn', label: (t) => t.endOn, hint: (t) => t.endHint, wrong: dayShape })),
});

/** Many services: the day that goes with a list and with a file, then the list as typed, pasted or in a file. */
const on = day({ label: (t: ServiceTexts) => t.manyOn, wrong: dayShape });
export const manyFileForm = form(serviceTexts, {
  on: { ...on, look: { ...on.look, id: 'fileOn' } },
  file: tableFile(),
});
export const manyServicesForm = form(
  serviceTexts,
  { on, rows: verbatim(600_000, { rows: 12, optional: false }) },
  { hidden: { wanted: choice(['preview', 'keep']) } },
);
