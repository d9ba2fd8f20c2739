/** The forms of accounts. */
import type { Request } from 'express';
import { choice, day, line, maybe, optional, secret, verbatim } from '../../platform/web/fields.ts';
import { also, form, type Sent, type TypedIn } from '../../platform/web/form.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { signInBytesMax } from '../web/heldForm.ts';
import { isAccountName } from './account.ts';
import { passwordError } from './password.ts';
import { roles } from './role.ts';
import { accountTexts, type AccountTexts } from './texts.ts';

/** Where to go after signing in: the requested page, or the form that was typed before. */
const onward = { goTo: maybe(verbatim(1000)), held: maybe(verbatim(signInBytesMax)) };

export const signInForm = form(
  accountTexts,
  {
    name: line(100, { autocomplete: 'username', optional: false }),
    password: secret({ autocomplete: 'current-password' }),
  },
  { labels: (t) => t.signIn, hidden: onward },
);
export const codeForm = form(
  accountTexts,
  { code: line(100, { autocomplete: 'one-time-code', optional: false }) },
  { labels: (t) => t.signIn, hidden: onward },
);
/** The passkey's signature, and where to go next. */
export const passkeyFields = { response: verbatim(20_000), goTo: onward.goTo };

/** The present password, which staff confirm changes of their account with. */
const present = secret({
  label: (t: AccountTexts) => t.own.current,
  hint: false,
  autocomplete: 'current-password',
});

export const passkeyPasswordForm = form(accountTexts, { passkeyPassword: present });
export const factorPasswordForm = form(accountTexts, { factorPassword: present });
export const factorForm = form(
  accountTexts,
  {
    code: line(20, { inputmode: 'numeric', autocomplete: 'one-time-code', optional: false }),
    password: present,
  },
  { labels: (t) => t.factor },
);

const newPasswordFields = {
  newPassword: secret({ autocomplete: 'new-password' }),
  again: secret({ autocomplete: 'new-password' }),
};
const labels = (t: AccountTexts) => t.passwordFields;

export const newPasswordForm = form(accountTexts, newPasswordFields, { labels });
export const changePasswordForm = form(accountTexts, { current: present, ...newPasswordFields }, { labels });

/** What was sent, refused where the new password is weak or the second one different. */
export async function withGoodPassword<Typed extends TypedIn<typeof newPasswordForm>, Values>(
  sent: Sent<Typed, Values>,
  accountName: string,
  language: PageLanguage,
): Promise<Sent<Typed, Values>> {
  const { errors: said } = accountTexts[language].passwordFields;
  const { newPassword, again } = sent.typed;
  const error = await passwordError(newPassword, accountName);
  return also(sent, {
    newPassword: error && said[error],
    again: !error && newPassword !== again && said.different,
  });
}

export const personForm = form(
  accountTexts,
  {
    fullName: line(200, { missing: (t) => t.fields.errors.fullNameMissing }),
    name: line(100, {
      optional: false,
      wrong: (name, t) => !isAccountName(name.toLowerCase()) && t.fields.errors.nameShape,
    }),
    email: maybe(
      line(200, {
        type: 'email',
        wrong: (email, t) => email !== '' && !isEmail(email) && t.fields.errors.emailShape,
      }),
    ),
  },
  { labels: (t) => t.fields },
);

export function isEmail(address: string): boolean {
  return /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/.test(address);
}

const dayShape = (t: AccountTexts): string => t.fields.errors.dayShape;

/** A role in a unit, or `*` in all, from a day to another one, both included. */
export const grantForm = form(
  accountTexts,
  {
    role: choice(roles),
    unit: line(100, { missing: (t) => t.fields.errors.unitMissing }),
    from: maybe(optional(day({ wrong: dayShape }))),
    to: maybe(optional(day({ wrong: dayShape }))),
  },
  { labels: (t) => t.fields },
);

export const searchField = { q: line(200) };

/** The address requested before signing in, unchecked; isStaffAddress checks it. */
export function readGoTo(req: Request): string {
  const { goTo } = req.query;
  return typeof goTo === 'string' ? goTo : '';
}
