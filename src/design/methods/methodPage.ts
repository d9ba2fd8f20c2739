/** A method in plain words, in one language. */
import { said } from '../../platform/text/catalogue.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { FactorShape, Method } from '../../statistics/method/method.ts';
import { methodKey } from '../../statistics/method/method.ts';
import { frameErrors, type MethodError } from '../../statistics/method/methodErrors.ts';
import { oneStop2018 } from '../../statistics/method/presets/oneStop2018.ts';
import { ONE_STOP_EDGES } from '../../statistics/estimation/oneStop.ts';
import { frameNames } from '../../statistics/method/presets/sipas2023Frame.ts';
import type { SurveyVersion } from '../surveys/survey.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import type { GivingError } from './giveMethod.ts';
import { methodTexts } from './texts.ts';

export function methodPage(method: Method, language: PageLanguage) {
  const t = methodTexts[language];
  const nameOf = namesFor(method, undefined, language);
  return {
    key: methodKey(method),
    name: inLanguage(method.name, language),
    source: inLanguage(method.provenance.source, language),
    rows: rowsOf(method, language),
    statements: method.provenance.statements.map(({ what, standing, by }) => ({
      what: inLanguage(what, language),
      standing: t.standing[standing],
      by,
    })),
    unconfirmed: method.provenance.statements.filter(({ standing }) => standing === 'unconfirmed').length,
    missing: missingOf(method).map(nameOf),
    classes:
      method.id === oneStop2018.id
        ? ONE_STOP_EDGES.map(([name, edge]) => ({
            className: t.classes[name],
            classPoints: t.classFrom({ points: edge }),
          }))
        : [],
  };
}

/** Ids that a method has to weight according to its own frame and does not. */
function missingOf(method: Method): string[] {
  return frameErrors(method).flatMap((error) => (error.kind === 'weightMissing' ? [error.id] : []));
}

function rowsOf(method: Method, language: PageLanguage): { label: string; text: string }[] {
  const t = methodTexts[language];
  const { fields, choices } = t;
  const number = (value: number): string =>
    new Intl.NumberFormat(language, { maximumFractionDigits: 12 }).format(value);
  const day = (written: string | undefined): string =>
    written === undefined ? t.alwaysValid : dayText(written, language);
  const nameOf = namesFor(method, undefined, language);
  const table = (entries: Readonly<Record<string, number>>): string =>
    Object.entries(entries)
      .map(([id, value]) => `${nameOf(id)}: ${number(value)}`)
      .join('; ');
  const isShare = method.mode === 'share';
  const { weights, populations } = method;
  const rows: (readonly [string, string] | false)[] = [
    [fields.mode, choices.mode[method.mode]],
    isShare && [
      fields.satisfiedLevels,
      Object.entries(method.satisfiedLevels)
        .map(([levels, satisfied]) => t.levelsOf({ levels, satisfied: satisfied.join(', ') }))
        .join('; '),
    ],
    !isShare && [fields.meanScore, choices.meanScore[method.meanScore]],
    [fields.noOpinion, choices.noOpinion[method.noOpinion]],
    [fields.questions, method.questions?.join(', ') ?? t.everyQuestion],
    [fields.minimumValid, number(method.minimumValid)],
    [fields.aggregation, choices.aggregation[method.aggregation]],
    weights !== undefined && Object.keys(weights.byId).length > 0 && [fields.weights, table(weights.byId)],
    Object.keys(weights?.contents ?? {}).length > 0 && [fields.contents, table(weights?.contents ?? {})],
    [fields.acrossUnits, choices.acrossUnits[method.acrossUnits]],
    populations !== undefined && [fields.populations, table(populations)],
    [fields.decimals, number(method.decimals)],
    [fields.changeOf, choices.changeOf[method.changeOf]],
    [fields.interval, choices.interval[method.interval]],
    [fields.validFrom, day(method.validFrom)],
    [fields.validTo, day(method.validTo)],
  ];
  return rows.flatMap((row) => (row ? [{ label: row[0], text: row[1] }] : []));
}

/** "access – Tiếp cận dịch vụ" if it has a name, else the id alone. */
export function namesFor(method: Method, survey: SurveyVersion | undefined, language: PageLanguage) {
  const names = new Map<string, string>();
  if (method.factors) {
    for (const [id, name] of Object.entries(frameNames)) names.set(id, inLanguage(name, language));
  }
  for (const { id, title } of survey?.content.factors ?? []) names.set(id, inLanguage(title, language));
  for (const { id, text } of survey?.content.questions ?? []) names.set(id, inLanguage(text, language));
  return (id: string): string => (names.has(id) ? `${id} (${names.get(id)})` : id);
}

export function errorText(
  error: MethodError | GivingError,
  nameOf: (id: string) => string,
  language: PageLanguage,
): string {
  const dayOf = (day: string | undefined): string => (day ? dayText(day, language) : 'none');
  const {
    id = '',
    content,
    questions = 0,
    validFrom,
    validTo,
  } = error as {
    readonly [name in 'id' | 'content' | 'validFrom' | 'validTo']?: string;
  } & { readonly questions?: number };
  return said(methodTexts[language].errors[error.kind], {
    ...error,
    name: nameOf(id),
    content: content === undefined ? 'none' : nameOf(content),
    questions: Math.max(1, questions),
    from: dayOf(validFrom),
    to: dayOf(validTo),
  });
}

/** The form field next to which an error is shown. */
export function fieldOf(error: MethodError, { factors = [] }: Method): string {
  switch (error.kind) {
    case 'noQuestions':
    case 'unknownQuestion':
    case 'questionTwice':
    case 'scaleTooShort':
      return 'questions';
    case 'satisfiedLevelsMissing':
    case 'levelOffScale':
      return 'satisfiedLevels';
    case 'weightMissing':
    case 'weightUnknown':
    case 'weightNegative':
      return isContent(error.id, factors) ? 'contents' : 'weights';
    case 'weightsMissing':
    case 'weightsAllZero':
      return 'weights';
    case 'factorWithoutContent':
      return 'contents';
    case 'minimumOutOfRange':
      return 'minimumValid';
    case 'decimalsOutOfRange':
      return 'decimals';
    case 'validityReversed':
      return 'validTo';
    case 'populationsMissing':
    case 'populationNotWhole':
      return 'populations';
  }
}

function isContent(id: string, factors: readonly FactorShape[]): boolean {
  return factors.some(({ content }) => content === id);
}
