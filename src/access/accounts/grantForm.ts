/** The form fields for granting a role: role, unit, days. */
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { staffTexts } from '../web/staffTexts.ts';
import { roles, roleTexts } from './role.ts';
import type { Caller } from './caller.ts';
import { unitErrorOf } from './giveRole.ts';
import { unitText } from './grantLines.ts';
import type { Grant } from './account.ts';
import { grantForm } from './input.ts';
import { also, type Reader } from '../../platform/web/form.ts';
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

/** The empty form: an officer of the chosen unit from today on. */
export function emptyGrant({ chosenUnitId = '', units }: Caller): typeof grantForm.empty {
  return grantForm.filled({ role: 'officer', unit: chosenUnitId, from: units.day });
}

export function grantOnPage(caller: Caller, shown: typeof grantForm.empty) {
  const { language } = caller.account;
  const { names, duties } = roleTexts[language];
  const options = roles.map((role) => ({ value: role, label: `${names[role]}: ${duties[role]}` }));
  return grantForm.onPage(language, shown, {
    role: { options },
    unit: { options: unitOptions(caller, language) },
    from: { optional: false },
  });
}

interface Sender extends Pick<Reader, 'req'> {
  readonly caller: Caller;
}

/**
 * A role read from a form and checked against its unit.
 *
 * @throws Problem notFound when the caller may not give roles for the unit
 */
export async function readGrant({ req, caller }: Sender) {
  const { language } = caller.account;
  const t = accountTexts[language].fields.errors;
  const read = await grantForm.read({ req, language });
  const { role, unit, from: first, to: last } = read.typed;
  const from = first || caller.units.day; // an empty field means the default day
  const days = also(read, {
    from: from < caller.units.day && t.pastDay,
    to: last !== '' && last < from && t.toBeforeFrom,
  });
  const grant: Omit<Grant, 'id'> = {
    role,
    from,
    ...(unit === '*' ? {} : { unitId: unit }),
    ...(last === '' || days.errors['to'] ? {} : { to: addDays(last, 1) }),
  };
  const error = unit === '' ? undefined : unitErrorOf(grant, caller);
  const say = error?.kind === 'ended' ? t.unitEnded : t.unitNotYet;
  const sentence =
    error && say({ unit: unitText(error.unitId, caller.units, language), day: dayText(error.on, language) });
  return { grant, sent: also(days, { unit: sentence }) };
}
