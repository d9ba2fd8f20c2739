import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { SurveyContent } from './survey.ts';
import type { Sentence } from '../../platform/problem.ts';
import { draftStore, surveyDraftsPlan } from '../drafts/store.ts';
import { surveyStore, surveyVersionsCollection } from './store.ts';

const auditKinds = {
  'survey.drafted': { vi: 'Lập bản nháp phiếu khảo sát', en: 'Draft of a survey created' },
  'survey.changed': { vi: 'Sửa bản nháp phiếu khảo sát', en: 'Draft of a survey changed' },
  'survey.discarded': { vi: 'Bỏ bản nháp phiếu khảo sát', en: 'Draft of a survey discarded' },
  'survey.published': { vi: 'Công bố phiên bản phiếu khảo sát', en: 'Survey version published' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const surveysFeature = {
  collections: [surveyVersionsCollection, surveyDraftsPlan],
  stores: (connection: Connection) => ({
    surveys: surveyStore(connection),
    surveyDrafts: draftStore<SurveyContent>(connection, surveyDraftsPlan),
  }),
  auditKinds,
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
