/** The forms of accounts. */
import type { Request } from 'express';
import { choice, day, line, maybe, optional, secret, verbatim } from '../../platform/web/fields.ts';
import { also, form, type Reader } from '../../platform/web/form.ts';
import { readBody } from '../../platform/web/input.ts';
import { signInBytesMax } from '../web/heldForm.ts';
import { isAccountName } from './account.ts';
import { passwordError } from './password.ts';
import { roles } from './role.ts';
import { accountTexts, type AccountTexts } from './texts.ts';

/** Where to go after signing in: the requested page, or the form that was typed before. */
const onward = { goTo: maybe(verbatim(1000)), held: maybe(verbatim(signInBytesMax)) };

export const signInFields = { name: line(100), password: secret(), ...onward };
export const codeFields = { code: line(100), ...onward };
/** The passkey's signature, and where to go next. */
export const passkeyFields = { response: verbatim(20_000), goTo: onward.goTo };

export async function readPassword(req: Request, name: string): Promise<string> {
  return Object.values(await readBody(req, { [name]: secret() })).join('');
}

const newPasswordForm = form(accountTexts, { newPassword: secret(), again: secret() });

export async function readNewPassword(context: Reader, accountName: string) {
  const { errors: said } = accountTexts[context.language].passwordFields;
  const sent = await newPasswordForm.read(context);
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
