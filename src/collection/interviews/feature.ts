import type { StaffSettings } from '../../access/accounts/staffSettings.ts';
import type { Feature } from '../../access/feature.ts';

export const interviewsFeature = {
  pages: () => import('./routes.ts'),
} satisfies Feature;

export const dayPassesFeature = {
  isOn: ({ offlineInterviews }: StaffSettings) => offlineInterviews,
  pages: () => import('./passRoutes.ts'),
} satisfies Feature;
