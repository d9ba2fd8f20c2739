import type { Sentence } from '../../platform/problem.ts';
import type { StaffSettings } from '../accounts/staffSettings.ts';
import type { Feature } from '../feature.ts';

const auditKinds = {
  'account.identityLinked': { vi: 'Liên kết với nơi đăng nhập', en: 'Sign-in at a provider linked' },
  'account.identityRemoved': { vi: 'Gỡ liên kết với nơi đăng nhập', en: 'Sign-in at a provider unlinked' },
} as const satisfies Record<string, Sentence>;

declare module '../audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const singleSignOnFeature = {
  auditKinds,
  isOn: ({ providers }: StaffSettings) => providers.length > 0,
  pages: () => import('./routes.ts'),
} satisfies Feature;
