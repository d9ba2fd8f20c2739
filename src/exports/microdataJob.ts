/** Micro-data of a closed round as a file, made as a job. */
import { setImmediate } from 'node:timers/promises';
import type { JobKind, Work } from '../jobs/job.ts';
import { inLanguage, type PageLanguage } from '../localized.ts';
import { Problem, type Sentence } from '../problem.ts';
import { overtaken, publicationInstead } from '../publications/standing.ts';
import type { Round } from '../rounds/round.ts';
import { measuredRounds } from '../satisfaction/measuredRounds.ts';
import type { MeasuredRound } from '../satisfaction/results.ts';
import { singleForms } from '../satisfaction/singleForms.ts';
import type { Stores } from '../stores.ts';
import { sheetRowsMax, type XlsxState } from '../tables/xlsxWriter.ts';
import { unitTreeOn } from '../units/unitTree.ts';
import { alikeMin, anonymised, type AnonymousForms } from './anonymise.ts';
import { csvSink, xlsxSink, type FileSink } from './fileSink.ts';
import { codeBook, microColumns, microNotes, microRow, type MicroFrame } from './microdata.ts';
import { microTexts } from './microTexts.ts';
import { partsInAnalysis } from './partsInAnalysis.ts';
import { demandSettled, listsOf, readForms } from './readForms.ts';

export const microFormats = ['csv', 'csvSemicolon', 'xlsx'] as const;
export type MicroFormat = (typeof microFormats)[number];

export interface MicroWish {
  readonly roundId: string;
  /** Of the round; with all that is below it. */
  readonly unitId: string;
  readonly format: MicroFormat;
  readonly language: PageLanguage;
  readonly madeUp: boolean;
}

interface Resume {
  readonly row: number;
  readonly print: string;
  readonly sink: unknown;
}

/** @param rowsPerTurn between two checkpoints */
export function microdataJob(stores: Stores, rowsPerTurn = 2000): JobKind {
  return {
    name: 'microdata',
    title: { vi: microTexts.vi.jobTitle, en: microTexts.en.jobTitle },
    file: (wishes) => fileFor(wishes as unknown as MicroWish),
    async run(work) {
      const wish = work.wishes as unknown as MicroWish;
      const round = await stores.rounds.find(wish.roundId);
      if (!round) throw gone();
      await demandSettled(stores, round, round.closesAt);
      const frame = await microFrame(stores, round, wish.language);
      const measured = await measuredAlone(stores, round);
      const read = await readForms(stores, measured, frame.lists);
      const parts = await partsInAnalysis(measured, { columns: read.counts, now: round.closesAt });
      const found = await anonymised(read, singleForms(measured, parts, round.closesAt));
      const rows = rowsOf(found, wish.unitId);
      await writeRows(work, wish, frame, { found, rows, rowsPerTurn });
      return remarkOf(found, rows.length);
    },
  };
}

export async function microFrame(stores: Stores, round: Round, language: PageLanguage): Promise<MicroFrame> {
  const [units, services, survey] = await Promise.all([
    stores.units.list(),
    stores.services.list(),
    stores.surveys.find(round.surveyVersionId),
  ]);
  if (!survey) throw gone();
  const tree = unitTreeOn(units, round.unitsOn);
  return { round, tree, services, language, lists: listsOf(round, tree, services, survey.content) };
}

/** @throws Problem conflict where forms were taken out since the publication of the round: beside it, these could be told */
async function measuredAlone(stores: Stores, round: Round): Promise<MeasuredRound> {
  const measured = await measuredRounds(stores, () => round.closesAt).measure(round);
  if (await publicationInstead(stores.publications, round.id, measured.board)) throw overtaken();
  return measured;
}

/** Those of a unit and below, as far as it is told that they are. */
function rowsOf({ forms, order }: AnonymousForms, unitId: string): Uint32Array {
  const unit = forms.lists.unitIds.indexOf(unitId);
  const rows = order.filter((row) => forms.units.some(({ codes }) => codes[row] === unit));
  if (rows.length === 0) throw noneTold();
  return rows;
}

