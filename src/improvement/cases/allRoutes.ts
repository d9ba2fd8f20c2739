import { formBody } from '../../platform/web/formBody.ts';
import { noStore } from '../../platform/web/security.ts';
import { answersRoutes } from './answersRoutes.ts';
import { feedbackRoutes } from './feedbackRoutes.ts';
import { followRoutes } from './followRoutes.ts';
import { caseListRoutes } from './listRoutes.ts';
import { caseRoutes } from './routes.ts';

const citizensForm = formBody({ bytesMax: 65_536, fieldsMax: 10 });

export const routes = {
  ...answersRoutes,
  ...feedbackRoutes,
  ...followRoutes,
  ...caseListRoutes,
  ...caseRoutes,
};

export const before = {
  '/feedback': [noStore, ...citizensForm],
  '/cases': [noStore, ...citizensForm],
};
