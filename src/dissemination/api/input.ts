/** The form for a key. */
import { choice, line, maybe, secret, type Field } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { keyPermissions, keyDays, type KeyPermission } from './apiKey.ts';
import { apiTexts } from './texts.ts';

/** A field for each permission, with its name as the value where it is ticked. */
const permissionFields = Object.fromEntries(
  keyPermissions.map((permission) => [permission, maybe(choice(['', permission]))]),
) as Record<KeyPermission, Field<KeyPermission | ''>>;

export const keyForm = form(
  apiTexts,
  { label: line(100, { optional: false }), days: choice(keyDays.map(String)), password: secret() },
  { hidden: permissionFields, labels: (t) => t.own },
);

export function chosenPermissions(typed: Readonly<Record<string, string>>): readonly KeyPermission[] {
  return keyPermissions.filter((permission) => typed[permission] === permission);
}

/** The key that a form is about. */
export const keyField = { key: line(100) };
