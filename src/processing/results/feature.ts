import { menuLine } from '../../access/web/menu.ts';
import { bookRoutes } from '../../registers/books/routes.ts';
import { statementBook } from './statementBook.ts';
import type { Term } from '../../platform/leader/candidate.ts';
import type { RoutesOptions } from '../stores.ts';
import { takeLiveStates } from './takeLiveStates.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { releasesPlan, releaseStore } from './releaseStore.ts';
import { boardMigrations, boardStore, boardsPlan } from './store.ts';

const auditKinds = {
  'statements.changed': { vi: 'Nhập số liệu đã báo cáo', en: 'Statements put in' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const resultsFeature = {
  collections: [boardsPlan, releasesPlan],
  migrations: boardMigrations,
  stores: (connection: Connection) => ({
    boards: boardStore(connection),
    releases: releaseStore(connection),
  }),
  auditKinds,
  tasks: ({ stores, now }: RoutesOptions) => [
    {
      name: 'live results',
      everyMs: 30_000,
      run: (term: Term) => takeLiveStates(stores, now(), () => term.isOver()),
    },
  ],
  routes: bookRoutes(statementBook, menuLine('results', 'Số đã báo cáo', 'Reported figures')),
} satisfies Feature;
