import { surveyMoveRoutes } from './moveRoutes.ts';
import type { Feature } from '../../access/feature.ts';

export const openRoundsFeature = {
  routes: surveyMoveRoutes,
} satisfies Feature;