async function writeRows(
  { write, checkpoint, resumeFrom }: Work,
  { format }: MicroWish,
  frame: MicroFrame,
  {
    found,
    rows,
    rowsPerTurn,
  }: { readonly found: AnonymousForms; readonly rows: Uint32Array; readonly rowsPerTurn: number },
): Promise<void> {
  const { print } = found;
  const resume = resumeFrom as Resume | undefined;
  if (resume && resume.print !== print) throw changed();
  if (format === 'xlsx' && rows.length >= sheetRowsMax) throw tooManyForSheet();
  const columns = microColumns(frame);
  const sink = sinkFor(format, frame, write, resume);
  let row = resume?.row ?? 0;
  const keep = () =>
    checkpoint({ done: row, of: rows.length, resumeFrom: { row, print, sink: sink.state } satisfies Resume });
  await keep();
  if (row === 0) await sink.begin();
  while (row < rows.length) {
    const some = rows.subarray(row, row + rowsPerTurn);
    await sink.add(Array.from(some, (at) => microRow(columns, found.forms, at)));
    row += some.length;
    await keep();
    await setImmediate();
  }
  await sink.end();
}

function sinkFor(
  format: MicroFormat,
  frame: MicroFrame,
  write: Work['write'],
  resume: Resume | undefined,
): FileSink {
  const t = microTexts[frame.language];
  const columns = microColumns(frame).map(({ key, heading }) => ({ key, heading }));
  if (format !== 'xlsx') return csvSink(columns, format === 'csv' ? 'comma' : 'semicolon', write);
  const book = codeBook(frame);
  const notes = microNotes(frame).map((note) => [note]);
  const others = [
    { name: t.book, ...book, columns: book.columns.map((column) => ({ ...column, width: 50 })) },
    { name: t.notesTitle, columns: [{ key: 'note', heading: t.notesTitle, width: 110 }], rows: notes },
  ];
  return xlsxSink({ name: t.data, columns }, others, { write, state: resume?.sink as XlsxState | undefined });
}

function remarkOf({ classes, smallestClass, lateLeftOut }: AnonymousForms, forms: number): Sentence {
  const say = (language: PageLanguage): string => {
    const t = microTexts[language];
    const number = (count: number): string => new Intl.NumberFormat(language).format(count);
    const late = lateLeftOut > 0 ? ` ${t.lateLeftOut}` : '';
    return t.remark(number(forms), number(classes), number(smallestClass), alikeMin) + late;
  };
  return { vi: say('vi'), en: say('en') };
}

/** Made-up data say so in the name of the file too. */
function fileFor({ format, roundId, madeUp }: MicroWish): { name: string; mediaType: string } {
  const ending = format === 'xlsx' ? 'xlsx' : 'csv';
  const mediaType = ending === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'; // prettier-ignore
  return { name: `du-lieu-chi-tiet-${roundId}${madeUp ? '-minh-hoa' : ''}.${ending}`, mediaType };
}

/** What a job is of, in words. */
export function aboutOf({ round, tree }: MicroFrame, unitId: string): string {
  return `${inLanguage(round.title, 'vi')} – ${inLanguage(tree.name(unitId), 'vi')}`;
}

function gone(): Problem {
  return new Problem('notFound', {
    vi: 'Đợt này không còn nữa.',
    en: 'This round is not there any more.',
  });
}

function changed(): Problem {
  return new Problem('conflict', {
    vi: 'Trong lúc xuất có phiếu bị hủy hoặc bị xóa thông tin. Xin xuất lại để tệp đúng với hiện nay.',
    en: 'Forms were annulled or erased meanwhile. Please export again, so that the file is of one state.',
  });
}

function noneTold(): Problem {
  return new Problem('conflict', {
    vi: `Không có nhóm nào từ ${alikeMin} phiếu được nêu là của đơn vị này. Xin chọn đơn vị rộng hơn.`,
    en: `No group of ${alikeMin} forms or more is told to be of this unit. Please choose a wider one.`,
  });
}

function tooManyForSheet(): Problem {
  return new Problem('conflict', {
    vi: 'Một trang XLSX không chứa hết số phiếu này. Xin chọn CSV.',
    en: 'A sheet of XLSX does not hold so many forms. Please choose CSV.',
  });
}
