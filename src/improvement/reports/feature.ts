import type { Stores } from '../stores.ts';
import { reportFormats, reportJob, sheetsJob } from './makeReports.ts';
import type { Feature } from '../../access/feature.ts';

export const reportsFeature = {
  jobs: ({ stores }: { stores: Stores }) => [
    ...reportFormats.map((format) => reportJob(stores, format)),
    sheetsJob(stores),
  ],
  pages: () => import('./routes.ts'),
} satisfies Feature;
