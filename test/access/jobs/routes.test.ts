import { beforeAll, describe, expect, it } from '@jest/globals';
import { callerOf } from '../../../src/access/accounts/caller.ts';
import { unitScopeOn } from '../../../src/access/accounts/unitScope.ts';
import { runJobs } from '../../../src/access/jobs/runJobs.ts';
import { jobKindsOf } from '../../../src/app/jobKinds.ts';
import { commentsJob } from '../../../src/dissemination/exports/commentsJob.ts';
import { resultKeptMs } from '../../../src/access/jobs/job.ts';
import { startJob } from '../../../src/access/jobs/startJob.ts';
import { useApp } from '../../support/app.ts';
import { aUnit, duringAt } from '../../support/builders.ts';
import { colleague, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let auditor: Browser;

beforeAll(async () => {
  for (const id of ['north', 'south']) await testApp().stores.units.add(aUnit(id));
  auditor = await colleague(testApp(), 'auditor');
});

async function start(): Promise<string> {
  return String((await auditor.post('/staff/audit/export').expect(303)).headers['location']);
}

async function runAll(): Promise<void> {
  const { jobs } = testApp().stores;
  const logError = (error: { route: string; error: unknown }) => testApp().errors.push(error);
  const options = { jobs, kinds: jobKindsOf(testApp().stores), now: () => testApp().clock.now, logError };
  await runJobs(options, { number: 1, isOver: () => false });
}

describe('a job', () => {
  it('is followed as a page and as JSON, with the one script that the page may run', async () => {
    const url = await start();
    const waiting = await auditor.get(url).expect(200);
    expect(waiting.text).toContain('đang chờ');
    expect(waiting.text).toContain(`data-job="${url}.json"`);
    expect(waiting.headers['content-security-policy']).toContain("script-src 'self'");
    expect((await auditor.get(`${url}.json`).expect(200)).body).toMatchObject({
      state: 'đang chờ',
      isOver: false,
    });
    expect((await auditor.get('/staff/jobs')).headers['content-security-policy']).not.toContain('script-src');

    await runAll();
    expect((await auditor.get(`${url}.json`)).body).toMatchObject({ state: 'đã xong', isOver: true });
    const done = await auditor.get(url);
    expect(done.text).toContain('Tải kết quả');
    expect(done.text).toContain('Kết quả được giữ đến 09:30 27/01/2026');
    expect(testApp().errors).toEqual([]);
  });

  it('has no result before it is done, nor when its time is over', async () => {
    const url = await start();
    const early = await auditor.get(`${url}/result`);
    await runAll();
    const inTime = await auditor.get(`${url}/result`);
    testApp().clock.now = new Date(duringAt.getTime() + resultKeptMs);
    const late = await (await colleague(testApp(), 'auditor')).get(`${url}/result`);
    testApp().clock.now = duringAt;
    expect([early, inTime, late].map(({ status }) => status)).toEqual([410, 200, 410]);
  });

  it('is stopped from its page, once', async () => {
    const url = await start();
    await auditor.post(`${url}/cancel`).expect(303);
    await auditor.post(`${url}/cancel`).expect(303);
    expect((await auditor.get(url)).text).toContain('đang dừng');
    await runAll();
    expect((await auditor.get(url)).text).toContain('đã dừng');
    await testApp().stores.audit.drain(['jobs'], () => false);
    const permissions = await testApp().stores.audit.list(
      { subjectId: url.split('/').at(-1)!, kind: 'job.cancelled' },
      10,
    );
    expect(permissions).toHaveLength(1);
  });
});

it('somebody’s own are on the list and on the desk, however many of others came since', async () => {
  const { stores } = testApp();
  const officer = await colleague(testApp(), 'researcher', 'north');
  const parameters = { format: 'csv', language: 'vi' } as const;
  const request = { kind: commentsJob(stores), permission: 'downloadMicrodata', parameters } as const;
  const begin = async ({ account }: Browser, unitId: string, seconds: number) => {
    const now = new Date(duringAt.getTime() + seconds * 1000);
    const caller = callerOf(account, unitScopeOn(await stores.units.list(), '2026-01-20'));
    return await startJob({ caller }, { stores, now: () => now }, { ...request, unitIds: [unitId] });
  };
  const own = await begin(officer, 'north', 0);
  const others = await colleague(testApp(), 'researcher', 'south');
  await Promise.all(Array.from({ length: 101 }, (_, at) => begin(others, 'south', at + 1)));
  for (const page of ['/staff/jobs', '/staff', '/staff/exports'])
    expect((await officer.get(page)).text).toContain(`/staff/jobs/${own.id}`);
  for (const page of ['/staff/jobs', '/staff'])
    expect((await others.get(page)).text).not.toContain(`/staff/jobs/${own.id}`);
});
