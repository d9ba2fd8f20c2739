/** Names, addresses and numbers of a page of results, in one language. */
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import { countText } from '../../platform/text/numbers.ts';
import { unitsDayUrl } from './unitsDayUrl.ts';
import type { Beside } from '../../processing/results/besideResults.ts';
import { liveWords } from '../../processing/results/liveTexts.ts';
import type { ResponseHours } from '../../processing/quality/responseHours.ts';
import type { FurtherMethod } from '../../processing/results/sideBySide.ts';
import type { MeasuredRound, Results } from '../../processing/results/results.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import type { RoundOfSeries } from '../publications/roundSeries.ts';
import type { Spread } from '../analysis/levelSpread.ts';

export interface ShownResults {
  readonly language: PageLanguage;
  readonly now: Date;
  readonly measured: MeasuredRound;
  readonly results: Results;
  readonly beside: Beside;
  readonly others: readonly FurtherMethod[];
  /** The round and the published ones before it, newest first. */
  readonly series: readonly RoundOfSeries[];
  /** Of the unit's questions. */
  readonly spreads: readonly Spread[];
  /** When its responses came, of a round that is answered by faces. */
  readonly hours?: ResponseHours | undefined;
}

export function resultWording({ language, now, measured }: ShownResults) {
  const { round, tree, regrouping } = measured;
  const say = (text: Localized): string => inLanguage(text, language);
  const path = `/results/${round.id}`;
  return {
    t: resultTexts[language],
    say,
    path,
    whole: (count: number): string => countText(count, language),
    unitTitle: (unitId: string): string => say(tree.name(unitId)),
    /** A unit that is only part of a unit of another day links to its page as collected. */
    unitUrl: (unitId: string): string => {
      const isPart = regrouping !== undefined && regrouping.positionOf(unitId) !== unitId;
      return unitsDayUrl(`${path}/units/${unitId}`, isPart ? undefined : regrouping?.on, language);
    },
    live: liveWords(measured, now, language),
  };
}
export type ResultWording = ReturnType<typeof resultWording>;
