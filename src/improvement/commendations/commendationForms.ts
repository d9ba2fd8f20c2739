/** The fields of the forms of commendations. */
import type { Caller } from '../../access/accounts/caller.ts';
import { unitOptions } from '../../access/accounts/unitOptions.ts';
import type { UnitScope } from '../../access/accounts/unitScope.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Publication } from '../../processing/published/publication.ts';
import type { CommendationList } from './commendation.ts';
import { listForm } from './input.ts';
import { commendationTexts } from './texts.ts';

export function listOnPage(
  shown: typeof listForm.empty,
  {
    caller,
    published,
    language,
  }: {
    caller: Caller;
    published: readonly Publication[];
    language: PageLanguage;
  },
) {
  const t = commendationTexts[language];
  const names = published.map(({ id, roundTitle, number = 0 }) => ({
    value: id,
    label: t.publicationName({ round: inLanguage(roundTitle, language), number }),
  }));
  return listForm.onPage(language, shown, {
    unit: { options: unitOptions(caller, 'keepCommendations', language) },
    publication: { options: [...names, { value: '', label: t.noPublication }] },
  });
}

/** Existing units below the commending one, to choose from. */
export function unitsBelow(
  { unitId, collectives }: CommendationList,
  units: UnitScope,
  language: PageLanguage,
) {
  const chosen = new Set(collectives.map((one) => one.unitId));
  const below = units
    .outline()
    .filter(({ unit: { id } }) => id !== unitId && units.isWithin(id, unitId) && !chosen.has(id));
  return below.map(({ unit: { id } }) => ({ value: id, label: inLanguage(units.name(id), language) }));
}
