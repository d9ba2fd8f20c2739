/**
 * A scorecard as the one sheet that offices circulate: a row for each item, the columns of all stages side by side, the
 * sum below. When it is read again, only the columns of the current stage count.
 */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Sentence } from '../../platform/problem.ts';
import { positionsOf, type WantedColumn } from '../../platform/tables/columns.ts';
import type { Table, TableCell } from '../../platform/tables/table.ts';
import { leavesOf, pointsMaxOf, type CriteriaSet } from './criteria.ts';
import { ruleText } from './criteriaPage.ts';
import type { TypedScore } from './given.ts';
import type { OpenStage } from './keepSheet.ts';
import type { Score } from './points.ts';
import type { RowError } from './readCriteria.ts';
import { hundredthsOf } from './readItem.ts';
import { leafScore, scorecardId, type Given, type Scorecard } from './scorecard.ts';

type Key =
  | 'code'
  | 'title'
  | 'pointsMax'
  | 'rule'
  | 'self'
  | 'selfNote'
  | 'first'
  | 'firstNote'
  | 'explanation'
  | 'second'
  | 'secondNote'
  | 'final';

const wanted: readonly (WantedColumn<Key> & { readonly width: number; readonly isPoints?: true })[] = [
  { key: 'code', headings: ['STT', 'No.'], width: 8 },
  {
    key: 'title',
    headings: ['Lĩnh vực/Tiêu chí/Tiêu chí thành phần', 'Criterion'],
    width: 50,
    optional: true,
  },
  { key: 'pointsMax', headings: ['Điểm tối đa', 'Maximum'], width: 12, isPoints: true },
  { key: 'rule', headings: ['Cách chấm', 'Rule'], width: 30, optional: true },
  { key: 'self', headings: ['Điểm tự chấm', 'Self-score'], width: 12, isPoints: true },
  { key: 'selfNote', headings: ['Thuyết minh', 'Remarks'], width: 30 },
  { key: 'first', headings: ['Điểm thẩm định lần một', 'First appraisal'], width: 12, isPoints: true },
  { key: 'firstNote', headings: ['Ý kiến thẩm định', 'Opinion'], width: 30 },
  { key: 'explanation', headings: ['Giải trình', 'Explanation'], width: 30 },
  { key: 'second', headings: ['Điểm thẩm định lần hai', 'Second appraisal'], width: 12, isPoints: true },
  { key: 'secondNote', headings: ['Lý do', 'Reason'], width: 30 },
  { key: 'final', headings: ['Điểm tính', 'Stands'], width: 12, isPoints: true, optional: true },
];

const idName = 'Mã bảng chấm điểm:';

/** @param about the unit and the year, and that the data are made up where they are */
export function sheetTable(
  { set, scorecard, score }: { set: CriteriaSet; scorecard: Scorecard; score: Score },
  about: string,
  language: PageLanguage,
): Table {
  const columns = wanted.map(({ key, headings: [vi, en = vi], width, isPoints }) => ({
    key,
    heading: language === 'vi' ? vi : en,
    width,
    ...(isPoints ? { decimals: 2 } : {}),
  }));
  const rows = set.items.map((item) => itemRow(item.code, { set, scorecard, score }, language));
  const total = language === 'vi' ? 'Tổng cộng' : 'In all';
  const empty = wanted.slice(3, -1).map(() => '');
  return {
    columns,
    rows: [
      ...rows,
      ['', total, score.pointsMax / 100, ...empty, score.points / 100],
      ['', about],
      ['', `${idName} ${scorecard.id}`],
    ],
  };
}

function itemRow(
  code: string,
  { set, scorecard, score }: { set: CriteriaSet; scorecard: Scorecard; score: Score },
  language: PageLanguage,
): readonly TableCell[] {
  const { title, rule } = set.items.find((item) => item.code === code)!;
  const head = [code, inLanguage(title, language), pointsMaxOf(set, code) / 100];
  const leaf = score.leaves.find((one) => one.leaf.code === code);
  if (!leaf) {
    const field = score.fields.find((one) => one.code === code);
    return [...head, ...wanted.slice(3, -1).map(() => ''), field ? field.points / 100 : ''];
  }
  const given = leafScore(scorecard, code);
  const isRate = rule?.kind === 'rate';
  return [
    ...head,
    rule ? ruleText(rule, language) : '',
    pointsCell(given.self, isRate),
    given.self?.note ?? '',
    pointsCell(given.first, isRate),
    given.first?.note ?? '',
    given.explanation ?? '',
    pointsCell(given.second, isRate),
    given.second?.note ?? '',
    leaf.points === undefined ? '' : leaf.points / 100,
  ];
}

