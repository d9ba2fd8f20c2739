import type { RoutesOptions } from '../stores.ts';
import { eraseDueLists } from './eraseLists.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { frameKeysCollection, framePeopleCollection, frameStore, framesCollection } from './store.ts';

const auditKinds = {
  'frame.listed': { vi: 'Gửi danh sách chọn mẫu', en: 'Sampling list uploaded' },
  'frame.sized': { vi: 'Ấn định cỡ mẫu', en: 'Sample size set' },
  'frame.drawn': { vi: 'Rút thăm', en: 'Sample drawn' },
  'frame.codesMade': { vi: 'Lập mã một lần cho mẫu', en: 'Codes for a sample created' },
  'frame.lettersTaken': { vi: 'Tải thư mời', en: 'Letters downloaded' },
  'frame.outcomesKept': { vi: 'Ghi kết quả đến gặp', en: 'Outcomes of a sample recorded' },
  'frame.reminded': { vi: 'Ghi lần nhắc', en: 'Reminder recorded' },
  'frame.reminderRemoved': { vi: 'Bỏ lần nhắc ghi sai', en: 'Reminder removed' },
  'frame.erased': { vi: 'Xóa danh sách chọn mẫu', en: 'Sampling list erased' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const framesFeature = {
  collections: [framesCollection, framePeopleCollection, frameKeysCollection],
  stores: (connection: Connection) => ({ frames: frameStore(connection) }),
  auditKinds,
  tasks: ({ stores: { frames, rounds }, now }: RoutesOptions) => [
    {
      name: 'lists of people',
      everyMs: 10 * 60_000,
      run: () => eraseDueLists(frames, now(), async (roundId) => (await rounds.find(roundId))?.unitIds ?? []),
    },
  ],
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
