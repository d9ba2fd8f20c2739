import type { StaffSettings } from '../accounts/staffSettings.ts';
import type { Feature } from '../feature.ts';

export const singleSignOnFeature = {
  isOn: ({ providers }: StaffSettings) => providers.length > 0,
  pages: () => import('./routes.ts'),
} satisfies Feature;
