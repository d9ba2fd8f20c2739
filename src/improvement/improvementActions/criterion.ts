/** Criteria of the PAR INDEX that an improvement action can target, and their outcome. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { ScorecardFigure } from '../scorecards/scorecardReader.ts';
import { hundredthsText, percentText } from '../../platform/text/numbers.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import type { CriterionTarget, ImprovementAction } from './improvementAction.ts';
import { improvementActionTexts } from './texts.ts';
import type { Stores } from '../stores.ts';

export type CriterionChoice = Omit<CriterionTarget, 'targetHundredths'>;

/** As sent by forms: `2026 1.2`. */
export function criterionKey({ year, code }: CriterionChoice): string {
  return `${year} ${code}`;
}

/** Criteria of sets that score the unit and whose scorecard is not locked: a final score cannot be a target. */
export async function criterionChoices(
  stores: Pick<Stores, 'criteriaSets' | 'scorecards'>,
  unitId: string,
): Promise<readonly CriterionChoice[]> {
  const sets = (await stores.criteriaSets.list()).filter(({ unitIds }) => unitIds.includes(unitId));
  const scorecards = await Promise.all(sets.map(({ id }) => stores.scorecards.get(id, unitId)));
  return sets.flatMap(({ year, items }, index) =>
    scorecards[index]!.stage === 'locked' ? [] : items.map(({ code, title }) => ({ year, code, title })),
  );
}

/** Points are shown once they are final and public: the promise is public, and so is its outcome. */
export function criterionWords(
  { unitId, criterion }: ImprovementAction,
  figure: ScorecardFigure | undefined,
  language: PageLanguage,
) {
  if (!criterion) return undefined;
  const t = improvementActionTexts[language];
  const target = percentText({ units: criterion.targetHundredths, decimals: 2 }, language);
  const promise = t.criterionIs({
    year: criterion.year,
    title: `${criterion.code}. ${inLanguage(criterion.title, language)}`,
    target,
  });
  if (!figure?.isFinal || !figure.isPublic) return { promise, sentence: t.criterionNotYet };
  const { points, pointsMax, percent, setId } = figure;
  const isReached = percent.units >= criterion.targetHundredths;
  return {
    promise,
    url: inSameLanguage(`/scorecards/${setId}/${unitId}`, language),
    value: t.criterionPoints({
      points: hundredthsText(points, language),
      max: hundredthsText(pointsMax, language),
      percent: percentText(percent, language),
    }),
    standing: isReached ? t.criterionReached : t.criterionMissed,
  };
}
