import { formBody } from '../../platform/web/formBody.ts';
import type { Sentence } from '../../platform/problem.ts';
import type { StaffSettings } from '../accounts/staffSettings.ts';
import type { Feature } from '../feature.ts';
import { logoutTokenBytesMax } from './input.ts';
import { singleSignOnRoutes } from './routes.ts';

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
  routes: singleSignOnRoutes,
  before: { '/oidc': formBody({ bytesMax: logoutTokenBytesMax, fieldsMax: 10 }) },
} satisfies Feature;
