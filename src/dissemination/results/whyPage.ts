/** Why an index changed, in the words and numbers of one language, for `views/dissemination/results/why.ejs`. */
import { inLanguage, type Localized } from '../../platform/text/localized.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { isPooled } from '../../processing/results/results.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { whyTexts } from './whyTexts.ts';
import { type ShownWhy, namesOf } from './shownWhy.ts';
import { explanationWords } from './whyExplanations.ts';
import { summaryOf } from './whySummary.ts';
import { prioritiesWords, priorityTaken } from './whyPriorities.ts';

export function whyPage(shown: ShownWhy) {
  const { language, measured, why } = shown;
  const { round, tree } = measured;
  const t = whyTexts[language];
  const say = (text: Localized): string => inLanguage(text, language);
  const nameOf = namesOf(shown);
  const path = `/results/${round.id}/units/${why.unitId}`;
  const explained = why.explanations.map((one) => explanationWords(why, one, nameOf, language));
  const priorities = prioritiesWords(shown, nameOf);
  return {
    t,
    unitName: say(tree.name(why.unitId)),
    roundTitle: say(round.title),
    madeUp: round.madeUp ? say(round.madeUp) : undefined,
    madeUpLabel: resultTexts[language].madeUp,
    resultsUrl: inSameLanguage(path, language),
    hasCharts: true,
    jsonUrl: `${path}/why.json`,
    asJson: resultTexts[language].asJson,
    figuresTable: resultTexts[language].figuresTable,
    summary: summaryOf(shown, nameOf),
    ...leadingAndOthers(explained),
    taken: [...explained.map(({ taken }) => taken), ...priorityTaken(priorities, t)],
    notes: [
      ...(why.explanations.length > 0 ? [t.howToRead] : []),
      ...(isPooled(measured.plan) ? [] : [t.unitsWeighed]),
    ],
    priorities,
  };
}

/** The first explanation comes before the priorities, the others after them. */
function leadingAndOthers<T>([leading, ...others]: readonly T[]) {
  return { leading: leading === undefined ? [] : [leading], others };
}
