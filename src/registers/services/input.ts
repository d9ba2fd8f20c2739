/** The forms of services. */
import { day, line, optional } from '../../platform/web/fields.ts';
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

/** What goes with a list of many services. */
export const manyFields = { on: day({ label: (t: ServiceTexts) => t.manyOn, wrong: dayShape }) };
