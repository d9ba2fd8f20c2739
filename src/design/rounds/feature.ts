import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { RoundContent } from './draft.ts';
import type { Sentence } from '../../platform/problem.ts';
import { draftStore, roundDraftsPlan } from '../drafts/store.ts';
import { roundStore, roundsCollection } from './store.ts';

const auditKinds = {
  'round.drafted': { vi: 'Lập bản nháp đợt đo lường', en: 'Draft of a round created' },
  'round.draftChanged': { vi: 'Sửa bản nháp đợt đo lường', en: 'Draft of a round changed' },
  'round.draftDiscarded': { vi: 'Bỏ bản nháp đợt đo lường', en: 'Draft of a round discarded' },
  'round.scheduled': { vi: 'Mở đợt khảo sát', en: 'Round scheduled' },
  'round.closingMoved': { vi: 'Đổi giờ đóng đợt đo lường', en: 'Closing time of a round changed' },
  'round.methodGiven': { vi: 'Thêm phương pháp tính cho đợt', en: 'Method added to a round' },
  'round.surveyMoved': {
    vi: 'Chuyển đợt sang phiên bản phiếu khác',
    en: 'Round moved to another survey version',
  },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const roundsFeature = {
  collections: [roundsCollection, roundDraftsPlan],
  stores: (connection: Connection) => ({
    rounds: roundStore(connection),
    roundDrafts: draftStore<RoundContent>(connection, roundDraftsPlan),
  }),
  auditKinds,
  pages: () => import('./draftRoutes.ts'),
} satisfies Feature;
