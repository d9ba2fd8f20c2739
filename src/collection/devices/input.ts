import { line } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { fleetTexts } from './texts.ts';

/** A new device, and the access point at which it stands. */
export const deviceForm = form(
  fleetTexts,
  {
    point: line(100),
    label: line(60, { autocomplete: 'off', missing: (t) => t.pairing.errors.label }),
  },
  { labels: (t) => t.pairing },
);
