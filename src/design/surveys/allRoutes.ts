import { formBody } from '../../platform/web/formBody.ts';
import { surveyDraftRoutes } from './draftRoutes.ts';
import { surveyItemRoutes } from './itemRoutes.ts';
import { surveyRoutes } from './routes.ts';

export const routes = { ...surveyRoutes, ...surveyDraftRoutes, ...surveyItemRoutes };

export const before = {
  '/staff/surveys/drafts': formBody({ bytesMax: 786_432, fieldsMax: 400 }), // a survey as JSON
};
