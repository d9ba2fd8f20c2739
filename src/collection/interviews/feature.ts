import { interviewRoutes } from './routes.ts';
import { formBody } from '../../platform/web/formBody.ts';
import type { Feature } from '../../access/feature.ts';

export const interviewsFeature = {
  routes: interviewRoutes,
  before: { '/staff/interviews': formBody({ bytesMax: 65_536, fieldsMax: 300 }) }, // whole surveys
} satisfies Feature;
