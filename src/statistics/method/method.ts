/**
 * A method says how answers become an index. It is data: kept, versioned and shown beside every number it gave.
 * A level is its place on its scale, 1 … K, the best being K; 0 is "no opinion"; a question left out was not answered.
 */

import type { Localized } from '../../platform/text/localized.ts';

export type Mode = 'share' | 'mean';
export type Aggregation = 'pooled' | 'meanOfQuestions' | 'meanOfFactors' | 'weighted';

export interface Method {
  /** Names the method in addresses and files: `sipas-2017`. */
  readonly id: string;
  /** Counts up; a method that has given a number is never changed. */
  readonly version: number;
  readonly name: Localized;
  /** `share`: the part of answers on a satisfied level. `mean`: the mean place on the scale, as a share of the way up. */
  readonly mode: Mode;
  /** For `share`: the satisfied levels of a scale, by its number of levels: `{ 5: [4, 5], 3: [2, 3] }`. */
  readonly satisfiedLevels: Readonly<Record<number, readonly number[]>>;
  /** For `mean`: a level counts as (level − 1)/(K − 1), from 0 to 1, or as level/K, which never reaches 0. */
  readonly meanScore: 'fromZero' | 'overTop';
  readonly aggregation: Aggregation;
  /** For `weighted`. */
  readonly weights?: Weights;
  /** How units make a larger one: all answers alike, or each unit by its people or its transactions. */
  readonly acrossUnits: 'pooled' | 'byPopulation' | 'byVolume';
  /** For `byPopulation`: people that a unit stands for, by id of the unit; above 0. */
  readonly populations?: Readonly<Record<string, number>>;
  /** Whether "no opinion" stands in the denominator, as an answer that is not satisfied. */
  readonly noOpinion: 'excluded' | 'included';
  /** A form with fewer answers on a level is counted apart; at least 1. */
  readonly minimumValid: number;
  /** Decimals of a published percent. */
  readonly decimals: number;
  /** A change is the difference of the published figures, as readers check it, or of the exact ones. */
  readonly changeOf: 'published' | 'exact';
  readonly interval: 'wilson' | 'kornGraubard';
  /** The questions that count; all of the survey when absent. */
  readonly questions?: readonly string[];
  /** The factors of the frame that the method is made for, where it has one: they tell the content of each. */
  readonly factors?: readonly FactorShape[];
  /** First and last day on which the method may be used, `YYYY-MM-DD`. */
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly provenance: Provenance;
}

/**
 * Weights of questions or of factors; they are divided by their sum. With `contents`, each content has its own weight
 * and those of its questions or factors are divided by their sum within it.
 */
export interface Weights {
  readonly of: 'questions' | 'factors';
  readonly byId: Readonly<Record<string, number>>;
  readonly contents?: Readonly<Record<string, number>>;
}

/** Where a method comes from, statement by statement: nothing unconfirmed may look official. */
export interface Provenance {
  readonly source: Localized;
  readonly statements: readonly ProvenanceStatement[];
}

export interface ProvenanceStatement {
  readonly what: Localized;
  /** `official`: seen in an official text, the press or public data; `secondHand`: told by others; `unconfirmed`: not checked. */
  readonly standing: 'official' | 'secondHand' | 'unconfirmed';
  /** What confirms it, where something does. */
  readonly by?: string;
}

/** What arithmetic has to know of a survey version. Order is the survey's. */
export interface SurveyShape {
  readonly factors: readonly FactorShape[];
  readonly questions: readonly QuestionShape[];
}

export interface FactorShape {
  readonly id: string;
  /** The content it belongs to, in surveys that have contents above factors. */
  readonly content?: string;
}

export interface QuestionShape {
  readonly id: string;
  readonly factor: string;
  /** Levels of its scale, K. */
  readonly levels: number;
}

/** What a method means where it does not say. */
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

/** Names a version of a method, in rounds and beside every figure: `sipas-2017@1`. */
export function methodKey({ id, version }: Pick<Method, 'id' | 'version'>): string {
  return `${id}@${version}`;
}

/** Whether a method may be used for a round that begins on a day, `YYYY-MM-DD`. */
export function isValidOn(method: Method, day: string): boolean {
  return (method.validFrom ?? '') <= day && (method.validTo === undefined || day <= method.validTo);
}
