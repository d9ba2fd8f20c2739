/**
 * What single forms may tell beside the tables of their round, those of analysis among them. Whoever has both counts forms
 * and subtracts: so forms that are told to be of a unit tell an answer, a month, a service or a band only where the tables
 * tell its sum over just these forms (decisions 0200, 0238).
 */
import { formsInCell } from './cell.ts';
import type { Figure } from './figure.ts';
import type { MeasuredRound } from './results.ts';
import { roundFigures } from './roundFigures.ts';
import { WHOLE, type Scope } from './scope.ts';
import { aboutValue } from './tally.ts';

/** Forms that are told to be of one unit: its own, those of units right below it that are not named, or both. */
export interface ToldForms {
  /** The lowest unit that is told; undefined where those of the round are hidden themselves. */
  readonly unitId: string | undefined;
  /** Units right below it that the forms are of, and itself where they are its own. */
  readonly from: ReadonlySet<string>;
}

/** A part of a unit's forms; months as `YYYY-MM`. */
export interface PartOf {
  readonly dimension: 'service' | 'channel' | 'about' | 'month';
  readonly value: string;
}

/** How a part of a unit stands in the tables of analysis; none: nobody is in it. */
export type PartStates = (unitId: string, part: PartOf) => Figure['state'];

type Told = { readonly scope: Scope } | PartOf;

export type SingleForms = ReturnType<typeof singleForms>;

export function singleForms(measured: MeasuredRound, partsInAnalysis: PartStates, now: Date) {
  const { plan, tree, survey } = measured;
  const figures = roundFigures(measured, now);
  /** Of months, and of parts of units that have none below them, the results have no figure. */
  function stateOf(unitId: string, of: Told): Figure['state'] {
    if ('scope' in of) return figures.of(unitId, of).state;
    const { dimension, value } = of;
    return dimension === 'month' || tree.childIds(unitId).length === 0
      ? partsInAnalysis(unitId, of)
      : figures.of(unitId, { dimension, value }).state;
  }
  const isHidden = (unitId: string, of: Told) => stateOf(unitId, of) === 'hidden';
  const isUnitHidden = (unitId: string) => isHidden(unitId, { scope: WHOLE });

  /** Whether forms of a unit that is not named could be known by what the tables show of it, or of one below it. */
  const isShownWithin = (unitId: string, of: Told) =>
    tree.subtreeIds(unitId).some((id) => !['hidden', 'none'].includes(stateOf(id, of)));

  /**
   * Whether the tables tell a sum over forms: that of the unit, less what they show of units below that are not among them;
   * and nothing of those that are.
   */
  function isSumTold({ unitId, from }: ToldForms, of: Told): boolean {
    if (unitId === undefined) return false;
    const below = tree.childIds(unitId);
    if (isHidden(unitId, of) || below.some((id) => from.has(id) && isShownWithin(id, of))) return false;
    const isOwnThere = formsInCell(figures.cells.own(unitId)) > 0;
    const holdsOwn = !isOwnThere || from.has(unitId);
    return below.every((id) => (holdsOwn && from.has(id)) || !isHidden(id, of));
  }

  const isPartTold = (forms: ToldForms, dimension: PartOf['dimension'], value: string) =>
    isSumTold(forms, { dimension, value });

  return {
    isUnitHidden,
    /** Forms of a unit itself are what is missing from its total, where one below it is hidden. */
    isOwnHidden: (unitId: string) => tree.childIds(unitId).some(isUnitHidden),
    isAnswerTold(forms: ToldForms, questionId: string): boolean {
      const planned = plan.questions.find(({ id }) => id === questionId);
      if (!planned) return true; // in no table
      const factor = { kind: 'factor', id: plan.factors[planned.factor]! } as const;
      return [factor, { kind: 'question', id: questionId } as const].every((scope) =>
        isSumTold(forms, { scope }),
      );
    },
    isMonthTold: (forms: ToldForms, month: string) => isPartTold(forms, 'month', month),
    isServiceTold: (forms: ToldForms, serviceId: string) => isPartTold(forms, 'service', serviceId),
    isChannelTold: (forms: ToldForms, channel: string) => isPartTold(forms, 'channel', channel),
    /** @param option undefined: of those who said nothing, who are all but the bands */
    isBandTold(forms: ToldForms, questionId: string, option: string | undefined): boolean {
      const { options = [] } = survey.content.about.find(({ id }) => id === questionId) ?? {};
      const asked = option === undefined ? options.map(({ id }) => id) : [option];
      return asked.every((id) => isPartTold(forms, 'about', aboutValue(questionId, id)));
    },
  };
}
