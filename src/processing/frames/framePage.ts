/** A frame in the words and number format of one language, for `views/processing/frames/frame.ejs`. */
import { tableRows, textColumns } from '../../access/web/columns.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { countText, decimalText, percentText } from '../../platform/text/numbers.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { lineWords } from '../results/lineWords.ts';
import { isPooled, type MeasuredRound } from '../results/results.ts';
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
  const count = (value: number): string => countText(value, language);
  const { strata, index } = sampleResult(frame, measured, now);
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
    strata: strata.map((stratum) => ({
      name: stratumName(stratum),
      drawn: count(stratum.drawn),
      batches: stratum.batchIds.map((id, number) => ({ id, label: t.batch({ number: number + 1 }) })),
    })),
    sizes: strataRows(shown, strata, {
      title: t.stratum,
      keys: frame.state === 'sized' ? ['people', 'drawn'] : ['people'],
    }),
    results: strataRows(shown, strata, {
      title: t.result,
      keys: ['people', 'drawn', 'answers', 'noNews', 'rate', 'population', 'weight'],
    }),
    reminders: remindersOn(shown, strata),
    overfull: overfull.map((stratum) => t.overfull({ stratum: stratumName(stratum) })),
    rate: overfull.length > 0 ? '–' : (rateText(strata, language) ?? '–'),
    weightedRate: weighted && overfull.length === 0 ? percentText(weighted, language) : '–',
    index: index && indexWords(index, shown),
    indexNote: isPooled(measured.plan) ? t.indexPooled : t.indexWeighed,
  };
}

function rateText(strata: SampleResult['strata'], language: PageLanguage): string | undefined {
  const rate = responseRate(strata);
  return rate && percentText(rate, language);
}

type NumberColumn = 'people' | 'drawn' | 'answers' | 'noNews' | 'rate' | 'population' | 'weight';

function strataRows(
  { stratumName, language }: ShownFrame,
  strata: SampleResult['strata'],
  { title, keys }: { readonly title: string; readonly keys: readonly NumberColumn[] },
) {
  const t = frameTexts[language];
  const lines = strata.map((stratum) => {
    const { people, drawn, answers, population, outcomes } = stratum;
    const { refused, notReached, ineligible } = outcomes;
    return {
      stratum: stratumName(stratum),
      people,
      drawn,
      answers,
      noNews: Math.max(0, drawn - answers - refused - notReached - ineligible),
      rate: isOverfull(stratum) ? undefined : rateText([stratum], language),
      population,
      weight:
        answers > 0 ? decimalText(rounded(BigInt(population), BigInt(answers), 2), language) : undefined,
    };
  });
  const columns = [...textColumns(t, ['stratum']), ...textColumns(t, keys, { isNumber: true })];
  return tableRows(columns, lines, { title, language });
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
  const reminders = frame.reminders ?? [];
  const answers = answersIn(strata);
  const asked = strata.reduce((sum, { drawn, outcomes }) => sum + drawn - outcomes.ineligible, 0);
  const waves = wavesOf(reminders, { answers, asked }).map(
    ({ reminder, answers: answersThen, rate }, index) => ({
      wave: reminder ? t.reminder({ number: index }) : t.invitation,
      reminderOn: reminder?.on,
      reminderWay: reminder && t.reminderWays[reminder.way],
      remindedPeople: reminder?.people ?? drawnIn(frame.strata),
      refusedThen: reminder?.refused,
      notReachedThen: reminder?.notReached,
      answersThen,
      rateSoFar: rate && percentText(rate, language),
    }),
  );
  const columns = [
    ...textColumns(t, ['wave']),
    ...textColumns(t, ['reminderOn'], { isDay: true }),
    ...textColumns(t, ['reminderWay']),
    ...textColumns(t, ['remindedPeople', 'refusedThen', 'notReachedThen', 'answersThen', 'rateSoFar'], {
      isNumber: true,
    }),
  ];
  return {
    waves: tableRows(columns, waves, { title: t.reminders, language }),
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
