/** How a figure compares with its target, in a sentence, with the conditions for it. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { isSelfSelected } from '../../processing/results/movementWords.ts';
import type { AgainstTarget } from '../../statistics/sampling/target.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { improvementActionTexts } from './texts.ts';

export function standingWords(
  { isAtLeast, standing }: AgainstTarget,
  figure: Figure,
  language: PageLanguage,
): string {
  const said = improvementActionTexts[language].standing({ isAtLeast, standing });
  const isSignificant = standing === 'reached' || standing === 'missed';
  return `${isSignificant && isSelfSelected(figure) ? resultTexts[language].ifAlike({ said }) : said}.`;
}
