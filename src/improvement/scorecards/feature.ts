import type { RoutesOptions } from '../stores.ts';
import type { OwnsEvidence } from '../../registers/evidence/owner.ts';
import { scorecardLocation } from './evidenceLocation.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { CriteriaContent } from './criteria.ts';
import type { Sentence } from '../../platform/problem.ts';
import { criteriaDraftsPlan, draftStore } from '../../design/drafts/store.ts';
import { criteriaSetStore, criteriaSetsCollection, scorecardStore, scorecardsCollection } from './store.ts';

const auditKinds = {
  'criteria.drafted': { vi: 'Lập bản nháp bộ tiêu chí CCHC', en: 'Draft of PAR criteria created' },
  'criteria.changed': { vi: 'Sửa bản nháp bộ tiêu chí CCHC', en: 'Draft of PAR criteria changed' },
  'criteria.discarded': { vi: 'Bỏ bản nháp bộ tiêu chí CCHC', en: 'Draft of PAR criteria discarded' },
  'criteria.published': { vi: 'Ban hành bộ tiêu chí CCHC', en: 'PAR criteria published' },
  'criteria.deadlinesMoved': { vi: 'Đổi thời hạn chấm điểm CCHC', en: 'Deadlines of PAR scoring moved' },
  'criteria.opened': { vi: 'Công khai kết quả chỉ số CCHC', en: 'PAR results published' },
  'scorecard.selfScored': { vi: 'Tự chấm điểm CCHC', en: 'PAR self-score entered' },
  'scorecard.handedIn': { vi: 'Nộp điểm tự chấm CCHC', en: 'PAR self-score submitted' },
  'scorecard.appraised': { vi: 'Thẩm định CCHC lần một', en: 'PAR score appraised' },
  'scorecard.firstEnded': { vi: 'Kết thúc thẩm định CCHC lần một', en: 'First PAR appraisal ended' },
  'scorecard.explained': { vi: 'Giải trình điểm CCHC', en: 'PAR score explained' },
  'scorecard.explanationHandedIn': { vi: 'Nộp giải trình điểm CCHC', en: 'PAR explanation submitted' },
  'scorecard.passedOn': { vi: 'Chuyển bước bảng điểm CCHC quá hạn', en: 'Overdue PAR scorecard moved on' },
  'scorecard.appraisedAgain': { vi: 'Thẩm định CCHC lần hai', en: 'PAR score appraised again' },
  'scorecard.adjusted': { vi: 'Ghi điểm thưởng, trừ CCHC', en: 'PAR bonus or penalty added' },
  'scorecard.adjustmentRemoved': { vi: 'Bỏ điểm thưởng, trừ CCHC', en: 'PAR bonus or penalty removed' },
  'scorecard.noSurvey': { vi: 'Đánh dấu đơn vị không được khảo sát', en: 'Unit marked as without a survey' },
  'scorecard.surveyHeld': { vi: 'Bỏ đánh dấu không được khảo sát', en: 'Mark “no survey” removed' },
  'scorecard.partLocked': { vi: 'Khóa một phần bảng điểm CCHC', en: 'Part of a PAR scorecard locked' },
  'scorecard.partUnlocked': { vi: 'Mở khóa một phần bảng điểm CCHC', en: 'Part of a PAR scorecard unlocked' },
  'scorecard.locked': { vi: 'Khóa bảng điểm CCHC', en: 'PAR scorecard locked' },
  'scorecard.reopened': { vi: 'Mở lại bảng điểm CCHC', en: 'PAR scorecard reopened' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const scorecardsFeature = {
  collections: [criteriaDraftsPlan, criteriaSetsCollection, scorecardsCollection],
  stores: (connection: Connection) => ({
    criteriaDrafts: draftStore<CriteriaContent>(connection, criteriaDraftsPlan),
    criteriaSets: criteriaSetStore(connection),
    scorecards: scorecardStore(connection),
  }),
  auditKinds,
  evidenceOwners: ({ stores, now }: RoutesOptions) => ({ scorecard: scorecardLocation(stores, now) }),
  pages: () => import('./allRoutes.ts'),
} satisfies Feature & OwnsEvidence;
