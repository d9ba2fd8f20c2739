/** Every kind of job, one line each. */
import { auditExport } from '../access/audit/exportAudit.ts';
import { acceptImportJob } from '../collection/imports/acceptImport.ts';
import { checkImportJob } from '../collection/imports/checkImport.ts';
import { commentsJob } from '../dissemination/exports/commentsJob.ts';
import { microdataJob } from '../dissemination/exports/microdataJob.ts';
import type { JobKind } from '../access/jobs/job.ts';
import { whatIfJob } from '../processing/whatIf/whatIf.ts';
import { postersJob } from '../collection/posters/makePosters.ts';
import { reportFormats, reportJob, sheetsJob } from '../improvement/reports/makeReports.ts';
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
