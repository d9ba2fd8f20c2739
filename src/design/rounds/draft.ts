/**
 * A round that is being written. Nobody answers in it, and no other part of the program sees it before it is scheduled.
 */
import type { Draft } from '../drafts/draft.ts';
import type { Round } from './round.ts';

/** The form of a round as typed. */
export interface TypedRound {
  readonly titleVi: string;
  readonly titleEn: string;
  readonly survey: string;
  /** The method of the headline figures. */
  readonly method: string;
  readonly further: readonly string[];
  /** `YYYY-MM-DDTHH:MM` in Viet Nam's time; empty: as soon as it is scheduled. */
  readonly opens: string;
  readonly closes: string;
  /** One unit per line, by name or code; each includes all units below it. */
  readonly units: string;
  readonly previous: string;
  readonly sampleKind: Round['sampleKind'];
  readonly resultsFor: Round['resultsFor'];
  readonly channels: readonly string[];
}
export type RoundField = keyof TypedRound;

export interface RoundContent {
  readonly typed: TypedRound;
  /** Units in scope when it was last saved. */
  readonly unitIds: readonly string[];
}
/** It has the id that its round will have. */
export type RoundDraft = Draft<RoundContent>;

export const emptyRound: TypedRound = {
  titleVi: '',
  titleEn: '',
  survey: '',
  method: '',
  further: [],
  opens: '',
  closes: '',
  units: '',
  previous: '',
  sampleKind: 'selfSelected',
  resultsFor: 'everybody',
  channels: [],
};

/** The usual periods; a form starts from one of them. */
export const periods = ['year', 'firstHalf', 'secondHalf', 'standing'] as const;
export type Period = (typeof periods)[number];

/** Opening and closing as typed; a standing round opens at once and is extended every year. */
export function typedPeriod(period: Period, year: number): Pick<TypedRound, 'opens' | 'closes'> {
  const [start, middle, end] = [`${year}-01-01T00:00`, `${year}-07-01T00:00`, `${year + 1}-01-01T00:00`];
  if (period === 'firstHalf') return { opens: start, closes: middle };
  if (period === 'secondHalf') return { opens: middle, closes: end };
  return { opens: period === 'year' ? start : '', closes: end };
}
