/** Whether a change is statistically significant, in words, with what has to hold for it in the same sentence. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import type { Line } from './results.ts';
import { resultTexts } from './texts.ts';

/**
 * @param isLater the second figure follows the first in time: it rose then, and is not higher
 * @returns empty where nothing can be said
 */
export function movementWords(
  { figure, previous, change }: Line,
  language: PageLanguage,
  isLater = true,
): string {
  const t = resultTexts[language];
  const movement = change?.movement;
  if (movement === undefined) return '';
  const said = t[isLater ? 'movement' : 'difference'][movement];
  return movement === 'notToldApart' || ![figure, previous].some(isSelfSelected) ? said : t.ifAlike(said);
}

/** That changes are judged one by one, where several are shown; else nothing. */
export function judgedSingly(lines: readonly Pick<Line, 'change'>[], language: PageLanguage): string {
  const judged = lines.filter(({ change }) => change?.movement !== undefined);
  return judged.length > 1 ? resultTexts[language].judgedSingly : '';
}

/** Whether what is said of a figure holds only if those who answered were like the others. */
export function isSelfSelected(figure: Figure | undefined): boolean {
  return figure?.sample === 'selfSelected';
}
