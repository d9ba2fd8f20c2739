import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { recordingsCollection, recordingStore, soundFilesCollection } from './store.ts';

const auditKinds = {
  'recording.kept': { vi: 'Lưu bản đọc câu hỏi', en: 'Recording of a question saved' },
  'recording.removed': { vi: 'Bỏ bản đọc câu hỏi', en: 'Recording of a question removed' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const recordingsFeature = {
  collections: [recordingsCollection, soundFilesCollection],
  stores: (connection: Connection) => ({ recordings: recordingStore(connection) }),
  auditKinds,
  pages: () => import('./routes.ts'),
} satisfies Feature;
