/** What a citizen's form sends: the only way from a request to a draft. */
import type { Request } from 'express';
import { body } from 'express-validator';
import { malformedRequest, readFields } from '../web/input.ts';
import { noOpinionLevel, scaleOf, type SurveyContent } from '../surveys/survey.ts';
import { readFollowKey } from '../cases/followKey.ts';
import type { Draft } from './acceptSubmission.ts';

export const answerField = (questionId: string): string => `answer-${questionId}`;
export const aboutField = (questionId: string): string => `about-${questionId}`;

/** Hidden from people; what fills it in is a program. Its name promises something to one. */
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
  /** Language that the form was shown in. */
  readonly language: string;
  /** Language asked for by the switch; then nothing is to be stored. */
  readonly switchTo?: string | undefined;
  /** One-time code as it was typed, and what ties it to this form; only where the access point wants one. */
  readonly code?: string | undefined;
  readonly ticket?: string | undefined;
  /** What stands in the field that people do not see. */
  readonly website?: string | undefined;
  /** Key that the form was made with, by which the person would follow an answer. */
  readonly followKey?: string | undefined;
}

/** Made once: making them is dearer than running them. */
const sentFormChains = [
  body('form').isString().isLength({ min: 1, max: 1000 }),
  body('submissionId').isString().isUUID(4).toLowerCase(),
  body('language').isString().isLength({ min: 2, max: 20 }),
  body('switchTo').optional().isString().isLength({ min: 2, max: 20 }),
  body('code').optional().isString().isLength({ max: 100 }),
  body('ticket').optional().isString().isLength({ max: 100 }),
  body('followKey').optional().isString().isLength({ max: 40 }),
  body(honeypotField).optional().isString().isLength({ max: 1000 }),
];

/**
 * The part of a sent form that is the same for every survey.
 *
 * @throws Problem malformed
 */
export async function readSentForm(req: Request): Promise<SentForm> {
  const fields = await readFields(req, sentFormChains);
  return fields as unknown as SentForm;
}

/**
 * The answers, held against the survey version that the form was opened on.
 *
 * @throws Problem malformed when a field, level or option is not of that version
 */
export function readDraft(req: Request, survey: SurveyContent, submissionId: string): Draft {
  return draftOf(req.body as Record<string, unknown>, survey, submissionId);
}

/** The same for fields that came in another way. */
export function draftOf(
  sent: Readonly<Record<string, unknown>>,
  survey: SurveyContent,
  submissionId: string,
): Draft {
  const known = new Set(fixedFields);
  const answers: Record<string, number> = {};
  for (const question of survey.questions) {
    const name = answerField(question.id);
    known.add(name);
    const text = readText(sent[name]);
    if (text === '') continue;
    const { levels, noOpinion } = scaleOf(survey, question);
    const offered = noOpinion
      ? [noOpinionLevel, ...levels.map(({ level }) => level)]
      : levels.map(({ level }) => level);
    const level = offered.find((candidate) => String(candidate) === text);
    if (level === undefined) throw malformedRequest();
    answers[question.id] = level;
  }
  const about: Record<string, string> = {};
  for (const question of survey.about) {
    const name = aboutField(question.id);
    known.add(name);
    const text = readText(sent[name]);
    if (text === '') continue;
    if (!question.options.some((option) => option.id === text)) throw malformedRequest();
    about[question.id] = text;
  }
  if (Object.keys(sent).some((name) => !known.has(name))) throw malformedRequest();
  const comment = survey.comment
    ? readText(sent['comment']).replaceAll('\r\n', '\n').normalize('NFC').trim()
    : '';
  const followKey = survey.comment ? wantedKey(sent) : undefined;
  return {
    submissionId,
    answers,
    about,
    ...(comment === '' ? {} : { comment }),
    ...(followKey === undefined ? {} : { followKey }),
  };
}

/** The key that came with the form, where the person ticked that they want an answer. */
function wantedKey(sent: Readonly<Record<string, unknown>>): string | undefined {
  if (readText(sent['wantsAnswer']) === '') return undefined;
  const key = readFollowKey(readText(sent['followKey']));
  if (key === undefined) throw malformedRequest(); // made by us, and not typed
  return key;
}

/** One value as text; nothing sent is the empty text, as browsers do for an empty field. */
function readText(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') throw malformedRequest();
  return value;
}
