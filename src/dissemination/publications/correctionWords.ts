/** What a correction changed, and the value that it replaced. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import {
  publicationUrl,
  type PublicationContent,
  type PublishedUnit,
  type Whole,
} from '../../processing/published/publication.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import { publicationTexts } from './texts.ts';

interface Correction {
  readonly language: PageLanguage;
  readonly content: PublicationContent;
  readonly unit: PublishedUnit;
  /** The publication that it corrects. */
  readonly corrected?: Whole | undefined;
}

/** What a correction says of itself; undefined for other publications. */
export function correctionWords({ language, content, unit, corrected }: Correction) {
  if (content.whatChanged === undefined) return undefined;
  const t = publicationTexts[language];
  const before = corrected?.content.units.find(({ id }) => id === unit.id);
  return {
    whatChanged: content.whatChanged,
    values:
      before &&
      t.valueBefore({
        before: lineWords(before.whole, language).value,
        now: lineWords(unit.whole, language).value,
      }),
    url: corrected && inSameLanguage(publicationUrl(corrected.publication), language),
  };
}
