import { missingTranslations } from './soundness.ts';
import type { SurveyContent } from './survey.ts';

/** Made once for each version, which never changes: every form asks for it. */
const known = new WeakMap<SurveyContent, readonly string[]>();

/**
 * The languages of a survey in which every text that respondents read is translated, its first one first; Vietnamese
 * is always one of them.
 */
export function translatedLanguages(content: SurveyContent): readonly string[] {
  const found = known.get(content);
  if (found) return found;
  const missing = missingTranslations(content).filter((location) => !location.startsWith('provenance.'));
  const translated = content.languages.filter(
    (language) => language === 'vi' || !missing.some((location) => location.endsWith(`.${language}`)),
  );
  known.set(content, translated);
  return translated;
}
