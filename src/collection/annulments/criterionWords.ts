import type { PageLanguage } from '../../platform/text/localized.ts';
import { qualityTexts } from '../quality/texts.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import type { Criterion } from './annulment.ts';
import { annulmentTexts } from './texts.ts';

/** A criterion in words. @param pointCode code of its access point, if it has one */
export function criterionWords(
  criterion: Criterion,
  pointCode: string | undefined,
  language: PageLanguage,
): string {
  const t = annulmentTexts[language];
  if (criterion.kind === 'receipt') return t.oneReceipt;
  const { fromDay, toDay, flag } = criterion;
  const atPoint = t.atPoint({
    code: pointCode ?? '–',
    from: dayText(fromDay, language),
    to: dayText(toDay, language),
  });
  return flag ? `${atPoint}, ${t.withFlag({ flag: qualityTexts[language].flagNames[flag] })}` : atPoint;
}
