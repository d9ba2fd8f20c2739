/** The form for a key. */
import { choice, line, secret, ticks } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { keyPermissions, keyDays } from './apiKey.ts';
import { apiTexts } from './texts.ts';

export const keyForm = form(
  apiTexts,
  {
    label: line(10_000, { missing: (t) => t.own.errors.label, most: 100 }),
    permissions: ticks(keyPermissions),
    days: choice(keyDays.map(String)),
    password: secret({
      missing: (t) => t.own.errors.passwordMissing,
      autocomplete: 'current-password',
    }),
  },
  { labels: (t) => t.own },
);

/** The key that a form is about. */
export const keyField = { key: line(100) };
