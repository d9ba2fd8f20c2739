import { line, ticks } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { eventTypes } from './event.ts';
import { eventTexts } from './texts.ts';

export const subscriptionForm = form(eventTexts, {
  label: line(80, { missing: (t) => t.errors.label }),
  unit: line(100, { optional: false }),
  types: ticks(eventTypes, { names: (t) => t.typeNames }),
  url: line(2000, { type: 'url', missing: (t) => t.errors.notHttps }),
});

/** Of the button that sends messages again: the id of one, or nothing for each that was given up. */
export const againFields = { message: line(40) };
