/** The response rate among people who were asked or had transactions, and other facts about the sample, in words. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { countText, percentText } from '../../platform/text/numbers.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import type { Beside } from './besideResults.ts';
import type { ResponseRate } from '../../statistics/sampling/response.ts';
import { namedMax } from './rankWords.ts';
import { resultTexts } from './texts.ts';

export function sampleNotes(
  { response, months, otherKindBefore, hasOpenForms, tooMany }: Beside,
  unitTitle: (unitId: string) => string,
  language: PageLanguage,
): readonly string[] {
  const t = resultTexts[language].sample;
  return [
    ...(response ? [responseWords(response, months, unitTitle, language)] : []),
    ...(otherKindBefore ? [t.otherKindBefore] : []),
    ...(hasOpenForms ? [t.openForms] : []),
    ...(tooMany
      ? [
          t.tooMany({
            people: countText(tooMany.people, language),
            population: countText(tooMany.population, language),
          }),
        ]
      : []),
  ];
}

export function responseWords(
  response: ResponseRate,
  months: readonly string[],
  unitTitle: (unitId: string) => string,
  language: PageLanguage,
): string {
  const t = resultTexts[language].sample;
  const month = (text = ''): string => dayText(text, language);
  const time = t.time({
    from: month(months[0]),
    to: month(months.at(-1)),
    several: months.at(-1) !== months[0],
  });
  if (response.state === 'incomplete') {
    const { unitIds } = response;
    return t.incomplete({
      units: unitIds.slice(0, namedMax).map(unitTitle).join(', '),
      more: Math.max(0, unitIds.length - namedMax),
    });
  }
  const [people, transactions] = [
    countText(response.people, language),
    countText(response.transactions, language),
  ];
  return response.state === 'rate'
    ? t.rate({ percent: percentText(response.percent, language), people, transactions, time })
    : t.moreAnswers({ people, transactions, time });
}
