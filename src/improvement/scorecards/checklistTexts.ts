/** Texts of a unit's checklist. */
import { catalogue } from '../../platform/text/catalogue.ts';
import { type PageLanguage } from '../../platform/text/localized.ts';
import type { Want } from './checklist.ts';

export const checklistTexts = catalogue('improvement/checklists');

/** "3 tiêu chí chưa chấm, 5 tiêu chí chưa có minh chứng"; complete items are left out. */
export function lackText(counts: Readonly<Record<Want, number>>, language: PageLanguage): string {
  const say = checklistTexts[language].counts;
  return (Object.keys(counts) as Want[])
    .filter((want) => counts[want] > 0)
    .map((want) => say[want]({ count: counts[want] }))
    .join(', ');
}
