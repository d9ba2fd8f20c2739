/** Exports the audit log as a file, in a job. */
import { csvLines, csvStart } from '../../platform/tables/csv.ts';
import { inEveryLanguage } from '../../platform/text/catalogue.ts';
import type { JobKind } from '../jobs/job.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { AuditEntry } from './entry.ts';
import { auditKindNames } from './kinds.ts';
import type { AuditCursor, AuditSearch, AuditStore } from './store.ts';
import { subjectText } from './subjectText.ts';
import { auditTexts } from './texts.ts';

/** Query of the export. Times are milliseconds, since a job stores plain values only. */
interface AuditExportRequest extends Omit<AuditSearch, 'from' | 'to'> {
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  readonly language: PageLanguage;
}

interface Resume {
  readonly done: number;
  readonly atMs: number;
  readonly id: string;
}

const entriesPerCheckpoint = 200;

export function auditExport(audit: AuditStore): JobKind<AuditExportRequest> {
  return {
    name: 'auditExport',
    title: inEveryLanguage(auditTexts, (t) => t.exportTitle),
    file: { name: 'nhat-ky.csv', mediaType: 'text/csv; charset=utf-8' },
    async run({ parameters, resumeFrom, write, checkpoint }) {
      const { fromMs, toMs, language, ...search } = parameters;
      const wanted: AuditSearch = {
        ...search,
        ...(fromMs === undefined ? {} : { from: new Date(fromMs) }),
        ...(toMs === undefined ? {} : { to: new Date(toMs) }),
      };
      const resume = resumeFrom as Resume | undefined;
      const of = await audit.count(wanted);
      let done = resume?.done ?? 0;
      let location: AuditCursor | undefined = resume && { at: new Date(resume.atMs), id: resume.id };
      if (!resume) write(csvStart(auditTexts[language].columns));
      for await (const entry of audit.each(wanted, location)) {
        write(csvLines([columnsOf(entry, language)]));
        location = { at: entry.at, id: entry.id };
        done++;
        if (done % entriesPerCheckpoint === 0) {
          await checkpoint({
            done,
            of: Math.max(of, done),
            resumeFrom: { done, atMs: location.at.getTime(), id: location.id },
          });
        }
      }
      await checkpoint({
        done,
        of: done,
        resumeFrom: location && { done, atMs: location.at.getTime(), id: location.id },
      });
    },
  };
}

function columnsOf(entry: AuditEntry, language: PageLanguage): readonly string[] {
  const { at, by, kind, subject, unitIds, before, after } = entry;
  return [
    at.toISOString(),
    by?.name ?? auditTexts[language].program,
    auditKindNames[language][kind],
    subject.id,
    subjectText(entry, language),
    unitIds.join(' '),
    before ? JSON.stringify(before) : '',
    after ? JSON.stringify(after) : '',
  ];
}
