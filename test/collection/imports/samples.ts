/**
 * Files of answers in the shapes in which offices have them, all made up: the table that Google Forms gives with
 * Vietnamese labels, LimeSurvey's export of answer codes, and a workbook made by hand with merged headings.
 */
import { stringify } from 'csv-stringify/sync';
import writeExcelFile from 'write-excel-file/node';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';

const { questions, factors, scales } = sipas2017;
const labels = scales[0]!.levels.map(({ label }) => label.vi);

/** Levels of a made-up person: 3 to 5, by the number of the person. */
export function levelsOf(person: number): readonly number[] {
  return questions.map((_, at) => 3 + ((person * 7 + at * (person % 3)) % 3));
}

/** Google Forms: a grid of questions, times with the local words for half-days, a place in words, a comment. */
export function googleRows(people: number): readonly (readonly string[])[] {
  const headings = [
    'Dấu thời gian',
    'Địa chỉ email',
    'Ông/bà giao dịch tại đơn vị nào?',
    ...questions.map(({ text }, at) => `Mức độ hài lòng của ông/bà [${at + 1}. ${text.vi}]`),
    'Giới tính',
    'Nhóm tuổi của ông/bà',
    'Góp ý thêm',
  ];
  const rows = Array.from({ length: people }, (_, person) => [
    `${10 + (person % 10)}/01/2026 ${1 + (person % 12)}:0${person % 10}:15 SA`,
    `nguoi${person}@example.vn`,
    person % 2 === 0 ? 'Phường ward-a' : 'ward-b',
    ...levelsOf(person).map((level) => labels[level - 1]!),
    person % 2 === 0 ? 'Nữ' : 'nam',
    person % 2 === 0 ? 'Từ 25 đến 34 tuổi' : 'trên 60',
    person === 3 ? 'Chờ "lâu", xin cải thiện' : '',
  ]);
  return [headings, ...rows];
}

export const csv = (rows: readonly (readonly string[])[], delimiter = ','): Buffer =>
  Buffer.from(
    stringify(
      rows.map((row) => [...row]),
      { delimiter },
    ),
  );

/** LimeSurvey: much about the session, subquestions by code, answers by code, unfinished ones with nothing in them. */
export function limeSurveyCsv(people: number): Buffer {
  const headings = [
    'id',
    'submitdate',
    'lastpage',
    'startlanguage',
    'seed',
    ...questions.map(({ text }, at) => `Q${String(at + 1).padStart(2, '0')}. ${text.vi}`),
    'AGE. Tuổi',
    'COMMENT. Ý kiến khác',
  ];
  const rows = Array.from({ length: people }, (_, person) => [
    String(person + 1),
    `2026-01-1${person % 10} 09:30:00`,
    '5',
    'vi',
    String(100_000 + person * 17),
    ...levelsOf(person).map((level) => `A${level}`),
    ['Dưới 25', '25-34', 'N/A'][person % 3]!,
    '',
  ]);
  return csv([headings, ...rows], ';');
}

type HandCell = { value: string | number; columnSpan?: number; rowSpan?: number } | null;

/** A workbook by hand: a title, an empty row, factors merged over their questions, numbers and abbreviations, a total. */
export async function handMadeXlsx(people: number): Promise<Buffer> {
  const width = questions.length + 2;
  const text = (value: string, merged: object = {}): HandCell => ({ value, ...merged });
  const title = [text('PHIẾU LẤY Ý KIẾN QUÝ I, PHƯỜNG WARD-A', { columnSpan: width }), ...nothing(width - 1)];
  const upper: HandCell[] = [text('STT', { rowSpan: 2 })];
  for (const { id, title: factor } of factors) {
    const count = questions.filter(({ factorId }) => factorId === id).length;
    upper.push(text(factor.vi, { columnSpan: count }), ...nothing(count - 1));
  }
  upper.push(text('Giới tính', { rowSpan: 2 }));
  const lower: HandCell[] = [null, ...questions.map(({ text: asked }) => text(asked.vi)), null];
  const short = ['RKHL', 'KHL', 'BT', 'HL', 'RHL'];
  const rows = Array.from({ length: people }, (_, person): HandCell[] => [
    { value: person + 1 },
    ...levelsOf(person).map((level): HandCell =>
      person % 2 === 0 ? { value: level } : text(short[level - 1]!),
    ),
    text(person % 2 === 0 ? 'Nữ' : 'Nam'),
  ]);
  const total = [text('Tổng'), ...nothing(width - 2), text(`${people} phiếu`)];
  return await writeExcelFile([title, nothing(width), upper, lower, ...rows, total] as never).toBuffer();
}

function nothing(count: number): HandCell[] {
  return Array.from({ length: count }, () => null);
}
