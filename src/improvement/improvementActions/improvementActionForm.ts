/** The fields of the forms of improvement actions. */
import type { Caller } from '../../access/accounts/caller.ts';
import { unitOptions } from '../../access/accounts/unitOptions.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { ratedPart } from '../../design/surveys/survey.ts';
import type { FigureFinder } from '../../dissemination/publications/standingFigures.ts';
import type { Round } from '../../design/rounds/round.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import { improvementActionForm } from './input.ts';
import { criterionKey, type CriterionChoice } from './criterion.ts';
import { weakPointKey, type WeakPoint } from './improvementAction.ts';
import { weakPointText } from './outcome.ts';
import { improvementActionTexts, type ImprovementActionTexts } from './texts.ts';

type Filled = typeof improvementActionForm.empty;

/** Fields for the round and the unit. */
export function whereOnPage(shown: Filled, caller: Caller, ended: readonly Round[], language: PageLanguage) {
  const { fields } = improvementActionForm.onPage(language, shown, {
    round: { options: ended.map(({ id, title }) => ({ value: id, label: inLanguage(title, language) })) },
    unit: { options: unitOptions(caller, 'keepImprovementActions', language) },
  });
  return fields.slice(0, 2);
}

interface PromiseForm {
  readonly shown: Filled;
  readonly measured: MeasuredRound;
  readonly figure: FigureFinder;
  readonly language: PageLanguage;
  /** Empty: no fields for criteria. */
  readonly criteria: readonly CriterionChoice[];
}

/** Fields of the promise, once round and unit are chosen. */
export function promiseOnPage(promise: PromiseForm) {
  const { shown, language, criteria } = promise;
  const t = improvementActionTexts[language];
  const none = { value: '', label: '–' };
  const hasCriteria = criteria.length > 0 || shown.typed.criterion !== '';
  const options = criteria.map((one) => ({
    value: criterionKey(one),
    label: t.criterionOption({ year: one.year, title: `${one.code}. ${inLanguage(one.title, language)}` }),
  }));
  return improvementActionForm.onPage(language, shown, {
    round: false,
    unit: false,
    weakPoint: { options: [none, ...weakPointOptions(promise)] },
    criterion: hasCriteria && { options: [none, ...options] },
    criterionTarget: hasCriteria && {},
  }).fields;
}

/** Each factor followed by its questions, with figures, so that weak ones stand out. */
function weakPointOptions({
  measured,
  figure,
  shown,
  language,
}: PromiseForm): readonly { value: string; label: string }[] {
  const t = improvementActionTexts[language];
  const content = ratedPart(measured.survey.content);
  const option = (point: WeakPoint, say: ImprovementActionTexts['factorOption']) => ({
    value: weakPointKey(point),
    label: say({
      name: inLanguage(weakPointText(point, content), language),
      value: lineWords({ figure: figure(shown.typed.unit, point) }, language).value,
    }),
  });
  return content.factors.flatMap(({ id: factorId }) => [
    option({ kind: 'factor', id: factorId }, t.factorOption),
    ...content.questions
      .filter((question) => question.factorId === factorId)
      .map(({ id }) => option({ kind: 'question', id }, t.questionOption)),
  ]);
}
