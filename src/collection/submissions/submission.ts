/**
 * A submission is one person's answers. It is immutable, it carries nothing that leads to the person, and its id
 * is the submitter's secret: the id never appears in an address, a receipt, a log or an export.
 */
import canonicalize from 'canonicalize';
import type { Flags } from '../quality/flag.ts';
import { askedIds } from '../../design/surveys/condition.ts';
import type { SurveyContent } from '../../design/surveys/survey.ts';

/** What may stand on paper in the place of one level; it counts as no answer, and is kept as what it was. */
export const answerMarks = ['unreadable', 'double'] as const;
export type AnswerMark = (typeof answerMarks)[number];

/** What a person answered: the part of a submission by which a repeat is told from another answer. */
export interface SubmissionContent {
  readonly surveyVersionId: string;
  readonly accessPointId: string;
  readonly revision: number;
  /** Level by question id; 0 is "no opinion". A question that was left out is not there. */
  readonly answers: Readonly<Record<string, number>>;
  /** By question id, where paper could not be read as one level; such a question is not among the answers. */
  readonly marks?: Readonly<Record<string, AnswerMark>> | undefined;
  /** Option id by the id of a question on the person. */
  readonly about: Readonly<Record<string, string>>;
  readonly comment?: string | undefined;
}

export interface Submission extends SubmissionContent {
  /** UUIDv4, made on the device or put into the form. */
  readonly id: string;
  readonly roundId: string;
  /** Hour of arrival by the server's clock; nothing finer is kept. */
  readonly receivedHour: Date;
  /** Day on which it was given, in Viet Nam, as `YYYY-MM-DD`. */
  readonly givenOn: string;
  /** Came after the round had closed, on a form opened before: kept, and counted apart. */
  readonly late: boolean;
  /** Signs of haste or stuffing, set when it came; absent where it came before there were flags. */
  readonly flags?: Flags | undefined;
  /** The only mark of haste before there were flags, from kiosks. */
  readonly tooFast?: true | undefined;
  /** Version of the notice that the person was shown. */
  readonly noticeVersion: string;
  /** 128 random bits for each part that the ledger commits to, so that no hash can be guessed back. */
  readonly salts: {
    readonly answers: Buffer;
    readonly about?: Buffer | undefined;
    readonly comment?: Buffer | undefined;
    readonly flags?: Buffer | undefined;
  };
  /** Of a part that was erased with its salt: the hash that the ledger holds. */
  readonly erased?:
    { readonly about?: Buffer | undefined; readonly comment?: Buffer | undefined } | undefined;
  /**
   * Hash of the key of a person who wants an answer to the comment. It goes when the comment has become a case of its own
   * (improvement/cases/collectComments.ts).
   */
  readonly followMark?: string | undefined;
  /** Does not count; the ledger says why. */
  readonly annulled?: true | undefined;
  readonly receiptCode: string;
}

/** Stands for the version of the notice on forms out of files, whose writers saw none of ours. */
export const importedNotice = 'import';

/** The flags of a submission, those of the time before there were any others among them. */
export function raisedFlags({ flags, tooFast }: Pick<Submission, 'flags' | 'tooFast'>): Flags['raised'] {
  return flags?.raised ?? (tooFast ? ['tooFast'] : []);
}

/** Whether two people, or one person twice, said exactly the same; times and salts do not matter. */
export function sameContent(one: SubmissionContent, other: SubmissionContent): boolean {
  return canonicalize(contentOf(one)) === canonicalize(contentOf(other));
}

function contentOf(content: SubmissionContent) {
  const { surveyVersionId, accessPointId, revision, answers, marks = {}, about, comment = '' } = content;
  return { surveyVersionId, accessPointId, revision, answers, marks, about, comment };
}

/** Something that the person can mend, at a question (`questionId`) or in the comment (`comment`). */
export interface AnswerFault {
  readonly place: string;
  readonly kind: 'missing' | 'commentTooLong' | 'commentMissing';
}

/**
 * What is missing or too long, in the order of the form. Levels and ids were held against the survey when the
 * request was read (input.ts).
 */
export function answerFaults(
  survey: SurveyContent,
  draft: Pick<SubmissionContent, 'answers' | 'comment'> & { readonly followKey?: string | undefined },
): readonly AnswerFault[] {
  const faults: AnswerFault[] = isEnough(survey, draft) ? [] : missingAnswers(survey, draft);
  if ((draft.comment?.length ?? 0) > (survey.comment?.lengthMax ?? 0)) {
    faults.push({ place: 'comment', kind: 'commentTooLong' });
  }
  if (draft.followKey !== undefined && draft.comment === undefined) {
    faults.push({ place: 'comment', kind: 'commentMissing' });
  }
  return faults;
}

/** Whether a form that leaves required questions out is taken all the same. */
function isEnough({ answersMin }: SurveyContent, { answers }: Pick<SubmissionContent, 'answers'>): boolean {
  return answersMin !== undefined && Object.keys(answers).length >= answersMin;
}

function missingAnswers(
  survey: SurveyContent,
  { answers }: Pick<SubmissionContent, 'answers'>,
): AnswerFault[] {
  const asked = askedIds(survey, answers);
  return survey.questions
    .filter(({ id, required }) => required && asked.has(id) && answers[id] === undefined)
    .map(({ id }) => ({ place: id, kind: 'missing' }));
}
