import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { inLanguage, pageLanguages } from '../../../src/platform/text/localized.ts';
import { pdfOf } from '../../../src/platform/print/pdf.ts';
import type { Sheet } from '../../../src/platform/print/sheet.ts';
import { sheetPages } from '../../../src/improvement/reports/makeReports.ts';
import { officeForm } from '../../../src/improvement/reports/input.ts';
import { pagesOf } from '../../../src/improvement/reports/pages.ts';
import type { ReportInput } from '../../../src/improvement/reports/report.ts';
import { wordFile } from '../../../src/improvement/reports/wordFile.ts';
import { writeReport, writeSheet } from '../../../src/improvement/reports/writeReport.ts';
import type { Block, Written } from '../../../src/improvement/reports/written.ts';
import { lineWords } from '../../../src/processing/results/lineWords.ts';
import { partOf } from '../../support/docx.ts';
import { describeWith, findProgram, pdftotextPath } from '../../support/needs.ts';
import { aReport, office } from './aReport.ts';

const run = promisify(execFile);

function textsOf(block: Block): string[] {
  if (block.kind === 'items') return [...block.texts];
  if (block.kind === 'chart')
    return [
      block.caption,
      ...block.drawing.shapes.flatMap((shape) => (shape.kind === 'letters' ? [shape.text] : [])),
    ];
  if (block.kind === 'table') return [...block.columns.map(({ heading }) => heading), ...block.rows.flat()];
  return [block.text];
}

const allTexts = ({ subject, blocks, annexes }: Written): string[] => [
  subject,
  ...[...blocks, ...annexes.flatMap((annex) => annex.blocks)].flatMap(textsOf),
];
const rowsOf = ({ blocks, annexes }: Written): string[] =>
  [...blocks, ...annexes.flatMap((annex) => annex.blocks)].flatMap((block) =>
    block.kind === 'table' ? block.rows.map((row) => row.join('|')) : [],
  );
/** Words in the order of the sheets, whatever line or page they stand on; without the numbers of pages. */
const printed = (sheets: readonly Sheet[]): string =>
  sheets
    .flatMap(({ marks }) =>
      marks.flatMap((snapshotHash) =>
        snapshotHash.kind === 'text' && snapshotHash.baseline > 20 ? [snapshotHash.text] : [],
      ),
    )
    .join(' ');
const percents = (text: string): string[] => text.match(/\d+[.,]\d+%/g) ?? [];

/** Percentages that a report may name: what is published, and what is told beside it. */
function known(input: ReportInput): Set<string> {
  const { content, language } = input;
  const lines = content.units.flatMap(({ whole, factors, questions }) => [whole, ...factors, ...questions]);
  const said = lines.flatMap((line) => {
    const { value, interval, previous } = lineWords(line, language);
    return percents([value, interval, previous].join(' '));
  });
  const why = JSON.stringify([input.why?.summary, input.why?.leading, input.why?.others].flat());
  return new Set([
    ...said,
    ...percents(why),
    ...percents(input.reported.map(({ wording }) => wording).join(' ')),
    ...['90.50%', '86.02%', '90.10%'].map((text) => (language === 'vi' ? text.replace('.', ',') : text)),
  ]);
}

