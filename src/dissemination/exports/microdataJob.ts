/** Exports the microdata of a closed round as a file, in a job. */
import { createHash } from 'node:crypto';
import type { JobKind, Work } from '../../access/jobs/job.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Sentence } from '../../platform/problem.ts';
import { overtaken, publicationInstead } from '../../processing/published/standing.ts';
import type { Round } from '../../design/rounds/round.ts';
import { measuredRounds } from '../../processing/results/measuredRounds.ts';
import { anonymise, joined } from '../../statistics/disclosure/microdata.ts';
import { microdataRisk, type MicrodataRisk } from '../../statistics/disclosure/microdataRisk.ts';
import { MINIMUM_RESPONDENTS } from '../../statistics/disclosure/threshold.ts';
import { codedCsvLines } from '../../platform/tables/csv.ts';
import { parquetMediaType } from '../../platform/tables/table.ts';
import { sheetRowsMax, type XlsxState } from '../../platform/tables/xlsxWriter.ts';
import { unitTreeOn } from '../../registers/units/unitTree.ts';
import { csvSink, xlsxSink, type FileSink } from './fileSink.ts';
import { parquetGroupRows } from './parquetGroupRows.ts';
import { codebook, microColumns, microNotes, microRow, type MicroFrame } from './microdata.ts';
import { microTexts, noMicrodata } from './microTexts.ts';
import { demandSettled, listsOf, readRecords, type MicroRecords, type ReadRecords } from './readRecords.ts';
import type { Stores } from '../stores.ts';

export const microFormats = ['csv', 'csvSemicolon', 'xlsx', 'parquet'] as const;
export type MicroFormat = (typeof microFormats)[number];

export interface MicroRequest {
  readonly roundId: string;
  /** Unit of the round; everything below it is included. */
  readonly unitId: string;
  readonly format: MicroFormat;
  readonly language: PageLanguage;
  readonly madeUp: boolean;
}

interface Resume {
  readonly row: number;
  readonly hash: string;
  readonly sink: unknown;
}

/** @param rowsPerTurn rows between two checkpoints; by default as the format takes them */
export function microdataJob(stores: Stores, rowsPerTurn?: number): JobKind<MicroRequest> {
  return {
    name: 'microdata',
    title: { vi: microTexts.vi.jobTitle, en: microTexts.en.jobTitle },
    file: fileFor,
    async run(work) {
      const request = work.parameters;
      const round = await stores.rounds.find(request.roundId);
      if (!round) throw noMicrodata('gone');
      await demandSettled(stores, round, round.closesAt);
      const frame = await microFrame(stores, round, request.language);
      await demandUncorrected(stores, round);
      const released = release(await readRecords(stores, frame, frame.lists));
      const rows = rowsOf(released, request.unitId);
      const usual = request.format === 'parquet' ? parquetGroupRows : 2000;
      await writeRows(work, request, frame, { released, rows, rowsPerTurn: rowsPerTurn ?? usual });
      return remarkOf(released, rows.length);
    },
  };
}

export async function microFrame(stores: Stores, round: Round, language: PageLanguage): Promise<MicroFrame> {
  const [units, services, survey] = await Promise.all([
    stores.units.list(),
    stores.services.list(),
    stores.surveys.find(round.surveyVersionId),
  ]);
  if (!survey) throw noMicrodata('gone');
  const tree = unitTreeOn(units, round.unitsOn);
  return { round, tree, services, language, lists: listsOf(round, tree, services, survey.content) };
}

/**
 * @throws Problem conflict where submissions were annulled after the publication of the round: the difference between
 * file and publication would disclose these few
 */
async function demandUncorrected(stores: Stores, round: Round): Promise<void> {
  const { snapshot } = await measuredRounds(stores, () => round.closesAt).measure(round);
  if (await publicationInstead(stores.publications, round.id, snapshot)) throw overtaken();
}

/**
 * The released records of a round. They do not depend on who exports them or for which unit, so that two files cannot
 * be compared to learn more.
 */
interface Released {
  readonly records: MicroRecords;
  /** Indexes of the records, ordered by content. */
  readonly order: Uint32Array;
  readonly classes: number;
  readonly smallestClass: number;
  readonly lateLeftOut: number;
  readonly risk: MicrodataRisk;
  /** Hash over all released records: the same records give the same file. */
  readonly hash: string;
}

