import type { RoutesOptions } from '../stores.ts';
import { hourMs } from '../retention/retention.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../feature.ts';
import { administratorsCollection, administratorsStore } from './administratorsStore.ts';
import { attemptStore, attemptsPlan } from './attemptStore.ts';
import { sessionStore, sessionsCollection } from './sessionStore.ts';
import { accountStore, accountsCollection } from './store.ts';

export const accountsFeature = {
  collections: [accountsCollection, administratorsCollection, sessionsCollection, attemptsPlan],
  stores: (connection: Connection) => ({
    accounts: accountStore(connection),
    administrators: administratorsStore(connection),
    sessions: sessionStore(connection),
    attempts: attemptStore(connection),
  }),
  tasks: ({ stores: { sessions }, now }: RoutesOptions) => [
    { name: 'expired sessions', everyMs: hourMs, run: () => sessions.removeExpired(now()) },
  ],
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
