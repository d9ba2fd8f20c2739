import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { hourMs } from '../../access/retention/retention.ts';
import type { RoutesOptions } from '../stores.ts';
import { fillYears } from './fillYears.ts';
import { holidayStore, holidayYearsCollection } from './store.ts';

export const holidaysFeature = {
  collections: [holidayYearsCollection],
  stores: (connection: Connection) => ({ holidays: holidayStore(connection) }),
  pages: () => import('./routes.ts'),
  tasks: ({ stores, now }: RoutesOptions) => [
    { name: 'holidays', everyMs: hourMs, run: () => fillYears(stores.holidays, now()) },
  ],
} satisfies Feature;
