/** The form of a report: choices that the program knows, and fields that only the office knows. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type {
  Publication,
  PublicationContent,
  PublishedUnit,
} from '../../processing/published/publication.ts';
import { standsText } from '../../dissemination/publications/publicationPage.ts';
import { officeForm, reportForm, sheetsForm } from './input.ts';
import type { Office } from './office.ts';
import { reportTexts } from './texts.ts';

/** A publication with its units that the caller may report on. */
export interface Reportable {
  readonly publication: Publication;
  readonly content: PublicationContent;
  readonly units: readonly PublishedUnit[];
}

/** The initial values of the form. */
export const firstOffice: Office = {
  superior: '',
  organ: '',
  number: '',
  symbol: 'BC-UBND',
  location: '',
  on: '',
  capacity: '',
  signer: '',
  recipients: 'Lưu: VT.',
};

export function reportPage(
  { publication, content, units }: Reportable,
  shown: typeof reportForm.empty,
  office: typeof officeForm.empty,
  language: PageLanguage,
) {
  const t = reportTexts[language];
  const depthOf = depths(content);
  const options = units.map(({ id, name }) => ({
    value: id,
    label: inLanguage(name, language),
    depth: depthOf.get(id),
  }));
  const { unit, language: of } = shown.typed;
  const { fields: officeFields, errors } = officeForm.onPage(language, office);
  return {
    t,
    roundId: publication.roundId,
    stands: standsText(publication, language),
    madeUp: content.round.madeUp && inLanguage(content.round.madeUp, language),
    errors,
    fields: reportForm.onPage(language, shown, { unit: { options } }).fields,
    officeFields,
    sheetFields: sheetsForm.onPage(language, sheetsForm.filled({ unit, language: of }), { unit: { options } })
      .fields,
  };
}

/** Depth of each unit; parents come before their children. */
function depths({ units }: PublicationContent): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { id, parentId } of units)
    found.set(id, parentId === undefined ? 0 : (found.get(parentId) ?? 0) + 1);
  return found;
}
