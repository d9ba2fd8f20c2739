/** The form of a draft, in one language: its fields as typed, each with its errors. */
import type { PageField } from '../../platform/web/form.ts';
import { conflictOf } from '../drafts/conflict.ts';
import { draftTexts } from '../drafts/texts.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { methodKey, type Method } from '../../statistics/method/method.ts';
import { frameShape, missingWeights, type MethodError } from '../../statistics/method/methodErrors.ts';
import { surveyShape } from './surveyShape.ts';
import type { SurveyVersion } from '../surveys/survey.ts';
import { draftErrors, type MethodDraft } from './draft.ts';
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
  readonly errors?: Readonly<Record<string, string>>;
  /** Somebody else saved the draft after the form was opened. */
  readonly hasConflict?: boolean;
  readonly mayPublish: boolean;
}

export function draftPage(shown: ShownDraft, language: PageLanguage) {
  const { draft, surveys, typed, errors = {}, hasConflict, mayPublish } = shown;
  const t = methodTexts[language];
  const { method, surveyVersionId = '' } = draft.content;
  const survey = surveys.find(({ id }) => id === surveyVersionId);
  const saved = { survey: surveyVersionId, fields: withMissingWeights(method, survey) };
  const nameOf = namesFor(method, survey, language);
  const missing = draftErrors(method, survey);
  const incomplete = beside(missing, method, (error) => errorText(error, nameOf, language));
  const { survey: against, fields: values } = typed ?? saved;
  const fields = fieldsOnPage(
    { survey: against, fields: values },
    typed ? errors : incomplete,
    surveys,
    language,
  );
  return {
    errors,
    fields: fields.slice(0, plainFields.length + 1),
    statements: filledStatements(values).map((row) => ({
      title: t.statement({ row: row + 1 }),
      fields: fields.filter(({ id }) => statementParts.some((part) => id === statementField(row, part))),
    })),
    conflict: hasConflict && conflictOf(draft, fieldsOnPage(saved, {}, surveys, language), fields, language),
    end: {
      label: t.publish,
      lead: t.publishLead({ key: methodKey(method) }),
      later: typed && draftTexts[language].saveFirst, // refused input is not what would be published
      faults: missing.map((error) => errorText(error, nameOf, language)),
      refusal: mayPublish ? undefined : t.notYours,
    },
  };
}

function fieldsOnPage(
  { survey, fields }: NonNullable<ShownDraft['typed']>,
  errors: Readonly<Record<string, string>>,
  surveys: readonly SurveyVersion[],
  language: PageLanguage,
): readonly PageField[] {
  const t = methodTexts[language];
  const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = t.choices;
  const typed = { survey, ...fields } as Partial<typeof draftForm.empty.typed>;
  return draftForm.onPage(
    language,
    { ...draftForm.filled(typed), errors },
    {
      survey: { options: surveyOptions(surveys, language) },
      ...Object.fromEntries(plainFields.map((id) => [id, { options: optionsOf(choices[id]) }])),
      ...Object.fromEntries(
        statementRows.map((row) => [statementField(row, 'Standing'), { options: optionsOf(t.standing) }]),
      ),
    },
  ).fields;
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
