/** The fields of the forms of improvement actions. */
import type { Caller } from '../../access/accounts/caller.ts';
import { unitOptions } from '../../access/accounts/unitOptions.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { FigureFinder } from '../../dissemination/publications/standingFigures.ts';
import type { Round } from '../../design/rounds/round.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import type { FieldErrors, SentImprovementAction, SentNote } from './input.ts';
import { criterionKey, type CriterionChoice } from './criterion.ts';
import { improvementActionStates, weakPointKey, type WeakPoint } from './improvementAction.ts';
import { weakPointText } from './outcome.ts';
import { improvementActionTexts, type ImprovementActionTexts } from './texts.ts';

interface WhereForm {
  readonly caller: Caller;
  readonly ended: readonly Round[];
  readonly sent: SentImprovementAction;
  readonly errors: FieldErrors;
  readonly language: PageLanguage;
}

/** Fields for the round and the unit. */
export function whereFields({ caller, ended, sent, errors, language }: WhereForm) {
  const t = improvementActionTexts[language];
  return [
    {
      id: 'round',
      label: t.round,
      value: sent.round,
      error: errors['round'],
      options: ended.map(({ id, title }) => ({ value: id, label: inLanguage(title, language) })),
    },
    {
      id: 'unit',
      label: t.unit,
      value: sent.unit,
      error: errors['unit'],
      options: unitOptions(caller, 'keepImprovementActions', language),
    },
  ];
}

interface PromiseForm {
  readonly measured: MeasuredRound;
  readonly figure: FigureFinder;
  readonly sent: SentImprovementAction;
  readonly errors: FieldErrors;
  readonly language: PageLanguage;
  /** Empty: no fields for criteria. */
  readonly criteria: readonly CriterionChoice[];
}

/** Fields of the promise, once round and unit are chosen. */
export function improvementActionFields(form: PromiseForm) {
  const { sent, errors, language, criteria } = form;
  const t = improvementActionTexts[language];
  return [
    {
      id: 'weakPoint',
      label: t.weakPoint,
      hint: t.weakPointHint,
      value: sent.weakPoint,
      options: [{ value: '', label: '–' }, ...weakPointOptions(form)],
    },
    { id: 'what', label: t.what, hint: t.whatHint, value: sent.what, rows: 3 },
    { id: 'who', label: t.who, hint: t.whoHint, value: sent.who },
    { id: 'until', label: t.until, value: sent.until, type: 'date' },
    { id: 'target', label: t.target, hint: t.targetHint, value: sent.target, inputmode: 'decimal' },
    ...(criteria.length === 0 && sent.criterion === '' ? [] : criterionFields(sent, criteria, language)),
  ].map((field) => ({ ...field, error: errors[field.id] }));
}

function criterionFields(
  sent: SentImprovementAction,
  criteria: readonly CriterionChoice[],
  language: PageLanguage,
) {
  const t = improvementActionTexts[language];
  const options = criteria.map((one) => ({
    value: criterionKey(one),
    label: t.criterionOption({ year: one.year, title: `${one.code}. ${inLanguage(one.title, language)}` }),
  }));
  return [
    {
      id: 'criterion',
      label: t.criterion,
      hint: t.criterionHint,
      value: sent.criterion,
      options: [{ value: '', label: '–' }, ...options],
    },
    {
      id: 'criterionTarget',
      label: t.criterionTarget,
      value: sent.criterionTarget,
      inputmode: 'decimal',
      optional: true,
    },
  ];
}

/** Each factor followed by its questions, with figures, so that weak ones stand out. */
function weakPointOptions({
  measured,
  figure,
  sent,
  language,
}: PromiseForm): readonly { value: string; label: string }[] {
  const t = improvementActionTexts[language];
  const { content } = measured.survey;
  const option = (point: WeakPoint, say: ImprovementActionTexts['factorOption']) => ({
    value: weakPointKey(point),
    label: say({
      name: inLanguage(weakPointText(point, content), language),
      value: lineWords({ figure: figure(sent.unit, point) }, language).value,
    }),
  });
  return content.factors.flatMap(({ id: factorId }) => [
    option({ kind: 'factor', id: factorId }, t.factorOption),
    ...content.questions
      .filter((question) => question.factorId === factorId)
      .map(({ id }) => option({ kind: 'question', id }, t.questionOption)),
  ]);
}

export function noteFields(sent: SentNote, errors: FieldErrors, t: ImprovementActionTexts) {
  return [
    { id: 'text', label: t.noteText, hint: t.noteHint, value: sent.text, rows: 3 },
    {
      id: 'evidence',
      label: t.evidence,
      hint: t.evidenceHint,
      value: sent.evidence,
      type: 'url',
      optional: true,
    },
    {
      id: 'state',
      label: t.state,
      value: sent.state,
      options: improvementActionStates.map((state) => ({ value: state, label: t.states[state] })),
    },
  ].map((field) => ({ ...field, error: errors[field.id] }));
}
