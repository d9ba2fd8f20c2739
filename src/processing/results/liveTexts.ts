/** Texts for an open round: bands instead of figures, when they were drawn, and why. */
import { catalogue } from '../../platform/text/catalogue.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { countText } from '../../platform/text/numbers.ts';
import { roundState } from '../../design/rounds/round.ts';
import { slotAfter } from './liveSlots.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import type { CollectingFigure, LiveFigure } from '../../statistics/estimation/figure.ts';
import type { MeasuredRound } from './results.ts';

export const liveTexts = catalogue('processing/live');

/** Example: "72–93%". */
export function bandText({ low, high }: LiveFigure, language: PageLanguage): string {
  return liveTexts[language].band({ low, high });
}

export function collectingText({ people, needs }: CollectingFigure, language: PageLanguage): string {
  const t = liveTexts[language];
  const count = countText(people, language);
  return needs === 'respondents' ? t.fewRespondents({ count }) : t.fewAnswers({ count });
}

/** @returns undefined if the round is not open */
export function liveWords({ round, snapshot: { live } }: MeasuredRound, now: Date, language: PageLanguage) {
  if (!live) return undefined;
  const t = liveTexts[language];
  const at = timeText(live.takenAt, language);
  const isOpen = roundState(round, now) === 'open';
  return {
    title: t.title,
    explained: t.explained,
    taken: isOpen ? t.taken({ at, nextAt: timeText(slotAfter(live), language) }) : t.takenLast({ at }),
  };
}
