/** Results as files: whatever way a number is taken, it is the one that the page shows, and what the page hides is in none. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import readExcelFile from 'read-excel-file/node';
import request from 'supertest';
import { microdataJob } from '../../../src/dissemination/exports/microdataJob.ts';
import { aClosedCity, type City } from '../publications/publishing.ts';
import { useApp } from '../../support/app.ts';
import { aRound, duringAt } from '../../support/builders.ts';
import { useFolders } from '../../support/folder.ts';
import { describeWith, sofficePath } from '../../support/needs.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';

/** Exactly the bytes of the file, as hyparquet takes them. */
const bytesOf = (file: Buffer): ArrayBuffer => new Uint8Array(file).buffer;

/** The same of a ward of four and of the one beside it. */
const hidden = 'không hiển thị để bảo vệ người trả lời';

describe('results as files', () => {
  const running = useApp();
  const newFolder = useFolders();
  let city: City;
  let analyst: Browser;

  beforeAll(async () => {
    city = await aClosedCity(running());
    await city.publish();
    analyst = await colleague(running(), 'analyst', 'city');
  });

  const take = async (of: string, format: string, layout = 'long', heads = 'vi') => {
    const parameters = new URLSearchParams({ of, format, layout, heads });
    const response = await analyst
      .get(`/staff/exports/results?${parameters.toString()}`)
      .responseType('arraybuffer');
    expect(response.status).toBe(200);
    return response.body as Buffer;
  };
  type Row = Record<string, string>;
  const csv = (content: Buffer, delimiter = ','): Row[] =>
    parse(content, { bom: true, columns: true, delimiter });
  const sheet = async (content: Buffer): Promise<Row[]> => {
    const { data } = (await readExcelFile(content))[0]!;
    const [headings = [], ...rows] = data;
    return rows.map((row) => Object.fromEntries(row.map((cell, at) => [String(headings[at]), String(cell ?? '')]))); // prettier-ignore
  };

  /** What the page of a unit says of each line: value, interval, people. */
  async function page(path: string): Promise<Map<string, readonly string[]>> {
    const { text } = await request(running().app).get(path);
    const headline = /Chỉ số hài lòng <b>(.*?)<\/b> <span class="soft">.*?: (.*?)<\/span>/.exec(text);
    const lines = [...text.matchAll(/<tr><th scope="row">([^<]+)<\/th>(.*?)<\/tr>/g)].map(
      ([, name = '', cells = '']) => {
        const [value = '', , interval = '', people = ''] = [...cells.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map((cell) => cell[1]!); // prettier-ignore
        return [name, [value, interval, people]] as const;
      },
    );
    return new Map([['Toàn phiếu', [headline?.[1] ?? '', headline?.[2] ?? '', '']], ...lines]);
  }

  /** A row of the file in the words of the page. */
  function words(row: Row): string[] {
    const percent = (text = ''): string => `${Number(text).toFixed(2).replace('.', ',')}%`;
    const value = row['Chỉ số (%)'] === '' ? row['Lý do']! : percent(row['Chỉ số (%)']);
    const low = row['Khoảng tin cậy 95%: từ (%)'];
    const interval = low === '' ? '' : `${percent(low)} – ${percent(row['Khoảng tin cậy 95%: đến (%)'])}`;
    return [value, interval, row['Số phiếu'] ?? ''];
  }

  test.each([
    ['round', '/results/round/units/'],
    ['round/1', '/publications/round/1/units/'],
  ])('give the numbers of the pages of %s, in every format', async (of, path) => {
    const rows = csv(await take(of, 'csv'));
    expect(new Set(rows.map((row) => row['Mã trong chương trình']))).toEqual(
      new Set(['city', 'ward-a', 'ward-b', 'ward-c', 'ward-d']),
    );
    for (const unitId of ['city', 'ward-a', 'ward-b']) {
      const shown = await page(path + unitId);
      const mine = rows.filter((row) => row['Mã trong chương trình'] === unitId);
      expect(mine.length).toBeGreaterThan(3);
      for (const row of mine) {
        const said = shown.get(row['Yếu tố, tiêu chí']!);
        const [value, interval, people = ''] = words(row);
        expect(said === undefined).toBe(row['Chỉ số (%)'] === ''); // the page names these together in a sentence
        if (!said) continue;
        expect([value, interval, said[2] && people]).toEqual(said); // the headline tells its people elsewhere
      }
    }
    const inWorkbook = await sheet(await take(of, 'xlsx'));
    const numeric = (all: Row[]) => all.map((row) => Object.values(row).map((cell) => (cell !== '' && Number.isFinite(Number(cell)) ? Number(cell) : cell))); // prettier-ignore
    expect(numeric(inWorkbook)).toEqual(numeric(rows));
    const inParquet = await parquetReadObjects({ file: bytesOf(await take(of, 'parquet')) });
    expect(inParquet.map((row) => Object.values(row).map((cell) => cell ?? ''))).toEqual(numeric(rows));
    const withCommas = csv(await take(of, 'csvSemicolon'), ';');
    expect(withCommas.map((row) => row['Chỉ số (%)']!.replace(',', '.'))).toEqual(rows.map((row) => row['Chỉ số (%)'])); // prettier-ignore
    const json = JSON.parse((await take(of, 'json')).toString()) as { units: { id: string; satisfactionIndex: { figure: { valuePercent?: number; people?: number } } }[] }; // prettier-ignore
    for (const { id, satisfactionIndex } of json.units) {
      const row = rows.find((one) => one['Mã trong chương trình'] === id && one['Chỉ số của'] === 'toàn phiếu')!; // prettier-ignore
      const { valuePercent = '', people = '' } = satisfactionIndex.figure;
      expect([String(Number(row['Chỉ số (%)'])), row['Số phiếu']]).toEqual([String(Number(valuePercent)), String(people)]); // prettier-ignore
    }
    const wide = csv(await take(of, 'csv', 'wide', 'en'));
    const ward = wide.find((row) => row['Unit id'] === 'ward-a')!;
    expect([ward['The whole form – Index (%)'], ward['The whole form – Responses']]).toEqual(['80.00', '60']);
  });

  test.each(['/results/round/units/city', '/publications/round/1/units/city'])(
    'are taken from %s itself, table by table, with the numbers and the hiding of the page',
    async (path) => {
      const taken = (what: string) => request(running().app).get(`${path}?take=${what}`);
      const units = await taken('commune.csv');
      expect(units.headers['content-disposition']).toContain('commune.csv');
      const rows = parse(units.text, { bom: true, columns: true }) as unknown as Row[];
      const shown = Object.fromEntries(rows.map((row) => [row['Đơn vị'], [row['Chỉ số (%)'], row['Số phiếu'], row['Lý do']]])); // prettier-ignore
      expect(shown).toMatchObject({
        'phường ward-a': ['80.00', '60', ''],
        'phường ward-c': ['', '', hidden],
        'phường ward-d': ['', '', hidden],
      });
      const chart = await taken('commune.svg').then(({ body }) => (body as Buffer).toString());
      expect(chart).toMatch(/^<svg xmlns[^]*80,00%[^]*không hiển thị để bảo vệ[^]*<\/svg>\n$/);
      expect((await taken('factors.xlsx')).status).toBe(200);
      const parquet = await taken('commune.parquet').responseType('arraybuffer');
      expect(parquet.headers['content-type']).toBe('application/vnd.apache.parquet');
      const read = await parquetReadObjects({ file: bytesOf(parquet.body as Buffer) });
      expect(read.find((row) => row['Đơn vị'] === 'phường ward-a')).toMatchObject({
        'Chỉ số (%)': 80,
        'Số phiếu': 60,
      });
      expect(read.find((row) => row['Đơn vị'] === 'phường ward-c')).toMatchObject({ 'Chỉ số (%)': null, 'Lý do': hidden }); // prettier-ignore
      for (const none of ['commune.pdf', 'nothing.csv', 'x', 'days.svg'])
        expect((await taken(none)).status).toBe(404);
      const { text } = await request(running().app).get(path);
      expect(text).toContain('?take=commune.csv" rel="nofollow">CSV</a>');
      expect(text).toContain('aria-label="Tải về: Các xã, phường, đặc khu"');
    },
  );

  test('hide what the pages hide, and say why', async () => {
    const rows = csv(await take('round/1', 'csv'));
    const ofSmall = rows.filter((row) => row['Mã trong chương trình'] === 'ward-c');
    for (const row of ofSmall) {
      expect([row['Chỉ số (%)'], row['Số phiếu'], row['Số câu trả lời']]).toEqual(['', '', '']);
      expect(row['Lý do']).toMatch(/không hiển thị để bảo vệ|chưa có câu trả lời được tính/);
    }
    const wholeOfNeighbour = rows.find((row) => row['Mã trong chương trình'] === 'ward-d')!;
    expect(wholeOfNeighbour['Lý do']).toBe(hidden);
  });

  test('tell in a sheet of their own how they were counted and what to beware of', async () => {
    const sheets = await readExcelFile(await take('round/1', 'xlsx'));
    expect(sheets.map(({ sheet: name }) => name)).toEqual(['Kết quả tổng hợp', 'Cách tính và lưu ý']);
    expect(JSON.stringify(sheets[1]!.data)).toContain('Bản công bố số 1');
  });

  /** Made by LibreOffice of a file of ours, in another format. */
  async function converted(
    file: { name: string; content: Buffer },
    to: string,
    reads: readonly string[] = [],
  ): Promise<Buffer> {
    const folder = await newFolder();
    const [stem = ''] = file.name.split('.');
    await writeFile(join(folder, file.name), file.content);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const settings = ['--headless', ...reads, '--convert-to', to, '--outdir', folder];
    await promisify(execFile)(sofficePath!, [profile, ...settings, join(folder, file.name)]);
    return await readFile(join(folder, `${stem}.${to.split(':')[0]!}`));
  }

  describeWith('soffice', sofficePath, 'in LibreOffice', () => {
    const said = (rows: readonly Row[]) => rows.map((row) => [row['Đơn vị'], row['Yếu tố, tiêu chí'], row['Lý do'], Number(row['Chỉ số (%)'])]); // prettier-ignore

    test('CSV opens right', async () => {
      const content = await take('round/1', 'csv');
      const read = await converted({ name: 'ket-qua.csv', content }, 'xlsx', ['--infilter=CSV:44,34,76,1']);
      expect(said(await sheet(read))).toEqual(said(csv(content)));
    });

    test('XLSX opens right', async () => {
      const content = await take('round/1', 'xlsx');
      const read = await converted(
        { name: 'ket-qua.xlsx', content },
        'csv:Text - txt - csv (StarCalc):44,34,76,1',
      );
      expect(said(csv(read))).toEqual(said(await sheet(content)));
    });
  });

  test('are noted in the audit', async () => {
    await drain(running());
    const [entry] = await running().stores.audit.list({ kind: 'results.taken' }, 1);
    expect(entry).toMatchObject({ by: { accountId: analyst.account.id }, subject: { id: 'round' } });
  });

  test('are refused where there is nothing to take, with the right status', async () => {
    const { stores } = running();
    const survey = (await stores.surveys.find((await stores.rounds.find('round'))!.surveyVersionId))!;
    await stores.rounds.add(aRound(survey, { id: 'inside', resultsFor: 'staff' }));
    await stores.rounds.add(aRound(survey, { id: 'later', opensAt: new Date(duringAt.getTime() + 1e12), closesAt: new Date(duringAt.getTime() + 2e12) })); // prettier-ignore
    const elsewhere = await colleague(running(), 'analyst', 'ward-a');
    const status = async (query: string, browser = analyst) => (await browser.get(`/staff/exports/results?${query}`)).status; // prettier-ignore
    expect(await status('of=unknown')).toBe(404);
    expect(await status('of=round/7')).toBe(404);
    expect(await status('of=later')).toBe(404);
    expect(await status('of=inside', elsewhere)).toBe(404);
    expect(await status('of=inside')).toBe(200);
    expect(await status('of=round&layout=sideways')).toBe(400);
    expect(await status('of=round&format=pdf')).toBe(400);
    expect(await status('layout=long')).toBe(400);
    expect(await status('of=round', await colleague(running(), 'clerk', 'city'))).toBe(403);
    expect(running().errors).toEqual([]);
  });

  test('of a round give way to its publication once forms are taken out', async () => {
    await city.annul('WARD33', 3);
    await city.settle(30);
    analyst = await colleague(running(), 'analyst', 'city');
    expect((await take('round', 'csv')).equals(await take('round/1', 'csv'))).toBe(true);
    // Single forms of the new state would tell, beside the publication, of the three.
    const parameters = {
      roundId: 'round',
      unitId: 'city',
      format: 'csv',
      language: 'vi',
      madeUp: false,
    } as const;
    const work = { parameters, resumeFrom: undefined, write: () => {}, checkpoint: async () => {} };
    await expect(microdataJob(running().stores).run(work)).rejects.toThrow(/publish a correction/);
  });

  test('are chosen on a page in both languages', async () => {
    const { text } = await analyst.get('/staff/exports');
    for (const said of ['Xuất dữ liệu', 'bản công bố số 1', 'value="round/1"', 'CSV, dấu chấm phẩy'])
      expect(text).toContain(said);
  });
});
