/**
 * What single forms may tell beside the tables of their round. Whoever has both counts forms and subtracts: so forms that
 * are told to be of a unit tell an answer, a service or a band only where the tables tell its sum over just these forms
 * (decision 0200).
 */
import { formsInCell } from './cell.ts';
import type { FigureOf, TableDimension } from './hiddenFigures.ts';
import type { MeasuredRound } from './results.ts';
import { roundFigures } from './roundFigures.ts';
import { WHOLE } from './scope.ts';
import { aboutValue } from './tally.ts';

/** Forms that are told to be of one unit: its own, those of units right below it that are not named, or both. */
export interface ToldForms {
  /** The lowest unit that is told; undefined where those of the round are hidden themselves. */
  readonly unitId: string | undefined;
  /** Units right below it that the forms are of, and itself where they are its own. */
  readonly from: ReadonlySet<string>;
}

export type SingleForms = ReturnType<typeof singleForms>;

export function singleForms(measured: MeasuredRound, now: Date) {
  const { round, plan, tree, survey } = measured;
  const figures = roundFigures(measured, now);
  /** Parts of units that have none below them are in no table. */
  const hasFigure = (unitId: string, of: FigureOf) => 'scope' in of || tree.childIds(unitId).length > 0;
  const isHidden = (unitId: string, of: FigureOf) =>
    hasFigure(unitId, of) && figures.of(unitId, of).state === 'hidden';
  const isUnitHidden = (unitId: string) => isHidden(unitId, { scope: WHOLE });
  const hasForms = (unitId: string) => formsInCell(figures.cells.cell(unitId)) > 0;

  /** Whether forms of a unit that is not named could be known by what the tables show of it, or of one below it. */
  const isShownWithin = (unitId: string, of: FigureOf) =>
    tree
      .subtreeIds(unitId)
      .some((id) => hasFigure(id, of) && !['hidden', 'none'].includes(figures.of(id, of).state));

  /**
   * Whether the tables tell a sum over forms: that of the unit, less what they show of units below that are not among them;
   * and nothing of those that are.
   */
  function isSumTold({ unitId, from }: ToldForms, of: FigureOf): boolean {
    if (unitId === undefined) return false;
    if (!hasFigure(unitId, of)) {
      if (round.unitIds.includes(unitId)) return true;
      return isSumTold({ unitId: tree.parentId(unitId), from: new Set([unitId]) }, of);
    }
    const below = tree.childIds(unitId);
    if (isHidden(unitId, of) || below.some((id) => from.has(id) && isShownWithin(id, of))) return false;
    const isOwnThere = formsInCell(figures.cells.own(unitId)) > 0;
    const untold = [
      ...(isOwnThere ? [unitId] : []),
      ...below.filter((id) => !hasFigure(id, of) && hasForms(id)),
    ];
    const holdsUntold = untold.every((id) => from.has(id));
    return below.every((id) => (holdsUntold && from.has(id)) || !isHidden(id, of));
  }

  const isPartTold = (forms: ToldForms, dimension: TableDimension, value: string) =>
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
