/** The scripts beside a file of microdata: run by the programs that they are for, on the file as it is downloaded. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { jobKindsOf } from '../../../src/app/jobKinds.ts';
import { runJobs } from '../../../src/access/jobs/runJobs.ts';
import { appendColumns } from '../../../src/processing/columns/appendColumns.ts';
import { aSubmission, seal } from '../../collection/ledger/smallLedger.ts';
import { useApp } from '../../support/app.ts';
import { anAccessPoint, aUnit, closingAt, duringAt, fillSmallCity } from '../../support/builders.ts';
import { countAll } from '../../support/counting.ts';
import { useFolders } from '../../support/folder.ts';
import { describeWith, findProgram } from '../../support/needs.ts';
import { colleague, type Browser } from '../../support/staff.ts';

const newFolder = useFolders();
const running = useApp();
let researcher: Browser;
let microdata: Buffer;
const settledAt = new Date(closingAt.getTime() + 30 * 3_600_000);
/** More wards than an estimate for small units needs. */
const wards = { WARD22: 60, WARD33: 90, WARD44: 120, WARD55: 45, WARD66: 75, WARD77: 80 };

beforeAll(async () => {
  const { stores, signers, clock, errors } = running();
  const { survey } = await fillSmallCity(stores);
  for (const code of Object.keys(wards).slice(2)) {
    await stores.units.add(aUnit(`ward-${code}`, { parentId: 'city' }));
    await stores.accessPoints.add(anAccessPoint(code, `ward-${code}`));
  }
  for (const [ward, [code, count]] of Object.entries(wards).entries()) {
    const { id } = (await stores.accessPoints.findByCode(code))!;
    for (let form = 0; form < count; form++) {
      const isOld = form % 2 === 1;
      const low = form % (isOld ? 3 : 7 + ward) === 0;
      const answers = { q1: low ? 1 + (form % 3) : 4 + (form % 2), q2: 5 - (form % 4), ...(form % 6 === 5 ? { q3: 0 } : { q3: low ? 2 : 5 - (form % 2) }) }; // prettier-ignore
      const about = { ageBand: isOld ? 'over60' : 'under25' };
      await stores.submissions.add(aSubmission(duringAt, { accessPointId: id, surveyVersionId: survey.id, answers, about })); // prettier-ignore
    }
  }
  await seal(stores, signers, settledAt);
  await countAll(stores);
  await appendColumns({ stores, term: { number: 1, isOver: () => false } });
  clock.now = settledAt;
  researcher = await colleague(running(), 'researcher', 'city');
  const begun = await researcher.post('/staff/exports/microdata', { scope: 'round city', format: 'csv', heads: 'vi' }); // prettier-ignore
  const logError = (error: { route: string; error: unknown }) => errors.push(error);
  await runJobs({ jobs: stores.jobs, kinds: jobKindsOf(stores), now: () => clock.now, logError }, { number: 1, isOver: () => false }); // prettier-ignore
  microdata = (await researcher.get(`${String(begun.headers['location'])}/result`).responseType('arraybuffer')).body as Buffer; // prettier-ignore
});

interface Line {
  readonly key: string;
  readonly verdict: string;
}

/** Runs a script on the file, changed by a function, and reads what it prints. */
async function linesOf(
  program: string,
  take: string,
  change: (file: string) => string = (file) => file,
): Promise<{ readonly code: number; readonly lines: readonly Line[] }> {
  const folder = await newFolder();
  const { status, text } = await researcher.get(`/staff/exports/script?round=round&unit=city&take=${take}`);
  expect(status).toBe(200);
  await writeFile(join(folder, `script.${take}`), text);
  await writeFile(join(folder, 'du-lieu-chi-tiet-round.csv'), change(microdata.toString()));
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  const ran = promisify(execFile)(program, [`script.${take}`], { cwd: folder, env });
  // A script that finds a difference ends with 1.
  const { stdout, code = 0 } = await ran.catch((error: { stdout: string; code: number }) => error) as { stdout: string; code?: number }; // prettier-ignore
  const lines = stdout.trim().split('\n').slice(1).map((line) => {
    const [key = '', , , ...verdict] = line.trim().split(/\s+/);
    return { key, verdict: verdict.join(' ') };
  }); // prettier-ignore
  return { code, lines };
}

describe.each([
  ['python3', 'py', findProgram(['/usr/bin/python3', '/usr/local/bin/python3'])],
  ['Rscript', 'R', findProgram(['/usr/bin/Rscript', '/usr/local/bin/Rscript'])],
] as const)('the script for %s', (name, take, program) => {
  describeWith(name, program, 'run on the file', () => {
    test('computes index, interval, drivers, gaps and small units as the program does', async () => {
      const { code, lines } = await linesOf(program!, take);
      expect([code, lines.filter(({ verdict }) => verdict !== 'bằng nhau trong 1e-6')]).toEqual([0, []]);
      const keys = lines.map(({ key }) => key);
      expect(keys).toEqual(
        expect.arrayContaining(['index.share', 'index.low', 'index.up', 'drivers.explained']),
      );
      expect(keys).toEqual(expect.arrayContaining(['gaps.about:ageBand.over60.points', 'gaps.about:ageBand.over60.p', 'units.ward-a.share', 'units.ward-WARD77.up'])); // prettier-ignore
    });

    test('says what is different where an answer was changed, and what cannot be compared where a row is missing', async () => {
      const changed = await linesOf(program!, take, (file) => file.replace(/,5\r\n/, ',1\r\n'));
      expect(changed.code).toBe(1);
      expect(changed.lines.find(({ key }) => key === 'index.share')!.verdict).toBe('KHÁC NHAU');
      const shorter = await linesOf(program!, take, (file) => file.replace(/[^\n]*\r\n$/, ''));
      expect(shorter.lines.find(({ key }) => key === 'index.share')!.verdict).toContain('không so được');
      expect(shorter.lines.find(({ key }) => key.endsWith('.p'))!.verdict).toContain('không so được');
    });
  });
});

test('scripts are for researchers of the unit, and named on the code book', async () => {
  const book = await researcher.get('/staff/exports/codebook?round=round');
  expect(book.text).toContain('/staff/exports/script?round=round&amp;unit=city&amp;take=py');
  const address = '/staff/exports/script?round=round&unit=city&take=R';
  expect((await (await colleague(running(), 'researcher', 'ward-b')).get(address)).status).toBe(404);
  expect((await (await colleague(running(), 'analyst', 'city')).get(address)).status).toBe(403);
});
