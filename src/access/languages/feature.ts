import type { Connection } from 'mongoose';
import type { Feature } from '../feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { languagesCollection, languagesStore } from './store.ts';

const auditKinds = {
  'languages.set': { vi: 'Đặt ngôn ngữ của trang trả lời', en: 'Languages for respondents set' },
} as const satisfies Record<string, Sentence>;

declare module '../audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const languagesFeature = {
  collections: [languagesCollection],
  stores: (connection: Connection) => ({ languages: languagesStore(connection) }),
  pages: () => import('./routes.ts'),
  auditKinds,
} satisfies Feature;
