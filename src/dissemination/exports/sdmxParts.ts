/** What the data and the structure of a publication share in SDMX-ML 2.1: namespaces, the header, and names of codes. */
import { lastDayOf } from '../../design/rounds/round.ts';
import type { Localized } from '../../platform/text/localized.ts';
import { element, xmlDeclaration, type Xml } from '../../platform/xml/xml.ts';
import type { Publication, PublicationContent, Whole } from '../../processing/published/publication.ts';

const schemas = 'http://www.sdmx.org/resources/sdmxml/schemas/v2_1';

/** Of the artefacts; ids and versions distinguish the rounds of an installation and their publications. */
export const agency = 'LANG_NGHE';

/** An id that SDMX accepts. */
export function sdmxId(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9_@$-]/g, '_');
}

/** The artefacts of a publication; a correction is a later version of the same ones. */
export function artefact(name: string, { roundId, number }: Publication) {
  return { id: sdmxId(`${name}_${roundId}`), agencyID: agency, version: `${number}.0` };
}

/** The time of all figures: the month of the last day of the round. */
export function timePeriodOf({ round }: PublicationContent): string {
  return lastDayOf(round.closesAt).slice(0, 7);
}

/** Subjects of indexes: the whole form, a factor, a question. */
export const subjectCode = {
  whole: '_T',
  factor: (id: string) => sdmxId(`F_${id}`),
  question: (id: string) => sdmxId(`Q_${id}`),
};

export function message(kind: 'Structure' | 'GenericData', parts: readonly Xml[]): string {
  const prefixes = ['message', 'common', 'structure', 'generic'] as const;
  const spaces = { message: 'message', common: 'common', structure: 'structure', generic: 'data/generic' };
  const declared = prefixes.map((prefix) => [`xmlns:${prefix}`, `${schemas}/${spaces[prefix]}`] as const);
  return xmlDeclaration + element(`message:${kind}`, Object.fromEntries(declared), parts);
}

/** Made-up data are a test message, as SDMX calls what must not be used. */
export function header({ publication, content }: Whole, structure: readonly Xml[] = []): Xml {
  const { roundId, number, publishedAt } = publication;
  return element('message:Header', {}, [
    element('message:ID', {}, sdmxId(`${roundId}_${number}`)),
    element('message:Test', {}, String(content.round.madeUp !== undefined)),
    element('message:Prepared', {}, publishedAt!.toISOString()),
    element('message:Sender', { id: agency }, names(content.units[0]?.name ?? { vi: roundId })),
    ...structure,
  ]);
}

/** A name in each language of the staff pages. */
export function names({ vi, en }: Localized): readonly Xml[] {
  return [
    element('common:Name', { 'xml:lang': 'vi' }, vi),
    ...(en ? [element('common:Name', { 'xml:lang': 'en' }, en)] : []),
  ];
}
