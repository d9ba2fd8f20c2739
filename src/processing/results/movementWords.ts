/** Whether a change is statistically significant, in words, with the assumption behind it in the same sentence. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import type { Line } from './results.ts';
import { resultTexts } from './texts.ts';

/**
 * @param isLater whether the second figure is later in time, so that it "rose" instead of being "higher"
 * @returns empty if nothing can be said
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
  return movement === 'notToldApart' || ![figure, previous].some(isSelfSelected) ? said : t.ifAlike({ said });
}

/** States that each change is tested separately, if several are shown; else empty. */
export function judgedSingly(lines: readonly Pick<Line, 'change'>[], language: PageLanguage): string {
  const judged = lines.filter(({ change }) => change?.movement !== undefined);
  return judged.length > 1 ? resultTexts[language].judgedSingly : '';
}

/** Whether a statement about a figure holds only if respondents resemble non-respondents. */
export function isSelfSelected(figure: Figure | undefined): boolean {
  return figure?.sample === 'selfSelected';
}
