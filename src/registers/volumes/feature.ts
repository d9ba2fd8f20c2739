import { menuLine } from '../../access/web/menu.ts';
import { bookRoutes } from '../books/routes.ts';
import { volumeBook } from './volumeBook.ts';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';

const auditKinds = {
  'volumes.changed': { vi: 'Nhập số hồ sơ', en: 'Volumes put in' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const volumesFeature = {
  auditKinds,
  routes: bookRoutes(volumeBook, menuLine('administration', 'Số hồ sơ', 'Volumes')),
} satisfies Feature;
