import type { RoutesOptions, Stores } from '../stores.ts';
import { noteErased } from '../../access/retention/noteErased.ts';
import { dayMs, hourMs } from '../../access/retention/retention.ts';
import { acceptImportJob } from './acceptImport.ts';
import { checkImportJob } from './checkImport.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { importMappingsCollection, importRowsCollection, importStore, importsCollection } from './store.ts';

export const importsFeature = {
  collections: [importsCollection, importRowsCollection, importMappingsCollection],
  stores: (connection: Connection) => ({ imports: importStore(connection) }),
  tasks: ({ stores: { imports, retention, audit }, now }: RoutesOptions) => [
    {
      name: 'expired imports',
      everyMs: hourMs,
      async run() {
        const { stagedImports } = await retention.days();
        const count = await imports.removeLeftovers(new Date(now().getTime() - stagedImports * dayMs));
        await noteErased(audit, 'stagedImports', { count, days: stagedImports }, now());
      },
    },
  ],
  jobs: ({ stores }: { stores: Stores }) => [checkImportJob(stores), acceptImportJob(stores)],
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
