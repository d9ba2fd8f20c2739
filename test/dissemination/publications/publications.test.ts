import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { alertReader } from '../../../src/improvement/alerts/readings.ts';
import { auditEntry } from '../../../src/access/audit/entry.ts';
import { carryOutPublications } from '../../../src/dissemination/publications/carryOutPublications.ts';
import { openNote, readVerifierKey } from '../../../src/collection/ledger/note.ts';
import { loadVerifier } from '../../../src/collection/ledger/verifier.ts';
import { projectFolder } from '../../../src/platform/projectFolder.ts';
import type { PublicationContent } from '../../../src/processing/published/publication.ts';
import { WHOLE } from '../../../src/statistics/estimation/scope.ts';
import { logOf } from '../../collection/ledger/smallLedger.ts';
import { useApp } from '../../support/app.ts';
import { anImprovementAction } from '../../support/builders.ts';
import { useFolders } from '../../support/folder.ts';
import { drain } from '../../support/staff.ts';
import { aClosedCity, type City } from './publishing.ts';

describe('publishing a round', () => {
  const running = useApp();
  const newFolder = useFolders();
  let city: City;
  let url = '';

  beforeAll(async () => {
    city = await aClosedCity(running());
  });

  const page = (path: string) => request(running().app).get(path);
  /** State of the round in the list of staff, and in the public one. */
  const shownAs = async () => [
    /data-label="Tình trạng">([^<]*)/.exec((await city.asking.get('/staff/rounds')).text)?.[1],
    /<span class="soft">([^<]*)/.exec((await page('/results')).text)?.[1],
  ];
  const bundle = async (path: string) =>
    (await page(path)).body as { hash: string; note: string; key: string; content: PublicationContent };

  /** The script that strangers run, on files of their own. */
  async function recompute(published: object): Promise<{ status: number | null; output: string }> {
    const folder = await newFolder();
    const [bundleFile, logFile] = [join(folder, 'publication.json'), join(folder, 'log.txt')];
    writeFileSync(bundleFile, JSON.stringify(published));
    writeFileSync(logFile, (await logOf(running().stores, running().signers)).join('\n'));
    const script = join(projectFolder(), 'docs', 'recompute.mjs');
    const { status, stdout } = spawnSync(process.execPath, [script, bundleFile, logFile], {
      encoding: 'utf8',
    });
    return { status, output: stdout };
  }

  test('nothing is public before a second account has agreed', async () => {
    const asked = await city.asking.post('/staff/publications', { round: 'round', whatChanged: '' });
    expect(asked.status).toBe(303);
    url = String(asked.headers['location']).split('?')[0]!;
    expect((await city.asking.post(`${url}/agree`)).headers['location']).toContain('done=late');
    expect((await page('/publications/round')).status).toBe(404);
    expect((await city.asking.get(url)).text).toContain(
      `khác đồng ý: Nguyễn Thị Thử (${city.agreeing.account.name}).`,
    );
    expect((await city.agreeing.get('/staff')).text).toContain(url);
    const again = await city.agreeing.post('/staff/publications', { round: 'round', whatChanged: '' });
    expect(again.status).toBe(409);

    expect((await city.agreeing.get(url)).text).toContain('80,00%');
    const figures = (await city.agreeing.get(`${url}?take=figures.csv`)).text;
    expect(figures).toMatch(/phường ward-a,80\.00,[^]*phường ward-c,,,,,,không hiển thị/);
    const list = (await city.agreeing.get('/staff/publications?take=publications.csv')).text;
    expect(list).toContain('Đợt thử,1,Chờ người thứ hai');
    expect((await city.agreeing.post(`${url}/agree`)).headers['location']).toContain('done=agreed');
    const { stores, signers, clock } = running();
    await carryOutPublications(stores, signers, clock.now, () => true); // stopped at once, and done by the next run
    expect((await page('/publications/round')).status).toBe(404);
    expect(await shownAs()).toEqual(['đã đóng', 'đã đóng']);
    await carryOutPublications(stores, signers, clock.now, () => false);
    expect((await page('/publications/round')).status).toBe(200);
    expect(await shownAs()).toEqual(['đã công bố', 'đã công bố']);
    expect((await city.asking.get('/staff/rounds?state=closed')).text).toContain('class="empty"');
    expect((await city.asking.get('/staff/rounds/round')).text).toContain('href="/publications/round"');
  });

  test('the page gives index, interval, places and counts in both languages, and hides a ward of four', async () => {
    const { text } = await page('/publications/round');
    // 96 of 120 answers in ward a, 120 of 180 in b, 0 of 8 in c, 24 of 24 in d: 240 of 332.
    for (const said of ['72,29%', '80,00%', '66,67%', 'Bản công bố số 1', 'Không hiển thị để bảo vệ'])
      expect(text).toContain(said);
    expect(text).toContain('<meta property="og:description" content="Chỉ số hài lòng 72,29%');
    const [, picture = ''] = /og:image" content="https?:\/\/[^/"]+(\/[^"]+)"/.exec(text) ?? [];
    expect((await page(picture)).headers['content-type']).toBe('image/png');
    expect(text).toContain('Toàn đợt nhận 136 phiếu');
    const english = await page('/publications/round/1/units/ward-a?lang=en');
    expect(english.text).toContain('80.00%');
    const hidden = (await page('/publications/round/1/units/ward-c')).text;
    expect(hidden).not.toContain('0,00%');
    expect(hidden).toMatch(
      /og:description" content="Chỉ số hài lòng không hiển thị để bảo vệ người trả lời[^;]*">/,
    );
  });

  test('each chart of the page is also a picture, as large as a slide needs, and a drawing', async () => {
    const { text } = await page('/publications/round');
    expect(text).toContain('take=factors.png');
    const png = await page('/publications/round?take=factors.png');
    expect(png.headers['content-type']).toBe('image/png');
    expect((png.body as Buffer).readUInt32BE(16)).toBe(3 * 420);
    const svg = await page('/publications/round?take=factors.svg');
    expect((svg.body as Buffer).toString()).toMatch(/^<svg [^]*100,00%/);
    expect((await page('/publications/round?take=factors.exe')).status).toBe(404);
  });

  test('the list gives each round its figure, interval and units at a glance, also as JSON', async () => {
    const { text } = await page('/publications');
    for (const said of ['72,29%', 'Khoảng tin cậy 95%: ', 'Bản công bố số 1', 'Số phiếu: 136'])
      expect(text).toContain(said);
    expect(text).toMatch(
      /<td class="number"[^>]*>1 \(1\)<\/td><th scope="row"><a href="[^"]*units\/ward-a">phường ward-a<\/a>/,
    );
    const list = (await page('/publications.json')).body as { publications: { unit: unknown }[] };
    expect(list.publications).toMatchObject([{ unit: { id: 'city', whole: { figure: { people: 136 } } } }]);
  });

  test('the table of units is sorted by links', async () => {
    const order = async (sort: string) => {
      const { text } = await page(`/publications/round?sort=${sort}`);
      return [...text.matchAll(/<th scope="row" class="name"><a href="[^"]*units\/(ward-\w)/g)].map(
        ([, ward]) => ward,
      );
    };
    expect(await order('value')).toEqual(['ward-a', 'ward-b']);
    expect(await order('name')).toEqual(['ward-a', 'ward-b']);
    expect(await order('nonsense')).toEqual(await order('rank'));
  });

  test('the open data are what was signed, and a script of their own works them out', async () => {
    const published = await bundle('/publications/round/1.json');
    const note = openNote(published.note, readVerifierKey(published.key)!);
    expect(note).toContain(`hash ${published.hash}\n`);
    const { status, output } = await recompute(published);
    expect(output).toContain('phường city: 240 of 332 = 72.29 %');
    expect(output).toContain('ok    136 forms here, 136 in the ledger');
    expect(output).toContain('IT IS NOT PROVED TO BE IN THE LEDGER'); // which takes it in at the next full hour
    expect(status).toBe(2);
    const { content } = published;
    const [unit, ...others] = content.units;
    const counts = { ...unit!.whole.counts!, score: unit!.whole.counts!.score + 1 };
    const changed = { ...content, units: [{ ...unit!, whole: { ...unit!.whole, counts } }, ...others] };
    const forged = await recompute({ ...published, content: changed });
    expect(forged.status).toBe(1);
    expect(forged.output.match(/ERROR/g)).toHaveLength(2);
  });

  test('the ledger holds it, strangers can check that, and the audit knows who', async () => {
    await city.settle(3);
    const { stores, signers } = running();
    const last = (await stores.ledger.findLast())!;
    const actions = await stores.ledger.listEntries(['publication'], { from: 0, to: last.size, count: 9 });
    const { hash } = await bundle('/publications/round/1.json');
    expect(actions.map(({ text }) => JSON.parse(text) as object)).toMatchObject([
      { hash, number: 1, round: 'round' },
    ]);
    const lines = await logOf(stores, signers);
    const verifier = await loadVerifier();
    expect((await verifier.verifyLog(() => lines)).rounds).toMatchObject([
      { round: 'round', submissions: 136 },
    ]);
    await drain(running());
    const kinds = (await stores.audit.list({}, 20)).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['publication.proposed', 'publication.agreed']));
  });

  test('the screen in the hall changes at full hours only, and asks again then', async () => {
    const { clock } = running();
    const { text, headers } = await page('/publications/round/board');
    expect(text).toContain('72,29%');
    expect(headers['refresh']).toBe(String(55 * 60 + 5));
    const shown = clock.now;
    clock.now = new Date(shown.getTime() - 2 * 3_600_000 + 10 * 60_000); // of the hour in which it was published
    const early = await page('/publications/round/board');
    expect(early.text).toContain('hiện trên màn hình lúc');
    expect(early.text).not.toContain('72,29%');
    expect(early.headers['refresh']).toBeDefined();
    clock.now = shown;
  });

  test('live results lead to it and name it; once a few forms are annulled, they give way to it', async () => {
    const live = await page('/results/round');
    expect(live.status).toBe(200);
    expect(live.text).toContain('/publications/round/1/units/city');
    await city.annul('WARD22', 3);
    await city.settle(5);
    for (const path of ['/results/round', '/results/round/units/city/why', '/results/round/units/city.json'])
      expect((await page(path)).headers['location']).toContain('/publications/round/1/units/city');
    expect((await page('/publications/round')).text).toContain('72,29%');
  });

  test('and so do figures that are told away from the results: of measures and of alerts', async () => {
    const { stores, clock } = running();
    const subject = { id: 'improvementAction', label: 'improvementAction' };
    const made = auditEntry({ at: clock.now, kind: 'improvementAction.made', unitIds: ['ward-a'], subject });
    await stores.improvementActions.add(anImprovementAction(), made);
    const { text } = await page('/improvement-actions');
    expect(text).toContain('80,00%'); // 48 of 60, as published; 45 of 57 are left
    expect(text).not.toContain('78,95%');
    const watch = { kind: 'indexBelow', roundId: 'round', scope: WHOLE, belowHundredths: 9000 } as const;
    const reading = await alertReader(stores, clock.now)({ unitId: 'city', watch });
    expect(reading?.said.vi).toContain('72,29%');
  });

  test('a correction that would tell of three people is refused, and of thirteen says what changed', async () => {
    const refused = await city.asking.post('/staff/publications', {
      round: 'round',
      whatChanged: 'ba phiếu',
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('bản cũ được giữ');
    await city.annul('WARD22', 10);
    await city.settle(7);
    const silent = await city.asking.post('/staff/publications', { round: 'round', whatChanged: '' });
    expect(silent.status).toBe(422);
    const long = await city.asking.post('/staff/publications', {
      round: 'round',
      whatChanged: 'x'.repeat(1001),
    });
    expect([long.status, long.text.includes('x'.repeat(1001))]).toEqual([422, true]);
    await city.publish('Hủy 13 phiếu do cán bộ bấm hộ.');
    const { text } = await page('/publications/round');
    expect(text).toContain('Bản công bố số 2');
    expect(text).toContain('Hủy 13 phiếu do cán bộ bấm hộ.');
    expect(text).toContain('Chỉ số trước đính chính: 72,29%');
    expect((await page('/publications/round/1')).text).toContain('Đã có bản đính chính số 2');
    expect((await page('/publications/round/1')).text).toContain('72,29%');
    expect((await page('/results/round')).status).toBe(200);
    await city.settle(9);
    expect((await recompute(await bundle('/publications/round/2.json'))).status).toBe(0);
    const list = (await page('/publications')).text;
    expect(list).not.toContain('72,29%');
    expect(list).toContain('Đã được đính chính: <a href="/publications/round/1">Bản công bố số 1');
  });

  test.each(['/publications/none', '/publications/round/9', '/publications/round/1/units/none'])(
    'nothing is at %s',
    async (path) => {
      expect((await page(path)).status).toBe(404);
    },
  );

  test('ends without an error of ours', () => {
    expect(running().errors).toEqual([]);
  });
});
