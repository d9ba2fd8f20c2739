/**
 * A submission is one person's answers. It is immutable, it contains nothing that leads to the person, and its id is
 * the submitter's secret: the id never appears in an address, a receipt, a log or an export.
 */
import canonicalize from 'canonicalize';
import type { Flags } from '../quality/flag.ts';
import { askedIds } from '../../design/surveys/condition.ts';
import { answeredCount, chosenLevels, isContradictory } from '../../design/surveys/several.ts';
import { questionCommentMax, type SurveyContent } from '../../design/surveys/survey.ts';

/** Readings of a paper form that replace a level; they do not count as answers, and are stored as read. */
export const answerMarks = ['unreadable', 'double'] as const;
export type AnswerMark = (typeof answerMarks)[number];

/** A person's answers: the part of a submission that distinguishes a repeat from another answer. */
export interface SubmissionContent {
  readonly surveyVersionId: string;
  readonly accessPointId: string;
  readonly revision: number;
  /**
   * Level by question id; 0 is "no opinion". Of a question of which several options may be chosen, 1 (not chosen) or 2 (chosen)
   * by the key of each option, such as `q5_2`. Skipped questions are missing.
   */
  readonly answers: Readonly<Record<string, number>>;
  /** By question id, for paper forms that could not be read as one level; such a question has no answer. */
  readonly marks?: Readonly<Record<string, AnswerMark>> | undefined;
  /** Option id by id of a background question. */
  readonly about: Readonly<Record<string, string>>;
  /** Empty if only questions were commented on. */
  readonly comment?: string | undefined;
  /** By question id: part of the comment, with which it is kept, erased and handed on. */
  readonly questionComments?: Readonly<Record<string, string>> | undefined;
}

export interface Submission extends SubmissionContent {
  /** UUIDv4, generated on the device or with the form. */
  readonly id: string;
  readonly roundId: string;
  /** Hour of arrival by the server's clock; no finer time is stored. */
  readonly receivedHour: Date;
  /** Day on which it was given, in Viet Nam, as `YYYY-MM-DD`. */
  readonly givenOn: string;
  /** Came after the round had closed, on a form opened before: stored, and counted separately. */
  readonly late: boolean;
  /** Signs of haste or stuffing, set on arrival; missing in submissions from before there were flags. */
  readonly flags?: Flags | undefined;
  /** The only sign of haste before there were flags, from kiosks. */
  readonly tooFast?: true | undefined;
  /** Version of the privacy notice shown to the person. */
  readonly noticeVersion: string;
  /** 128 random bits for each part that the ledger commits to, so that no content can be guessed from its hash. */
  readonly salts: {
    readonly answers: Buffer;
    readonly about?: Buffer | undefined;
    readonly comment?: Buffer | undefined;
    readonly flags?: Buffer | undefined;
  };
  /** For a part that was erased with its salt: the hash that the ledger holds. */
  readonly erased?:
    { readonly about?: Buffer | undefined; readonly comment?: Buffer | undefined } | undefined;
  /**
   * Hash of the key of a person who wants a reply to the comment. Deleted when the comment has become a separate case
   * (improvement/cases/collectComments.ts).
   */
  readonly followKeyHash?: string | undefined;
  /** Excluded from the results; the ledger has the reason. */
  readonly annulled?: true | undefined;
  readonly receiptCode: string;
}

/** Replaces the version of the notice on imported submissions, whose respondents did not see ours. */
export const importedNotice = 'import';

/** The flags of a submission, including the older sign of haste. */
export function raisedFlags({ flags, tooFast }: Pick<Submission, 'flags' | 'tooFast'>): Flags['raised'] {
  return flags?.raised ?? (tooFast ? ['tooFast'] : []);
}

/** Whether two submissions have exactly the same content, regardless of times and salts. */
export function sameContent(one: SubmissionContent, other: SubmissionContent): boolean {
  return canonicalize(contentOf(one)) === canonicalize(contentOf(other));
}

function contentOf(content: SubmissionContent) {
  const { surveyVersionId, accessPointId, revision, answers, marks = {}, about } = content;
  const { comment = '', questionComments = {} } = content;
  return { surveyVersionId, accessPointId, revision, answers, marks, about, comment, questionComments };
}

/** An error that the person can correct, at a question (`questionId`) or in the comment (`comment`). */
export interface AnswerError {
  readonly location: string;
  readonly kind: 'missing' | 'noneAndOthers' | 'commentTooLong' | 'commentMissing';
}

/**
 * What is missing or too long, in the order of the form. Levels and ids were validated against the survey when the
 * request was read (input.ts).
 */
export function answerErrors(
  survey: SurveyContent,
  draft: Pick<SubmissionContent, 'answers' | 'comment' | 'questionComments'> & {
    readonly followKey?: string | undefined;
  },
): readonly AnswerError[] {
  const errors: AnswerError[] = [
    ...(isEnough(survey, draft) ? [] : missingAnswers(survey, draft)),
    ...contradictions(survey, draft),
    ...tooLong(survey, draft),
  ];
  if ((draft.comment?.length ?? 0) > (survey.comment?.lengthMax ?? 0)) {
    errors.push({ location: 'comment', kind: 'commentTooLong' });
  }
  if (draft.followKey !== undefined && !draft.comment && !draft.questionComments) {
    errors.push({ location: 'comment', kind: 'commentMissing' });
  }
  return errors;
}

/** Whether a submission is accepted although required questions are missing. */
function isEnough({ answersMin }: SurveyContent, { answers }: Pick<SubmissionContent, 'answers'>): boolean {
  return answersMin !== undefined && answeredCount(answers) >= answersMin;
}

function missingAnswers(
  survey: SurveyContent,
  { answers }: Pick<SubmissionContent, 'answers'>,
): AnswerError[] {
  const unanswered = survey.questions.filter(
    ({ id, required }) => required && chosenLevels(answers, id).length === 0,
  );
  if (unanswered.length === 0) return [];
  const asked = askedIds(survey, answers);
  return unanswered.filter(({ id }) => asked.has(id)).map(({ id }) => ({ location: id, kind: 'missing' }));
}

function tooLong(
  { questions }: SurveyContent,
  { questionComments = {} }: Pick<SubmissionContent, 'questionComments'>,
): AnswerError[] {
  const found = questions.filter(({ id }) => (questionComments[id]?.length ?? 0) > questionCommentMax);
  return found.map(({ id }) => ({ location: id, kind: 'commentTooLong' }));
}

/** Questions where "none of these" was chosen together with options. */
function contradictions(
  { questions }: SurveyContent,
  { answers }: Pick<SubmissionContent, 'answers'>,
): AnswerError[] {
  const found = questions.filter(({ id }) => isContradictory(answers, id));
  return found.map(({ id }) => ({ location: id, kind: 'noneAndOthers' }));
}
