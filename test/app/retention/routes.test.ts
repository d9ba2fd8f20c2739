/** The page of retention; and each setting as the room that keeps the data uses it. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { backgroundTasksOf } from '../../../src/app/backgroundTasks.ts';
import type { Import } from '../../../src/collection/imports/import.ts';
import type { Job } from '../../../src/access/jobs/job.ts';
import { jobThread } from '../../../src/access/jobs/jobThread.ts';
import { retentionKinds, usualDays, type RetentionKind } from '../../../src/access/retention/retention.ts';
import { aCase } from '../../improvement/cases/someCases.ts';
import { quietTasks } from '../../support/quietTasks.ts';
import { useApp } from '../../support/app.ts';
import { aRound, duringAt, fillSmallCity } from '../../support/builders.ts';
import { addAccount, aGrant, colleague, drain, signedIn, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let administrator: Browser;
let manager: Browser;

const anUpload: Import = {
  id: 'upload',
  roundId: 'round',
  state: 'staged',
  fileName: 'phieu.csv',
  madeAt: new Date('2026-01-18T09:00:00+07:00'),
  by: { accountId: 'somebody', name: 'somebody' },
  fileHash: '',
  unitIds: [],
  rowCount: 1,
  chunkCount: 0,
  headingRows: { first: 1, last: 1 },
  headings: [],
  version: '1',
};

beforeAll(async () => {
  const { stores } = testApp();
  const { survey } = await fillSmallCity(stores);
  await stores.rounds.add(aRound(survey, { id: 'drawn', sampleKind: 'probability' }));
  await stores.imports.add(anUpload);
  await stores.cases.add(aCase({ id: 'fresh' }));
  await stores.cases.add(
    aCase({ id: 'over', state: 'closed', steps: [{ kind: 'close', on: '2025-11-01' } as never] }),
  );
  const location = { accountId: '', accessPointId: 'point', revision: 1 };
  await stores.quality.addCounts(location, new Date('2025-09-01T09:00:00+07:00'), { forms: 1 });
  administrator = await colleague(testApp(), 'administrator');
  manager = await colleague(testApp(), 'manager');
});

const typed = (changes: Partial<Record<RetentionKind, string>> = {}, version = 0) => ({
  ...Object.fromEntries(retentionKinds.map((kind) => [kind, String(usualDays[kind])])),
  ...changes,
  version: String(version),
});
const errorOf = (field: string, page: string): string | undefined =>
  new RegExp(`id="${field}-error">([^<]*)`).exec(page)?.[1];
const rowOf = (what: string, page: string): string =>
  page
    .split('</tr>')
    .find((row) => row.includes(`<th scope="row">${what}`))!
    .split('<tr>')
    .at(-1)!
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

async function backgroundTask(name: string): Promise<void> {
  const { stores, signers, clock } = testApp();
  const options = {
    stores,
    signers,
    receiptKey: Buffer.alloc(32),
    ...quietTasks,
    now: () => clock.now,
    logError: () => {},
  };
  await backgroundTasksOf(options)
    .find((one) => one.name === name)!
    .run({ number: 1, isOver: () => false });
}

describe('the page of retention', () => {
  it('says what is kept, for what, how long, and when the next of it is erased', async () => {
    const { text } = await administrator.get('/staff/retention').expect(200);
    expect(rowOf('Tệp phiếu gửi lên', text)).toMatch(/ 7 1 25\/01\/2026$/);
    expect(rowOf('Khóa theo dõi', text)).toMatch(/ 365 1 01\/11\/2026$/);
    expect(rowOf('Số phiếu theo giờ', text)).toMatch(/ 400 1 07\/10\/2026$/);
    expect(rowOf('Tệp kết quả', text)).toContain('không có gì để xóa');
    expect(rowOf('Nhật ký của cán bộ', text)).toContain('không xóa');
  });

  it('is read by auditors, who set nothing', async () => {
    const auditor = await colleague(testApp(), 'auditor');
    expect((await auditor.get('/staff/retention').expect(200)).text).not.toContain('name="jobResults"');
    await auditor.post('/staff/retention', typed()).expect(403);
  });

  it.each([
    [{ peopleLists: '181' }, 'peopleLists', 'Cần ghi số ngày từ 30 đến 180.'],
    [{ pointDays: '70' }, 'pointDays', 'Cần ghi số ngày từ 100 đến 1100.'],
    [{ jobResults: '-1' }, 'jobResults', 'Cần ghi số ngày từ 1 đến 30.'],
    [{}, 'stagedImports', 'Chưa có gì thay đổi.'],
  ])('does not take what is out of bounds, and keeps what was typed: %j', async (wrong, field, sentence) => {
    const { text } = await administrator.post('/staff/retention', typed(wrong)).expect(422);
    expect(errorOf(field, text)).toBe(sentence);
    expect(text).toContain(`value="${Object.values(wrong)[0] ?? '7'}"`);
    expect(await testApp().stores.retention.days()).toEqual(usualDays);
  });

  it('sets terms, tells whoever was slower what was set meanwhile, and leaves both in the audit', async () => {
    const request = {
      stagedImports: '1',
      stagedImportBatches: '3',
      jobResults: '2',
      peopleLists: '40',
      caseOriginals: '10',
      followKeys: '90',
      pointDays: '100',
    };
    await administrator.post('/staff/retention', typed(request)).expect(303);
    const late = await administrator
      .post('/staff/retention', typed({ ...request, jobResults: '5' }))
      .expect(409);
    expect(errorOf('jobResults', late.text)).toContain('Hiện nay là 2 ngày: người khác vừa đổi');
    expect(late.text).toContain('value="5"');
    await administrator.post('/staff/retention', typed({ ...request, jobResults: '5' }, 1)).expect(303);
    await drain(testApp());
    const entries = await testApp().stores.audit.list({ kind: 'retention.set' }, 10);
    expect(entries.map(({ before, after }) => [before?.['jobResults'], after?.['jobResults']])).toEqual(
      expect.arrayContaining([
        ['7', '2'],
        ['2', '5'],
      ]),
    );
  });
});

describe('a term', () => {
  it('of files of answers, of counts by hour and of follow-up keys is carried out by the leader, and noted', async () => {
    const { stores } = testApp();
    for (const name of ['expired job results', 'expired imports', 'cases', 'quality'])
      await backgroundTask(name);
    expect((await stores.imports.find('upload'))?.state).toBe('cancelled');
    expect((await stores.cases.find('over'))?.followKeyHash).toBeDefined(); // 80 days ago
    expect(await stores.quality.keptDays()).toEqual({ count: 0, first: undefined });
    testApp().clock.now = new Date(duringAt.getTime() + 11 * 86_400_000);
    await backgroundTask('cases');
    testApp().clock.now = duringAt;
    expect((await stores.cases.find('over'))?.followKeyHash).toBeUndefined();
    const noted = await stores.audit.list({ kind: 'retention.erased' }, 10);
    expect(noted.map(({ subject, by }) => `${subject.id} ${by?.name ?? 'by itself'}`).sort()).toEqual([
      'followKeys by itself',
      'pointDays by itself',
      'stagedImports by itself',
    ]);
    const account = await addAccount(testApp(), [aGrant('administrator')], { language: 'en' });
    const english = await (await signedIn(testApp(), account)).get('/staff/audit?kind=retention.erased');
    expect(english.text).toContain('Uploaded files of answers that have not been imported');
  });

  it('of what a job has made begins when it ends', async () => {
    const { stores } = testApp();
    await stores.jobs.add(
      {
        id: 'job',
        kind: 'nobody knows',
        parameters: {},
        permission: 'readAudit',
        unitIds: [],
        startedBy: { accountId: 'a', name: 'a' },
        startedAt: duringAt,
        state: 'waiting',
        done: 0,
        pieceIds: [],
        resultBytes: 0,
      } satisfies Job,
      { id: 'entry' } as never,
    );
    const run = jobThread({
      jobs: stores.jobs,
      program: new URL('../../../src/app/jobWorker.ts', import.meta.url),
      store: { uri: process.env['TEST_STORAGE_URI']!, database: testApp().connection.name },
      logError: () => {}, // its kind is known to nobody
    });
    await run({ number: 1, isOver: () => false });
    const { finishedAt, keptUntil } = (await stores.jobs.find('job'))!;
    expect(keptUntil!.getTime() - finishedAt!.getTime()).toBe(5 * 86_400_000);
  });

  it('of a list of people is the latest day that may be chosen', async () => {
    const { text } = await manager.get('/staff/rounds/drawn/frame').expect(200);
    expect(text).toContain('Muộn nhất 01/03/2026 (40 ngày).');
  });

  it('of figures that are tried out begins with the trying', async () => {
    const caseload = {
      unit: 'phường ward-a',
      service: '',
      month: '12/2025',
      filing: 'Tại quầy',
      transactions: '5',
      onTime: '',
      overdue: '',
      returnedByPost: '',
    };
    await manager.post('/staff/caseloads', caseload).expect(303);
    const { count, first } = await testApp().stores.importBatches.waiting();
    expect([count, first]).toEqual([1, new Date(duringAt.getTime() + 3 * 86_400_000)]);
  });

  it('of what a citizen wrote begins when it is screened', async () => {
    const fields = { version: '1', action: 'setAside', reason: 'spam', text: 'Chờ lâu.', unit: '' };
    const path = '/staff/cases/fresh/screening';
    const answered = await manager.post(path, { ...fields });
    expect([answered.status, (await testApp().stores.cases.find('fresh'))?.eraseOn]).toEqual([
      303,
      '2026-01-30',
    ]);
  });
});