/** For a rate "19/20". A missing value is a blank, which keeps the cell text, so that a spreadsheet does not turn "9/10" into a date. */
function pointsCell(given: Given | undefined, isRate: boolean): TableCell {
  if (!given) return isRate ? ' ' : '';
  return given.rate ? `${given.rate.done}/${given.rate.of}` : given.points / 100;
}

interface Row {
  readonly row: number;
  readonly cells: readonly string[];
}

export interface ReadSheetFile {
  /** By code of the leaf. */
  readonly typed: ReadonlyMap<string, TypedScore>;
  readonly rowOf: ReadonlyMap<string, number>;
}

/** @returns the input for each leaf at the stage, or every error with its row */
export function readSheetFile(
  rows: readonly Row[],
  { set, scorecard }: { set: CriteriaSet; scorecard: Scorecard },
  stage: OpenStage,
): ReadSheetFile | { readonly errors: readonly RowError[] } {
  const head = rows.find(({ cells }) => positionsOf(cells, wanted).positions.has('code'));
  const { positions, errors: columns } = positionsOf(head?.cells ?? [], wanted);
  const [wrong] = columns.filter(({ kind }) => kind !== 'unknown');
  if (!head || wrong)
    return { errors: [{ row: head?.row ?? 1, sentence: columnError(wrong?.heading ?? 'STT') }] };
  const other = rows.find(({ cells }) => cells.some((cell) => isOfAnother(cell, scorecard)));
  if (other) return { errors: [{ row: other.row, sentence: say.another }] };

  const cellOf = ({ cells }: Row, key: Key): string => cells[positions.get(key) ?? cells.length] ?? '';
  const leaves = new Map(leavesOf(set).map((leaf) => [leaf.code, leaf]));
  const codes = new Set(set.items.map(({ code }) => code));
  const typed = new Map<string, TypedScore>();
  const rowOf = new Map<string, number>();
  const errors: RowError[] = [];
  for (const row of rows.slice(rows.indexOf(head) + 1)) {
    const code = cellOf(row, 'code').replace(/\.$/, '');
    const leaf = leaves.get(code);
    if (code === '' || (codes.has(code) && !leaf)) continue;
    if (!leaf) errors.push({ row: row.row, sentence: say.unknown });
    else if (rowOf.has(code)) errors.push({ row: row.row, sentence: say.twice });
    else if (hundredthsOf(cellOf(row, 'pointsMax')) !== leaf.pointsMax)
      errors.push({ row: row.row, sentence: say.otherMaximum });
    else {
      rowOf.set(code, row.row);
      typed.set(
        code,
        typedAt(stage, (key) => cellOf(row, key)),
      );
    }
  }
  return errors.length > 0 ? { errors } : { typed, rowOf };
}

function typedAt(stage: OpenStage, cell: (key: Key) => string): TypedScore {
  if (stage === 'explanation') return { value: '', note: cell('explanation') };
  return { value: cell(stage), note: cell(`${stage}Note`) };
}

function isOfAnother(cell: string, { setId, unitId }: Scorecard): boolean {
  return cell.startsWith(idName) && cell !== `${idName} ${scorecardId(setId, unitId)}`;
}

const say = {
  another: {
    vi: 'Tệp này là bảng chấm điểm của đơn vị khác hoặc năm khác.',
    en: 'This file is the scorecard of another unit or year.',
  },
  unknown: {
    vi: 'Bộ tiêu chí không có số thứ tự này.',
    en: 'The set of criteria has no such number.',
  },
  twice: { vi: 'Số thứ tự này có hai lần.', en: 'This number is there twice.' },
  otherMaximum: {
    vi: 'Điểm tối đa khác với bộ tiêu chí. Xin tải lại bảng rồi điền.',
    en: 'The maximum is not that of the set. Please download the sheet again and fill it in.',
  },
} as const satisfies Record<string, Sentence>;

function columnError(heading: string): Sentence {
  return {
    vi: `Cột “${heading}” bị thiếu hoặc có hai lần.`,
    en: `The column “${heading}” is missing or is there twice.`,
  };
}
