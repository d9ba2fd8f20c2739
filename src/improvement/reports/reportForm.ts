/** The form of a report: choices that the program knows, and fields that only the office knows. */
import { inLanguage, pageLanguages, type PageLanguage } from '../../platform/text/localized.ts';
import type {
  Publication,
  PublicationContent,
  PublishedUnit,
} from '../../processing/published/publication.ts';
import { standsText } from '../../dissemination/publications/publicationPage.ts';
import type { SentReport } from './input.ts';
import { reportFormats } from './makeReports.ts';
import { officeFields, type Office, type OfficeError, type OfficeField } from './office.ts';
import { reportTexts } from './texts.ts';

/** A publication with its units that the caller may report on. */
export interface Reportable {
  readonly publication: Publication;
  readonly content: PublicationContent;
  readonly units: readonly PublishedUnit[];
}

export type Typed = Pick<SentReport, 'unit' | 'language' | 'format' | 'office'>;

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

export function reportForm(
  { publication, content, units }: Reportable,
  typed: Typed,
  errors: Partial<Record<OfficeField, OfficeError>>,
  language: PageLanguage,
) {
  const t = reportTexts[language];
  const depthOf = depths(content);
  const unitOptions = units.map(({ id, name }) => ({
    value: id,
    label: inLanguage(name, language),
    depth: depthOf.get(id),
  }));
  const languageField = (name: string) => ({
    id: name,
    name: 'language',
    label: t.language,
    value: typed.language,
    options: pageLanguages.map((value) => ({ value, label: t.languages[value] })),
  });
  return {
    t,
    roundId: publication.roundId,
    stands: standsText(publication, language),
    madeUp: content.round.madeUp && inLanguage(content.round.madeUp, language),
    errors: Object.fromEntries(
      Object.entries(errors).map(([field, error]) => [
        field,
        `${t.fields[field as OfficeField]}: ${t.errors[error]}`,
      ]),
    ),
    fields: [
      { id: 'unit', label: t.unit, hint: t.unitHint, value: typed.unit, options: unitOptions },
      languageField('language'),
      {
        id: 'format',
        label: t.format,
        value: typed.format,
        options: reportFormats.map((value) => ({ value, label: t.formats[value] })),
      },
    ],
    officeFields: officeFields.map((field) => officeField(field, typed.office, errors[field], language)),
    sheetFields: [
      { id: 'sheetsUnit', name: 'unit', label: t.sheetsUnit, value: typed.unit, options: unitOptions },
      languageField('sheetsLanguage'),
    ],
  };
}

/** Depth of each unit; parents come before their children. */
function depths({ units }: PublicationContent): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { id, parentId } of units)
    found.set(id, parentId === undefined ? 0 : (found.get(parentId) ?? 0) + 1);
  return found;
}

const optional: readonly OfficeField[] = ['superior', 'number', 'on', 'signer'];
const rows: Partial<Record<OfficeField, number>> = { capacity: 3, recipients: 5 };

function officeField(
  field: OfficeField,
  office: Office,
  error: OfficeError | undefined,
  language: PageLanguage,
) {
  const t = reportTexts[language];
  return {
    id: field,
    label: t.fields[field],
    hint: t.hints[field],
    value: office[field],
    optional: optional.includes(field),
    rows: rows[field],
    type: field === 'on' ? 'date' : 'text',
    inputmode: field === 'number' ? 'numeric' : undefined,
    error: error && t.errors[error],
  };
}
