/** What a printed document is to somebody who hears it: read from the finished file by poppler. */
import { expect, test } from '@jest/globals';
import { letterhead, usualBrand } from '../../../src/platform/brand/brand.ts';
import { slipSheets } from '../../../src/collection/codes/slips.ts';
import { printedSheets } from '../../../src/collection/paper/printedForm.ts';
import { posterSheet, printedAddress } from '../../../src/collection/posters/poster.ts';
import { sipas2017 } from '../../../src/design/surveys/presets/sipas2017.ts';
import { commendationSheets } from '../../../src/improvement/commendations/commendationSheets.ts';
import { sheetPages } from '../../../src/improvement/reports/makeReports.ts';
import { pagesOf } from '../../../src/improvement/reports/pages.ts';
import { writeReport } from '../../../src/improvement/reports/writeReport.ts';
import { pdfOf } from '../../../src/platform/print/pdf.ts';
import type { Sheet } from '../../../src/platform/print/sheet.ts';
import { aReport, office } from '../../improvement/reports/aReport.ts';
import { describeWith, pdfinfoPath } from '../../support/needs.ts';
import { alternatives, structureOf, type ReadElement } from '../../support/printed.ts';

const unitName = 'Phường An Thạnh';
const facts = { title: 'Phí & lệ phí <a>', language: 'vi', madeAt: new Date(0) };
const printed = (sheets: Iterable<Sheet>): Promise<Buffer> => pdfOf(sheets, facts);
const poster = () =>
  posterSheet({ unitName, address: printedAddress('https://a.vn', 'ABC234'), questionCount: 22, madeUp: true, language: 'vi', byLink: false, isReviewed: true, letterhead: letterhead(usualBrand, 'vi') }, 'a4'); // prettier-ignore
const form = () => [...printedSheets(sipas2017, { unitName: { vi: unitName }, madeUp: true }, 'vi')];
const report = await printed(pagesOf(writeReport(await aReport('vi'), office)));

const commendations = () =>
  commendationSheets(
    {
      id: 'c',
      title: 'Năm 2026',
      year: 2026,
      state: '',
      version: '1',
      counts: '',
      decision: undefined,
      madeUp: undefined,
      collectives: [{ unitId: 'a', name: unitName, merit: 'Hạng 1' }],
      individuals: [],
    },
    'Tỉnh',
    'vi',
  );

const documents: readonly (readonly [string, () => Buffer | Promise<Buffer>])[] = [
  ['a poster', () => printed([poster()])],
  ['a paper form', () => printed(form())],
  ['a list of commendations', () => printed(commendations())],
  ['a report', () => report],
  ['a sheet of a unit', async () => printed(sheetPages(await aReport('vi', 'ward-c')))],
];

const textsOf = (read: readonly ReadElement[], role: string): readonly string[] =>
  read.filter((one) => one.role === role).map(({ text }) => text);

describeWith('pdfinfo', pdfinfoPath, 'a printed document, read aloud', () => {
  test.each(documents)('%s begins with a heading of level 1 and skips no level', async (_name, made) => {
    const read = await structureOf(await made());
    const levels = read.flatMap(({ role }) => (/^H\d$/.test(role) ? [Number(role.slice(1))] : []));
    expect(levels[0]).toBe(1);
    levels.forEach((level, index) => expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1));
  });

  test('a paper form names the columns of its boxes once, also on two pages, and no page number', async () => {
    const longer = {
      ...sipas2017,
      notice: { ...sipas2017.notice, paragraphs: Array.from({ length: 30 }, () => ({ vi: 'Lời mở.' })) },
    };
    const sheets = [...printedSheets(longer, { unitName: { vi: unitName }, madeUp: false }, 'vi')];
    expect(sheets[1]!.marks.some((mark) => mark.kind === 'text' && mark.text === 'Bình thường')).toBe(true);
    const read = await structureOf(await printed(sheets));
    expect(textsOf(read, 'Table')).toHaveLength(1);
    expect(textsOf(read, 'TH').filter((text) => text === 'Bình thường')).toHaveLength(1);
    expect(textsOf(read, 'TH').filter((text) => /^\d+\. /.test(text))).toHaveLength(22);
    expect(textsOf(read, 'TD')).toHaveLength(1 + 22 * 6);
    expect(textsOf(read, 'H2')).toContain('Thủ tục hành chính');
    expect(read.some(({ text }) => text.includes('Trang 1'))).toBe(false);
  });

  test('a report has lists, tables with headings of columns and rows, and words with spaces between them', async () => {
    const read = await structureOf(report);
    expect(textsOf(read, 'LBody')).toContain('– Tiêu chí “3. Phí”: giảm 25,63 điểm phần trăm, từ 95,25% thành 69,62%.'); // prettier-ignore
    const scopes = read
      .filter(({ role }) => role === 'TH')
      .map(({ attributes, text }) => `${attributes.join()} ${text}`);
    expect(scopes).toEqual(
      expect.arrayContaining(['/Scope /Column Khoảng tin cậy 95%', '/Scope /Row 3. Phí']),
    );
    const cells = read
      .slice(read.findIndex(({ role }) => role === 'Table'))
      .findIndex(({ role }) => role === 'TD');
    expect(cells).toBeGreaterThan(1); // after a row of headings
  });
});

test('pictures are described: codes by their address, charts by what is written in them', async () => {
  expect(alternatives(await printed([poster()]))).toEqual(['Mã QR: HTTPS://A.VN/S/ABC234']);
  const [first] = alternatives(report);
  expect(first).toBe('Biểu đồ: Tiếp cận dịch vụ, 85,44%, Thủ tục hành chính, 69,62%');
});

test('the file names its languages, its title and the standard that it follows', async () => {
  const slips = slipSheets(['ABCDEFGH2345'], {
    unitName,
    url: 'https://a.vn/s/ABC234',
    madeUp: false,
    languages: ['vi', 'en'],
  });
  const file = (await printed(slips)).toString('utf8');
  expect(file).toContain('/Lang (vi)');
  expect(file).toContain('/Lang (en)'); // the line in English
  expect(file).toContain('>Phí &amp; lệ phí &lt;a><');
  expect(file).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(file).toMatch(/\/Marked true/);
});
