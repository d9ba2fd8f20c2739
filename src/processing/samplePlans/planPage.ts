/** A plan as its page shows it: populations, and the table of units. */
import { tableRows, textColumns } from '../../access/web/columns.ts';
import { calledBy, unitCalledOn } from '../../registers/units/unitCalled.ts';
import type { Unit } from '../../registers/units/unit.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { countText, decimalText, percentText } from '../../platform/text/numbers.ts';
import { peopleToAsk, type PlannedUnit, type PlanRequest } from './samplePlan.ts';
import { detectableDifference } from '../../statistics/sampling/power.ts';
import { nearest } from '../results/lineWords.ts';
import { powerTexts } from './powerTexts.ts';
import { samplePlanTexts } from './texts.ts';

/** The populations as the form shows them: a line for each unit. */
export function populationLines(
  units: readonly Unit[],
  populations: ReadonlyMap<string, number>,
  day: string,
): string {
  const called = unitCalledOn(units, [day]);
  return units
    .filter(({ id }) => populations.has(id))
    .map((unit) => `${calledBy(unit, called, { day, language: 'vi' })}; ${populations.get(unit.id)! || ''}`)
    .join('\n');
}

/** The plan by unit, and its sums in one sentence. */
export function planTable(
  units: readonly PlannedUnit[],
  { size }: PlanRequest,
  nameOf: (unitId: string) => string,
  language: PageLanguage,
) {
  const t = samplePlanTexts[language];
  const answers = units.reduce((sum, { quota }) => sum + quota, 0);
  const population = units.reduce((sum, unit) => sum + unit.population, 0);
  const people = peopleToAsk(answers, size);
  const short = units.filter((unit) => peopleToAsk(unit.quota, size) > unit.population);
  const seenBy = (quota: number): string | undefined => seenDifference(quota, size, language);
  const seen = seenBy(answers);
  return {
    seen:
      seen &&
      powerTexts[language].plan.summary({
        points: seen,
        share: percentText(nearest(size.expectedPercent, 0), language),
      }),
    summary: t.summary({
      answers: countText(answers, language),
      people: countText(people, language),
      population: countText(population, language),
    }),
    outOfReach: people > population ? t.outOfReach : undefined,
    short:
      short.length > 0
        ? t.unitsOutOfReach({ units: short.map(({ unitId }) => nameOf(unitId)).join(', ') })
        : undefined,
    rows: tableRows(
      [
        ...textColumns(t, ['unit', 'population', 'quota', 'ask']),
        { key: 'seen', heading: powerTexts[language].plan.heading, isNumber: true },
      ],
      units.map(({ unitId, population: all, quota }) => ({
        unit: nameOf(unitId),
        population: all,
        quota,
        ask: Math.min(all, peopleToAsk(quota, size)),
        seen: pointsText(seenBy(quota), language),
      })),
      { title: t.title, language },
    ),
  };
}

/** The smallest difference between two rounds of this size that is seen with a probability of 80 %, in percentage points. */
function seenDifference(
  quota: number,
  { expectedPercent, designEffect }: PlanRequest['size'],
  language: PageLanguage,
): string | undefined {
  const size = quota / designEffect;
  if (size === 0) return undefined;
  const difference = detectableDifference(expectedPercent / 100, { before: size, after: size });
  return difference === undefined ? undefined : decimalText(nearest(100 * difference, 1), language);
}

function pointsText(points: string | undefined, language: PageLanguage): string {
  const t = powerTexts[language].plan;
  return points === undefined ? t.none : t.points({ points });
}
