/** The demo as a newcomer meets it: the figures of the report of 2022, computed from what is stored. */
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadVerifier } from '../../src/collection/ledger/verifier.ts';
import { fillIn } from '../support/citizen.ts';
import { useFolders } from '../support/folder.ts';
import { runSource, type Running } from '../support/process.ts';

describe('the demo province', () => {
  const newFolder = useFolders();

  async function startDemo(
    folder: string,
  ): Promise<{ running: Running; results: string; form: string; code: string }> {
    const running = runSource('scripts/demo.ts', { env: { PORT: '0', MONGODB_URI: '', DATA_DIR: folder } });
    const [, form = ''] = await running.says(/^form: (\S+)$/m);
    const [, code = ''] = await running.says(/^code: (\S+)$/m);
    const [, results = ''] = await running.says(/^results: (\S+)$/m);
    return { running, results, form, code };
  }
  const stop = async ({ running }: { running: Running }): Promise<void> => await running.end('SIGTERM');
  const text = async (url: string): Promise<string> => await (await fetch(url)).text();

  /** Those that it has printed are one for each role, and their passwords open the pages. */
  async function expectStaff(running: Running): Promise<void> {
    const [, url = ''] = await running.says(/^staff: (\S+)$/m);
    await running.says(/^auditor: .+$/m);
    const accounts = [...running.output().matchAll(/^(\w+): (\w+) ([a-z2-9]{5}(?:-[a-z2-9]{5}){2})$/gm)];
    expect(accounts.map(([, role]) => role)).toEqual([
      'administrator',
      'manager',
      'officer',
      'clerk',
      'interviewer',
      'analyst',
      'analyst', // of the other province, where several difficulties may be chosen
      'researcher',
      'manager', // of everything, the made-up province included
      'auditor',
    ]);
    for (const [, , name = '', password = ''] of accounts) {
      const entered = await fillIn(`${url}/sign-in`, { name, password });
      expect(entered.headers.get('location')).toBe('/staff');
    }
  }

  test('shows 91,28 %, −7,86 points and 5th of 12, and opens to each role; is kept at a second start; and shows what somebody altered', async () => {
    const folder = join(await newFolder(), 'demo');
    const first = await startDemo(folder);
    const page = await text(first.results);
    expect(page).toContain('91,28%');
    expect(page).toContain('giảm 7,86 điểm phần trăm');
    expect(page).toContain('5/12');
    expect(page).toContain('phải là hạng 0');
    expect(page).toContain('Dữ liệu minh họa');
    const json = JSON.parse(await text(`${first.results}.json`));
    expect(json.satisfactionIndex.figure).toMatchObject({
      exactShare: '20082/22000',
      people: 1000,
      valuePercent: 91.28,
    });
    expect(json.satisfactionIndex.change.points).toBe(-7.86);
    expect(json.rank).toMatchObject({ rank: 5, of: 12 });
    const par = JSON.parse(await text(new URL('/scorecards/par-district-2021.json', first.results).href));
    expect(par.units[1]).toMatchObject({
      unitId: 'tp-hong-ngu',
      value: { units: 8602 },
      valueBefore: { units: 8170 },
      change: { units: 432 },
      rank: 2,
      rankBefore: 3,
      of: 12,
      survey: { points: 913, pointsMax: 1000 }, // 91.28 % of 10 points
    });
    const leaders = ['commune', 'office'].map(async (kind) => {
      const group = new URL(`/scorecards/par-${kind}-2021.json`, first.results).href;
      return JSON.parse(await text(group)).units[0].unitId as string;
    });
    expect(await Promise.all(leaders)).toEqual(['p-an-thanh', 'pb-van-hoa']);
    expect((await fetch(first.form)).status).toBe(200);
    const log = (await text(new URL('/ledger/log.txt', first.results).href)).trimEnd().split('\n');
    const checked = await (await loadVerifier()).verifyLog(() => log);
    expect(checked).toMatchObject({ warnings: [] });
    expect(checked.size).toBeGreaterThan(json.formsReceivedInRound);
    expect(await text(first.code)).toContain('Mã một lần');
    await expectStaff(first.running);
    await stop(first);

    const second = await startDemo(folder);
    expect(JSON.parse(await text(`${second.results}.json`)).formsReceivedInRound).toBe(
      json.formsReceivedInRound,
    );
    expect(new URL(second.code).pathname + new URL(second.code).hash).toBe(
      new URL(first.code).pathname + new URL(first.code).hash,
    );
    await stop(second);

    const altering = runSource('scripts/alterAnswers.ts', { env: { MONGODB_URI: '', DATA_DIR: folder } });
    await altering.ended;
    expect(altering.child.exitCode).toBe(0);
    const third = await startDemo(folder);
    expect(await text(third.results)).toContain('91,27%');
    await stop(third);
  }, 300_000);
});
