import type { RoutesOptions } from '../stores.ts';
import { hourMs } from '../retention/retention.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { administratorsCollection, administratorsStore } from './administratorsStore.ts';
import { attemptStore, attemptsPlan } from './attemptStore.ts';
import { sessionStore, sessionsCollection } from './sessionStore.ts';
import { accountStore, accountsCollection } from './store.ts';

const auditKinds = {
  'account.made': { vi: 'Lập tài khoản', en: 'Account created' },
  'account.signedIn': { vi: 'Đăng nhập', en: 'Signed in' },
  'account.signedOut': { vi: 'Đăng xuất', en: 'Signed out' },
  'account.sessionsEnded': { vi: 'Kết thúc phiên làm việc', en: 'Sessions ended' },
  'account.linkMade': { vi: 'Cấp liên kết đặt mật khẩu', en: 'Password link created' },
  'account.passwordSet': { vi: 'Đặt mật khẩu', en: 'Password set' },
  'account.passwordEnded': { vi: 'Yêu cầu đặt mật khẩu mới', en: 'New password required' },
  'account.languageSet': { vi: 'Đổi ngôn ngữ', en: 'Language changed' },
  'account.secondFactorSet': { vi: 'Bật xác thực hai bước', en: 'Second factor turned on' },
  'account.secondFactorRemoved': { vi: 'Tắt xác thực hai bước', en: 'Second factor turned off' },
  'account.passkeyAdded': { vi: 'Thêm khóa truy cập', en: 'Passkey added' },
  'account.passkeyRemoved': { vi: 'Gỡ khóa truy cập', en: 'Passkey removed' },
  'account.recoveryCodesMade': { vi: 'Cấp mã khôi phục', en: 'Recovery codes created' },
  'account.recoveryCodeUsed': { vi: 'Dùng mã khôi phục', en: 'Recovery code used' },
  'account.roleGiven': { vi: 'Giao vai trò', en: 'Role given' },
  'account.roleEnded': { vi: 'Kết thúc vai trò', en: 'Role ended' },
  'account.closed': { vi: 'Khóa tài khoản', en: 'Account closed' },
  'account.reopened': { vi: 'Mở lại tài khoản', en: 'Account reopened' },
} as const satisfies Record<string, Sentence>;

declare module '../audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const accountsFeature = {
  collections: [accountsCollection, administratorsCollection, sessionsCollection, attemptsPlan],
  stores: (connection: Connection) => ({
    accounts: accountStore(connection),
    administrators: administratorsStore(connection),
    sessions: sessionStore(connection),
    attempts: attemptStore(connection),
  }),
  auditKinds,
  tasks: ({ stores: { sessions }, now }: RoutesOptions) => [
    { name: 'expired sessions', everyMs: hourMs, run: () => sessions.removeExpired(now()) },
  ],
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