describe.each(pageLanguages)('the report in %s', (language) => {
  test('gives each unit, factor and question the figures of the publication, and no other percentage', async () => {
    const input = await aReport(language);
    const written = writeReport(input, office);
    const rows = rowsOf(written);
    const named = (id: string) =>
      inLanguage(input.content.units.find((unit) => unit.id === id)!.name, language);
    for (const unit of input.content.units.filter(({ id }) => id !== 'city')) {
      const { value, interval, signedChange, people } = lineWords(unit.whole, language);
      const line = [named(unit.id), value, interval, signedChange, people].join('|');
      expect(rows.filter((row) => row.includes(line))).toHaveLength(1);
    }
    for (const line of [...input.unit.factors, ...input.unit.questions]) {
      const { value, interval, signedChange, people } = lineWords(line, language);
      expect(rows.some((row) => row.endsWith([value, interval, signedChange, people].join('|')))).toBe(true);
    }
    const allowed = known(input);
    const strange = percents(allTexts(written).join(' ')).filter((text) => !allowed.has(text));
    expect(strange).toEqual([]);
  });

  test('has every part, says all of it in one language and nothing that is not there', async () => {
    const texts = allTexts(writeReport(await aReport(language), office));
    const parts = texts.filter((text) => /^[IVX]+\. /.test(text));
    expect(parts.map((text) => text.split('.')[0])).toEqual([
      'I',
      'II',
      'III',
      'IV',
      'V',
      'VI',
      'VII',
      'VIII',
      'IX',
    ]);
    expect(texts.join('\n')).not.toMatch(/undefined|NaN|\[object|null/);
  });
});

describe('a table that is longer than a page', () => {
  const withTable = (rows: number): Written => ({
    language: 'vi',
    subject: 'Kết quả',
    madeUp: '',
    blocks: [],
    annexes: [
      {
        name: 'Phụ lục I',
        title: 'Kết quả',
        blocks: [
          {
            kind: 'table',
            columns: [{ heading: 'Tên', width: 1, align: 'start' }],
            rows: Array.from({ length: rows }, (_, index) => [`tiêu chí ${index + 1}`]),
          },
        ],
      },
    ],
  });
  const rowsOnPage = ({ marks }: Sheet): number =>
    marks.filter((mark) => mark.kind === 'text' && mark.text.startsWith('tiêu')).length;

  test('leaves no row alone on the last page of the PDF', () => {
    const tables = Array.from({ length: 60 }, (_, more) => pagesOf(withTable(20 + more)).slice(1));
    const onLast = tables.filter((pages) => pages.length > 1).map((pages) => rowsOnPage(pages.at(-1)!));
    expect(Math.min(...onLast)).toBe(3);
  });

  test('leaves none alone in Word, and is set in Times New Roman', async () => {
    const document = await partOf(await wordFile(withTable(22)), 'word/document.xml');
    const rows = document.split('<w:tr>').slice(1);
    expect(rows.slice(-4).map((row) => row.includes('<w:keepNext/>'))).toEqual([false, true, true, false]);
    expect(await partOf(await wordFile(withTable(22)), 'word/styles.xml')).toContain('Times New Roman');
  });
});

test('a report says what the analysis shows beyond chance, with its limits, and has no such part otherwise', async () => {
  const input = await aReport('vi');
  const said = allTexts(writeReport({ ...input, robust: ['Nên làm trước: ghế ngồi.'] }, office)).join('\n');
  expect(said).toContain('KẾT LUẬN CÓ Ý NGHĨA THỐNG KÊ');
  expect(said).toContain('Nên làm trước: ghế ngồi.');
  expect(said).toContain('chưa phải nguyên nhân');
  expect(allTexts(writeReport({ ...input, robust: [] }, office)).join('\n')).not.toContain(
    'KẾT LUẬN CÓ Ý NGHĨA',
  );
});

const theReport = aReport('vi').then((input) => writeReport(input, office));
const inWord = theReport.then(wordFile);

test('stands in Word and in PDF with the same words', async () => {
  const { annexes, ...rest } = await theReport;
  const blocks = rest.blocks.filter(({ kind }) => kind !== 'chart');
  const xml = await partOf(await inWord, 'word/document.xml');
  const words = xml
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  const onPaper = printed(pagesOf(await theReport)).replaceAll(/\s+/g, '');
  for (const text of allTexts({ ...rest, blocks, annexes })) {
    const said = text.normalize('NFC');
    expect(words).toContain(said);
    expect(onPaper).toContain(said.replaceAll(/\s+/g, ''));
  }
});

test('what was reported elsewhere stands in it word for word, with what cannot be true of it', async () => {
  const [vi, en] = await Promise.all((['vi', 'en'] as const).map((language) => aReport(language)));
  for (const written of [writeReport(vi!, office), writeSheet(vi!, 3)]) {
    const text = allTexts(written).join('\n');
    expect(text).toContain(
      'Chỉ số hài lòng: “Chỉ số hài lòng 91,28%, giảm 7,86%, xếp hạng 5/12, giảm 5 bậc” (Báo cáo 12/BC).',
    );
    expect(text).toContain('thì năm trước phải là hạng 0, không thể có');
  }
  expect(allTexts(writeReport(en!, office)).join('\n')).toContain('(Report 12/BC)');
  const otherYear = { ...vi!, reported: vi!.reported.map((one) => ({ ...one, year: 2024 })) };
  expect(allTexts(writeReport(otherYear, office)).join('\n')).not.toContain('91,28%');
});

test('a ward of four stays hidden, in words too', async () => {
  const text = allTexts(writeReport(await aReport('vi'), office)).join('\n');
  expect(text).toContain('không hiển thị để bảo vệ');
  expect(text).not.toMatch(/(?<!\d)0,00%/);
  const { why: _gone, ...without } = await aReport('vi');
  expect(allTexts(writeReport(without, office)).join('\n')).toContain('Không chia được mức thay đổi');
});

test('what fell is named with its change, and units that cannot be told apart stand beside each other', async () => {
  const written = writeReport(await aReport('vi'), office);
  const text = allTexts(written).join('\n');
  expect(text).toContain('Giảm có ý nghĩa thống kê nếu người đã trả lời không khác người chưa trả lời:');
  expect(text).toContain('chưa hiệu chỉnh cho nhiều so sánh');
  expect(text).toMatch(/Tiêu chí “3\. Phí.*”: giảm \d+,\d\d điểm phần trăm, từ \d+,\d\d% thành \d+,\d\d%\./);
  expect(text).toContain('Có thể đứng đầu (tin cậy 95%): phường ward-a, phường ward-b');
  expect(rowsOf(written)).toContain('phường ward-a|phường ward-b');
  expect(text).toContain(
    'năm 2025 của phường city: 86,02%, tăng 4,32 điểm phần trăm, hạng 2/12, tăng 1 bậc.',
  );
  expect(text).toContain('1.1. Hồ sơ trực tuyến: 0,50 → 1,50 (+1,00)');
});

test('of many units charts show the first and the last on one scale, and the annex has all of them', async () => {
  const input = await aReport('vi');
  const ward = input.content.units.find(({ id }) => id === 'ward-a')!;
  const many = Array.from({ length: 40 }, (_, index) => {
    const name = { vi: `phường số ${index + 1}` };
    return { ...ward, id: `many-${index}`, name, parentId: 'city' };
  });
  const content = { ...input.content, units: [input.unit, ...many] };
  const { blocks, annexes } = writeReport({ ...input, content }, office);
  const captions = blocks.flatMap((block) => (block.kind === 'chart' ? [block.caption] : []));
  expect(captions.filter((text) => text.includes('trong 40'))).toEqual([
    expect.stringContaining('dòng 1 đến 13 trong 40'),
    expect.stringContaining('dòng 28 đến 40 trong 40'),
  ]);
  const rows = rowsOf({ ...(await theReport), blocks: [], annexes: annexes.slice(0, 1) });
  expect(many.every(({ name }) => rows.some((row) => row.includes(`|${name.vi}|`)))).toBe(true);
});

test('the frame is that of an administrative document', async () => {
  const { frame, annexes } = writeReport(await aReport('vi'), office);
  expect(frame).toMatchObject({
    superior: 'ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP',
    country: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    motto: 'Độc lập - Tự do - Hạnh phúc',
    number: 'Số: 125/BC-UBND',
    placeAndDate: 'Hồng Ngự, ngày 05 tháng 01 năm 2026',
    capacity: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
    recipients: ['UBND tỉnh Đồng Tháp;', 'Sở Nội vụ;', 'Lưu: VT, NV.'],
    annexNote: '(Kèm theo Báo cáo số 125/BC-UBND ngày 05 tháng 01 năm 2026)',
  });
  expect(annexes.map(({ name }) => name)).toEqual(['Phụ lục I', 'Phụ lục II', 'Phụ lục III']);
  const open = writeReport(await aReport('vi'), { ...office, number: '', on: '' }).frame!;
  expect([open.number, open.placeAndDate]).toEqual(['Số: ……/BC-UBND', 'Hồng Ngự, ngày …… tháng …… năm 2026']);
});

test('what the office left out or typed wrongly is named field by field', () => {
  const nothing = {
    superior: '',
    organ: '',
    number: '',
    symbol: '',
    location: '',
    on: '',
    capacity: '',
    signer: '',
    recipients: '',
  };
  expect(Object.keys(officeForm.judged(nothing, 'vi').errors)).toEqual([
    'organ',
    'symbol',
    'location',
    'capacity',
    'recipients',
  ]);
  const wrong = {
    ...office,
    number: '12a',
    on: '2026-02-30',
    organ: 'x'.repeat(151),
    capacity: 'a\nb\nc\nd\ne',
  };
  expect(officeForm.judged(wrong, 'vi').errors).toEqual({
    organ: 'Xin viết ngắn lại, nhiều nhất 150 ký tự.',
    number: 'Số văn bản chỉ gồm chữ số, nhiều nhất 6 chữ số.',
    on: 'Xin nhập ngày có thật.',
    capacity: 'Xin bớt số dòng.',
  });
  expect(officeForm.judged(office, 'vi').ok).toBe(true);
});

test('the sheet of a unit is two pages, however much it promises', async () => {
  const input = await aReport('vi', 'ward-c');
  const long = {
    ...input.proposed[0]!,
    what: 'Niêm yết phí. '.repeat(35),
    who: 'Văn phòng phường. '.repeat(27),
  };
  const sheets = sheetPages({ ...input, proposed: Array.from({ length: 9 }, () => long) });
  expect(sheets.length).toBeLessThanOrEqual(2);
  expect(printed(sheets)).toMatch(/Còn [6-9] giải pháp khác\./);
  expect(printed(sheetPages(input))).toContain('Niêm yết phí và lệ phí');
});

const sofficePath = findProgram(['/usr/bin/soffice', '/usr/local/bin/soffice']);

describeWith('soffice', sofficePath, 'the Word file', () => {
  test('opens in LibreOffice with its accents and its figures', async () => {
    const input = await aReport('vi');
    const text = await readBack(await inWord);
    for (const said of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'ỦY BAN NHÂN DÂN THÀNH PHỐ HỒNG NGỰ',
      'Nguyễn Thị Bảy',
      lineWords(input.unit.whole, 'vi').value,
    ])
      expect(text).toContain(said);
  });
});

