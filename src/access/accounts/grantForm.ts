/** The form fields for granting a role: role, unit, days. */
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { staffTexts } from '../web/staffTexts.ts';
import { roleDuties, roleNames, roles } from './role.ts';
import type { Caller } from './caller.ts';
import { unitErrorOf } from './giveRole.ts';
import { unitText } from './grantLines.ts';
import type { FieldErrors, GrantDraft, ReadGrant } from './input.ts';
import { accountTexts } from './texts.ts';

function unitOptions(caller: Caller, language: PageLanguage) {
  const none = { value: '', label: accountTexts[language].fields.noUnit, depth: 0 };
  const whole = caller.may('changeAccounts', undefined)
    ? [{ value: '*', label: staffTexts[language].wholeInstallation, depth: 0 }]
    : [];
  const units = caller.units.outline().filter(({ unit }) => caller.may('changeAccounts', unit.id));
  return [
    none,
    ...whole,
    ...units.map(({ unit, depth }) => ({
      value: unit.id,
      label: inLanguage(caller.units.name(unit.id), language),
      depth,
    })),
  ];
}

export function grantFields(caller: Caller, grant: Partial<GrantDraft>, errors: FieldErrors) {
  const { language } = caller.account;
  const t = accountTexts[language].fields;
  return [
    {
      id: 'role',
      label: t.role,
      value: grant.role ?? 'officer',
      options: roles.map((role) => ({
        value: role,
        label: `${roleNames[role][language]}: ${roleDuties[role][language]}`,
      })),
    },
    {
      id: 'unit',
      label: t.unit,
      hint: t.unitHint,
      value: grant.role === undefined ? (caller.chosenUnitId ?? '') : (grant.unitId ?? '*'),
      error: errors['unit'],
      options: unitOptions(caller, language),
    },
    {
      id: 'from',
      label: t.from,
      type: 'date',
      value: grant.from ?? caller.units.day,
      error: errors['from'],
    },
    {
      id: 'to',
      label: t.to,
      type: 'date',
      value: grant.to === undefined ? '' : addDays(grant.to, -1),
      error: errors['to'],
      optional: true,
    },
  ];
}

/**
 * A role read from a form and checked against its unit.
 *
 * @throws Problem notFound when the caller may not give roles for the unit
 */
export function judgedGrant(caller: Caller, read: ReadGrant): ReadGrant {
  const { grant, errors } = read;
  const error = errors['unit'] === undefined ? unitErrorOf(grant, caller) : undefined;
  if (!error) return read;
  const { language } = caller.account;
  const t = accountTexts[language].fields.errors;
  const say = error.kind === 'ended' ? t.unitEnded : t.unitNotYet;
  const sentence = say({
    unit: unitText(error.unitId, caller.units, language),
    day: dayText(error.on, language),
  });
  return { grant, errors: { ...errors, unit: sentence } };
}
