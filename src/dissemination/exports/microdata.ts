/** Microdata as a table: a row for each record, its columns, and the codebook that explains their values. */
import { said } from '../../platform/text/catalogue.ts';
import { channels } from '../../design/accessPoints/accessPoint.ts';
import { accessPointTexts } from '../../design/accessPoints/texts.ts';
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import type { Round } from '../../design/rounds/round.ts';
import type { Service } from '../../registers/services/service.ts';
import type { MicrodataRisk } from '../../statistics/disclosure/microdataRisk.ts';
import { MINIMUM_RESPONDENTS } from '../../statistics/disclosure/threshold.ts';
import { answerVariables, levelsInFiles } from '../../design/surveys/several.ts';
import {
  plainTable,
  type Table,
  type TableCell,
  type TableColumn,
  type TableRow,
} from '../../platform/tables/table.ts';
import type { UnitTree } from '../../registers/units/unitTree.ts';
import { microTexts } from './microTexts.ts';
import { monthOf, monthsMax, type CodeLists, type MicroRecords } from './readRecords.ts';

/** The round, units and code lists that microdata cover. */
export interface MicroFrame {
  readonly round: Round;
  readonly tree: UnitTree;
  readonly services: readonly Service[];
  readonly lists: CodeLists;
  readonly language: PageLanguage;
}

interface MicroColumn extends TableColumn {
  readonly meaning: string;
  /** The possible values; empty where the meaning explains them. */
  readonly values: readonly string[];
  readonly cell: (records: MicroRecords, row: number) => TableCell;
}

/**
 * Answers are in columns named by question id: `lang-nghe index` reads the file unchanged. A question of which several options
 * may be chosen has a column of 0 and 1 for each.
 */
export function microColumns(frame: MicroFrame): readonly MicroColumn[] {
  const { round, language, lists } = frame;
  const t = microTexts[language];
  const say = (text: Localized): string => inLanguage(text, language);
  const madeUp = round.madeUp && say(round.madeUp);
  const own = (
    key: keyof typeof t.columns,
    values: readonly string[],
    cell: MicroColumn['cell'],
  ): MicroColumn => ({
    key,
    heading: t.columns[key],
    meaning: t.meanings[key],
    values,
    cell,
  });
  const coded = codedBy(t.suppressed);
  const unit = unitCells(frame);
  const months = Array.from({ length: monthsMax }, (_, month) => monthOf(month));
  const serviceNames = lists.serviceIds.map((id) => {
    const service = frame.services.find((one) => one.id === id);
    return service ? say(service.name) : t.noService;
  });
  const channelNames = channels.map((channel) => accessPointTexts[language].channels[channel]);
  return [
    ...(madeUp === undefined ? [] : [own('madeUp', [madeUp], () => madeUp)]),
    own(
      'late',
      [t.no, t.yes],
      coded([t.no, t.yes], ({ late }) => late),
    ),
    own('unitId', [], unit.id),
    own('unit', [], unit.name),
    own('unitDetail', [t.exactUnit, t.suppressedBelow], unit.detail),
    own(
      'month',
      [],
      coded(months, ({ month }) => month),
    ),
    own(
      'service',
      serviceNames,
      coded(serviceNames, ({ service }) => service),
    ),
    own(
      'channel',
      channelNames,
      coded(channelNames, ({ channel }) => channel),
    ),
    ...aboutColumns(frame, coded),
    ...questionColumns(frame, coded),
  ];
}

/** Values by their codes; one code beyond the last stands for a suppressed value. */
function codedBy(suppressed: string) {
  return (
    texts: readonly TableCell[],
    of: (records: MicroRecords) => MicroRecords['late'],
  ): MicroColumn['cell'] => {
    const all = [...texts, suppressed];
    return (records, row) => all[of(records).codes[row]!]!;
  };
}
type Coded = ReturnType<typeof codedBy>;

function aboutColumns({ lists, language }: MicroFrame, coded: Coded): readonly MicroColumn[] {
  const t = microTexts[language];
  const say = (text: Localized): string => inLanguage(text, language);
  return lists.content.about.map(({ id, text, options }, index): MicroColumn => {
    const values = [t.notSaid, ...options.map(({ label }) => say(label))];
    return { key: `about:${id}`, heading: say(text), meaning: t.about, values: [...values, t.suppressed], cell: coded(values, ({ abouts }) => abouts[index]!) }; // prettier-ignore
  });
}

function questionColumns({ lists, language }: MicroFrame, coded: Coded): readonly MicroColumn[] {
  const say = (text: Localized): string => inLanguage(text, language);
  return answerVariables(lists.content).map((variable, index): MicroColumn => {
    const { key, number, text, noOpinion } = variable;
    const levels = levelsInFiles(variable);
    const cells = ['', 'x', ...levels.map(({ level }) => level)];
    return {
      key,
      heading: key,
      meaning: `${number}. ${say(text)}`,
      values: [
        ...levels.map(({ level, label }) => `${level} = ${say(label)}`),
        ...(noOpinion ? [`x = ${say(noOpinion)}`] : []),
      ],
      cell: coded(cells, ({ answers }) => answers[index]!),
    };
  });
}

/** The lowest unit that is released. */
function unitCells({ lists, tree, language }: MicroFrame) {
  const t = microTexts[language];
  const names = lists.unitIds.map((id) => inLanguage(tree.name(id), language));
  const lowest = ({ units }: MicroRecords, row: number): number => {
    let unit = -1;
    for (const { codes } of units) if (codes[row]! < names.length) unit = codes[row]!;
    return unit;
  };
  return {
    id: (records: MicroRecords, row: number) => lists.unitIds[lowest(records, row)] ?? '',
    name: (records: MicroRecords, row: number) => names[lowest(records, row)] ?? '',
    detail: ({ units }: MicroRecords, row: number) =>
      units.some(({ codes, suppressed }) => codes[row] === suppressed) ? t.suppressedBelow : t.exactUnit,
  };
}

export function microRow(columns: readonly MicroColumn[], records: MicroRecords, row: number): TableRow {
  return columns.map(({ cell }) => cell(records, row));
}

/** Describes each column and its possible values. */
export function codebook(frame: MicroFrame): Table {
  const t = microTexts[frame.language];
  const rows = microColumns(frame).map(({ heading, meaning, values }) => [
    heading,
    meaning,
    values.join('; '),
  ]);
  return plainTable(t.bookHeadings, rows);
}

/** Which records are included, and cautions for users. @param risk the file's disclosure risk, where there is a file */
export function microNotes({ round, language }: MicroFrame, risk?: MicrodataRisk): readonly string[] {
  const t = microTexts[language];
  const madeUp = round.madeUp ? [inLanguage(round.madeUp, language)] : [];
  return [
    inLanguage(round.title, language),
    ...madeUp,
    ...t.notes.map((note) => said(note, { people: MINIMUM_RESPONDENTS, others: MINIMUM_RESPONDENTS - 1 })),
    ...(risk ? [t.risk(risk)] : []),
  ];
}
