/** A signed copy, and why one is not kept, in the words of one language. */
import { dayText, timeText } from '../../platform/calendar/clock.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import {
  publicationUrl,
  type Publication,
  type PublishedUnit,
} from '../../processing/published/publication.ts';
import type { Stores } from '../stores.ts';
import type { Comparison, SignedCopy } from './signedCopy.ts';
import { signedCopyTexts } from './texts.ts';
import type { TrustedAuthority } from './trustedAuthority.ts';

interface Surroundings {
  readonly publication: Publication;
  readonly authorities: readonly Pick<TrustedAuthority, 'id'>[];
  readonly language: PageLanguage;
}

/** What the public page says of the signed copy of a publication; undefined without one. */
export async function shownCopy(
  publication: Publication,
  { signedCopies, trustedAuthorities }: Pick<Stores, 'signedCopies' | 'trustedAuthorities'>,
  language: PageLanguage,
) {
  const copy = await signedCopies.find(publication.id);
  if (!copy) return undefined;
  return copyWords(copy, { publication, authorities: await trustedAuthorities.list(), language });
}

export function copyWords(
  { signers, agreeing, published, sha256, at }: SignedCopy,
  { publication, authorities, language }: Surroundings,
) {
  const { copies: t } = signedCopyTexts[language];
  const isTrusted = signers.every(({ anchorId }) => authorities.some(({ id }) => id === anchorId));
  return {
    title: t.heading,
    url: `${publicationUrl(publication)}/signed-copy`,
    download: t.download,
    signers: signers.map((signer) =>
      t.signer({ subject: signer.subject, issuer: signer.issuer, time: timeText(signer.at, language) }),
    ),
    checked: t.checked({ day: dayText(dayOf(at), language) }),
    warning: isTrusted ? undefined : t.noLongerTrusted,
    figures: t.figures({ agreeing, published }),
    sha256,
  };
}

/** First the sentence, then the figures that it is about. */
export function refusalWords(
  { differing, disclosed }: Comparison,
  whole: PublishedUnit,
  language: PageLanguage,
): readonly string[] {
  const { copies: t } = signedCopyTexts[language];
  if (differing.length > 0) return [t.errors.differing, ...differing.map((one) => t.differs(one))];
  if (disclosed.length > 0) return [t.errors.disclosed, ...disclosed];
  return [t.errors.noFigures({ unit: inLanguage(whole.name, language) })];
}
