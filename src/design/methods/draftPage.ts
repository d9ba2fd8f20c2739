/** The form of a draft, in one language: its fields as typed, each with its errors. */
import { messageFor } from '../../platform/text/catalogue.ts';
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
  statementsMax,
  type MethodFields,
  type PlainField,
} from './methodForm.ts';
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

const textAreas: Partial<Record<PlainField, number>> = {
  satisfiedLevels: 2,
  weights: 6,
  contents: 2,
  populations: 4,
  sourceVi: 2,
  sourceEn: 2,
};
/** Fields that may stay empty. */
const optional: readonly PlainField[] = [
  'nameEn',
  'sourceEn',
  'validFrom',
  'validTo',
  'satisfiedLevels',
  'questions',
  'weights',
  'contents',
  'populations',
];

export function draftPage({ draft, surveys, typed, errors, mayPublish }: ShownDraft, language: PageLanguage) {
  const t = methodTexts[language];
  const { method, surveyVersionId = '' } = draft;
  const survey = surveys.find(({ id }) => id === surveyVersionId);
  const values = typed?.fields ?? withMissingWeights(method, survey);
  const nameOf = namesFor(method, survey, language);
  const missing = draftErrors(method, survey).filter(isIncomplete);
  const incomplete = beside(missing, method, (error) => errorText(error, nameOf, language));
  return {
    draftId: draft.id,
    revision: draft.revision,
    isPublishing: draft.state === 'publishing',
    errors,
    fields: [
      {
        id: 'survey',
        label: t.survey,
        value: typed?.survey ?? surveyVersionId,
        error: errors['survey'],
        options: [
          { value: '', label: t.ownFrame },
          ...surveys.map(({ id, content, publishedOn }) => ({
            value: id,
            label: `${inLanguage(content.title, language)} · ${dayText(publishedOn, language)}`,
          })),
        ],
      },
      ...plainFields.map((id) => ({
        id,
        label: t.fields[id],
        hint: messageFor(t.hints, id),
        value: values[id] ?? '',
        rows: textAreas[id],
        type: id.startsWith('valid') ? 'date' : 'text',
        optional: optional.includes(id),
        error: errors[id] ?? (typed ? undefined : incomplete[id]),
        options: optionsOf(id, language),
      })),
    ],
    statements: statementRows(values).map((row) => ({
      title: t.statement({ row: row + 1 }),
      fields: statementParts.map((part) => ({
        id: statementField(row, part),
        label: t.statementParts[part],
        value: values[statementField(row, part)] ?? '',
        optional: true,
        options:
          part === 'Standing'
            ? Object.entries(t.standing).map(([value, label]) => ({ value, label }))
            : undefined,
      })),
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
function statementRows(values: MethodFields): number[] {
  const rows = Array.from({ length: statementsMax }, (_, row) => row);
  const filled = rows.filter((row) => (values[statementField(row, 'Vi')] ?? '') !== '');
  return rows.slice(0, Math.min(statementsMax, (filled.at(-1) ?? -1) + 2));
}

function optionsOf(id: PlainField, language: PageLanguage) {
  const choices = methodTexts[language].choices as Readonly<Record<string, Readonly<Record<string, string>>>>;
  const found = choices[id];
  return found && Object.entries(found).map(([value, label]) => ({ value, label }));
}
