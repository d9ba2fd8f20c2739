/**
 * A survey is data. Responses always belong to one version of it: immutable, and identified by the hash of its content,
 * so that the meaning of an answer can never change.
 */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Localized } from '../../platform/text/localized.ts';

/** One level of a scale. Levels are numbered from 1, the worst, upwards. */
export interface Level {
  readonly level: number;
  readonly label: Localized;
}

export interface Scale {
  readonly id: string;
  /** From 1 to K, without gaps. */
  readonly levels: readonly Level[];
  /** Label of "no opinion", which is stored as 0 and is not a level; if missing, it is not offered. */
  readonly noOpinion?: Localized | undefined;
  /** What is drawn next to the labels of the levels; missing: nothing on a page, and faces on a kiosk. */
  readonly look?: ScaleLook | undefined;
  /** The levels are options in no order: answers are counted, and are part of no index. */
  readonly unrated?: boolean | undefined;
  /** Several options may be chosen at once, and "no opinion" says that none applies (several.ts). Only where it is unrated. */
  readonly several?: boolean | undefined;
}

export const scaleLooks = ['stars', 'faces'] as const;
type ScaleLook = (typeof scaleLooks)[number];

export interface Factor {
  readonly id: string;
  readonly title: Localized;
}

export interface Question {
  readonly id: string;
  readonly factorId: string;
  readonly scaleId: string;
  readonly text: Localized;
  readonly required: boolean;
  /** Asked only of respondents who answered an earlier question with one of these levels; 0 is "no opinion". */
  readonly askedIf?: { readonly questionId: string; readonly levels: readonly number[] } | undefined;
  /** Respondents may add a comment to their answer. */
  readonly comment?: boolean | undefined;
  /** The text was not checked against the legal text; pages say so. */
  readonly unconfirmed?: boolean | undefined;
}

/** An optional question on a respondent characteristic, answered by a band and never by a figure. */
export interface AboutQuestion {
  readonly id: string;
  readonly text: Localized;
  readonly options: readonly { readonly id: string; readonly label: Localized }[];
}

/** The notice that people read before answering. Its version is stored with the response. */
export interface Notice {
  readonly version: string;
  readonly paragraphs: readonly Localized[];
}

export const formatVersions = [1, 2, 3] as const;
export type FormatVersion = (typeof formatVersions)[number];

export interface SurveyContent {
  /**
   * What a program has to support: 3 if several options of a question may be chosen or a question can be commented on, otherwise 2 if it has conditions or
   * accepts partly filled forms.
   */
  readonly formatVersion: FormatVersion;
  /** Name of the survey of which this is a version. */
  readonly surveyId: string;
  readonly title: Localized;
  /** Languages offered to respondents; the first is shown unless another is requested. */
  readonly languages: readonly string[];
  readonly notice: Notice;
  readonly scales: readonly Scale[];
  readonly factors: readonly Factor[];
  /** In the order in which they are asked; the questions of a factor are consecutive. */
  readonly questions: readonly Question[];
  readonly about: readonly AboutQuestion[];
  /** Invitation to write freely; without it there is no comment field. */
  readonly comment?: { readonly text: Localized; readonly lengthMax: number } | undefined;
  /** A response with this many answers is accepted although required ones are missing; if undefined, it is not. */
  readonly answersMin?: number | undefined;
  /** The source of the survey, and which parts of it are confirmed by what. */
  readonly provenance: { readonly legalBasis: string; readonly confirmed: Localized };
}

export interface SurveyVersion {
  /** SHA-256 of the canonical JSON (RFC 8785) of the content, in hexadecimal. */
  readonly id: string;
  readonly content: SurveyContent;
  /** Day of publication. */
  readonly publishedOn: string;
}

/** The longest comment on a question. */
export const questionCommentMax = 500;

/** "No opinion": a valid answer, but not a level. */
export const noOpinionLevel = 0;

export function surveyVersionId(content: SurveyContent): string {
  const canonical = canonicalize(content);
  if (canonical === undefined) throw new TypeError('a survey must be JSON');
  return createHash('sha256').update(canonical).digest('hex');
}

/** The lowest format that can represent the survey. */
export function formatOf({
  questions,
  scales,
  answersMin,
}: Pick<SurveyContent, 'questions' | 'scales' | 'answersMin'>): FormatVersion {
  if (scales.some(({ several }) => several) || questions.some(({ comment }) => comment)) return 3;
  return answersMin !== undefined || questions.some(({ askedIf }) => askedIf) ? 2 : 1;
}

export function scaleOf(content: SurveyContent, question: Question): Scale {
  const scale = content.scales.find((candidate) => candidate.id === question.scaleId);
  if (!scale) throw new Error(`question ${question.id} is on no scale`); // soundness.ts prevents publishing such a survey
  return scale;
}

/** The mood of the face that stands for a level: 0, the worst, to 4. */
export function moodOf(level: number, levels: number): number {
  return Math.round((4 * (level - 1)) / Math.max(1, levels - 1));
}

/** Whether every rated question is answered by faces. */
export function isByFaces(content: SurveyContent): boolean {
  const { questions } = ratedPart(content);
  return questions.length > 0 && questions.every((question) => scaleOf(content, question).look === 'faces');
}

/** The part of a survey of which an index can be made: the rated questions, and the factors that have any. */
export function ratedPart(content: SurveyContent): SurveyContent {
  const made = ratedParts.get(content) ?? withoutUnrated(content);
  ratedParts.set(content, made);
  return made;
}

/** Asked for with every response. */
const ratedParts = new WeakMap<SurveyContent, SurveyContent>();

function withoutUnrated(content: SurveyContent): SurveyContent {
  const unrated = new Set(content.scales.filter((scale) => scale.unrated).map(({ id }) => id));
  if (unrated.size === 0) return content;
  const questions = content.questions.filter(({ scaleId }) => !unrated.has(scaleId));
  const factors = content.factors.filter(({ id }) => questions.some(({ factorId }) => factorId === id));
  return { ...content, factors, questions };
}

/** The answers to rated questions. */
export function ratedAnswers(
  content: SurveyContent,
  answers: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const { questions } = ratedPart(content);
  if (questions === content.questions) return answers;
  const rated = questions.filter(({ id }) => answers[id] !== undefined);
  return Object.fromEntries(rated.map(({ id }) => [id, answers[id]!]));
}

/** The questions factor by factor, in the order of the factors. */
export function questionsByFactor(
  content: SurveyContent,
): readonly { readonly factor: Factor; readonly questions: readonly Question[] }[] {
  return content.factors.map((factor) => ({
    factor,
    questions: content.questions.filter((question) => question.factorId === factor.id),
  }));
}
