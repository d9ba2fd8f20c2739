import type { Term } from '../../platform/leader/candidate.ts';
import type { RoutesOptions } from '../stores.ts';
import { noteErased } from '../../access/retention/noteErased.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import { collectComments } from './collectComments.ts';
import { tendCases } from './tendCases.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { caseStore, casesCollection } from './store.ts';

const auditKinds = {
  'case.assign': { vi: 'Giao phản ánh cho đơn vị', en: 'Case assigned to a unit' },
  'case.setAside': { vi: 'Không tiếp nhận phản ánh', en: 'Comment not accepted' },
  'case.refuse': { vi: 'Từ chối phản ánh', en: 'Case refused' },
  'case.giveBack': { vi: 'Trả lại phản ánh', en: 'Case returned' },
  'case.askMore': { vi: 'Hỏi thêm người phản ánh', en: 'Details requested from a citizen' },
  'case.answer': { vi: 'Trả lời phản ánh', en: 'Case answered' },
  'case.publish': { vi: 'Công khai câu trả lời', en: 'Answer published' },
  'case.withdraw': { vi: 'Gỡ câu trả lời đã công khai', en: 'Published answer withdrawn' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const casesFeature = {
  collections: [casesCollection],
  stores: (connection: Connection) => ({ cases: caseStore(connection) }),
  auditKinds,
  tasks: ({ stores, now }: RoutesOptions) => [
    {
      name: 'cases',
      everyMs: 10 * 60_000,
      async run(term: Term) {
        await collectComments(stores, now(), () => term.isOver());
        const { caseOriginals, followKeys } = await stores.retention.days();
        const erased = await tendCases(stores.cases, dayOf(now()), () => term.isOver(), followKeys);
        await noteErased(
          stores.audit,
          'caseOriginals',
          { count: erased.originals, days: caseOriginals },
          now(),
        );
        await noteErased(stores.audit, 'followKeys', { count: erased.keys, days: followKeys }, now());
      },
    },
  ],
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
