import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { SurveyContent } from './survey.ts';
import { draftStore, surveyDraftsPlan } from '../drafts/store.ts';
import { surveyStore, surveyVersionsCollection } from './store.ts';

export const surveysFeature = {
  collections: [surveyVersionsCollection, surveyDraftsPlan],
  stores: (connection: Connection) => ({
    surveys: surveyStore(connection),
    surveyDrafts: draftStore<SurveyContent>(connection, surveyDraftsPlan),
  }),
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
