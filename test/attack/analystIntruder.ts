/** Works out with linear programs what few respondents answered, from figures of any groups of them. */
import { isSmall, MINIMUM_RESPONDENTS } from '../../src/statistics/disclosure/threshold.ts';
import { WHOLE, type Scope } from '../../src/statistics/estimation/scope.ts';
import { groupings, plan, tree, unitIds, type Respondent } from './analysedProvince.ts';
import type { Group, KnownFigure } from './analystsFigures.ts';
import { rangesOf, totalBehind, type Equation } from './ranges.ts';

export interface AskedCell {
  readonly group: Group;
  readonly scope: Scope;
}

/** `alike`: known, but it is in totals of ten respondents or more that are all or none; by question, or beside them. */
export type Outcome = 'hidden' | 'alike' | 'known';

/** Satisfied answers, in this survey's method. */
const satisfiedFrom = 4;

/** @param isByQuestion whether answers to different questions are told apart */
export function analystOf(respondents: readonly Respondent[], isByQuestion: boolean) {
  const atoms = respondents.flatMap((of, person) => {
    const answers = Object.entries(of.answers);
    return (isByQuestion ? answers.map((one) => [one]) : [answers]).map((some) => ({
      of,
      person,
      questionIds: some.map(([id]) => id),
      most: some.length,
      score: some.filter(([, level]) => level >= satisfiedFrom).length,
    }));
  });
  const most = atoms.map((atom) => atom.most);
  const positionsOf = ({ group, scope }: AskedCell): number[] =>
    atoms.flatMap(({ of, questionIds }, at) =>
      isIn(group, of) && questionIds.some((id) => isWithin(scope, id)) ? [at] : [],
    );
  const sum = (positions: readonly number[], of: 'most' | 'score'): number =>
    positions.reduce((total, at) => total + atoms[at]![of], 0);
  const isOfMany = (positions: readonly number[]): boolean =>
    new Set(positions.map((at) => atoms[at]!.person)).size >= MINIMUM_RESPONDENTS;

  /** A rounded percent of a known number of answers is a score. */
  function equationOf(figure: KnownFigure): Equation {
    const ranks = positionsOf(figure);
    return { ranks, value: Math.round((figure.percent / 100) * sum(ranks, 'most')) };
  }
  const isUniform = ({ ranks, value }: Equation): boolean =>
    isOfMany(ranks) && (value === 0 || value === sum(ranks, 'most'));

  return {
    isTrue(figure: KnownFigure): boolean {
      const { ranks, value } = equationOf(figure);
      return value === sum(ranks, 'score');
    },
    /** The figures of units and of groups in them, but for some cells. */
    allBut(asked: readonly AskedCell[], by: string): KnownFigure[] {
      const left = new Set(asked.map(({ group }) => JSON.stringify(group)));
      return groupsBy(respondents, [by]).flatMap((group) => {
        const ranks = positionsOf({ group, scope: WHOLE });
        const percent = (100 * sum(ranks, 'score')) / sum(ranks, 'most');
        return left.has(JSON.stringify(group)) ? [] : [{ source: 'all', group, scope: WHOLE, percent }];
      });
    },
    attack(figures: readonly KnownFigure[], asked: readonly AskedCell[]): Outcome[] {
      const equations = figures.map(equationOf);
      const positions = asked.map(positionsOf);
      const ranges = rangesOf({ most, equations }, positions, 2);
      const known = ranges.flatMap(({ low, high }, at) => (low === high ? [at] : []));
      const withoutUniform = { most, equations: equations.filter((one) => !isUniform(one)) };
      // By question, programs for each answer take minutes: what is known only beside such totals counts as alike as well.
      const still = isByQuestion
        ? rangesOf(withoutUniform, known.map((at) => positions[at]!), 2) // prettier-ignore
        : known.map((at) => ranges[at]!);
      const alike = new Set<number>();
      /** A total need not be published: it may follow from others. */
      const isAlike = (atom: number): boolean => {
        if (alike.has(atom)) return true;
        const total = totalBehind({ most, equations }, atom, atoms[atom]!.score);
        if (isOfMany(total)) for (const one of total) alike.add(one);
        return alike.has(atom);
      };
      const stillKnown = new Set(
        known.filter((cell, at) => still[at]!.low === still[at]!.high && !positions[cell]!.every(isAlike)),
      );
      return ranges.map(({ low, high }, at) =>
        low !== high ? 'hidden' : stillKnown.has(at) ? 'known' : 'alike',
      );
    },
  };
}

function isIn({ unitId, of, isOthers = false }: Group, one: Respondent): boolean {
  if (!tree.subtreeIds(unitId).includes(one.unitId)) return false;
  return of.every(({ by, keys }) => keys.includes(groupings[by]!(one))) !== isOthers;
}

function isWithin(scope: Scope, questionId: string): boolean {
  if (scope.kind !== 'factor') return scope.kind === 'whole' || scope.id === questionId;
  return plan.factors[plan.questions.find(({ id }) => id === questionId)!.factor] === scope.id;
}

/** Units, and groups in them. */
function groupsBy(respondents: readonly Respondent[], by: readonly string[]): Group[] {
  const groups = by.flatMap((dimension) =>
    [...new Set(respondents.map(groupings[dimension]!))].map((key) => [{ by: dimension, keys: [key] }]),
  );
  return unitIds.flatMap((unitId) => [[], ...groups].map((of): Group => ({ unitId, of })));
}

/** The cells of 1 to 9 respondents: of units, and of groups in them. */
export function smallCells(
  respondents: readonly Respondent[],
  scopes: readonly Scope[],
  by: readonly string[],
): AskedCell[] {
  return groupsBy(respondents, by)
    .flatMap((group) => scopes.map((scope) => ({ group, scope })))
    .filter(({ group, scope }) =>
      isSmall(
        respondents.filter(
          (one) => isIn(group, one) && Object.keys(one.answers).some((id) => isWithin(scope, id)),
        ).length,
      ),
    );
}
