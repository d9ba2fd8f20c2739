/** The facts of an action, worded for the audit page; the export has the stored values. */
import { accessPointTexts } from '../../design/accessPoints/texts.ts';
import { isRole, roleTexts } from '../../access/accounts/role.ts';
import type { Caller } from '../../access/accounts/caller.ts';
import { unitText } from '../../access/accounts/grantLines.ts';
import { annulmentTexts } from '../../collection/annulments/texts.ts';
import { apiTexts } from '../../dissemination/api/texts.ts';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { eventTexts } from '../../improvement/events/texts.ts';
import { caseTexts } from '../../improvement/cases/texts.ts';
import { erasureTexts } from '../../collection/erasures/texts.ts';
import { catalogue, languages, messageFor } from '../../platform/text/catalogue.ts';
import { languageNameIn, type PageLanguage } from '../../platform/text/localized.ts';
import { improvementActionTexts } from '../../improvement/improvementActions/texts.ts';
import { holidayTexts } from '../../registers/holidays/texts.ts';
import { retentionTexts } from '../../access/retention/texts.ts';
import { roundTexts } from '../../design/rounds/texts.ts';
import { samplePlanTexts } from '../../processing/samplePlans/texts.ts';
import { scoreTexts } from '../../improvement/scorecards/texts.ts';
import { dayText, timeText } from '../../platform/calendar/clock.ts';
import type { FactName, Facts } from '../../access/audit/entry.ts';
import { auditTexts } from '../../access/audit/texts.ts';

const factNames = catalogue('access/factNames');

export function factsText(facts: Facts, caller: Caller, language: PageLanguage): string {
  return Object.entries(facts)
    .map(([name, value]) => `${nameOf(name, language)}: ${valueOf(name, value, caller, language)}`)
    .join('; ');
}

function nameOf(name: string, language: PageLanguage): string {
  const kinds: Readonly<Record<string, { readonly what: string }>> = retentionTexts[language].kinds;
  return messageFor(factNames[language], name) ?? kinds[name]?.what ?? name;
}

function valueOf(name: string, value: string, caller: Caller, language: PageLanguage): string {
  if (name === 'role' && isRole(value)) return roleTexts[language].names[value];
  if (name === 'unit') return unitText(value === '*' ? undefined : value, caller.units, language);
  if (value === '') return auditTexts[language].nothing;
  if (value === '*') return auditTexts[language].anything;
  if (value.startsWith('{')) return auditTexts[language].inFile;
  if (isCalendarDay(value)) return dayText(value, language);
  if (isInstant.test(value)) return timeText(new Date(value), language);
  const words = wordsOf(name as FactName, language);
  return value
    .split(', ')
    .map((one) => words[one] ?? one)
    .join(', ');
}

const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Labels of a fact's values, as on the pages where they are chosen. */
function wordsOf(name: FactName, language: PageLanguage): Readonly<Record<string, string>> {
  switch (name) {
    case 'permissions':
      return apiTexts[language].own.permissionsOf;
    case 'channel':
    case 'channels':
      return accessPointTexts[language].channels;
    case 'formula':
      return samplePlanTexts[language].formulas;
    case 'confirmed':
    case 'keyedTwice':
    case 'language':
    case 'secondFactor':
      return auditTexts[language].values;
    case 'languagesForAll':
    case 'languagesOffered':
    case 'languagesReviewed':
      return Object.fromEntries(languages.map((one) => [one, languageNameIn(one, language)]));
    case 'kind':
      return holidayTexts[language].kinds;
    case 'part':
      return erasureTexts[language].parts;
    case 'reason':
      return {
        ...annulmentTexts[language].reasons,
        ...erasureTexts[language].reasons,
        ...eventTexts[language].pauseReasons,
      };
    case 'events':
      return eventTexts[language].typeNames;
    case 'resultsFor':
      return roundTexts[language].resultsForWhom;
    case 'sampleKind':
      return roundTexts[language].sampleKinds;
    case 'sharing':
      return samplePlanTexts[language].sharings;
    case 'stage':
      return scoreTexts[language].stages;
    case 'state':
      return { ...caseTexts[language].states, ...improvementActionTexts[language].states };
    default:
      return {};
  }
}
