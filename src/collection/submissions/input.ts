/** Input of a citizen's form: the only way from a request to a draft. */
import { withoutControls } from '../../platform/text/plainText.ts';
import type { WithBody } from '../../platform/web/formBody.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { answersFor, optionKey } from '../../design/surveys/several.ts';
import { noOpinionLevel, scaleOf, type Scale, type SurveyContent } from '../../design/surveys/survey.ts';
import { readFollowKey } from './followKey.ts';
import type { Draft } from './acceptSubmission.ts';

export const answerField = (questionId: string): string => `answer-${questionId}`;
export const commentField = (questionId: string): string => `comment-${questionId}`;
export const aboutField = (questionId: string): string => `about-${questionId}`;

/** Invisible to people; only programs fill it in. Its name attracts them. */
const honeypotField = 'website';

const fixedFields = [
  'form',
  'submissionId',
  'language',
  'switchTo',
  'comment',
  'code',
  'ticket',
  'wantsAnswer',
  'followKey',
  honeypotField,
];

export interface SentForm {
  /** Sealed form context. */
  readonly form: string;
  readonly submissionId: string;
  /** Language in which the form was shown. */
  readonly language: string;
  /** Language requested by the switch; nothing is stored then. */
  readonly switchTo?: string | undefined;
  /** One-time code as typed, and its ticket; only if the access point requires a code. */
  readonly code?: string | undefined;
  readonly ticket?: string | undefined;
  /** Content of the field that is invisible to people. */
  readonly website?: string | undefined;
  /** Key made with the form, with which the person would follow a reply. */
  readonly followKey?: string | undefined;
}

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * The fields of a submitted form that are the same for every survey. Each is a text of limited length, checked by
 * hand: validator chains would take a tenth of the time of a submission.
 *
 * @throws Problem malformed
 */
export function readSentForm(req: WithBody): SentForm {
  const sent: Readonly<Record<string, unknown>> = (req.body ?? {}) as Record<string, unknown>;
  const text = (name: string, lengthMin: number, lengthMax: number): string => {
    const value = sent[name];
    if (typeof value === 'string' && value.length >= lengthMin && value.length <= lengthMax) return value;
    throw malformedRequest();
  };
  const maybe = (name: string, lengthMin: number, lengthMax: number): string | undefined =>
    sent[name] === undefined ? undefined : text(name, lengthMin, lengthMax);

  const submissionId = text('submissionId', 36, 36).toLowerCase();
  if (!uuidV4.test(submissionId)) throw malformedRequest();
  return {
    form: text('form', 1, 1000),
    submissionId,
    language: text('language', 2, 20),
    switchTo: maybe('switchTo', 2, 20),
    code: maybe('code', 0, 100),
    ticket: maybe('ticket', 0, 100),
    website: maybe(honeypotField, 0, 1000),
    followKey: maybe('followKey', 0, 40),
  };
}

/**
 * The answers, validated against the survey version for which the form was opened.
 *
 * @throws Problem malformed if a field, level or option is not in that version
 */
export function readDraft(req: WithBody, survey: SurveyContent, submissionId: string): Draft {
  return draftOf(req.body as Record<string, unknown>, survey, submissionId);
}

/** The same for fields from another source. */
export function draftOf(
  sent: Readonly<Record<string, unknown>>,
  survey: SurveyContent,
  submissionId: string,
): Draft {
  const { questions, background, comments, known } = fieldsOf(survey);
  const answers: Record<string, number> = {};
  for (const { id, scale, fields } of questions) {
    const chosen = fields.flatMap(({ name, levels }) => {
      const text = readText(sent[name]);
      if (text === '') return [];
      const level = levels.get(text);
      if (level === undefined) throw malformedRequest();
      return level;
    });
    Object.assign(answers, answersFor(id, scale, chosen));
  }
  const about: Record<string, string> = {};
  for (const { id, name, options } of background) {
    const text = readText(sent[name]);
    if (text === '') continue;
    if (!options.has(text)) throw malformedRequest();
    about[id] = text;
  }
  if (Object.keys(sent).some((name) => !known.has(name))) throw malformedRequest();
  const comment = survey.comment ? readComment(sent['comment']) : '';
  const onQuestions = comments
    .map(({ id, name }) => [id, readComment(sent[name])] as const)
    .filter(([, text]) => text !== '');
  const followKey = survey.comment ? wantedKey(sent) : undefined;
  return {
    submissionId,
    answers,
    about,
    ...(comment === '' ? {} : { comment }),
    ...(onQuestions.length === 0 ? {} : { questionComments: Object.fromEntries(onQuestions) }),
    ...(followKey === undefined ? {} : { followKey }),
  };
}

/** A field with the level by the text that is sent for it. */
interface AnswerField {
  readonly name: string;
  readonly levels: ReadonlyMap<string, number>;
}

/** One for the levels; where several may be chosen, one for each option and one for none of them. */
function answerFields(questionId: string, { levels, noOpinion, several }: Scale): readonly AnswerField[] {
  const field = (name: string, offered: readonly number[]): AnswerField => ({
    name,
    levels: new Map(offered.map((level) => [String(level), level])),
  });
  const none = noOpinion ? [noOpinionLevel] : [];
  const all = levels.map(({ level }) => level);
  if (!several) return [field(answerField(questionId), [...none, ...all])];
  return [
    field(answerField(questionId), none),
    ...all.map((level) => field(answerField(optionKey(questionId, level)), [level])),
  ];
}

/** The fields of a survey version and what may be in them; made once for each version, which never changes. */
interface SurveyFields {
  readonly questions: readonly {
    readonly id: string;
    readonly scale: Scale;
    readonly fields: readonly AnswerField[];
  }[];
  /** Of questions that take a comment. */
  readonly comments: readonly { readonly id: string; readonly name: string }[];
  readonly background: readonly {
    readonly id: string;
    readonly name: string;
    readonly options: ReadonlySet<string>;
  }[];
  /** Every name that a form of this version may contain. */
  readonly known: ReadonlySet<string>;
}

const surveyFields = new WeakMap<SurveyContent, SurveyFields>();

function fieldsOf(survey: SurveyContent): SurveyFields {
  const made = surveyFields.get(survey);
  if (made) return made;
  const questions = survey.questions.map((question) => {
    const scale = scaleOf(survey, question);
    return { id: question.id, scale, fields: answerFields(question.id, scale) };
  });
  const background = survey.about.map(({ id, options }) => ({
    id,
    name: aboutField(id),
    options: new Set(options.map((option) => option.id)),
  }));
  const comments = survey.questions
    .filter(({ comment }) => comment)
    .map(({ id }) => ({ id, name: commentField(id) }));
  const named = [...questions.flatMap((question) => question.fields), ...background, ...comments];
  const known = new Set([...fixedFields, ...named.map(({ name }) => name)]);
  const fields = { questions, background, comments, known };
  surveyFields.set(survey, fields);
  return fields;
}

/** The key of the form, if the person ticked that they want a reply. */
function wantedKey(sent: Readonly<Record<string, unknown>>): string | undefined {
  if (readText(sent['wantsAnswer']) === '') return undefined;
  const key = readFollowKey(readText(sent['followKey']));
  if (key === undefined) throw malformedRequest(); // generated by us, not typed
  return key;
}

function readComment(value: unknown): string {
  return withoutControls(readText(value)).replaceAll('\r\n', '\n').normalize('NFC').trim();
}

/** One value as text; a missing value is the empty text, as browsers send for an empty field. */
function readText(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') throw malformedRequest();
  return value;
}
