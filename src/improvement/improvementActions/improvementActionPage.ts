/** An improvement action in the words and numbers of one language, for staff pages and the public page. */
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import { countText, percentText } from '../../platform/text/numbers.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import { lineWords, nearest } from '../../processing/results/lineWords.ts';
import { USUAL_POWER } from '../../statistics/sampling/power.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { criterionWords } from './criterion.ts';
import { isOverdue, stateOf, type ImprovementAction } from './improvementAction.ts';
import type { Followed, Outcome } from './outcome.ts';
import type { NextPower } from './nextPower.ts';
import { powerTexts } from '../../processing/samplePlans/powerTexts.ts';
import { standingWords } from './standingWords.ts';
import { improvementActionTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

export function improvementActionWords(
  {
    improvementAction,
    round,
    unitName,
    weakPointText,
    figure,
    outcome,
    criterionFigure,
    nextPower,
  }: Followed,
  language: PageLanguage,
  now: Date,
) {
  const t = improvementActionTexts[language];
  const say = (text: Localized): string => inLanguage(text, language);
  const state = stateOf(improvementAction);
  return {
    id: improvementAction.id,
    unit: say(unitName),
    unitId: improvementAction.unitId,
    weakPoint: say(weakPointText),
    what: improvementAction.what,
    who: improvementAction.who,
    until: dayText(improvementAction.untilOn, language),
    target: targetText(improvementAction, language),
    state: isOverdue(improvementAction, dayOf(now)) ? `${t.states[state]}, ${t.overdue}` : t.states[state],
    isOverdue: isOverdue(improvementAction, dayOf(now)),
    madeBy: t.by({
      name: improvementAction.madeBy.name,
      day: dayText(dayOf(improvementAction.madeAt), language),
    }),
    madeUp: improvementAction.madeUp === true || round.madeUp !== undefined,
    round: say(round.title),
    resultsUrl: inSameLanguage(`/results/${round.id}/units/${improvementAction.unitId}`, language),
    isPublic: isPublic(round),
    start: lineWords({ figure }, language),
    criterion: criterionWords(improvementAction, criterionFigure, language),
    power: nextPower && powerWords(nextPower, language),
    outcome: outcomeWords(outcome, improvementAction, { figure, language, now }),
    notes: improvementAction.notes.toReversed().map((note) => ({
      on: dayText(dayOf(note.at), language),
      by: note.by.name,
      text: note.text,
      evidence: note.evidence,
      state: t.states[note.state],
    })),
  };
}

/** Whether the results are public. */
export function isPublic({ resultsFor }: Round): boolean {
  return resultsFor === 'everybody';
}

function targetText({ targetHundredths }: ImprovementAction, language: PageLanguage): string {
  return percentText({ units: targetHundredths, decimals: 2 }, language);
}

function powerWords({ power, people, isPlanned }: NextPower, language: PageLanguage): string {
  const t = powerTexts[language];
  const said = t.next[isPlanned ? 'planned' : 'alike']({
    people: countText(people, language),
    power: percentText(nearest(100 * power, 0), language),
  });
  return power < USUAL_POWER ? `${said} ${t.tooLow}` : said;
}

interface Telling {
  /** The figure at the start. */
  readonly figure: Followed['figure'];
  readonly language: PageLanguage;
  readonly now: Date;
}

function outcomeWords(
  outcome: Outcome,
  improvementAction: ImprovementAction,
  { figure, language, now }: Telling,
) {
  const t = improvementActionTexts[language];
  if (outcome.state === 'noNextRound') return { sentence: t.outcomes.noNextRound };
  const title = inLanguage(outcome.round.title, language);
  if (outcome.state !== 'measured') return { sentence: t.outcomes[outcome.state]({ round: title }) };
  const { change, target, round } = outcome;
  return {
    round: roundState(round, now) === 'open' ? t.openRound({ round: title }) : title,
    url: inSameLanguage(`/results/${round.id}/units/${improvementAction.unitId}`, language),
    ...lineWords({ figure: outcome.figure, previous: figure, change }, language),
    target: t.targetIs({ target: targetText(improvementAction, language) }),
    standing: target && standingWords(target, outcome.figure, language),
    breaks: (change?.breaks ?? []).map((one) => t.breaks[one]),
  };
}
