/** The differences between two surveys, and whether their figures may be compared. */
import type { Localized } from '../../platform/text/localized.ts';
import { noOpinionLevel, type Question, type SurveyContent } from './survey.ts';

/**
 * - `frame`: what is counted differs: questions, their factors, levels, bands
 * - `wording`: the same is counted, but people were asked differently
 * - `other`: nothing that affects an answer
 */
type ChangeWeight = 'frame' | 'wording' | 'other';

export interface SurveyChange {
  /** Such as `questions.q1.text.vi`. */
  readonly location: string;
  readonly weight: ChangeWeight;
  /** Empty if it did not exist, or no longer exists. */
  readonly before: string;
  readonly after: string;
}

export type Comparability = 'same' | 'doubtful' | 'broken';

/** @returns every difference, in the order of the surveys */
export function surveyChanges(from: SurveyContent, to: SurveyContent): readonly SurveyChange[] {
  const [before, after] = [leavesOf(from), leavesOf(to)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((location) => {
    const change = { location, before: before.get(location) ?? '', after: after.get(location) ?? '' };
    return change.before === change.after ? [] : [{ ...change, weight: weightOf(location) }];
  });
}

export function comparability(changes: readonly SurveyChange[]): Comparability {
  if (changes.some(({ weight }) => weight === 'frame')) return 'broken';
  return changes.some(({ weight }) => weight === 'wording') ? 'doubtful' : 'same';
}

const frame = /^(?:factors|questions|about|scales\.[^.]+\.(?:levels|unrated|several)|comment\.lengthMax)$/;
const wording = /^(?:factors\.|questions\.|scales\.|answersMin$)/;

function weightOf(location: string): ChangeWeight {
  if (frame.test(location)) return 'frame';
  return wording.test(location) ? 'wording' : 'other';
}

/** All values of a survey, by path. */
function leavesOf(survey: SurveyContent): ReadonlyMap<string, string> {
  const { notice, comment, provenance, scales, factors, questions, about, languages, answersMin } = survey;
  const scaleLeaves = scales.flatMap(({ id, levels, noOpinion, look, unrated, several }) => {
    const offered = [...levels, ...(noOpinion ? [{ level: noOpinionLevel, label: noOpinion }] : [])];
    return [
      [`scales.${id}.levels`, offered.map(({ level }) => level).join(', ')] as const,
      [`scales.${id}.look`, look ?? ''] as const,
      [`scales.${id}.unrated`, unrated ? 'true' : ''] as const,
      [`scales.${id}.several`, several ? 'true' : ''] as const,
      ...offered.flatMap(({ level, label }) => texts(`scales.${id}.${level}`, label)),
    ];
  });
  return new Map([
    ['surveyId', survey.surveyId],
    ...texts('title', survey.title),
    ['languages', languages.join(', ')],
    ['notice.version', notice.version],
    ...notice.paragraphs.flatMap((text, at) => texts(`notice.${at}`, text)),
    ...scaleLeaves,
    ['factors', factors.map(({ id }) => id).join(', ')],
    ...factors.flatMap(({ id, title }) => texts(`factors.${id}.title`, title)),
    ['questions', questions.map(({ id, factorId, scaleId }) => `${id} (${factorId}, ${scaleId})`).join(', ')],
    ...questions.flatMap(questionLeaves),
    [
      'about',
      about.map(({ id, options }) => `${id} (${options.map((one) => one.id).join(', ')})`).join(', '),
    ],
    ...about.flatMap(({ id, text, options }) => [
      ...texts(`about.${id}.text`, text),
      ...options.flatMap((one) => texts(`about.${id}.${one.id}`, one.label)),
    ]),
    ['comment.lengthMax', comment ? String(comment.lengthMax) : ''],
    ...(comment ? texts('comment.text', comment.text) : []),
    ['answersMin', answersMin === undefined ? '' : String(answersMin)],
    ['provenance.legalBasis', provenance.legalBasis],
    ...texts('provenance.confirmed', provenance.confirmed),
  ]);
}

function questionLeaves({ id, text, required, askedIf, comment }: Question): (readonly [string, string])[] {
  return [
    ...texts(`questions.${id}.text`, text),
    [`questions.${id}.required`, String(required)],
    [`questions.${id}.comment`, comment ? 'true' : ''],
    [`questions.${id}.askedIf`, askedIf ? `${askedIf.questionId}: ${askedIf.levels.join(', ')}` : ''],
  ];
}

function texts(location: string, text: Localized): (readonly [string, string])[] {
  return Object.entries(text).map(([language, one]) => [`${location}.${language}`, one]);
}
