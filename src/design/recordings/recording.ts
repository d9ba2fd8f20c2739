/** A question read aloud by a person, for respondents whose device has no voice of their language. */
import { createHash } from 'node:crypto';
import type { Actor } from '../../access/audit/entry.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { scaleOf, type Question, type SurveyContent } from '../surveys/survey.ts';

/** Browsers since 2017 play these two. */
export type SoundType = 'audio/mpeg' | 'audio/mp4';

export interface Recording {
  /** Of the words in their language: a question in other words needs another recording. */
  readonly id: string;
  readonly language: string;
  readonly words: string;
  /** SHA-256 of the file, in base64url; missing once it was removed. */
  readonly file?: string | undefined;
  readonly by: Actor;
  readonly at: Date;
}

/** Which words have a recording: the hash of its file by `recordingId`. */
export interface Recordings {
  /** Differs whenever one of them is another. */
  readonly version: string;
  readonly files: ReadonlyMap<string, string>;
}

export const noRecordings: Recordings = { version: '', files: new Map() };

/** What is read aloud: the question and its answers, without its number, so that moving it needs no new recording. */
export function wordsOf(survey: SurveyContent, question: Question, language: string): string {
  const { levels, noOpinion } = scaleOf(survey, question);
  const labels = [...levels.map(({ label }) => label), ...(noOpinion ? [noOpinion] : [])];
  return [question.text, ...labels].map((text) => inLanguage(text, language)).join('. ');
}

export function recordingId(words: string, language: string): string {
  return createHash('sha256').update(`${language}\n${words}`).digest('base64url');
}

/** The hash of the file that reads a question, or undefined. */
export function recordingOf(
  { files }: Recordings,
  survey: SurveyContent,
  question: Question,
  language: string,
): string | undefined {
  return files.get(recordingId(wordsOf(survey, question, language), language));
}
