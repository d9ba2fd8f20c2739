/** Every kind of job, begun on the demo through the pages of those who may, and waited for. */
import { randomInt } from 'node:crypto';
import { cityId, provinceId, roundIds } from '../../scripts/demo/province.ts';
import { signIn } from '../../bench/signIn.ts';
import type { ReportFormat } from '../../src/improvement/reports/makeReports.ts';
import { fieldsOf } from '../collection/imports/importing.ts';
import { limeSurveyCsv } from '../collection/imports/samples.ts';
import { office } from '../improvement/reports/aReport.ts';

type Fields = Readonly<Record<string, string>>;
export interface JobLine {
  readonly id: string;
  readonly isOver: boolean;
  readonly state: string;
  readonly error?: string;
  readonly done: number;
}

/** What begins a job and resolves at its end. */
type Way = () => Promise<JobLine>;

/** What the jobs are about. */
export interface JobSubject {
  /** Its results are published or settled. */
  readonly closed: string;
  /** Responses may be imported into it. */
  readonly open: string;
  /** The topmost unit of both rounds. */
  readonly top: string;
  /** A unit of both rounds whose managers prepare reports, posters and imports. */
  readonly unit: string;
}

const demoSubject: JobSubject = {
  closed: roundIds.report,
  open: roundIds.open,
  top: provinceId,
  unit: cityId,
};

/** @returns a way for each kind, by its name; an import is checked before it is accepted, so the order matters */
export function everyJob(
  colleague: ReturnType<typeof demoStaff>,
  { closed, open, top, unit } = demoSubject,
): Readonly<Record<string, Way>> {
  async function report(format: ReportFormat): Promise<JobLine> {
    const manager = await colleague('quanly');
    const of = { round: closed, unit, language: 'vi' };
    await manager.fill(
      `/staff/reports?round=${of.round}&unit=${of.unit}`,
      { ...of, ...office, format },
      '/staff/reports',
    );
    return await manager.lastJob();
  }

  let importedTo = '';

  return {
    async auditExport() {
      const auditor = await colleague('kiemtra');
      await auditor.fill('/staff/audit', {}, '/staff/audit/export');
      return await auditor.lastJob();
    },
    async posters() {
      const manager = await colleague('quanly');
      await manager.fill(`/staff/posters?unit=${unit}`, { unit }, '/staff/posters');
      return await manager.lastJob();
    },
    async whatIf() {
      const manager = await colleague('noivu');
      await manager.fill(
        '/staff/methods/sipas-2017@1',
        { trial: closed },
        '/staff/methods/sipas-2017@1/trials',
      );
      return await manager.lastJob();
    },
    async importCheck() {
      const manager = await colleague('noivu');
      const rows = randomInt(30, 1000); // a file is not accepted twice
      const file = new File([new Uint8Array(limeSurveyCsv(rows))], 'phieu.csv', { type: 'text/csv' });
      const columns = await manager.upload('/staff/imports/new', { round: open }, file, '/staff/imports');
      const values = await manager.fill(columns, { unit, action: 'next' });
      importedTo = await manager.fill(values, { name: 'Quý II' });
      return await manager.lastJob();
    },
    async importAccept() {
      const manager = await colleague('noivu');
      await manager.fill(importedTo, {}, `${importedTo}/accept`);
      return await manager.lastJob();
    },
    async microdata() {
      const researcher = await colleague('chitiet');
      const fields = { scope: `${closed} ${top}`, format: 'xlsx', heads: 'vi' };
      await researcher.fill('/staff/exports', fields, '/staff/exports/microdata');
      return await researcher.lastJob();
    },
    async comments() {
      const researcher = await colleague('chitiet');
      await researcher.fill('/staff/exports', { format: 'csv', heads: 'vi' }, '/staff/exports/comments');
      return await researcher.lastJob();
    },
    'report-docx': () => report('docx'),
    'report-pdf': () => report('pdf'),
    'report-pptx': () => report('pptx'),
    'report-page': () => report('page'),
    async unitSheets() {
      const manager = await colleague('quanly');
      const of = { round: closed, unit, language: 'vi' };
      await manager.fill(`/staff/reports?round=${of.round}&unit=${of.unit}`, of, '/staff/reports/sheets');
      return await manager.lastJob();
    },
  };
}

/**
 * Members of staff who send forms as their pages have them.
 *
 * @param origin of a served demo
 * @param printed what the demo has printed: accounts with their passwords
 */
export function demoStaff(origin: string, printed: string) {
  return async (name: string) => {
    const [, password = ''] = new RegExp(`^\\w+: ${name} (\\S+)$`, 'm').exec(printed) ?? [];
    const headers = await signIn(origin, name, password);
    const page = async (path: string): Promise<string> =>
      await (await fetch(origin + path, { headers })).text();
    async function send(path: string, body: FormData | URLSearchParams): Promise<string> {
      const answer = await fetch(origin + path, { method: 'POST', headers, body, redirect: 'manual' });
      const leadsTo = answer.headers.get('location');
      if (answer.status !== 303 || leadsTo === null)
        throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return leadsTo;
    }
    return {
      page,
      /** Sends the form on a page with some fields changed. @returns where it leads */
      async fill(at: string, fields: Fields, action = at): Promise<string> {
        return await send(action, new URLSearchParams({ ...fieldsOf(await page(at)), ...fields }));
      },
      async upload(at: string, fields: Fields, file: File, action: string): Promise<string> {
        const body = new FormData();
        for (const [field, value] of Object.entries({ ...fieldsOf(await page(at)), ...fields }))
          body.append(field, value);
        body.append('file', file);
        return await send(action, body);
      },
      /** @returns the newest job that they see, once it is over */
      async lastJob(): Promise<JobLine> {
        for (;;) {
          const { jobs } = JSON.parse(await page('/staff/jobs.json')) as { jobs: readonly JobLine[] };
          if (jobs[0]?.isOver) return jobs[0];
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      },
    };
  };
}
