import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadVerifier, type Verifier } from '../../../src/collection/ledger/verifier.ts';
import { drawnPosition } from '../../../src/collection/spotChecks/spotCheck.ts';
import { addSubmissions, hoursLater, logOf, seal } from '../ledger/smallLedger.ts';
import { useApp } from '../../support/app.ts';
import { fillSmallCity } from '../../support/builders.ts';
import { colleague, type Browser } from '../../support/staff.ts';

describe('a spot check', () => {
  const running = useApp();
  let verifier: Verifier;
  let auditor: Browser;
  let minutesUrl = '';
  const request = {
    checkpointNumber: '2',
    count: '8',
    seed: '583921',
    seedSource: 'Xổ số Đồng Tháp, 19/01/2026',
  };

  beforeAll(async () => {
    const { stores, signers } = running();
    verifier = await loadVerifier();
    await fillSmallCity(stores);
    await addSubmissions(stores, 35, hoursLater(0));
    await seal(stores, signers, hoursLater(1, 5));
    await addSubmissions(stores, 5, hoursLater(1));
    for (let logEntry = 0; logEntry < 20; logEntry += 1) {
      await stores.logEntries.add({
        id: `publication:${logEntry}`,
        kind: 'publication',
        fields: { round: 'round', number: logEntry },
        hour: hoursLater(1),
      });
    }
    await seal(stores, signers, hoursLater(2, 5));
    auditor = await colleague(running(), 'auditor');
  });

  const minutes = async (): Promise<{ drawn: { position: number; answers?: Record<string, number> }[] }> =>
    JSON.parse((await auditor.get(`${minutesUrl}.json`)).text) as never;
  const check = async (file: object): Promise<unknown> => {
    const lines = await logOf(running().stores, running().signers);
    return await verifier.verifyLog(() => lines, { minutes: file, now: hoursLater(30).getTime() });
  };

  test('draws by the seed, opens the answers of the forms drawn, and passes over what is no form', async () => {
    const ordered = await auditor.post('/staff/spot-checks', request);
    minutesUrl = ordered.headers['location'] as string;
    const page = await auditor.get(minutesUrl);
    expect(page.text).toContain('8 trên 8 phiếu khớp với sổ cái.');
    expect(page.text).toContain('583921');
    expect(page.text).not.toMatch(/comment [0-9a-f]|under-30/);
    const file = await minutes();
    expect(file.drawn.filter(({ answers }) => answers)).toHaveLength(8);
    const checked = await check(file);
    expect(checked).toMatchObject({ drawn: file.drawn.length });
  });

  test('is an entry in the ledger, so that drawing again is seen', async () => {
    await auditor.post('/staff/spot-checks', { ...request, seed: '583922' });
    await seal(running().stores, running().signers, hoursLater(27, 5));
    const { ledger } = running().stores;
    const logEntries = await ledger.listEntries(['spotCheck'], { from: 0, to: 999, count: 9 });
    const seeds = logEntries.map(({ text }) => (JSON.parse(text) as { seed: string }).seed);
    expect(seeds.sort()).toEqual(['583921', '583922']);
  });

  test('altered minutes are found out: another form, other answers, one too few', async () => {
    const file = await minutes();
    const { drawn } = file;
    const opened = drawn.findIndex(({ answers }) => answers);
    const nicer = drawn.with(opened, { ...drawn[opened]!, answers: { q1: 5, q2: 5 } });
    await expect(check({ ...file, drawn: nicer })).rejects.toThrow('are not those that were logged');
    await expect(check({ ...file, drawn: drawn.slice(1) })).rejects.toThrow('The seed draws position');
    await expect(check({ ...file, drawn: drawn.slice(0, -1) })).rejects.toThrow('but 8 were to be drawn');
    await expect(check({ ...file, seed: '1' })).rejects.toThrow('The seed draws position');
  });

  test('a record that was altered cannot be opened, and the minutes say so', async () => {
    const file = await minutes();
    const { entry } = file.drawn.find(({ answers }) => answers) as unknown as { entry: string };
    const { hour } = JSON.parse(entry) as { hour: string };
    const { stores } = running();
    for await (const { submission } of stores.submissions.eachRecord()) {
      if (submission.receivedHour.getTime() !== Date.parse(hour)) continue;
      await stores.submissions.erase(submission.receiptCode, 'comment', Buffer.alloc(32)); // another hash than the logged
    }
    const page = await auditor.get(minutesUrl);
    expect(page.text).toContain('Không khớp: phiếu đã bị sửa hoặc bỏ');
    await expect(check(await minutes())).rejects.toThrow('could not be opened as it was logged');
  });

  test.each([
    [{ checkpointNumber: '99' }, 'Không có mốc kiểm tra nào mang số này.'],
    [{ checkpointNumber: 'x' }, 'Không có mốc kiểm tra nào mang số này.'],
    [{ count: '51' }, 'Xin nhập một số từ 1 đến 50'],
    [{ checkpointNumber: '1', count: '36' }, 'không nhiều hơn số phiếu trong sổ'],
    [{ seed: '' }, 'Xin nhập số dùng để chọn.'],
    [{ seedSource: '' }, 'Xin ghi nguồn của số.'],
  ])('%j is answered with what is to be mended', async (changes, sentence) => {
    const answered = await auditor.post('/staff/spot-checks', { ...request, ...changes });
    expect(answered.status).toBe(422);
    expect(answered.text).toContain(sentence);
  });

  test('the program and the strangers’ file draw the same positions, over the whole log', () => {
    const root = Buffer.alloc(32, 5);
    const drawn = Array.from({ length: 500 }, (_, draw) => drawnPosition(root, 'số 1', draw, 7));
    expect(drawn).toEqual(drawn.map((_, draw) => verifier.drawnPosition(root, 'số 1', draw, 7)));
    expect(new Set(drawn).size).toBe(7);
  });
});
