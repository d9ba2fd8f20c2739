/**
 * Responses entered by an interviewer, as distinct from those that respondents entered themselves. Their figure is one of
 * those by channel. Like those, it is shown once the round has closed, for the unit that the whole round covers, and the same
 * rule decides its suppression. Before that, and for other units, only a lower bound for the whole round is shown, in tens,
 * because the exact number may have to be suppressed later.
 */
import type { Channel } from '../../design/accessPoints/accessPoint.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { countText, percentText } from '../../platform/text/numbers.ts';
import type { ResultsSnapshot } from '../../statistics/estimation/snapshot.ts';
import { belowMinimumIn, cellOver, peopleIn } from '../../statistics/estimation/cell.ts';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import type { MeasuredRound } from './results.ts';
import { roundFigures } from './roundFigures.ts';
import { groupedUnit } from './roundRelease.ts';
import { resultTexts, whyNoNumber } from './texts.ts';
import { MINIMUM_RESPONDENTS } from '../../statistics/disclosure/threshold.ts';

const assistedChannel: Channel = 'interviewer';

export type Assisted =
  | { readonly state: 'figure'; readonly figure: Figure }
  /** In the whole round, rounded down to tens: 0 if there are fewer than ten, and `none` if there are none. */
  | { readonly state: 'inRound'; readonly formsAtLeast: number }
  | { readonly state: 'none' };

/** Responses in a round's tallies that an interviewer entered. */
export function assistedForms(plan: CountingPlan, { tallies }: ResultsSnapshot): number {
  return tallies
    .filter(({ dimension, value }) => dimension === 'channel' && value === assistedChannel)
    .map(({ numbers }) => cellOver(plan, numbers))
    .reduce((sum, cell) => sum + peopleIn(cell) + belowMinimumIn(cell), 0);
}

export function assistedOf(measured: MeasuredRound, unitId: string, now: Date): Assisted {
  const { assisted, snapshot, round, tree } = measured;
  if (assisted === 0) return { state: 'none' };
  const isByChannel = snapshot.tallies.some(({ dimension }) => dimension === 'channel');
  if (!isByChannel || groupedUnit(tree, round.unitIds) !== unitId) {
    return { state: 'inRound', formsAtLeast: assisted - (assisted % MINIMUM_RESPONDENTS) };
  }
  const of = { dimension: 'channel', value: assistedChannel } as const;
  return { state: 'figure', figure: roundFigures(measured, now).of(unitId, of) };
}

export function assistedWords(assisted: Assisted, language: PageLanguage): string {
  const t = resultTexts[language].assisted;
  if (assisted.state === 'none') return t.none;
  if (assisted.state === 'inRound') {
    return assisted.formsAtLeast === 0
      ? t.few
      : t.inRound({ forms: countText(assisted.formsAtLeast, language) });
  }
  const { figure } = assisted;
  if (figure.state === 'none' && figure.reason === 'noAnswers') return t.none;
  if (figure.state === 'shown')
    return t.figure({
      people: countText(figure.people, language),
      value: percentText(figure.value, language),
    });
  const reason = whyNoNumber(figure, language) ?? '';
  return figure.state === 'unreliable'
    ? t.countOnly({ people: countText(figure.people, language), reason })
    : t.noFigure({ reason });
}
