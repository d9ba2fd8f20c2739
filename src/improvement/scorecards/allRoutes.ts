import { formBody } from '../../platform/web/formBody.ts';
import { checklistRoutes } from './checklistRoutes.ts';
import { criteriaRoutes } from './criteriaRoutes.ts';
import { criteriaStartRoutes } from './criteriaStartRoutes.ts';
import { scorecardPageRoutes } from './pageRoutes.ts';
import { publicScorecardRoutes, revalidate } from './publicRoutes.ts';
import { scorecardRoutes } from './routes.ts';
import { scoreRoutes } from './scoreRoutes.ts';
import { scorecardSheetRoutes } from './sheetRoutes.ts';
import { stageRoutes } from './stageRoutes.ts';

export const routes = {
  ...scorecardRoutes,
  ...publicScorecardRoutes,
  ...criteriaStartRoutes,
  ...criteriaRoutes,
  ...scorecardPageRoutes,
  ...checklistRoutes,
  ...scoreRoutes,
  ...scorecardSheetRoutes,
  ...stageRoutes,
};

export const before = {
  '/scorecards': [revalidate],
  '/staff/scorecards': formBody({ bytesMax: 524_288, fieldsMax: 300 }), // a remark on each criterion
};
