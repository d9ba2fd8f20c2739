import type { Term } from '../../platform/leader/candidate.ts';
import type { RoutesOptions } from '../stores.ts';
import { watchAlerts, type AlertOptions } from './watchAlerts.ts';
import type { Connection } from 'mongoose';
import type { StaffSettings } from '../../access/accounts/staffSettings.ts';
import type { Feature } from '../../access/feature.ts';
import { alertStore, alertsCollection } from './store.ts';

interface AlertTools extends RoutesOptions, Pick<AlertOptions, 'publicUrl' | 'logError'> {
  readonly settings: Pick<StaffSettings, 'sendMail'>;
}

export const alertsFeature = {
  collections: [alertsCollection],
  stores: (connection: Connection) => ({ alerts: alertStore(connection) }),
  tasks: ({ stores, settings: { sendMail }, publicUrl, logError, now }: AlertTools) => [
    {
      name: 'alerts',
      everyMs: 60_000,
      run: (term: Term) => watchAlerts(stores, { sendMail, publicUrl, logError }, now(), () => term.isOver()),
    },
  ],
  pages: () => import('./routes.ts'),
} satisfies Feature;
