/**
 * A method says how answers become an index. It is data: stored, versioned and shown with every number it produced. A level
 * is its position on its scale, 1 … K, the best being K; 0 is "no opinion"; a skipped question is unanswered.
 */

import type { Localized } from '../../platform/text/localized.ts';

export type Mode = 'share' | 'mean';
export type Aggregation = 'pooled' | 'meanOfQuestions' | 'meanOfFactors' | 'weighted';

export interface Method {
  /** Identifies the method in URLs and files: `sipas-2017`. */
  readonly id: string;
  /** Increases by one; a method that has produced a number is never changed. */
  readonly version: number;
  readonly name: Localized;
  /** `share`: the share of answers on a satisfied level. `mean`: the mean position on the scale, as a share of its range. */
  readonly mode: Mode;
  /** For `share`: the satisfied levels of a scale, by its number of levels: `{ 5: [4, 5], 3: [2, 3] }`. */
  readonly satisfiedLevels: Readonly<Record<number, readonly number[]>>;
  /** For `mean`: a level scores (level − 1)/(K − 1), from 0 to 1, or level/K, which never reaches 0. */
  readonly meanScore: 'fromZero' | 'overTop';
  readonly aggregation: Aggregation;
  /** For `weighted`. */
  readonly weights?: Weights;
  /** How units are aggregated: all answers pooled, or units weighted by population or by number of transactions. */
  readonly acrossUnits: 'pooled' | 'byPopulation' | 'byCaseload';
  /** For `byPopulation`: the population of each unit by unit id; above 0. */
  readonly populations?: Readonly<Record<string, number>>;
  /** Whether "no opinion" is in the denominator, as an answer that is not satisfied. */
  readonly noOpinion: 'excluded' | 'included';
  /** Responses with fewer answers on a level are counted separately; at least 1. */
  readonly minimumValid: number;
  /** Decimals of a published percent. */
  readonly decimals: number;
  /** Whether a change is the difference of the published figures, as readers check it, or of the exact ones. */
  readonly changeOf: 'published' | 'exact';
  readonly interval: 'wilson' | 'kornGraubard';
  /** The counted questions; all of the survey if absent. */
  readonly questions?: readonly string[];
  /** The factors of the frame that the method is designed for, if any; they give the content of each factor. */
  readonly factors?: readonly FactorShape[];
  /** First and last day on which the method may be used, `YYYY-MM-DD`. */
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly provenance: Provenance;
}

/**
 * Weights of questions or of factors, normalised by their sum. With `contents`, each content has a weight, and the weights of
 * its questions or factors are normalised within it.
 */
export interface Weights {
  readonly of: 'questions' | 'factors';
  readonly byId: Readonly<Record<string, number>>;
  readonly contents?: Readonly<Record<string, number>>;
}

/** The sources of a method, claim by claim: nothing unconfirmed may look official. */
export interface Provenance {
  readonly source: Localized;
  readonly statements: readonly ProvenanceStatement[];
}

export interface ProvenanceStatement {
  readonly what: Localized;
  /** `official`: seen in an official text, the press or public data; `secondHand`: reported by others; `unconfirmed`: not checked. */
  readonly standing: 'official' | 'secondHand' | 'unconfirmed';
  /** The source that confirms it, if any. */
  readonly by?: string;
}

/** The parts of a survey version that the arithmetic needs, in the survey's order. */
export interface SurveyShape {
  readonly factors: readonly FactorShape[];
  readonly questions: readonly QuestionShape[];
}

export interface FactorShape {
  readonly id: string;
  /** The content it belongs to, in surveys with contents above factors. */
  readonly content?: string;
}

export interface QuestionShape {
  readonly id: string;
  readonly factor: string;
  /** The number of levels of its scale, K. */
  readonly levels: number;
}

/** The defaults of a method. */
export const METHOD_DEFAULTS = {
  version: 1,
  mode: 'share',
  satisfiedLevels: { 5: [4, 5] },
  meanScore: 'fromZero',
  aggregation: 'pooled',
  acrossUnits: 'pooled',
  noOpinion: 'excluded',
  minimumValid: 1,
  decimals: 2,
  changeOf: 'published',
  interval: 'wilson',
} as const satisfies Partial<Method>;

/** Identifies a version of a method, in rounds and with every figure: `sipas-2017@1`. */
export function methodKey({ id, version }: Pick<Method, 'id' | 'version'>): string {
  return `${id}@${version}`;
}

/** Whether a method may be used for a round that begins on a day, `YYYY-MM-DD`. */
export function isValidOn(method: Method, day: string): boolean {
  return (method.validFrom ?? '') <= day && (method.validTo === undefined || day <= method.validTo);
}
