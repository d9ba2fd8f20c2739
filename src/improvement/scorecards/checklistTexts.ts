/** Texts of a unit's checklist. */
import { severalOf, type PageLanguage } from '../../platform/text/localized.ts';
import type { Want } from './checklist.ts';

const vi = {
  title: (unit: string, year: number) => `Tự kiểm tra chấm điểm, ${unit}, ${year}`,
  lead: 'Những tiêu chí đơn vị còn phải làm ở bước này. Tiêu chí lấy số tự động và phần đã khóa không có trong danh mục.',
  back: 'Về bảng chấm điểm',
  stage: 'Bước',
  done: 'Đã đủ',
  doneOf: (done: number, all: number) => `${done} trong ${all} tiêu chí`,
  criterion: 'Tiêu chí',
  pointsMax: 'Tối đa',
  lacks: 'Còn thiếu',
  evidence: 'Minh chứng',
  evidenceOf: (code: string, count: number) => `${code}: ${count === 0 ? 'thêm' : `${count} tệp`}`,
  wants: {
    score: 'điểm tự chấm',
    explanation: 'giải trình',
    evidence: 'minh chứng',
  } satisfies Record<Want, string>,
  counts: {
    score: (count: number) => `${count} tiêu chí chưa chấm`,
    explanation: (count: number) => `${count} tiêu chí chưa giải trình`,
    evidence: (count: number) => `${count} tiêu chí chưa có minh chứng`,
  } satisfies Record<Want, (count: number) => string>,
  allDone: 'Mọi tiêu chí của bước này đã đủ. Xin nộp ở bảng chấm điểm trước hạn.',
  notYourTurn: 'Ở bước này đơn vị không phải làm gì.',
};

export type ChecklistTexts = typeof vi;

const en: ChecklistTexts = {
  title: (unit, year) => `Self-check of scoring, ${unit}, ${year}`,
  lead: 'What the unit still has to do at this stage. Criteria computed automatically and locked parts are not listed.',
  back: 'Back to the scorecard',
  stage: 'Stage',
  done: 'Complete',
  doneOf: (done, all) => `${done} of ${all} criteria`,
  criterion: 'Criterion',
  pointsMax: 'Maximum',
  lacks: 'Missing',
  evidence: 'Evidence',
  evidenceOf: (code, count) => `${code}: ${count === 0 ? 'add' : severalOf(count, 'file')}`,
  wants: { score: 'self-score', explanation: 'explanation', evidence: 'evidence' },
  counts: {
    score: (count) => `${count} criteria without points`,
    explanation: (count) => `${count} criteria without an explanation`,
    evidence: (count) => `${count} criteria without evidence`,
  },
  allDone: 'All criteria of this stage are complete. Please submit on the scorecard before the deadline.',
  notYourTurn: 'The unit has nothing to do at this stage.',
};

export const checklistTexts: Record<PageLanguage, ChecklistTexts> = { vi, en };

/** "3 tiêu chí chưa chấm, 5 tiêu chí chưa có minh chứng"; complete items are left out. */
export function lackText(counts: Readonly<Record<Want, number>>, language: PageLanguage): string {
  const say = checklistTexts[language].counts;
  return (Object.keys(counts) as Want[])
    .filter((want) => counts[want] > 0)
    .map((want) => say[want](counts[want]))
    .join(', ');
}
