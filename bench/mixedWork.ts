/** What colleagues, readers and commands do on the demo at the same time, in lanes: of each lane one piece of work at a time. */
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cityId, provinceId, roundIds } from '../scripts/demo/province.ts';
import { projectFolder } from '../src/platform/projectFolder.ts';
import { fieldsOf } from '../test/collection/imports/importing.ts';
import { demoStaff, everyJob, type JobLine } from '../test/support/everyJob.ts';
import { signIn } from './signIn.ts';

export interface Work {
  readonly kind: string;
  /** Rejects when it fails. */
  readonly run: () => Promise<unknown>;
}

export interface WorkPlace {
  readonly origin: string;
  /** Accounts with their passwords, as the demo prints them. */
  readonly said: string;
  readonly dataFolder: string;
  /** For the files of commands. */
  readonly folder: string;
}

/** Jobs of `everyJob`, by the account that begins them: it knows its newest job only, so it has one at a time. The demo accepts a file only once. */
const jobLanes = {
  quanly: ['posters', 'report-docx', 'report-pdf', 'report-pptx', 'report-page', 'unitSheets'],
  noivu: ['whatIf', 'importCheck'],
  kiemtra: ['auditExport'],
  chitiet: ['microdata', 'comments'],
};

const analysis = (page: string): string => `/staff/analysis${page}?round=${roundIds.report}&unit=${cityId}`;
const results = `/results/${roundIds.report}/units/${cityId}`;
const published = `/api/v1/publications/${roundIds.report}/1`;
const table = (format: string): string =>
  `/staff/exports/results?of=${roundIds.report}&layout=long&format=${format}&heads=vi`;
const paperForm = '/staff/access-points/p-an-thanh-qr/form';

const analystPages = {
  'crosstab of columns': `${analysis('')}&rows=day&columns=channel`,
  drivers: analysis('/drivers'),
  'chart as PNG': `${analysis('/drivers')}&take=drivers.png`,
  'small units': analysis('/small-units'),
  'differences between units': `${analysis('/compare')}&by=round&b=${roundIds.before}`,
  'topics of comments': `/staff/analysis/comments?round=${roundIds.report}&unit=${provinceId}`,
  'results as XLSX': table('xlsx'),
  'results as CSV': table('csv'),
  'results as Parquet': table('parquet'),
  'results as JSON': table('json'),
};
const managerPages = {
  'publication prepared': `/staff/publications/new?round=${roundIds.report}`,
  'publications of staff': '/staff/publications',
  quality: '/staff/quality',
  'progress of the open round': `/staff/rounds/${roundIds.open}/progress`,
  'paper form': paperForm,
  'paper form in Khmer': `${paperForm}?language=km`,
};
const publicPages = {
  'results of a unit': results,
  'why it is satisfied': `${results}/why`,
  'publication as JSON': published,
  'publication as DDI': `${published}/ddi`,
  'publication as SDMX': `${published}/sdmx-data`,
  'the whole log': '/ledger/log.txt',
};

export async function workLanes(place: WorkPlace): Promise<readonly (readonly Work[])[]> {
  const { origin, said } = place;
  const colleague = demoStaff(origin, said);
  const signedIn = async (name: string) =>
    await signIn(origin, name, new RegExp(`^\\w+: ${name} (\\S+)$`, 'm').exec(said)?.[1] ?? '');
  const jobs = everyJob(colleague);
  const lane = (kinds: readonly string[]): Work[] =>
    kinds.map((kind) => ({ kind: `job ${kind}`, run: async () => succeeded(await jobs[kind]!()) }));
  return [
    lane(jobLanes.quanly),
    lane(jobLanes.noivu),
    lane(jobLanes.kiemtra),
    [...lane(jobLanes.chitiet), microdata(colleague, 'csv'), microdata(colleague, 'parquet')],
    pagesOf(origin, analystPages, await signedIn('phantich')),
    [
      ...pagesOf(origin, managerPages, await signedIn('quanly')),
      pastedUnits(origin, await signedIn('noivu')),
    ],
    pagesOf(origin, publicPages, {}),
    commands(place),
  ];
}

type Colleague = ReturnType<typeof demoStaff>;

function succeeded({ state, error }: JobLine): void {
  if (error !== undefined) throw new Error(`${state}: ${error}`);
}

function microdata(colleague: Colleague, format: string): Work {
  const fields = { scope: `${roundIds.report} ${provinceId}`, format, heads: 'vi' };
  return {
    kind: `job microdata as ${format}`,
    async run() {
      const researcher = await colleague('chitiet');
      await researcher.fill('/staff/exports', fields, '/staff/exports/microdata');
      succeeded(await researcher.lastJob());
    },
  };
}

function pagesOf(
  origin: string,
  pages: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
): Work[] {
  return Object.entries(pages).map(([kind, path]) => ({
    kind,
    async run() {
      const response = await fetch(origin + path, { headers });
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
    },
  }));
}

/** As many as a list may have; nothing is stored. */
function pastedUnits(origin: string, headers: Readonly<Record<string, string>>): Work {
  const address = `${origin}/staff/units/many`;
  const rows = Array.from({ length: 3000 }, (_, index) => `Đơn vị ${index}; M${index}`).join('\n');
  return {
    kind: 'preview of 3,000 pasted units',
    async run() {
      const fields = fieldsOf(await (await fetch(address, { headers })).text());
      const body = new URLSearchParams({ ...fields, rows, wanted: 'preview' });
      const response = await fetch(address, { method: 'POST', headers, body });
      if (!(await response.text()).includes('>Đơn vị 0<')) throw new Error(`${address}: ${response.status}`);
    },
  };
}

/** As an administrator runs them beside the program. */
function commands({ origin, dataFolder, folder }: WorkPlace): Work[] {
  const file = join(folder, 'of.backup');
  const command = async (...args: string[]): Promise<unknown> =>
    await promisify(execFile)(process.execPath, [join(projectFolder(), 'bin', 'lang-nghe.js'), ...args], {
      env: { ...process.env, DATA_DIR: dataFolder },
    });
  return [
    { kind: 'command verify', run: () => command('verify', origin) },
    {
      kind: 'command backup',
      run: async () => (rmSync(file, { force: true }), await command('backup', file)),
    },
  ];
}
