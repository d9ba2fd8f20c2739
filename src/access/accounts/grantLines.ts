/** Roles as pages list them. */
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { staffTexts } from '../web/staffTexts.ts';
import type { Grant } from './account.ts';
import { roleTexts } from './role.ts';
import { accountTexts } from './texts.ts';
import type { UnitScope } from './unitScope.ts';

export function unitText(unitId: string | undefined, units: UnitScope, language: PageLanguage): string {
  return unitId === undefined
    ? staffTexts[language].wholeInstallation
    : inLanguage(units.name(unitId), language);
}

export function grantLines(grants: readonly Grant[], units: UnitScope, language: PageLanguage) {
  const t = accountTexts[language].account;
  return grants.map((grant) => {
    const { id, role, unitId, from, to, group } = grant;
    const isOver = to !== undefined && (to <= units.day || to <= from);
    const hasUnit = unitId === undefined || units.lives(unitId);
    return {
      id,
      role: roleTexts[language].names[role],
      unit: unitText(unitId, units, language),
      time: periodText(grant, units.day, language),
      state: [
        isOver ? t.ended : !hasUnit ? t.unitEnded : from > units.day ? t.notYet : t.inForce,
        ...(group === undefined ? [] : [t.byGroup({ group })]),
      ].join(', '),
      isOver,
      unitId,
    };
  });
}

function periodText({ from, to }: Grant, today: string, language: PageLanguage): string {
  const t = accountTexts[language].account;
  const begins = dayText(from, language);
  if (to === undefined || (to <= from && from > today)) return t.from({ day: begins });
  if (to <= from) return t.endedOn({ from: begins, on: dayText(to, language) });
  return t.fromTo({ from: begins, to: dayText(addDays(to, -1), language) });
}

export type GrantLine = ReturnType<typeof grantLines>[number];
