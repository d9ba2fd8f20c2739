/** Reads what was typed into a round that can be answered and computed, or a message for each field that is wrong. */
import { channels } from '../accessPoints/accessPoint.ts';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { givingErrors } from '../methods/giveMethod.ts';
import { errorText, namesFor } from '../methods/methodPage.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { methodKey, type Method } from '../../statistics/method/method.ts';
import type { SurveyVersion } from '../surveys/survey.ts';
import type { Unit } from '../../registers/units/unit.ts';
import { readUnits } from '../../registers/units/unitLines.ts';
import { unitTreeOn } from '../../registers/units/unitTree.ts';
import { typedInstant } from '../../platform/calendar/clock.ts';
import type { RoundField, TypedRound } from './draft.ts';
import type { Round } from './round.ts';
import { roundTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

export interface RoundSurroundings {
  readonly surveys: readonly SurveyVersion[];
  readonly methods: readonly Method[];
  readonly rounds: readonly Round[];
  readonly units: readonly Unit[];
  readonly caller: Caller;
  readonly now: Date;
  readonly language: PageLanguage;
}

export type RoundErrors = Partial<Record<RoundField, string>>;

export type ReadRound =
  | { readonly round: Round; readonly errors?: undefined }
  | { readonly round?: undefined; readonly errors: RoundErrors };

/** @throws Problem notFound when a unit is outside the caller's scope */
export function readRound(id: string, typed: TypedRound, around: RoundSurroundings): ReadRound {
  const t = roundTexts[around.language].errors;
  const errors: RoundErrors = {};
  const survey = around.surveys.find((one) => one.id === typed.survey);
  const method = around.methods.find((one) => methodKey(one) === typed.method);
  const isPrevious = around.rounds.some((one) => one.id === typed.previous);
  const times = readTimes(typed, around, errors);
  const { unitIds, error } = readScope(typed.units, dayOf(times.opensAt), around);
  const asked = channels.filter((channel) => typed.channels.includes(channel));

  if (typed.titleVi === '') errors.titleVi = t.title;
  if (!survey) errors.survey = t.survey;
  if (!method) errors.method = t.method;
  if (error !== undefined) errors.units = error;
  if (asked.length === 0) errors.channels = t.channels;
  if (typed.previous !== '' && !isPrevious) errors.previous = t.previous;
  const round: Round = {
    id,
    title: { vi: typed.titleVi, ...(typed.titleEn === '' ? {} : { en: typed.titleEn }) },
    surveyVersionId: typed.survey,
    methodIds: [typed.method, ...typed.further.filter((key) => key !== typed.method)],
    ...times,
    unitIds,
    unitsOn: dayOf(times.opensAt),
    ...(isPrevious ? { previousRoundId: typed.previous } : {}),
    resultsFor: typed.resultsFor === 'everybody' ? 'everybody' : 'staff',
    sampleKind: typed.sampleKind === 'probability' ? 'probability' : 'selfSelected',
    ...(asked.length === channels.length ? {} : { channels: asked }),
  };
  if (survey && method && error === undefined) readMethods(round, survey, around, errors);
  return Object.keys(errors).length > 0 ? { errors } : { round };
}

/** Two years with a leap day: a round is closed and published, not kept open for good. */
const longestMs = (2 * 365 + 1) * 24 * 60 * 60 * 1000;

/** @param errors receives the errors of the two fields */
function readTimes(
  { opens, closes }: TypedRound,
  { now, language }: RoundSurroundings,
  errors: RoundErrors,
): Pick<Round, 'opensAt' | 'closesAt'> {
  const t = roundTexts[language].errors;
  const opensAt = opens === '' ? now : typedInstant(opens);
  const closesAt = typedInstant(closes);
  if (!opensAt) errors.opens = t.time;
  if (!closesAt) errors.closes = t.time;
  else if (closesAt <= (opensAt ?? now)) errors.closes = t.closesFirst;
  else if (closesAt <= now) errors.closes = t.closesInPast;
  else if (closesAt.getTime() - (opensAt ?? now).getTime() > longestMs) errors.closes = t.tooLong;
  return { opensAt: opensAt ?? now, closesAt: closesAt ?? now };
}

/** @throws Problem notFound when a line names only units outside the caller's scope */
function readScope(
  text: string,
  day: string,
  { units, caller, language }: RoundSurroundings,
): { readonly unitIds: readonly string[]; readonly error?: string } {
  const isTheirs = (id: string): boolean => caller.may('runRounds', id);
  const read = readUnits(text, units, { day, today: caller.units.day, isTheirs });
  const { unitIds, error } = read;
  if (read.isForeign) throw notYours();
  if (error) return { unitIds, error: error[language] };
  const tree = unitTreeOn(units, day);
  const inside = unitIds.find((id) =>
    unitIds.some((other) => other !== id && tree.subtreeIds(other).includes(id)),
  );
  if (inside === undefined) return { unitIds };
  const name = inLanguage(tree.name(inside), language);
  return { unitIds, error: roundTexts[language].errors.unitTwice({ name }) };
}

/** Each method must be computable from the survey; the number of transactions is known only afterwards. */
function readMethods(
  round: Round,
  survey: SurveyVersion,
  { methods, units, language }: RoundSurroundings,
  errors: RoundErrors,
): void {
  const tree = unitTreeOn(units, round.unitsOn);
  round.methodIds.forEach((key, index) => {
    const method = methods.find((one) => methodKey(one) === key);
    if (!method) {
      errors.further = roundTexts[language].errors.method;
      return;
    }
    const nameOf = (id: string) =>
      tree.has(id) ? inLanguage(tree.name(id), language) : namesFor(method, survey, language)(id);
    const said = givingErrors(method, { round, survey, tree, transactions: {} })
      .filter(({ kind }) => kind !== 'caseloadOfUnitMissing')
      .map((error) => errorText(error, nameOf, language));
    if (said.length > 0) errors[index === 0 ? 'method' : 'further'] = `${key}: ${said.join(' ')}`;
  });
}