async function readBack(file: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lang-nghe-report-'));
  try {
    await writeFile(join(folder, 'report.docx'), file);
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    await run(sofficePath!, [
      profile,
      '--headless',
      '--convert-to',
      'txt:Text (encoded):UTF8',
      '--outdir',
      folder,
      join(folder, 'report.docx'),
    ]);
    return await readFile(join(folder, 'report.txt'), 'utf8');
  } finally {
    await rm(folder, { recursive: true });
  }
}

describeWith('pdftotext', pdftotextPath, 'the PDF', () => {
  test('has letters that can be selected, in charts too, with their accents', async () => {
    const input = await aReport('vi');
    const pdf = await pdfOf(pagesOf(await theReport), {
      title: '',
      language: 'vi',
      madeAt: new Date(0),
    });
    const folder = await mkdtemp(join(tmpdir(), 'lang-nghe-report-'));
    try {
      await writeFile(join(folder, 'report.pdf'), pdf);
      const { stdout } = await run(pdftotextPath!, [join(folder, 'report.pdf'), '-']);
      for (const said of [
        'Độc lập - Tự do - Hạnh phúc',
        'phường ward-c',
        lineWords(input.unit.whole, 'vi').value,
        'Đợt trước',
      ])
        expect(stdout).toContain(said);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