/** @throws Problem conflict where there are too few records */
function release({ records, positions }: ReadRecords): Released {
  const { late, units, month, service, channel, abouts, answers } = records;
  const others = [month, service, channel, ...abouts];
  const anonymised = anonymise({ late, units, others, answers }, positions);
  if (!anonymised) throw noMicrodata('tooFew');
  const { classes, lateLeftOut } = anonymised;
  const order = joined(classes);
  const hash = createHash('sha256').update(order);
  for (const { codes } of [late, ...units, ...others, ...answers]) hash.update(codes);
  return {
    records,
    order,
    classes: classes.length,
    smallestClass: classes.reduce((least, { length }) => Math.min(least, length), Infinity),
    lateLeftOut,
    risk: microdataRisk(classes, answers),
    hash: hash.digest('hex'),
  };
}

/** The records of a unit and its subunits, as far as they are released with that unit. */
function rowsOf({ records, order }: Released, unitId: string): Uint32Array {
  const unit = records.lists.unitIds.indexOf(unitId);
  const rows = order.filter((row) => records.units.some(({ codes }) => codes[row] === unit));
  if (rows.length === 0) throw noMicrodata('noneReleased');
  return rows;
}

async function writeRows(
  { write, checkpoint, resumeFrom }: Work,
  { format }: MicroRequest,
  frame: MicroFrame,
  {
    released,
    rows,
    rowsPerTurn,
  }: { readonly released: Released; readonly rows: Uint32Array; readonly rowsPerTurn: number },
): Promise<void> {
  const { records, risk, hash } = released;
  const resume = resumeFrom as Resume | undefined;
  if (resume && resume.hash !== hash) throw noMicrodata('changed');
  if (format === 'xlsx' && rows.length >= sheetRowsMax) throw noMicrodata('tooManyForSheet');
  const columns = microColumns(frame);
  const sink = await sinkFor(format, frame, risk, { write, resume });
  let row = resume?.row ?? 0;
  const keep = () =>
    checkpoint({ done: row, of: rows.length, resumeFrom: { row, hash, sink: sink.state } satisfies Resume });
  await keep();
  if (row === 0) await sink.begin();
  while (row < rows.length) {
    const some = rows.subarray(row, row + rowsPerTurn);
    await sink.add(Array.from(some, (at) => microRow(columns, records, at)));
    row += some.length;
    await keep();
  }
  await sink.end();
}

async function sinkFor(
  format: MicroFormat,
  frame: MicroFrame,
  risk: MicrodataRisk,
  { write, resume }: { readonly write: Work['write']; readonly resume: Resume | undefined },
): Promise<FileSink> {
  const t = microTexts[frame.language];
  const columns = microColumns(frame).map(({ key, heading }) => ({ key, heading }));
  if (format === 'parquet') {
    const book = codebook(frame).rows.map((row) => row.join(' | '));
    const notes = { notes: microNotes(frame, risk).join('\n'), codebook: book.join('\n') };
    const { parquetWriter } = await import('../../platform/tables/parquetWriter.ts');
    return parquetWriter(columns, { notes, write, state: resume?.sink as string | undefined });
  }
  if (format !== 'xlsx') {
    const separator = format === 'csv' ? 'comma' : 'semicolon';
    return csvSink(columns, separator, write, codedCsvLines(separator));
  }
  const book = codebook(frame);
  const notes = microNotes(frame, risk).map((note) => [note]);
  const others = [
    { name: t.book, ...book, columns: book.columns.map((column) => ({ ...column, width: 50 })) },
    { name: t.notesTitle, columns: [{ key: 'note', heading: t.notesTitle, width: 110 }], rows: notes },
  ];
  return xlsxSink({ name: t.data, columns }, others, { write, state: resume?.sink as XlsxState | undefined });
}

function remarkOf({ classes, smallestClass, lateLeftOut, risk }: Released, records: number): Sentence {
  const say = (language: PageLanguage): string => {
    const t = microTexts[language];
    const number = (count: number): string => new Intl.NumberFormat(language).format(count);
    const late = lateLeftOut > 0 ? ` ${t.lateLeftOut}` : '';
    return `${t.remark({ records: number(records), classes: number(classes), smallest: number(smallestClass), people: MINIMUM_RESPONDENTS })} ${t.risk(risk)}${late}`;
  };
  return { vi: say('vi'), en: say('en') };
}

/** The file name says so where data are made up. */
export function fileFor({ format, roundId, madeUp }: Pick<MicroRequest, 'format' | 'roundId' | 'madeUp'>) {
  const ending = format === 'csvSemicolon' ? 'csv' : format;
  const mediaType = {
    csv: 'text/csv; charset=utf-8',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    parquet: parquetMediaType,
  }[ending];
  return { name: `du-lieu-chi-tiet-${roundId}${madeUp ? '-minh-hoa' : ''}.${ending}`, mediaType };
}

/** Describes the job in words. */
export function aboutOf({ round, tree }: MicroFrame, unitId: string): string {
  return `${inLanguage(round.title, 'vi')} – ${inLanguage(tree.name(unitId), 'vi')}`;
}
