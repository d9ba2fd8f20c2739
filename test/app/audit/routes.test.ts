import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { auditEntry } from '../../../src/access/audit/entry.ts';
import { runJobs } from '../../../src/access/jobs/runJobs.ts';
import { jobKindsOf } from '../../../src/app/jobKinds.ts';
import { useApp } from '../../support/app.ts';
import { aUnit, duringAt } from '../../support/builders.ts';
import { addAccount, aGrant, colleague, drain, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let whole: Browser;
let northern: Browser;
let administrator: Browser;

beforeAll(async () => {
  const { units } = testApp().stores;
  await units.add(aUnit('north', { kind: 'district' }));
  await units.add(aUnit('north-a', { parentId: 'north' }));
  await units.add(aUnit('south', { kind: 'district' }));
  whole = await colleague(testApp(), 'auditor');
  northern = await colleague(testApp(), 'auditor', 'north');
  administrator = await colleague(testApp(), 'administrator');
  for (const [name, unit] of [
    ['le.hoa', 'north-a'],
    ['tran.nam', 'south'],
  ] as const) {
    const fields = { name, fullName: '=cmd()', email: '', role: 'officer', unit, from: '', to: '' };
    await administrator.post('/staff/accounts', fields).expect(200);
  }
  await drain(testApp());
});

describe('the audit page', () => {
  it('says who did what, when, on what, and what was so before and after', async () => {
    const { text } = await whole.get('/staff/audit?kind=account.made').expect(200);
    expect(text).toContain('Lập tài khoản');
    expect(text).toContain(administrator.account.name);
    expect(text).toContain('09:30 20/01/2026');
    expect(text).toContain('le.hoa');
    expect(text).toContain('vai trò: Cán bộ đơn vị; đơn vị: phường north-a');
  });

  it('has words for what an act changed, and names of units only as many as are read at a glance', async () => {
    const unitIds = ['north', 'north-a', 'south', 'north', 'south'];
    const subject = { id: 'words', label: 'Đợt thử' };
    const after = {
      keyedTwice: 'yes',
      channels: 'kiosk, qr',
      closesAt: '2026-01-31T17:00:00.000Z',
      stagedImports: '7',
    };
    await testApp().stores.audit.add(
      auditEntry({ at: duringAt, kind: 'round.draftChanged', unitIds, subject, after }),
    );
    const { text } = await whole.get('/staff/audit?subject=words').expect(200);
    expect(text).toContain('nhập hai lần: có; các kênh: máy khảo sát, mã QR; đóng lúc: 00:00 01/02/2026;');
    expect(text).not.toContain('stagedImports');
    expect(text).toContain('và 2 đơn vị khác');
  });

  it('shows an auditor of a unit what concerns it, and an auditor of all the administrator’s acts too', async () => {
    const [all, north] = [await whole.get('/staff/audit'), await northern.get('/staff/audit')];
    expect(all.text).toContain('tran.nam');
    expect(north.text).toContain('le.hoa');
    expect(north.text).not.toContain('tran.nam');

    const other = await colleague(testApp(), 'administrator');
    const target = await addAccount(testApp(), [aGrant('clerk', 'south')]);
    await other.post(`/staff/accounts/${target.id}/close`).expect(303);
    await drain(testApp());
    const actions = await whole.get(`/staff/audit?who=${other.account.name}`);
    expect(actions.text).toContain('Khóa tài khoản');
  });

  it('is searched by account, act, day and unit, and says so when there is nothing', async () => {
    const rows = async (query: string) => {
      const { text } = await whole.get(`/staff/audit?${query}`).expect(200);
      return text.match(/<tr><th scope="row">/g)?.length ?? 0;
    };
    expect(await rows('from=2026-01-20&to=2026-01-20')).toBeGreaterThan(0);
    expect(await rows('from=2026-01-21')).toBe(0);
    expect(await rows('to=2026-01-19')).toBe(0);
    expect((await whole.get('/staff/audit?who=nobody.here')).text).toContain('Không có tài khoản nào');
    await whole.post('/staff/unit', { unit: 'south' }).expect(303);
    const south = await whole.get('/staff/audit');
    expect(south.text).toContain('tran.nam');
    expect(south.text).not.toContain('le.hoa');
    await whole.post('/staff/unit', { unit: '' }).expect(303);
  });

  it.each(['kind=nonsense', 'from=yesterday', 'after=1~<script>', 'from[$gt]=1', 'who=a&who=b'])(
    'refuses or ignores what it does not ask for: %s',
    async (query) => {
      const { status, text } = await whole.get(`/staff/audit?${query}`);
      expect([200, 400]).toContain(status);
      expect(text).not.toContain('<script>');
      expect(testApp().errors).toEqual([]);
    },
  );

  it('is turned round by the heading of times, page by page too', async () => {
    const times = async (query: string) => {
      const { text } = await whole.get(`/staff/audit?${query}`).expect(200);
      return [...text.matchAll(/data-label="Lúc">([^<]+)/g)].map(([, time = '']) => time);
    };
    const later = new Date(duringAt.getTime() + 60_000);
    const subject = { id: 'later', label: 'Sau' };
    await testApp().stores.audit.add(
      auditEntry({ at: later, kind: 'round.draftChanged', unitIds: [], subject }),
    );
    expect((await times(''))[0]).toBe('09:31 20/01/2026');
    expect((await times('sort=-at&size=200')).at(-1)).toBe('09:31 20/01/2026');
    expect(await times(`sort=-at&after=${duringAt.getTime()}~zzzz`)).toEqual(['09:31 20/01/2026']);
  });

  it('goes on to older acts, page by page, each act once', async () => {
    for (let made = 0; made < 60; made++) await addAccount(testApp(), [aGrant('clerk', 'north')]);
    await drain(testApp());
    const seen: string[] = [];
    let url: string | undefined = '/staff/audit';
    while (url !== undefined) {
      const { text }: { text: string } = await whole.get(url).expect(200);
      seen.push(...[...text.matchAll(/data-label="Đối tượng">([^<]+)/g)].map(([, label = '']) => label));
      url = /href="(\/staff\/audit\?after=[^"]+)"/
        .exec(text)?.[1]
        ?.replaceAll('&#34;', '"')
        .replaceAll('&amp;', '&');
    }
    expect(seen).toHaveLength(await testApp().stores.audit.count({}));
  });
});

describe('the export of the audit', () => {
  it('is a job whose file opens in a spreadsheet, holds what was searched for, and is itself in the audit', async () => {
    const { jobs, audit } = testApp().stores;
    const asked = await northern.post('/staff/audit/export', { kind: 'account.made' }).expect(303);
    const url = String(asked.headers['location']);
    const logError = (error: { error: unknown }) =>
      testApp().errors.push({ route: 'job', error: error.error });
    const options = { jobs, kinds: jobKindsOf(testApp().stores), now: () => duringAt, logError };
    await runJobs(options, { number: 1, isOver: () => false });

    const file = await northern.get(`${url}/result`).buffer(true).expect(200);
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(file.text.startsWith('\ufeff')).toBe(true);
    const rows = parse<Record<string, string>>(file.text, { bom: true, columns: true });
    const north = await audit.count({ kind: 'account.made', unitIds: ['north', 'north-a'] });
    expect(rows).toHaveLength(north);
    expect(rows.map((row) => row['Đối tượng'])).toContain('le.hoa');
    expect(rows.map((row) => row['Đối tượng'])).not.toContain('tran.nam');

    await drain(testApp());
    const actions = await audit.list({ accountId: northern.account.id }, 10);
    expect(actions.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['job.started', 'job.resultDownloaded']),
    );
  });
});
