/** The form of a draft, in one language: its fields as typed, each with its errors. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { methodKey, type Method } from '../../statistics/method/method.ts';
import { frameShape, missingWeights, type MethodError } from '../../statistics/method/methodErrors.ts';
import { surveyShape } from './surveyShape.ts';
import type { SurveyVersion } from '../surveys/survey.ts';
import { draftErrors, isIncomplete, type MethodDraft } from './draft.ts';
import {
  fieldsOf,
  plainFields,
  statementField,
  statementParts,
  statementRows,
  type MethodFields,
} from './methodForm.ts';
import { draftForm } from './input.ts';
import { errorText, fieldOf, namesFor } from './methodPage.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { methodTexts } from './texts.ts';

export interface ShownDraft {
  readonly draft: MethodDraft;
  readonly surveys: readonly SurveyVersion[];
  /** What was typed and refused; missing: the draft itself is shown. */
  readonly typed?: { readonly survey: string; readonly fields: MethodFields } | undefined;
  /** By field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly mayPublish: boolean;
}

export function draftPage({ draft, surveys, typed, errors, mayPublish }: ShownDraft, language: PageLanguage) {
  const t = methodTexts[language];
  const { method, surveyVersionId = '' } = draft;
  const survey = surveys.find(({ id }) => id === surveyVersionId);
  const values = typed?.fields ?? withMissingWeights(method, survey);
  const nameOf = namesFor(method, survey, language);
  const missing = draftErrors(method, survey).filter(isIncomplete);
  const incomplete = beside(missing, method, (error) => errorText(error, nameOf, language));
  const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = t.choices;
  const { fields: shown } = draftForm.onPage(
    language,
    { typed: { survey: typed?.survey ?? surveyVersionId, ...values } as never, errors },
    {
      survey: { options: surveyOptions(surveys, language) },
      ...Object.fromEntries(
        plainFields.map((id) => [
          id,
          { error: errors[id] ?? (typed ? undefined : incomplete[id]), options: optionsOf(choices[id]) },
        ]),
      ),
      ...Object.fromEntries(
        statementRows.map((row) => [statementField(row, 'Standing'), { options: optionsOf(t.standing) }]),
      ),
    },
  );
  return {
    draftId: draft.id,
    revision: draft.revision,
    isPublishing: draft.state === 'publishing',
    errors,
    fields: shown.slice(0, plainFields.length + 1),
    statements: filledStatements(values).map((row) => ({
      title: t.statement({ row: row + 1 }),
      fields: shown.filter(({ id }) => statementParts.some((part) => id === statementField(row, part))),
    })),
    missing: missing.map((error) => errorText(error, nameOf, language)),
    mayPublish: mayPublish && missing.length === 0 && !typed, // refused input is not what would be published
    publishLead: t.publishLead({ key: methodKey(method) }),
    whoPublishes: mayPublish ? undefined : t.notYours,
  };
}

/** Error messages by the field to which they belong. */
export function beside<Kind extends MethodError>(
  errors: readonly Kind[],
  method: Method,
  say: (error: Kind) => string,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const error of errors) {
    const field = fieldOf(error, method);
    found[field] = [found[field], say(error)].filter(Boolean).join(' ');
  }
  return found;
}

/** Adds a line for each weight that still has to be entered. */
function withMissingWeights(method: Method, survey: SurveyVersion | undefined): MethodFields {
  const fields = fieldsOf(method);
  const shape = survey ? surveyShape(survey.content, method) : frameShape(method);
  const contents = new Set(shape.factors.flatMap(({ content }) => content ?? []));
  const missing = missingWeights(method, shape);
  const lines = (before: string | undefined, ids: readonly string[]) =>
    [before, ...ids.map((id) => `${id}: `)].filter(Boolean).join('\n');
  return {
    ...fields,
    weights: lines(
      fields['weights'],
      missing.filter((id) => !contents.has(id)),
    ),
    contents: lines(
      fields['contents'],
      missing.filter((id) => contents.has(id)),
    ),
  };
}

/** As many as are filled in, and one empty row. */
function filledStatements(values: MethodFields): readonly number[] {
  const last = statementRows.findLast((row) => (values[statementField(row, 'Vi')] ?? '') !== '') ?? -1;
  return statementRows.slice(0, last + 2);
}

function optionsOf(names: Readonly<Record<string, string>> | undefined) {
  return names && Object.entries(names).map(([value, label]) => ({ value, label }));
}

function surveyOptions(surveys: readonly SurveyVersion[], language: PageLanguage) {
  return [
    { value: '', label: methodTexts[language].ownFrame },
    ...surveys.map(({ id, content, publishedOn }) => ({
      value: id,
      label: `${inLanguage(content.title, language)} · ${dayText(publishedOn, language)}`,
    })),
  ];
}
