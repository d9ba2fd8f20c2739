/** Input of the pages of cases. Routes handle what a person can correct; input of the wrong shape is refused as a whole. */
import type { Request } from 'express';
import { body, query } from 'express-validator';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { malformedRequest, readFields } from '../../platform/web/input.ts';
import { setAsideReasons, type SetAsideReason } from './case.ts';
import { topicIds, type TopicId } from '../../processing/comments/topics.ts';
import { readFollowKey } from '../../collection/submissions/followKey.ts';

export const commentLengthMax = 2000;
/** Staff may write more: several comments can share one answer. */
export const staffTextLengthMax = 8000;

export interface Feedback {
  readonly caseId: string;
  readonly followKey: string;
  readonly unitId: string;
  readonly comment: string;
  readonly wantsAnswer: boolean;
  /** Honeypot field, invisible to people. */
  readonly website: string;
}

const text = (name: string, lengthMax = 20_000) => body(name).isString().isLength({ max: lengthMax });

export async function readFeedback(req: Request): Promise<Feedback> {
  const fields = (await readFields(req, [
    body('caseId').isString().isUUID(4).toLowerCase(),
    text('followKey', 40),
    text('unit', 100),
    text('comment'),
    body('wantsAnswer').optional().isString().equals('yes'),
    text('website', 1000).optional(),
  ])) as Record<string, string | undefined>;
  const followKey = readFollowKey(fields['followKey'] ?? '');
  if (followKey === undefined) throw malformedRequest();
  return {
    caseId: fields['caseId']!,
    followKey,
    unitId: fields['unit']!,
    comment: writtenText(fields['comment']),
    wantsAnswer: fields['wantsAnswer'] === 'yes',
    website: fields['website'] ?? '',
  };
}

/** As typed by a person, possibly with a wrong letter. */
export async function readKeyAsTyped(req: Request): Promise<string> {
  const fields = await readFields(req, [text('key', 100)]);
  return String(fields['key']);
}

export type CitizenAction = 'verdict' | 'tellMore' | 'reopen';

export async function readCitizenAction(
  req: Request,
): Promise<{ action: CitizenAction; helped: boolean; text: string }> {
  const fields = (await readFields(req, [
    body('action').isIn(['verdict', 'tellMore', 'reopen']),
    body('helped').optional().isIn(['yes', 'no']),
    text('text').optional(),
  ])) as { action: CitizenAction; helped?: string; text?: string };
  if (fields.action === 'verdict' && fields.helped === undefined) throw malformedRequest();
  return { action: fields.action, helped: fields.helped === 'yes', text: writtenText(fields.text) };
}

export type ScreeningAction = 'assign' | 'setAside' | 'refuse' | 'publish' | 'withdraw';

export interface Screening {
  readonly action: ScreeningAction;
  readonly version: number;
  readonly text: string;
  readonly unitId: string;
  readonly reason: SetAsideReason;
  readonly question: string;
  readonly answer: string;
}

export async function readScreening(req: Request): Promise<Screening> {
  const fields = (await readFields(req, [
    body('action').isIn(['assign', 'setAside', 'refuse', 'publish', 'withdraw']),
    body('version').isInt({ min: 1 }).toInt(),
    text('text').optional(),
    text('unit', 100).optional(),
    body('reason')
      .optional()
      .isIn([...setAsideReasons]),
    text('question').optional(),
    text('answer').optional(),
  ])) as Record<string, string | undefined>;
  return {
    action: fields['action'] as ScreeningAction,
    version: Number(fields['version']),
    text: writtenText(fields['text']),
    unitId: fields['unit'] ?? '',
    reason: (fields['reason'] ?? 'spam') as SetAsideReason,
    question: writtenText(fields['question']),
    answer: writtenText(fields['answer']),
  };
}

export interface Handling {
  readonly action: 'answer' | 'askMore' | 'giveBack';
  readonly version: number;
  readonly text: string;
}

export async function readHandling(req: Request): Promise<Handling> {
  const fields = (await readFields(req, [
    body('action').isIn(['answer', 'askMore', 'giveBack']),
    body('version').isInt({ min: 1 }).toInt(),
    text('text'),
  ])) as unknown as Handling;
  return { ...fields, text: writtenText(fields.text) };
}

function writtenText(value: string | undefined): string {
  return (value ?? '').replaceAll('\r\n', '\n').normalize('NFC').trim();
}

/** The search in comments; unused parts are empty texts. */
export interface CommentRequest {
  readonly q: string;
  readonly topic: TopicId | '';
  /** Any day of the first week; `to` is any day of the last. */
  readonly from: string;
  readonly to: string;
  readonly page: number;
}

/** @throws Problem malformed */
export async function readCommentRequest(req: Request): Promise<CommentRequest> {
  const day = (name: string) =>
    query(name)
      .optional()
      .isString()
      .custom((typed: string) => typed === '' || isCalendarDay(typed));
  const fields = await readFields(req, [
    query('q').optional().isString().isLength({ max: 200 }).trim(),
    query('topic')
      .optional()
      .isString()
      .isIn(['', ...topicIds]),
    day('from'),
    day('to'),
    query('page').optional().isInt({ min: 1, max: 10_000 }).toInt(),
  ]);
  return { q: '', topic: '', from: '', to: '', page: 1, ...fields };
}
