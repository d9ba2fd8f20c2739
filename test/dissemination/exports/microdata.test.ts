/** Microdata as a job: who gets them, what stands in them, and what becomes of them when the program is killed. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import readExcelFile from 'read-excel-file/node';
import { appendColumns } from '../../../src/processing/columns/appendColumns.ts';
import { jobKindsOf } from '../../../src/app/jobKinds.ts';
import { microdataJob } from '../../../src/dissemination/exports/microdataJob.ts';
import { JobStopped, type Job } from '../../../src/access/jobs/job.ts';
import { runJobs } from '../../../src/access/jobs/runJobs.ts';
import { methodOfFile } from '../../../src/design/methods/methodFile.ts';
import { offlineIndex } from '../../../src/processing/results/offlineIndex.ts';
import { csvText } from '../../../src/platform/tables/csv.ts';
import { plainTable } from '../../../src/platform/tables/table.ts';
import { aCase } from '../../improvement/cases/someCases.ts';
import { aSubmission, seal } from '../../collection/ledger/smallLedger.ts';
import { useApp } from '../../support/app.ts';
import { anAccessPoint, aRound, aUnit, closingAt, duringAt, fillSmallCity } from '../../support/builders.ts';
import { countAll } from '../../support/counting.ts';
import { useFolders } from '../../support/folder.ts';
import { describeWith, findProgram } from '../../support/needs.ts';
import { runSource } from '../../support/process.ts';
import { colleague, drain, signedIn, type Browser } from '../../support/staff.ts';

const newFolder = useFolders();
const rscriptPath = findProgram(['/usr/bin/Rscript', '/usr/local/bin/Rscript']);
const bands = ['under25', 'from25to34', 'over60'];
const settledAt = new Date(closingAt.getTime() + 30 * 3_600_000);

describe('microdata', () => {
  const running = useApp();
  let researcher: Browser;
  let term = 10;

  const pieces = () => running().connection.collection('jobPieces').countDocuments({});
  const jobOf = async (url: string): Promise<Job> =>
    (await running().stores.jobs.find(url.split('/').at(-1)!))!;

  async function start(fields: Record<string, string> = {}, browser = researcher): Promise<string> {
    const request = { scope: 'round city', format: 'csv', heads: 'vi', ...fields };
    const answer = await browser.post('/staff/exports/microdata', request);
    expect([answer.status, answer.headers['location']]).toEqual([
      303,
      expect.stringMatching(/^\/staff\/jobs\//),
    ]);
    return String(answer.headers['location']);
  }

  /** Runs what waits, as a leader that is over after so many checkpoints. */
  async function run({ checkpoints = Infinity } = {}): Promise<void> {
    const { stores, clock, errors } = running();
    let asked = 0;
    const isOver = () => (asked += 1) > checkpoints;
    const logError = (error: { route: string; error: unknown }) => errors.push(error);
    await runJobs({ jobs: stores.jobs, kinds: jobKindsOf(stores), now: () => clock.now, logError }, { number: (term += 1), isOver }); // prettier-ignore
  }

  async function result(url: string): Promise<Buffer> {
    const answer = await researcher.get(`${url}/result`).responseType('arraybuffer');
    expect(answer.status).toBe(200);
    return answer.body as Buffer;
  }
  type Row = Record<string, string>;
  const rowsOf = (content: Buffer): Row[] => parse(content, { bom: true, columns: true });

  async function settle(): Promise<void> {
    const { stores, signers, clock } = running();
    await seal(stores, signers, settledAt);
    await countAll(stores);
    await appendColumns({ stores, term: { number: 1, isOver: () => false } });
    clock.now = settledAt;
    researcher = researcher ? await signedIn(running(), researcher.account) : await colleague(running(), 'researcher', 'city'); // prettier-ignore
  }

  beforeAll(async () => {
    const { stores } = running();
    const { survey } = await fillSmallCity(stores);
    await stores.rounds.add(aRound(survey, { id: 'open', closesAt: new Date(settledAt.getTime() + 1e9) }));
    await stores.units.add(aUnit('elsewhere'));
    for (const [code, unitId] of [
      ['WARD44', 'ward-c'],
      ['WARD55', 'ward-d'],
    ] as const) {
      // prettier-ignore
      await stores.units.add(aUnit(unitId, { parentId: 'city' }));
      await stores.accessPoints.add(anAccessPoint(code, unitId));
    }
    const add = async (code: string, count: number, late = false) => {
      const { id } = (await stores.accessPoints.findByCode(code))!;
      for (let form = 0; form < count; form += 1) {
        const about = form % 4 === 3 ? {} : { ageBand: bands[form % 4]! };
        const answers = { q1: 1 + (form % 5), q2: 5, ...(form % 3 === 0 ? { q3: 0 } : {}) };
        await stores.submissions.add(aSubmission(duringAt, { accessPointId: id, surveyVersionId: survey.id, answers, about, late })); // prettier-ignore
      }
    };
    await add('WARD22', 60);
    await add('WARD33', 37);
    await add('WARD44', 4);
    await add('WARD55', 13);
    await add('WARD22', 3, true);
    await settle();
  });

  test('have a row for each submission, with the values that fewer than ten share suppressed', async () => {
    const url = await start();
    await run();
    const rows = rowsOf(await result(url));
    const count = (unit: string) => rows.filter((row) => row['Đơn vị'] === unit).length;
    // Ward c has 4: it is suppressed, and ward d with it; three late forms are left out.
    expect([rows.length, count('phường ward-a'), count('phường ward-b'), count('phường city')]).toEqual([114, 60, 37, 17]); // prettier-ignore
    expect(new Set(rows.map((row) => row['Mức nêu đơn vị']))).toEqual(new Set(['đúng đơn vị', 'đơn vị trực thuộc bị ẩn'])); // prettier-ignore
    const known = Object.keys(rows[0]!).filter((heading) => !/^q\d$/.test(heading));
    const classes = new Map<string, number>();
    for (const row of rows) {
      const key = JSON.stringify(known.map((heading) => row[heading]));
      classes.set(key, (classes.get(key) ?? 0) + 1);
    }
    expect(Math.min(...classes.values())).toBeGreaterThanOrEqual(10);
    expect(new Set(rows.map((row) => row['Tháng']))).toEqual(new Set(['2026-01']));
    expect(new Set(rows.map((row) => row['q3']))).toEqual(new Set(['x', '']));
    const page = await researcher.get(url);
    expect(page.text).toMatch(
      /114 phiếu; cả đợt có \d+ nhóm tương đương, nhóm nhỏ nhất có \d\d phiếu, ngưỡng k = 10/,
    );
    // Everybody answers q2 with 5; of q1, which goes from 1 to 5, no class has one answer. Nobody's three answers are theirs alone.
    expect(page.text).toMatch(/ở 100% số nhóm mọi người trả lời như nhau ít nhất một câu \([\d,]+% các cặp/);
    expect(page.text).toMatch(/thì 0% số hàng chỉ còn một khả năng/);
    expect(page.text).toContain('Các phiếu đến muộn quá ít nên không có trong tệp');
    expect(page.text).toMatch(/Kích thước<\/dt><dd>\d+ KB/);
  });

  test('hold nothing that leads to a form: no id, receipt, day, hour or comment, and no order of arrival', async () => {
    const [first, second] = [await start(), await start()];
    await run();
    const text = (await result(first)).toString();
    expect(text).not.toMatch(/comment |\d{4}-\d\d-\d\d|[0-9a-f]{8}-[0-9a-f]{4}/);
    expect((await result(second)).toString()).toBe(text);
    const [head, ...lines] = text.trimEnd().split('\r\n');
    const answersOf = (line: string) => line.split(',').slice(-3).map((level) => ['', 'x', '1', '2', '3', '4', '5'].indexOf(level)).join(); // prettier-ignore
    const known = (line: string) => line.split(',').slice(0, -3).join();
    const pairs = lines.slice(1).map((line, index) => [lines[index]!, line] as const);
    const within = pairs.filter(([one, next]) => known(one) === known(next));
    expect(within.length).toBeGreaterThan(80);
    expect(within.filter(([one, next]) => answersOf(one) > answersOf(next))).toEqual([]);
    expect(head).toMatch(/q1,q2,q3$/);
  });

  test('are a workbook with code book and caveats', async () => {
    const url = await start({ format: 'xlsx', heads: 'en' });
    await run();
    const sheets = await readExcelFile(await result(url));
    expect(sheets.map(({ sheet, data }) => [sheet, data.length])).toEqual([['Data', 115], ['Codebook', 12], ['Method and caveats', 10]]); // prettier-ignore
    expect(sheets[0]!.data.slice(1).map((row) => typeof row.at(-3))).toContain('number');
  });

  test.each(['csv', 'xlsx', 'parquet'] as const)(
    'are the same %s after a restart at every checkpoint',
    async (format) => {
      const kind = microdataJob(running().stores, 10);
      const parameters = { roundId: 'round', unitId: 'city', format, language: 'vi', madeUp: false } as const;
      /** Stops at each checkpoint and goes on from what was kept there, or not at all. */
      async function made(isStopped: boolean): Promise<Buffer> {
        const kept: Buffer[] = [];
        let kinds = '';
        for (let resumeFrom: string | undefined, isDone = false; !isDone;) {
          const unkept: Buffer[] = [];
          let asked = 0;
          const work: Parameters<typeof kind.run>[0] = {
            parameters,
            resumeFrom: resumeFrom === undefined ? undefined : JSON.parse(resumeFrom),
            write: (part) => unkept.push(Buffer.from(part)),
            async checkpoint(progress) {
              kept.push(...unkept.splice(0));
              resumeFrom = JSON.stringify(progress.resumeFrom);
              asked += 1;
              if (isStopped && asked === 2) throw new JobStopped('leader');
            },
          };
          isDone = await kind.run(work).then(() => true, (error: unknown) => { if (!(error instanceof JobStopped)) throw error; return false; }); // prettier-ignore
          kinds += isDone ? 'd' : 's';
          if (isDone) kept.push(...unkept);
        }
        expect(kinds).toMatch(isStopped ? /^s{12}d$/ : /^d$/);
        return Buffer.concat(kept);
      }
      expect((await made(true)).equals(await made(false))).toBe(true);
    },
  );

  test.each(['1', '2'])(
    'go on after SIGKILL with %s pieces written, and are what they would have been',
    async (number) => {
      const [url, whole] = [await start({ format: 'xlsx' }), await start({ format: 'xlsx' })];
      const dying = runSource('test/support/exportThenDie.ts', { args: [running().connection.name, number] });
      await dying.ended;
      expect(dying.output()).not.toContain('it went on');
      expect(dying.child.signalCode).toBe('SIGKILL');
      await run();
      expect((await result(url)).equals(await result(whole))).toBe(true);
    },
  );

  test('leave nothing when they are cancelled, whether they had begun or not', async () => {
    const before = await pieces();
    const [begun, waiting] = [await start(), await start()];
    const { stores } = running();
    await stores.jobs.addPiece(`${begun.split('/').at(-1)!}/left by a crash`, Buffer.from('x'), settledAt);
    expect(await pieces()).toBe(before + 1);
    await researcher.post(`${begun}/cancel`).expect(303);
    await researcher.post(`${waiting}/cancel`).expect(303);
    await run();
    expect([(await jobOf(begun)).state, (await jobOf(waiting)).state]).toEqual(['cancelled', 'cancelled']);
    expect(await pieces()).toBe(before);
  });

  test('are Parquet with the cells of the CSV file, null where these are empty, and the code book in the footer', async () => {
    const [url, asCsv] = [await start({ format: 'parquet' }), await start()];
    await run();
    const content = await result(url);
    const file = content.buffer.slice(content.byteOffset, content.byteOffset + content.length) as ArrayBuffer;
    const rows = await parquetReadObjects({ file });
    const emptied = rowsOf(await result(asCsv)).map((row) =>
      Object.fromEntries(Object.entries(row).map(([heading, cell]) => [heading, cell === '' ? null : cell])),
    );
    expect(rows).toEqual(emptied);
    const said = parquetMetadata(file).key_value_metadata!.map(({ key, value }) => [key, value]);
    expect(said).toEqual([
      ['notes', expect.stringContaining('k = 10')],
      ['codebook', expect.stringContaining('Chỗ ngồi')],
    ]);
  });

  test('have commands for SPSS, which name every column and label every level', async () => {
    const { text, headers } = await researcher.get('/staff/exports/codebook?round=round&take=sps');
    expect(headers['content-disposition']).toContain('du-lieu-chi-tiet-round.sps');
    expect(text).toContain("/FILE='du-lieu-chi-tiet-round.csv'");
    const url = await start();
    await run();
    const [head = ''] = (await result(url)).toString().split('\r\n');
    expect(text.match(/^  \w+ A\d+$/gm)).toHaveLength(head.split(',').length);
    expect(text).toMatch(/^VALUE LABELS q1 1 '.+' 2 '.+' 5 'Rất hài lòng'/m);
    expect(text).toMatch(/^MISSING VALUES q1 q2 q3 \(-1\)\.$/m);
    for (const line of text.split('\n')) expect(line).not.toMatch(/^\* .*[^.]$/); // a comment ends with its full stop
  });

  describeWith('Rscript', rscriptPath, 'for R', () => {
    test('have commands that read the file, with its labels', async () => {
      const url = await start();
      await run();
      const folder = await newFolder();
      const { text } = await researcher.get('/staff/exports/codebook?round=round&take=R');
      await writeFile(join(folder, 'du-lieu-chi-tiet-round.csv'), await result(url));
      const looks = ['nrow(microdata)', 'sum(microdata$q2 == "Rất hài lòng")', 'sum(is.na(microdata$q3))', 'attr(microdata$q3, "label")']; // prettier-ignore
      await writeFile(join(folder, 'read.R'), `${text}\ncat(${looks.join(', ')}, sep = "\\n")\n`);
      const { stdout } = await promisify(execFile)(rscriptPath!, ['read.R'], {
        cwd: folder,
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
      });
      // All 114 answered q2 with 5; a third said x to q3: 20, 13, 2 and 5 of 60, 37, 4 and 13.
      expect(stdout.split('\n').slice(0, 3)).toEqual(['114', '114', '74']);
      expect(stdout).toMatch(/^3\. /m);
    });
  });

  test('have a code book as page, CSV and XLSX', async () => {
    const page = await researcher.get('/staff/exports/codebook?round=round');
    for (const said of ['k = 10', 'Chỗ ngồi', '5 = Rất hài lòng', 'x = ']) expect(page.text).toContain(said);
    const book = await researcher.get('/staff/exports/codebook?round=round&take=bang-ma.csv');
    expect(rowsOf(Buffer.from(book.text)).map((row) => row['Cột'])).toContain('q3');
    expect((await researcher.get('/staff/exports/codebook?round=round&take=bang-ma.xlsx')).status).toBe(200);
    expect((await researcher.get('/staff/exports/codebook?round=round&take=pdf')).status).toBe(404);
  });

  test('give the index again, by the command that reads files of answers', async () => {
    const url = await start();
    await run();
    const [columns = [], ...rows] = parse(await result(url), { bom: true });
    const file = methodOfFile({ questions: ['q1', 'q2', 'q3'], mode: 'share', levels: 5, satisfied: [4, 5], aggregation: 'pooled' }); // prettier-ignore
    if (!('method' in file)) throw new Error('the method is sound');
    // Of q1 two in five forms of each ward are on 4 or 5 (24, 14, 1 and 4 of 60, 37, 4 and 13), of q2 all, of q3 nobody answers.
    expect(offlineIndex(file, { columns, rows })).toMatchObject({
      respondents: 114,
      indexPercent: expect.closeTo((100 * (24 + 14 + 1 + 4 + 114)) / 228, 8),
    });
  });

  test('are noted in the audit: who began and who took which file', async () => {
    await drain(running());
    for (const kind of ['job.started', 'job.resultDownloaded'] as const) {
      const entries = await running().stores.audit.list({ kind }, 50);
      expect(entries[0]).toMatchObject({ by: { accountId: researcher.account.id }, unitIds: ['city'] });
      expect(entries.map(({ subject }) => subject.label)).toContain(
        'Xuất dữ liệu chi tiết: Đợt thử – phường city',
      );
    }
  });

  test('are refused with the right status and no word of what is there', async () => {
    const ofWard = await colleague(running(), 'researcher', 'ward-c');
    const analyst = await colleague(running(), 'analyst', 'city');
    const status = async (fields: Record<string, string>, browser = researcher) =>
      (
        await browser.post('/staff/exports/microdata', {
          scope: 'round city',
          format: 'csv',
          heads: 'vi',
          ...fields,
        })
      ).status;
    expect(await status({}, analyst)).toBe(403);
    expect(await status({}, ofWard)).toBe(404);
    expect(await status({ scope: 'round elsewhere' })).toBe(404);
    expect(await status({ scope: 'open city' })).toBe(404);
    expect(await status({ scope: 'nothing city' })).toBe(404);
    expect(await status({ scope: 'round' })).toBe(400);
    expect(await status({ format: 'pdf' })).toBe(400);
    expect((await ofWard.get(await start())).status).toBe(404);
    expect((await analyst.get('/staff/exports')).text).not.toContain('/staff/exports/microdata');
    const few = await start({ scope: 'round ward-c' }, ofWard);
    await run();
    expect(await jobOf(few)).toMatchObject({ state: 'failed', pieceIds: [] });
    expect((await ofWard.get(few)).text).toContain('Xin chọn đơn vị cấp trên');
  });

  test('begin anew where forms were annulled meanwhile', async () => {
    const { stores } = running();
    const url = await start();
    await run({ checkpoints: 2 });
    for await (const { submission } of stores.submissions.eachRecord()) {
      if (submission.late) continue; // too few to be in the file, which would not change
      await stores.submissions.markAnnulled(submission.receiptCode);
      break;
    }
    await run();
    expect(await jobOf(url)).toMatchObject({
      state: 'failed',
      error: { en: expect.stringContaining('annulled') },
    });
    const again = await start();
    await run();
    expect(rowsOf(await result(again)).length).toBe(113);
    expect(running().errors).toEqual([]);
  });

  test('wait until every form is in the ledger', async () => {
    await running().stores.submissions.add(aSubmission(duringAt, { id: randomUUID() }));
    const answer = await researcher.post('/staff/exports/microdata', {
      scope: 'round city',
      format: 'csv',
      heads: 'vi',
    });
    expect([answer.status, answer.text.includes('thường trong vòng một giờ')]).toEqual([409, true]);
  });
});

