/** Input of the account forms. Wrong values become errors of a field; malformed requests are refused. */
import type { Request } from 'express';
import { body, query } from 'express-validator';
import { addDays, isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { signInBytesMax } from '../web/heldForm.ts';
import { malformedRequest, readFields } from '../../platform/web/input.ts';
import { isAccountName, type Grant } from './account.ts';
import { isRole, type Role } from './role.ts';
import type { AccountTexts } from './texts.ts';
import { passwordError } from './password.ts';

const text = (name: string, lengthMax: number) => body(name).isString().isLength({ max: lengthMax });
const line = (name: string, lengthMax: number) => text(name, lengthMax).trim();

export type FieldErrors = Readonly<Record<string, string>>;

/** Where to go after signing in: the requested page, or the form that was typed before. */
interface Onward {
  readonly goTo: string;
  readonly held: string;
}
const onward = () => [text('goTo', 1000).optional(), text('held', signInBytesMax).optional()];

export async function readSignIn(req: Request): Promise<{ name: string; password: string } & Onward> {
  const fields = await readFields(req, [
    line('name', 100).toLowerCase(),
    text('password', 1000),
    ...onward(),
  ]);
  return { goTo: '', held: '', ...fields } as { name: string; password: string } & Onward;
}

export async function readCode(req: Request): Promise<{ code: string } & Onward> {
  const fields = await readFields(req, [line('code', 100), ...onward()]);
  return { goTo: '', held: '', ...fields } as { code: string } & Onward;
}

/** The passkey's signature, and where to go next. */
export async function readPasskey(req: Request): Promise<{ response: string; goTo: string }> {
  const fields = await readFields(req, [text('response', 20_000), text('goTo', 1000).optional()]);
  return { goTo: '', ...fields } as { response: string; goTo: string };
}

export async function readField(req: Request, name: string, lengthMax: number): Promise<string> {
  const fields = await readFields(req, [line(name, lengthMax)]);
  return String(fields[name]);
}

/** A password is read exactly as typed: a trailing blank is part of it. */
export async function readPassword(req: Request, name: string): Promise<string> {
  const fields = await readFields(req, [text(name, 1000)]);
  return String(fields[name]);
}

export async function readNewPassword(
  req: Request,
  accountName: string,
  t: AccountTexts,
): Promise<{ password: string; errors: FieldErrors }> {
  const [password, again] = [await readPassword(req, 'newPassword'), await readPassword(req, 'again')];
  const error = await passwordError(password, accountName);
  if (error) return { password, errors: { newPassword: t.passwordFields.errors[error] } };
  if (password !== again) return { password, errors: { again: t.passwordFields.errors.different } };
  return { password, errors: {} };
}

export interface Person {
  readonly name: string;
  readonly fullName: string;
  readonly email: string;
}

export async function readPerson(
  req: Request,
  t: AccountTexts,
): Promise<{ person: Person; errors: FieldErrors }> {
  const fields = await readFields(req, [
    line('name', 100).toLowerCase(),
    line('fullName', 200),
    line('email', 200).optional(),
  ]);
  const person = { email: '', ...fields } as unknown as Person;
  const errors: Record<string, string> = {};
  if (!isAccountName(person.name)) errors['name'] = t.fields.errors.nameShape;
  if (person.fullName === '') errors['fullName'] = t.fields.errors.fullNameMissing;
  if (person.email !== '' && !isEmail(person.email)) {
    errors['email'] = t.fields.errors.emailShape;
  }
  return { person: { ...person, fullName: person.fullName.normalize('NFC') }, errors };
}

export function isEmail(address: string): boolean {
  return /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/.test(address);
}

/** A role, a unit and days as chosen; grantForm.ts checks whether the unit takes the role. */
export interface GrantDraft extends Omit<Grant, 'id' | 'role'> {
  readonly role: Role;
}

export interface ReadGrant {
  readonly grant: GrantDraft;
  readonly errors: FieldErrors;
}

export async function readGrant(req: Request, today: string, t: AccountTexts): Promise<ReadGrant> {
  const sent = (await readFields(req, [
    line('role', 40),
    line('unit', 100),
    line('from', 20).optional(),
    line('to', 20).optional(),
  ])) as Record<string, string | undefined>;
  const { role, unit } = sent;
  const from = sent['from'] || today; // an empty field means the default day
  const lastDay = sent['to'] ?? '';
  if (!isRole(role)) throw malformedRequest();
  const errors: Record<string, string> = {};
  if (unit === '') errors['unit'] = t.fields.errors.unitMissing;
  if (!isCalendarDay(from)) errors['from'] = t.fields.errors.dayShape;
  else if (from < today) errors['from'] = t.fields.errors.pastDay;
  if (lastDay !== '' && !isCalendarDay(lastDay)) errors['to'] = t.fields.errors.dayShape;
  else if (lastDay !== '' && lastDay < from) errors['to'] = t.fields.errors.toBeforeFrom;
  return {
    grant: {
      role,
      from,
      ...(unit === '*' ? {} : { unitId: unit }),
      ...(lastDay === '' || errors['to'] ? {} : { to: addDays(lastDay, 1) }),
    },
    errors,
  };
}

export async function readSearch(req: Request): Promise<string> {
  const { q } = await readFields(req, [query('q').optional().isString().isLength({ max: 200 }).trim()]);
  return typeof q === 'string' ? q : '';
}

/** The address requested before signing in, unchecked; isStaffAddress checks it. */
export function readGoTo(req: Request): string {
  const { goTo } = req.query;
  return typeof goTo === 'string' ? goTo : '';
}
