/** Every kind of job, a line each. */
import { auditExport } from './audit/exportAudit.ts';
import { acceptImportJob } from './imports/acceptImport.ts';
import { checkImportJob } from './imports/checkImport.ts';
import { commentsJob } from './exports/commentsJob.ts';
import { microdataJob } from './exports/microdataJob.ts';
import type { JobKind } from './jobs/job.ts';
import { whatIfJob } from './methods/whatIf.ts';
import { postersJob } from './posters/makePosters.ts';
import { reportFormats, reportJob, sheetsJob } from './reports/makeReports.ts';
import type { Stores } from './stores.ts';

export function jobKindsOf(stores: Stores): readonly JobKind[] {
  return [
    auditExport(stores.audit),
    postersJob(stores),
    whatIfJob(stores),
    checkImportJob(stores),
    acceptImportJob(stores),
    microdataJob(stores),
    commentsJob(stores),
    ...reportFormats.map((format) => reportJob(stores, format)),
    sheetsJob(stores),
  ];
}