describe('screened comments', () => {
  const running = useApp();

  test('are those that a screener has gone over, of the units of the account', async () => {
    const { stores, clock, errors } = running();
    await fillSmallCity(stores);
    await stores.units.add(aUnit('elsewhere'));
    await stores.cases.add(aCase({ state: 'assigned', text: '=Chờ "lâu", chị ***', answer: 'Đã xin lỗi.' }));
    await stores.cases.add(aCase({ original: 'chưa duyệt' }));
    await stores.cases.add(aCase({ unitId: 'elsewhere', state: 'assigned', text: 'nơi khác' }));
    const browser = await colleague(running(), 'researcher', 'city');
    const url = String((await browser.post('/staff/exports/comments', { format: 'csv', heads: 'vi' })).headers['location']); // prettier-ignore
    await runJobs({ jobs: stores.jobs, kinds: jobKindsOf(stores), now: () => clock.now, logError: (error) => errors.push(error) }, { number: 1, isOver: () => false }); // prettier-ignore
    const { text } = await browser.get(`${url}/result`).expect(200);
    expect(parse(text, { bom: true })).toEqual([
      ['Tuần (thứ Hai)', 'Mã đơn vị', 'Đơn vị', 'Ý kiến', 'Trả lời', 'Dữ liệu minh họa'],
      ['2026-01-12', 'ward-a', 'phường ward-a', `'=Chờ "lâu", chị ***`, 'Đã xin lỗi.', ''],
    ]);
    expect((await browser.get('/staff/exports')).text).toContain(url);
    expect(errors).toEqual([]);
  });

  test('come in every kind of file that the page offers', async () => {
    const browser = await colleague(running(), 'researcher');
    const { text } = await browser.get('/staff/exports').expect(200);
    const [, options = ''] = /<select id="commentFormat".*?>(.*?)<\/select>/s.exec(text) ?? [];
    const formats = [...options.matchAll(/value="(\w+)"/g)].map(([, format]) => format!);
    expect(formats).toContain('csv');
    for (const format of formats)
      await browser.post('/staff/exports/comments', { format, heads: 'en' }).expect(303);
  });
});

test.each(['=1+1', '+CMD', '-2+3', '@SUM(A1)', '\tx', '\rx', '\n=1', '＝1+1'])(
  '%j is no formula in a file',
  (text) => {
    const [, [cell] = []] = parse(csvText({ columns: [{ key: 'a', heading: 'a' }], rows: [[text]] }), { bom: true }); // prettier-ignore
    expect(cell).toBe(`'${text}`);
  },
);

test.each(['+1,28', '-7.86'])('a change of %s remains a number in a file', (text) => {
  const [, [cell] = []] = parse(csvText(plainTable(['a'], [[text]])), { bom: true });
  expect(cell).toBe(text);
});
