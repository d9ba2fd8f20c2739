/** A frame in the words and number format of one language, for `views/processing/frames/frame.ejs`. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { lineWords } from '../results/lineWords.ts';
import { isPooled, type MeasuredRound } from '../results/results.ts';
import { decimalText, percentText } from '../../statistics/estimation/wording.ts';
import { rounded } from '../../statistics/estimation/rounding.ts';
import { dayText, timeText } from '../../platform/calendar/clock.ts';
import { drawnIn, lettersPerFile, peopleIn, type Frame, type FrameStratum } from './frame.ts';
import { isOverfull, responseRate, weightedResponseRate } from './outcome.ts';
import { remindersMax, wavesOf } from './reminder.ts';
import { answersIn, sampleResult, type SampleResult } from './sampleResult.ts';
import { frameTexts } from './texts.ts';

export interface ShownFrame {
  readonly frame: Frame;
  readonly measured: MeasuredRound;
  readonly language: PageLanguage;
  readonly now: Date;
  readonly stratumName: (stratum: FrameStratum) => string;
  /** Submissions were annulled after the publication of the round. */
  readonly isOvertaken: boolean;
}

export function framePage(shown: ShownFrame) {
  const { frame, measured, language, now, stratumName } = shown;
  const t = frameTexts[language];
  const count = (value: number): string => decimalText({ units: value, decimals: 0 }, language);
  const { strata, index } = sampleResult(frame, measured, now);
  const rateOf = (of: typeof strata): string => {
    const rate = responseRate(of);
    return rate ? percentText(rate, language) : '–';
  };
  const weighted = weightedResponseRate(strata);
  const overfull = strata.filter(isOverfull);
  return {
    people: count(peopleIn(frame.strata)),
    drawn: count(drawnIn(frame.strata)),
    fields: frame.fields.join(', '),
    eraseOn: dayText(frame.eraseOn, language),
    erasedAt: frame.erasedAt && timeText(frame.erasedAt, language),
    madeBy: t.madeBy({ name: frame.madeBy.name, at: timeText(frame.madeAt, language) }),
    drawnAt: frame.draw && timeText(frame.draw.at, language),
    letterFiles: letterFiles(drawnIn(frame.strata)).map(([first, last], at) => ({
      part: at + 1,
      label: t.downloadLetters({ first: count(first), last: count(last) }),
    })),
    hasCodes: frame.strata.some(({ batchIds }) => batchIds.length > 0),
    rows: strata.map((stratum) => {
      const { refused, notReached, ineligible } = stratum.outcomes;
      return {
        name: stratumName(stratum),
        people: count(stratum.people),
        drawn: count(stratum.drawn),
        batches: stratum.batchIds.map((id, number) => ({ id, label: t.batch({ number: number + 1 }) })),
        answers: count(stratum.answers),
        noNews: count(Math.max(0, stratum.drawn - stratum.answers - refused - notReached - ineligible)),
        rate: isOverfull(stratum) ? '–' : rateOf([stratum]),
        population: count(stratum.population),
        weight:
          stratum.answers > 0
            ? decimalText(rounded(BigInt(stratum.population), BigInt(stratum.answers), 2), language)
            : '–',
      };
    }),
    reminders: remindersOn(shown, strata),
    overfull: overfull.map((stratum) => t.overfull({ stratum: stratumName(stratum) })),
    rate: overfull.length > 0 ? '–' : rateOf(strata),
    weightedRate: weighted && overfull.length === 0 ? percentText(weighted, language) : '–',
    index: index && indexWords(index, shown),
    indexNote: isPooled(measured.plan) ? t.indexPooled : t.indexWeighed,
  };
}

function indexWords(index: Figure, { isOvertaken, language }: ShownFrame) {
  const t = frameTexts[language];
  if (isOvertaken) return { value: t.indexOvertaken, people: '', interval: '' };
  if (index.state === 'hidden' && index.reason !== 'roundOpen')
    return { value: t.indexHidden, people: '', interval: '' };
  return lineWords({ figure: index }, language);
}

function remindersOn({ frame, language }: ShownFrame, strata: SampleResult['strata']) {
  const t = frameTexts[language];
  const count = (value: number): string => decimalText({ units: value, decimals: 0 }, language);
  const reminders = frame.reminders ?? [];
  const answers = answersIn(strata);
  const asked = strata.reduce((sum, { drawn, outcomes }) => sum + drawn - outcomes.ineligible, 0);
  return {
    waves: wavesOf(reminders, { answers, asked }).map(({ reminder, answers: came, rate }, index) => ({
      name: reminder ? t.reminder({ number: index }) : t.invitation,
      on: reminder ? dayText(reminder.on, language) : '–',
      way: reminder ? t.reminderWays[reminder.way] : '–',
      people: count(reminder?.people ?? drawnIn(frame.strata)),
      refused: reminder ? count(reminder.refused) : '–',
      notReached: reminder ? count(reminder.notReached) : '–',
      answers: count(came),
      rate: rate ? percentText(rate, language) : '–',
    })),
    mayAdd: reminders.length < remindersMax,
    mayRemove: reminders.length > 0,
  };
}

/** First and last letter of each file. */
function letterFiles(letters: number): readonly (readonly [number, number])[] {
  return Array.from({ length: Math.ceil(letters / lettersPerFile) }, (_, index) => [
    index * lettersPerFile + 1,
    Math.min(letters, (index + 1) * lettersPerFile),
  ]);
}
