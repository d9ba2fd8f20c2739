import assert from 'node:assert/strict';
import { followKeyHash } from './followKey.ts';
import type { Problem } from '../../platform/problem.ts';
import { drawnBytes } from '../../platform/randomPool.ts';
import { flagsOf, type Circumstances } from '../quality/flag.ts';
import { arrival, type Round } from '../../design/rounds/round.ts';
import { onlyAsked } from '../../design/surveys/condition.ts';
import { ratedAnswers, type SurveyVersion } from '../../design/surveys/survey.ts';
import { receiptCode } from './receipt.ts';
import type { SubmissionStore } from './store.ts';
import {
  answerErrors,
  sameContent,
  type AnswerError,
  type Submission,
  type SubmissionContent,
} from './submission.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { submissionProblem } from './texts.ts';
import { dayOf, hourOf } from '../../platform/calendar/vietNamTime.ts';

/** The form that was answered, as named by its signed context. */
export interface AnsweredForm {
  readonly round: Round;
  readonly survey: SurveyVersion;
  readonly accessPointId: string;
  readonly revision: number;
  readonly openedAt: Date;
  /** A sheet of paper, whose respondent cannot be asked to complete it. */
  readonly onPaper?: true | undefined;
  /** Set if the answer was queued on a kiosk or on paper after it was given. */
  readonly queued?: { readonly givenOn: string } | undefined;
  /** Observations of the channel besides the answers. */
  readonly seen?: Circumstances | undefined;
}

/** The person's input in the right shape (input.ts), not yet validated. */
export interface Draft extends Pick<
  SubmissionContent,
  'answers' | 'marks' | 'about' | 'comment' | 'questionComments'
> {
  readonly submissionId: string;
  /** Set if the person wants a reply to the comment. */
  readonly followKey?: string | undefined;
}

export type Outcome =
  | {
      readonly kind: 'accepted';
      readonly receiptCode: string;
      /** Missing if it was already stored. */
      readonly stored?: Submission | undefined;
    }
  /** For the person to correct; nothing was stored. */
  | { readonly kind: 'invalid'; readonly errors: readonly AnswerError[] }
  /** The id belongs to other answers: the person went back and changed them, or another person uses the same page. */
  | { readonly kind: 'alreadySent' };

/**
 * Stores one person's answers, once. Repeating the request at any later time returns the same receipt and stores
 * nothing. When this resolves as accepted, the answers are on disk. Answers to questions that were not asked, given
 * the other answers, are omitted.
 *
 * @throws Problem closed if the round accepts no answers any more
 */
export async function acceptSubmission(
  form: AnsweredForm,
  sent: Draft,
  { submissions, receiptKey, now }: { submissions: SubmissionStore; receiptKey: Buffer; now: Date },
): Promise<Outcome> {
  const draft = withoutUnasked(sent, form.survey.content);
  const content: SubmissionContent = {
    surveyVersionId: form.survey.id,
    accessPointId: form.accessPointId,
    revision: form.revision,
    answers: draft.answers,
    ...(draft.marks === undefined ? {} : { marks: draft.marks }),
    about: draft.about,
    ...commentsOf(draft),
  };
  const came = arrival(form.round, form.openedAt, now, form.queued ? Infinity : undefined);
  if (came === 'refused') {
    const repeated = await submissions.find(draft.submissionId);
    if (repeated) return outcomeOfRepeat(repeated, content);
    throw roundClosed(form.round);
  }

  const errors = answerErrors(form.survey.content, draft).filter(
    ({ kind }) => kind !== 'missing' || !form.onPaper,
  );
  if (errors.length > 0) return { kind: 'invalid', errors };

  const submission: Submission = {
    ...content,
    id: draft.submissionId,
    roundId: form.round.id,
    receivedHour: hourOf(now),
    givenOn: givenOn(form, now),
    late: came === 'late',
    noticeVersion: form.survey.content.notice.version,
    flags: flagsOf(draft.answers, {
      ...form.seen,
      rated: ratedAnswers(form.survey.content, draft.answers),
    }),
    salts: drawSalts(),
    receiptCode: receiptCode(draft.submissionId, receiptKey),
    ...(draft.followKey === undefined ? {} : { followKeyHash: followKeyHash(draft.followKey) }),
  };
  if (await submissions.add(submission)) {
    return { kind: 'accepted', receiptCode: submission.receiptCode, stored: submission };
  }

  const stored = await submissions.find(draft.submissionId);
  assert(stored, 'a submission whose id is taken can be read');
  return outcomeOfRepeat(stored, content);
}

function withoutUnasked(sent: Draft, survey: SurveyVersion['content']): Draft {
  const only = <Value>(given: Readonly<Record<string, Value>>) => onlyAsked(survey, sent.answers, given);
  const written = only(sent.questionComments ?? {});
  const { questionComments: _questionComments, ...rest } = sent;
  return {
    ...rest,
    answers: only(sent.answers),
    ...(sent.marks && { marks: only(sent.marks) }),
    ...(Object.keys(written).length > 0 && { questionComments: written }),
  };
}

/** A comment is there, if empty, where questions were commented on: what is kept of comments concerns both. */
function commentsOf({
  comment,
  questionComments,
}: Draft): Pick<SubmissionContent, 'comment' | 'questionComments'> {
  if (questionComments) return { comment: comment ?? '', questionComments };
  return comment === undefined ? {} : { comment };
}

/**
 * A tablet's clock is not trusted: the day is at the earliest that of opening the form, and at the latest that of
 * arrival.
 */
function givenOn({ openedAt, queued }: AnsweredForm, now: Date): string {
  const last = dayOf(now);
  if (!queued || queued.givenOn > last) return last;
  const first = dayOf(openedAt);
  return queued.givenOn < first ? first : queued.givenOn;
}

function outcomeOfRepeat(stored: Submission, content: SubmissionContent): Outcome {
  return sameContent(stored, content)
    ? { kind: 'accepted', receiptCode: stored.receiptCode }
    : { kind: 'alreadySent' };
}

export function roundClosed(round: Round): Problem {
  return submissionProblem('closed', (problems, language) =>
    problems.roundClosed({ title: inLanguage(round.title, language) }),
  );
}

export function drawSalts(): Submission['salts'] {
  return { answers: drawnBytes(16), about: drawnBytes(16), comment: drawnBytes(16), flags: drawnBytes(16) };
}
