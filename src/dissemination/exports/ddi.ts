/**
 * A study as DDI-Codebook 2.5: what was asked of whom, how and when, its files and its variables, in Vietnamese and
 * English. Texts are given in both languages; numbers are those that the caller has published.
 */
import type { Sentence } from '../../platform/problem.ts';
import { element, xmlDeclaration, type Xml } from '../../platform/xml/xml.ts';
import { ddiTexts } from './texts.ts';

export interface DdiCategory {
  readonly value: string;
  readonly label: Sentence;
  /** A valid answer that is no level. */
  readonly isMissing?: boolean;
}

export interface DdiVariable {
  /** Unique in the document, beginning with a letter. */
  readonly id: string;
  /** As in the file. */
  readonly name: string;
  readonly label: Sentence;
  /** As it was asked. */
  readonly question?: Sentence | undefined;
  readonly isNumeric: boolean;
  readonly categories: readonly DdiCategory[];
  /** Valid answers and the index in percent, as published. */
  readonly statistics?: { readonly answers: number; readonly indexPercent: number } | undefined;
  readonly note?: Sentence | undefined;
  readonly isInFile: boolean;
}

interface DdiGroup {
  readonly id: string;
  readonly label: Sentence;
  readonly variableIds: readonly string[];
}

export interface DdiStudy {
  readonly id: string;
  readonly title: Sentence;
  /** What a reader has to know before using the numbers. */
  readonly notes: { readonly vi: readonly string[]; readonly en: readonly string[] };
  /** First and last day of collection. */
  readonly days: readonly [string, string];
  readonly areas: Sentence;
  readonly sampling: Sentence;
  readonly version?: { readonly number: number; readonly publishedOn: string } | undefined;
  readonly file: { readonly name: string; readonly format: string; readonly records?: number };
  readonly groups: readonly DdiGroup[];
  readonly variables: readonly DdiVariable[];
}

const fileId = 'F1';

export function ddiCodebook(study: DdiStudy): string {
  const frame = { xmlns: 'ddi:codebook:2_5', version: '2.5', 'xml:lang': 'vi' };
  return (
    xmlDeclaration +
    element('codeBook', frame, [
      element('docDscr', {}, [element('citation', {}, [titleOf(study), element('prodStmt', {}, [element('software', {}, 'Lắng Nghe')])])]), // prettier-ignore
      studyDescription(study),
      fileDescription(study),
      element('dataDscr', {}, [...study.groups.map(groupOf), ...study.variables.map(variableOf)]),
    ])
  );
}

/** An element in each language. */
function both(
  name: string,
  { vi, en }: Sentence,
  attributes: Readonly<Record<string, string>> = {},
): readonly Xml[] {
  return [
    element(name, { ...attributes, 'xml:lang': 'vi' }, vi),
    element(name, { ...attributes, 'xml:lang': 'en' }, en),
  ];
}

function titleOf({ id, title }: DdiStudy): Xml {
  return element('titlStmt', {}, [
    element('titl', { 'xml:lang': 'vi' }, title.vi),
    element('parTitl', { 'xml:lang': 'en' }, title.en),
    element('IDNo', { agency: 'lang-nghe' }, id),
  ]);
}

function studyDescription(study: DdiStudy): Xml {
  const { notes, days, areas, sampling, version } = study;
  const t = { vi: ddiTexts.vi, en: ddiTexts.en };
  const [from, to] = days;
  return element('stdyDscr', {}, [
    element('citation', {}, [
      titleOf(study),
      ...(version
        ? [
            element('verStmt', {}, [
              element('version', { date: version.publishedOn }, String(version.number)),
            ]),
          ]
        : []),
    ]),
    element('stdyInfo', {}, [
      ...both('abstract', { vi: notes.vi.join('\n'), en: notes.en.join('\n') }),
      element('sumDscr', {}, [
        element('collDate', { date: from, event: 'start' }, from),
        element('collDate', { date: to, event: 'end' }, to),
        element('nation', { abbr: 'VN', 'xml:lang': 'vi' }, 'Việt Nam'),
        ...both('geogCover', areas),
        ...both('anlyUnit', { vi: t.vi.unitOfAnalysis, en: t.en.unitOfAnalysis }),
        ...both('universe', { vi: t.vi.universe, en: t.en.universe }),
        ...both('dataKind', { vi: t.vi.dataKind, en: t.en.dataKind }),
      ]),
    ]),
    element('method', {}, [element('dataColl', {}, both('sampProc', sampling))]),
  ]);
}

function fileDescription({ file, variables }: DdiStudy): Xml {
  const { name, format, records } = file;
  const inFile = variables.filter(({ isInFile }) => isInFile).length;
  return element('fileDscr', { ID: fileId }, [
    element('fileTxt', {}, [
      element('fileName', {}, name),
      element('dimensns', {}, [
        ...(records === undefined ? [] : [element('caseQnty', {}, String(records))]),
        element('varQnty', {}, String(inFile)),
      ]),
      element('fileType', {}, format),
    ]),
  ]);
}

function groupOf({ id, label, variableIds }: DdiGroup): Xml {
  return element('varGrp', { ID: id, type: 'subject', var: variableIds.join(' ') }, both('labl', label));
}

function variableOf({
  id,
  name,
  label,
  question,
  categories,
  statistics,
  note,
  isNumeric,
  isInFile,
}: DdiVariable): Xml {
  const attributes = { ID: id, name, ...(isInFile && { files: fileId }) };
  return element(
    'var',
    { ...attributes, intrvl: categories.length > 0 || !isNumeric ? 'discrete' : 'contin' },
    [
      ...both('labl', label),
      ...(question ? [element('qstn', {}, both('qstnLit', question))] : []),
      ...(statistics
        ? [
            element('sumStat', { type: 'vald' }, String(statistics.answers)),
            element(
              'sumStat',
              { type: 'other', otherType: 'satisfactionIndexPercent' },
              String(statistics.indexPercent),
            ),
          ]
        : []),
      ...categories.map((category) =>
        element('catgry', category.isMissing ? { missing: 'Y' } : {}, [
          element('catValu', {}, category.value),
          ...both('labl', category.label),
        ]),
      ),
      element('varFormat', { type: isNumeric ? 'numeric' : 'character' }),
      ...(note ? both('notes', note) : []),
    ],
  );
}
