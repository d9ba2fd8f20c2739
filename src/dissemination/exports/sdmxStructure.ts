/** The structure of a publication's data in SDMX-ML 2.1: code lists, concepts, the data structure and a dataflow. */
import type { Localized } from '../../platform/text/localized.ts';
import { element, type Xml } from '../../platform/xml/xml.ts';
import type { Publication, Whole } from '../../processing/published/publication.ts';
import { agency, artefact, header, message, names, sdmxId, subjectCode } from './sdmxParts.ts';
import { sdmxTexts } from './texts.ts';

const codeListOf = { UNIT: 'CL_UNIT', SUBJECT: 'CL_SUBJECT', OBS_STATUS: 'CL_OBS_STATUS' } as const;
/** Of an observation, and how it is written. */
const attributes = [
  ['OBS_STATUS', 'Mandatory', 'code'],
  ['REASON', 'Conditional', 'String'],
  ['LOWER', 'Conditional', 'Double'],
  ['UPPER', 'Conditional', 'Double'],
  ['RESPONDENTS', 'Conditional', 'Integer'],
  ['ANSWERS', 'Conditional', 'Integer'],
] as const;
const dataSetAttributes = ['PUBLICATION', 'UNIT_MEASURE'] as const;
const concepts = ['UNIT', 'SUBJECT', 'TIME_PERIOD', 'OBS_VALUE', ...attributes.map(([id]) => id), ...dataSetAttributes] as const; // prettier-ignore
type Concept = (typeof concepts)[number];

export function sdmxStructure(whole: Whole): string {
  const { publication, content } = whole;
  const title = content.round.title;
  const part = (name: string, as: string, children: readonly Xml[], named: Localized = title): Xml =>
    element(`structure:${name}`, { ...artefact(as, publication), isFinal: 'true' }, [
      ...names(named),
      ...children,
    ]);
  return message('Structure', [
    header(whole),
    element('message:Structures', {}, [
      element('structure:OrganisationSchemes', {}, [agencyScheme()]),
      element('structure:Dataflows', {}, [
        part('Dataflow', 'DF', [
          element('structure:Structure', {}, [
            element('Ref', { ...artefact('DSD', publication), class: 'DataStructure' }),
          ]),
        ]),
      ]),
      element(
        'structure:Codelists',
        {},
        Object.entries(codesOf(whole)).map(([id, codes]) =>
          part('Codelist', codeListOf[id as keyof typeof codeListOf], codes, said(id as Concept)),
        ),
      ),
      element('structure:Concepts', {}, [
        part(
          'ConceptScheme',
          'CS',
          concepts.map((id) => element('structure:Concept', { id }, names(said(id)))),
        ),
      ]),
      element('structure:DataStructures', {}, [part('DataStructure', 'DSD', [components(publication)])]),
    ]),
  ]);
}

function said(id: Concept): Localized {
  const { vi, en } = sdmxTexts;
  return { vi: vi.concepts[id], en: en.concepts[id] };
}

function agencyScheme(): Xml {
  const frame = { id: 'AGENCIES', agencyID: 'SDMX', version: '1.0' };
  return element('structure:AgencyScheme', frame, [
    ...names({ vi: 'Lắng Nghe' }),
    element('structure:Agency', { id: agency }, names({ vi: 'Lắng Nghe' })),
  ]);
}

function codesOf({ content }: Whole): Readonly<Record<keyof typeof codeListOf, readonly Xml[]>> {
  const { vi, en } = sdmxTexts;
  const { units, factors, questions } = content;
  const factorIds = new Set(factors.map(({ id }) => id));
  const statuses = ['A', 'B', 'O', 'Q'] as const;
  return {
    UNIT: units.map(({ id, name, parentId }) =>
      code(sdmxId(id), name, parentId === undefined ? undefined : sdmxId(parentId)),
    ),
    SUBJECT: [
      code(subjectCode.whole, { vi: vi.whole, en: en.whole }),
      ...factors.map(({ id, title }) => code(subjectCode.factor(id), title, subjectCode.whole)),
      ...questions.map(({ id, factorId, text }) =>
        code(
          subjectCode.question(id),
          text,
          factorIds.has(factorId) ? subjectCode.factor(factorId) : subjectCode.whole,
        ),
      ),
    ],
    OBS_STATUS: statuses.map((id) => code(id, { vi: vi.statuses[id], en: en.statuses[id] })),
  };
}

function code(id: string, name: Localized, parent?: string): Xml {
  const above =
    parent === undefined ? [] : [element('structure:Parent', {}, [element('Ref', { id: parent })])];
  return element('structure:Code', { id }, [...names(name), ...above]);
}

function components(publication: Publication): Xml {
  const { id: schemeId, version } = artefact('CS', publication);
  const concept = (id: Concept): Xml =>
    element('structure:ConceptIdentity', {}, [
      element('Ref', { id, maintainableParentID: schemeId, maintainableParentVersion: version, agencyID: agency, package: 'conceptscheme', class: 'Concept' }), // prettier-ignore
    ]);
  const coded = (id: keyof typeof codeListOf): Xml =>
    local(
      element('structure:Enumeration', {}, [
        element('Ref', { ...artefact(codeListOf[id], publication), package: 'codelist', class: 'Codelist' }),
      ]),
    );
  const dimension = (id: 'UNIT' | 'SUBJECT', position: number): Xml =>
    element('structure:Dimension', { id, position }, [concept(id), coded(id)]);
  const relation = (of: Xml): Xml => element('structure:AttributeRelationship', {}, [of]);
  const ofMeasure = relation(element('structure:PrimaryMeasure', {}, [element('Ref', { id: 'OBS_VALUE' })]));
  const ofDataSet = relation(element('structure:None', {}));
  return element('structure:DataStructureComponents', {}, [
    element('structure:DimensionList', { id: 'DimensionDescriptor' }, [
      dimension('UNIT', 1),
      dimension('SUBJECT', 2),
      element('structure:TimeDimension', { id: 'TIME_PERIOD', position: 3 }, [
        concept('TIME_PERIOD'),
        written('ObservationalTimePeriod'),
      ]),
    ]),
    element('structure:AttributeList', { id: 'AttributeDescriptor' }, [
      ...attributes.map(([id, assignmentStatus, as]) =>
        element('structure:Attribute', { id, assignmentStatus }, [
          concept(id),
          as === 'code' ? coded('OBS_STATUS') : written(as),
          ofMeasure,
        ]),
      ),
      ...dataSetAttributes.map((id) =>
        element('structure:Attribute', { id, assignmentStatus: 'Mandatory' }, [
          concept(id),
          written('String'),
          ofDataSet,
        ]),
      ),
    ]),
    element('structure:MeasureList', { id: 'MeasureDescriptor' }, [
      element('structure:PrimaryMeasure', { id: 'OBS_VALUE' }, [concept('OBS_VALUE'), written('Double')]),
    ]),
  ]);
}

function local(inside: Xml): Xml {
  return element('structure:LocalRepresentation', {}, [inside]);
}

function written(textType: string): Xml {
  return local(element('structure:TextFormat', { textType }));
}
