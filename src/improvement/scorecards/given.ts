/** Input typed into a sheet, read by the rule of each leaf. */
import type { Leaf } from './criteria.ts';
import { pointsOfRate } from './points.ts';
import { hundredthsOf } from '../../platform/text/percentInput.ts';
import { typedNumber } from './readItem.ts';
import {
  isLeafLocked,
  leafScore,
  standing,
  type Given,
  type LeafScore,
  type Scorecard,
  type ScoringStage,
} from './scorecard.ts';

/** As typed: points, or for a rate "19/20"; empty: none, or at an appraisal the current points. */
export interface TypedScore {
  readonly value: string;
  readonly note: string;
}

/**
 * - `notPoints`, `notARate`, `notAStep`: cannot be read; - `aboveMax`: more than the leaf has; - `noReason`: points
 *   that differ from the current ones, without a reason; - `tooLong`: a note
 */
export type GivenError = 'notPoints' | 'notARate' | 'notAStep' | 'aboveMax' | 'noReason' | 'tooLong';

const noteLengthMax = 1000;

/** @returns undefined where nothing was typed */
export function readGiven(
  leaf: Leaf,
  { value, note }: TypedScore,
): Given | { error: GivenError } | undefined {
  if (note.length > noteLengthMax) return { error: 'tooLong' };
  if (value === '') return undefined;
  if (leaf.rule.kind === 'rate') return readRate(leaf, { value, note });
  const points = hundredthsOf(value);
  if (points === undefined) return { error: 'notPoints' };
  if (points > leaf.pointsMax) return { error: 'aboveMax' };
  const steps = stepsOf(leaf);
  return steps && !steps.includes(points) ? { error: 'notAStep' } : { points, note };
}

function readRate(leaf: Leaf, { value, note }: TypedScore): Given | { error: GivenError } {
  const [, doneText, ofText] = /^(\d{1,9})\s*\/\s*(\d{1,9})$/.exec(value) ?? [];
  const [done, of] = [Number(doneText), Number(ofText)];
  if (doneText === undefined || of === 0 || done > of || leaf.rule.kind !== 'rate')
    return { error: 'notARate' };
  return { points: pointsOfRate({ done, of }, leaf.rule, leaf.pointsMax), rate: { done, of }, note };
}

/** The allowed points, where the rule limits them. */
export function stepsOf({ rule, pointsMax }: Leaf): readonly number[] | undefined {
  if (rule.kind === 'passFail') return [0, pointsMax];
  return rule.kind === 'steps' ? rule.steps : undefined;
}

/** The score as a user would type it. */
export function typedScore(given: Given | undefined): TypedScore {
  if (!given) return { value: '', note: '' };
  const { rate, points, note } = given;
  return { value: rate ? `${rate.done}/${rate.of}` : typedNumber(points), note };
}

export interface ReadSheet {
  /** Leaves that have changed. */
  readonly changed: readonly LeafScore[];
  readonly errors: ReadonlyMap<string, GivenError>;
}

/**
 * Reads the input for some leaves at a stage; locked leaves stay unchanged.
 *
 * @param typed by code; missing leaves stay unchanged
 */
export function readSheet(
  leaves: readonly Leaf[],
  scorecard: Scorecard,
  { stage, typed }: { readonly stage: ScoringStage; readonly typed: ReadonlyMap<string, TypedScore> },
): ReadSheet {
  const errors = new Map<string, GivenError>();
  const changed: LeafScore[] = [];
  for (const leaf of leaves) {
    const before = leafScore(scorecard, leaf.code);
    const sent = typed.get(leaf.code);
    if (!sent || isLeafLocked(scorecard, leaf.code)) continue;
    const given = readGiven(leaf, sent);
    if (given && 'error' in given) errors.set(leaf.code, given.error);
    else if (stage !== 'self' && lacksReason(given, before, stage)) errors.set(leaf.code, 'noReason');
    else if (JSON.stringify(given) !== JSON.stringify(before[stage]))
      changed.push(withGiven(before, stage, given));
  }
  return { changed, errors };
}

function lacksReason(given: Given | undefined, before: LeafScore, stage: 'first' | 'second'): boolean {
  const { first, self } = before;
  const stood = stage === 'first' ? self : standing({ code: before.code, self, first });
  return given !== undefined && given.note === '' && given.points !== (stood?.points ?? 0);
}

function withGiven(before: LeafScore, stage: ScoringStage, given: Given | undefined): LeafScore {
  const { [stage]: _before, ...rest } = before;
  return given ? { ...rest, [stage]: given } : rest;
}

/** Explanations of leaves; an empty one is deleted. */
function readExplanations(
  codes: readonly string[],
  scorecard: Scorecard,
  typed: ReadonlyMap<string, string>,
): ReadSheet {
  const open = codes.filter((code) => typed.has(code) && !isLeafLocked(scorecard, code));
  const tooLong = open.filter((code) => typed.get(code)!.length > noteLengthMax);
  const changed = open.flatMap((code): readonly LeafScore[] => {
    const { explanation, ...rest } = leafScore(scorecard, code);
    const text = typed.get(code)!;
    if (text === (explanation ?? '') || tooLong.includes(code)) return [];
    return [text === '' ? rest : { ...rest, explanation: text }];
  });
  return { changed, errors: new Map(tooLong.map((code) => [code, 'tooLong'])) };
}

/** The input of a stage, by code: points with a note, or the explanation as the note. */
export function readAt(
  stage: ScoringStage | 'explanation',
  leaves: readonly Leaf[],
  scorecard: Scorecard,
  typed: ReadonlyMap<string, TypedScore>,
): ReadSheet {
  if (stage !== 'explanation') return readSheet(leaves, scorecard, { stage, typed });
  const codes = leaves.map(({ code }) => code);
  return readExplanations(codes, scorecard, new Map([...typed].map(([code, { note }]) => [code, note])));
}
