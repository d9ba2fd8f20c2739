/**
 * A scorecard as the one sheet that offices circulate: a row for each item, the columns of all stages side by side, the
 * sum below. When it is read again, only the columns of the current stage count.
 */
import { inEveryLanguage } from '../../platform/text/catalogue.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Sentence } from '../../platform/problem.ts';
import type { WantedColumn } from '../../platform/tables/columns.ts';
import type { TableRow } from '../../platform/tables/openTable.ts';
import { lineUnless, readLines, rowsBelow, type ReadLines } from '../../platform/tables/readRows.ts';
import type { Table, TableCell } from '../../platform/tables/table.ts';
import { leavesOf, pointsMaxOf, type CriteriaSet } from './criteria.ts';
import { ruleText } from './criteriaPage.ts';
import { criteriaTexts } from './criteriaTexts.ts';
import type { TypedScore } from './given.ts';
import type { Score } from './points.ts';
import { codeOf } from './readCriteria.ts';
import { hundredthsOf } from '../../platform/text/percentInput.ts';
import { leafScore, scorecardId, type Given, type OpenStage, type Scorecard } from './scorecard.ts';
import { scoreTexts, type ScoreTexts } from './texts.ts';

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

export const sheetColumns: readonly (WantedColumn<Key> & {
  readonly width: number;
  readonly isPoints?: true;
})[] = [
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
  const columns = sheetColumns.map(({ key, headings: [vi, en = vi], width, isPoints }) => ({
    key,
    heading: language === 'vi' ? vi : en,
    width,
    ...(isPoints ? { decimals: 2 } : {}),
  }));
  const rows = set.items.map((item) => itemRow(item.code, { set, scorecard, score }, language));
  const empty = sheetColumns.slice(3, -1).map(() => '');
  return {
    columns,
    rows: [
      ...rows,
      ['', criteriaTexts[language].inAll, score.pointsMax / 100, ...empty, score.points / 100],
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
    return [...head, ...sheetColumns.slice(3, -1).map(() => ''), field ? field.points / 100 : ''];
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

export interface TypedLeaf extends TypedScore {
  readonly code: string;
}

/** The input for each leaf at the stage, or all that is wrong. */
export function readSheetFile(
  rows: readonly Pick<TableRow, 'row' | 'cells'>[],
  { set, scorecard }: { set: CriteriaSet; scorecard: Scorecard },
  stage: OpenStage,
): ReadLines<TypedLeaf> {
  const other = rows.find(({ cells }) => cells.some((cell) => isOfAnother(cell, scorecard)));
  if (other) return { lines: [], faults: [{ rows: [other.row], sentence: say('another') }] };
  const leaves = new Map(leavesOf(set).map((leaf) => [leaf.code, leaf]));
  const parents = new Set(set.items.map(({ code }) => code).filter((code) => !leaves.has(code)));
  const below = rowsBelow(rows, sheetColumns, 'code');
  const ofLeaves = below.rows.filter(({ cells }) => !parents.has(codeOf(cells.code)));
  return readLines(
    { ...below, rows: ofLeaves },
    (cells) => {
      const code = codeOf(cells.code);
      const leaf = leaves.get(code);
      const isOther = leaf && hundredthsOf(cells.pointsMax) !== leaf.pointsMax;
      const errors = { code: !leaf && say('unknown'), pointsMax: isOther && say('otherMaximum') };
      return lineUnless(errors, { code, ...typedAt(stage, cells) });
    },
    ({ code }) => code,
  );
}

function typedAt(stage: OpenStage, cells: Readonly<Record<Key, string>>): TypedScore {
  if (stage === 'explanation') return { value: '', note: cells.explanation };
  return { value: cells[stage], note: cells[`${stage}Note`] };
}

function isOfAnother(cell: string, { setId, unitId }: Scorecard): boolean {
  return cell.startsWith(idName) && cell !== `${idName} ${scorecardId(setId, unitId)}`;
}

function say(error: keyof ScoreTexts['fileErrors']): Sentence {
  return inEveryLanguage(scoreTexts, ({ fileErrors }) => fileErrors[error]);
}
